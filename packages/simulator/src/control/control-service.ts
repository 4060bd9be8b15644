import { isIshurError } from '@ishur/contract';
import { z } from 'zod';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import { issuesOf, placeOf } from '../scenario/issues.ts';
import { parseScenario } from '../scenario/read-scenario.ts';
import { dealerNumber, faultsSchema } from '../scenario/scenario-schema.ts';
import type { Simulation } from '../simulation.ts';

type Control = (
  request: SimulatedRequest,
  simulation: Simulation,
  gone: AbortSignal,
) => SimulatedAnswer | Promise<SimulatedAnswer>;

/** Milliseconds that `waiting?atLeast=n` waits at most. */
const LONGEST_WAIT = 30_000;

/** The clock stays between these: beyond them, with the window of months, days have no `YYYY-MM-DD`, or there is no instant. */
const CLOCK = { first: Date.UTC(1970, 0, 1), last: Date.UTC(9000, 0, 1) };

const tier = z.enum(['tsandbox', 'production']);
const hearing = z.strictObject({
  tier: tier.default('tsandbox'),
  vat_number: z.int(),
  invoice_id: z.string(),
  result: z.enum(['won', 'lost']),
});
const release = z.strictObject({ id: z.int().exactOptional() });
const clockChange = z.union(
  [
    z.strictObject({ moveMs: z.int().min(-1e13).max(1e13) }),
    z.strictObject({ moveDays: z.number().min(-100_000).max(100_000) }),
    z.strictObject({
      set: z.iso.datetime({ offset: true, error: 'expected an instant such as 2026-06-30T09:00:00Z' }),
    }),
  ],
  'expected one of {"moveMs": 1000}, {"moveDays": 75} and {"set": "2026-06-30T09:00:00Z"}',
);
const expiry = z.strictObject({
  expire: z.enum(['access', 'refresh', 'all']),
  vat_number: z.union([z.int(), z.string()]).exactOptional(),
});
const consent = z.strictObject({
  consent: z.enum(['page', 'approve', 'refuse']),
  dealer: dealerNumber.exactOptional(),
});

const CONTROLS: Readonly<Record<string, Control>> = {
  'GET asked': (_request, { book }) => json({ asked: book.asked }),
  'GET issued': (_request, { book }) => json({ issued: book.issued }),
  'GET choices': (_request, { book }) => json({ choices: book.decisions }),
  'GET hearings': (_request, { book }) => json({ held: book.heldCases }),
  'POST hearings': (request, { book }) =>
    checked(request, hearing, ({ tier: where, vat_number, invoice_id, result }) => {
      const held = book.heldCase({ tier: where, vat_number, invoice_id });
      if (held === undefined) return refusal(404, `no invoice ${invoice_id} of ${vat_number} is held at ${where}`);
      book.hold({ ...held, hearing: result });
      return json({ held: { ...held, hearing: result } });
    }),
  'GET tokens': (_request, { tokens }) => {
    const { grants, refreshes, reuses } = tokens;
    return json({ grants, refreshes, reuses });
  },
  'POST tokens': (request, { tokens }) =>
    checked(request, expiry, ({ expire, vat_number: dealer }) =>
      json({ expired: tokens.expire(expire, dealer === undefined ? undefined : String(dealer).padStart(9, '0')) }),
    ),
  'POST consent': (request, simulation) =>
    checked(request, consent, (change) => {
      const { settings } = simulation;
      simulation.settings = { ...settings, oauth: { ...settings.oauth, ...change } };
      return json(change);
    }),
  'GET faults': (_request, { faults }) => json({ faults: faults.planned }),
  'POST faults': (request, simulation) =>
    checked(request, faultsSchema, (faults) => {
      simulation.setFaults(faults);
      return { ...json({ faults: simulation.faults.planned }), ...lastWord(simulation) };
    }),
  'GET waiting': async (request, { waiting }, gone) => {
    const asked = request.query.get('atLeast') ?? '0';
    if (!/^\d{1,6}$/.test(asked)) return refusal(400, 'atLeast: expected a whole number');
    const count = Number(asked);
    await waiting.atLeast(count, AbortSignal.any([gone, AbortSignal.timeout(LONGEST_WAIT)]));
    return json({ waiting: waiting.waiting });
  },
  'POST release': (request, { waiting }) =>
    checked(request, release, ({ id }) => json({ released: waiting.release(id) })),
  'GET clock': (_request, { clock }) => json({ now: clock.now().toISOString() }),
  'POST clock': (request, { clock }) =>
    checked(request, clockChange, (change) => {
      const now = clock.now().getTime();
      const instant =
        'set' in change
          ? Date.parse(change.set)
          : now + ('moveMs' in change ? change.moveMs : change.moveDays * 86_400_000);
      if (!(instant >= CLOCK.first && instant <= CLOCK.last)) {
        return refusal(400, 'the clock stays between 1970-01-01 and 9000-01-01');
      }
      clock.set(new Date(instant));
      return json({ now: clock.now().toISOString() });
    }),
  'POST scenario': (request, simulation) => {
    simulation.replaceScenario(parseScenario(Buffer.from(request.body).toString('utf8')));
    return { ...json({ scenario: 'replaced' }), ...lastWord(simulation) };
  },
  'GET log': (_request, { logBook }) => ({
    status: 200,
    text: logBook.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
  }),
  'POST reset': (_request, simulation) => {
    simulation.reset();
    return { ...json({ reset: true }), ...lastWord(simulation) };
  },
};

/** What the authority does not have: a look into the double, and a hand on it, for tests in any language. */
export async function control(
  request: SimulatedRequest,
  simulation: Simulation,
  gone: AbortSignal,
): Promise<SimulatedAnswer> {
  const key = `${request.method} ${request.path.slice('/__simulator/'.length)}`;
  const found = Object.hasOwn(CONTROLS, key) ? CONTROLS[key] : undefined;
  if (found === undefined) return refusal(404, `expected one of: ${Object.keys(CONTROLS).join(', ')}`);
  try {
    return await found(request, simulation, gone);
  } catch (error) {
    if (isIshurError(error)) return refusal(400, error.text.en);
    throw error;
  }
}

/** A body that fits the schema, or 400 with what was expected. No body is an empty object. */
function checked<T>(
  request: SimulatedRequest,
  schema: z.ZodType<T>,
  act: (value: T) => SimulatedAnswer,
): SimulatedAnswer {
  let value: unknown;
  try {
    value = request.body.length === 0 ? {} : JSON.parse(Buffer.from(request.body).toString('utf8'));
  } catch {
    return refusal(400, 'the body is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return act(parsed.data);
  const words = issuesOf(parsed.error).map((issue) => `${placeOf(issue) || 'the body'}: ${issue.message}`);
  return refusal(400, words.join('; '));
}

/** Where connections are refused from now on: the caller's own would go round the refusal. */
function lastWord({ faults }: Simulation): Pick<SimulatedAnswer, 'headers'> {
  const isRefusing = faults.planned.some(({ fault }) => fault.kind === 'refuse');
  return isRefusing ? { headers: { connection: 'close' } } : {};
}

function json(body: unknown): SimulatedAnswer {
  return { status: 200, body };
}

function refusal(status: 400 | 404, error: string): SimulatedAnswer {
  return { status, body: { error } };
}
