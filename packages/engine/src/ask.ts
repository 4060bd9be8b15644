import { createHash } from 'node:crypto';
import { IshurError, isIshurError } from '@ishur/contract';
import type { AllocationOutcome, CaseEvent, CaseState, FrozenAsk } from '@ishur/core';
import { businessDayOf, parseDocument } from '@ishur/core';
import { apply, causeOf, changeOf, openCase, summaryOf } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';

const SENDINGS = 5;
const ASKS_AT_ONCE = 4;
/** Failures in a row after which the authority is taken for unreachable, and the rest waits for the next run. */
const FAILURES_IN_A_ROW = 3;

/** What an asking round ends with: the failure that stopped it, if one did. */
export interface AskingRound {
  readonly asked: number;
  readonly stoppedBy: IshurError | undefined;
}

/**
 * Asks for every queued case of the business, and again for every unconfirmed one, with the same bytes.
 *
 * Intent before effect: the ask and its bytes are on the disk before the first byte is sent.
 */
export async function askAll(parts: EngineParts, signal: AbortSignal): Promise<AskingRound> {
  const round = { asked: 0, failures: 0, stoppedBy: undefined as IshurError | undefined };
  const ids: string[] = [];
  const standings = ['queued', 'unconfirmed', 'asking'] as const;
  for await (const summary of parts.ledger.list({ business: parts.business.id, standings })) ids.push(summary.id);

  const queue = ids.values();
  const work = async (): Promise<void> => {
    for (const id of queue) {
      if (signal.aborted || round.stoppedBy !== undefined) return;
      const result = await askOne(parts, id, signal);
      if (result === 'skipped') continue;
      round.asked += 1;
      if (result === 'answered') {
        round.failures = 0;
        continue;
      }
      round.failures += 1;
      const stops = result.remedy !== 'retry' && result.remedy !== 'fix-document';
      if (stops || round.failures >= FAILURES_IN_A_ROW) round.stoppedBy ??= result;
    }
  };
  await Promise.all(Array.from({ length: parts.asksAtOnce ?? ASKS_AT_ONCE }, work));
  return { asked: round.asked, stoppedBy: round.stoppedBy };
}

/** Asks for one case. Returns the failure where nothing was answered and it is known why. */
async function askOne(parts: EngineParts, id: string, signal: AbortSignal): Promise<'answered' | 'skipped' | IshurError> {
  const intent = await intend(parts, id);
  if (intent === undefined) return 'skipped';
  parts.report({ kind: 'asking', summary: summaryOf(intent.record) });
  const { event, failure } = await send(parts, intent.ask, signal);
  await settle(parts, id, event, failure);
  return failure ?? 'answered';
}

/** Makes the intent durable. `undefined` where there is nothing to ask, or another process was first. */
async function intend(
  parts: EngineParts,
  id: string,
): Promise<{ readonly record: CaseRecord; readonly ask: FrozenAsk } | undefined> {
  const stored = await parts.ledger.load(id);
  if (stored === undefined) return undefined;
  let record = openCase(stored, parts.business.id);
  const trace = { at: parts.clock.now(), by: parts.runner.name };
  if (record.state?.standing === 'asking') {
    const last = stored.entries.findLast((entry) => entry.event.kind === 'asking')?.event;
    if (last?.kind !== 'asking' || parts.runner.isAlive(last.runner)) return undefined;
    record = apply(record, { kind: 'lapsed' }, trace);
  }
  const { state } = record;
  if (state === undefined) return undefined;
  if (state.standing === 'unconfirmed' && state.unconfirmedSendings >= (parts.sendings ?? SENDINGS)) {
    record = apply(record, { kind: 'parked', cause: tooOften(state) }, trace);
    await commit(parts, record);
    return undefined;
  }
  const prepared = prepare(parts, record, state);
  if (prepared === undefined) return undefined;
  record = apply(record, prepared.event, trace);
  const change = changeOf(record, { ask: prepared.event.ask.number, body: prepared.ask.body });
  try {
    await parts.ledger.commit([change]);
  } catch (error) {
    if (isIshurError(error) && error.code === 'ledger/moved') return undefined;
    throw error;
  }
  return { record, ask: prepared.ask };
}

interface Prepared {
  readonly ask: FrozenAsk;
  readonly event: Extract<CaseEvent, { kind: 'asking' }>;
}

/** The ask of a queued case, freshly spelled, or of an unconfirmed one, with the bytes that were frozen for it. */
function prepare(parts: EngineParts, { frozen }: CaseRecord, state: CaseState): Prepared | undefined {
  const { invoiceId } = state;
  const runner = parts.runner.name;
  if (invoiceId === undefined) return undefined;
  if (state.standing === 'unconfirmed') {
    if (state.ask === undefined || frozen?.ask !== state.ask.number) return undefined;
    return { ask: { invoiceId, body: frozen.body }, event: { kind: 'asking', ask: state.ask, runner } };
  }
  if (state.standing !== 'queued') return undefined;
  const parsed = parseDocument(state.fields);
  if (!parsed.ok) return undefined;
  const { business } = parts;
  const ask = parts.authority.spell({
    invoiceId,
    vatNumber: business.vatNumber,
    operator: business.operator,
    softwareNumber: business.softwareNumber ?? business.vatNumber,
    ...(business.unionVatNumber === undefined ? {} : { unionVatNumber: business.unionVatNumber }),
    ...(business.authorizedCompany === undefined ? {} : { authorizedCompany: business.authorizedCompany }),
    action: 0,
    // The system's own day where the source does not say (API table 2.1, field 13), in Israel, never in UTC.
    issuedOn: parsed.document.producedOn ?? businessDayOf(parts.clock.now()),
    document: parsed.document,
  });
  const number = (state.ask?.number ?? 0) + 1;
  const sha256 = createHash('sha256').update(ask.body).digest('hex');
  const { reference } = parsed.document;
  return { ask, event: { kind: 'asking', ask: { number, action: 0, reference, sha256, fields: state.fields }, runner } };
}

async function send(
  parts: EngineParts,
  ask: FrozenAsk,
  signal: AbortSignal,
): Promise<{ readonly event: CaseEvent; readonly failure: IshurError | undefined }> {
  try {
    const outcome = await parts.authority.approve(ask, { signal });
    return { event: eventOf(outcome), failure: outcome.kind === 'unconfirmed' ? outcome.cause : undefined };
  } catch (error) {
    // The port throws an IshurError only where it is certain that nothing happened; of anything else we know nothing.
    if (isIshurError(error)) return { event: { kind: 'not-sent', cause: causeOf(error) }, failure: error };
    const failure = unexpected(error);
    return { event: { kind: 'unconfirmed', cause: causeOf(failure) }, failure };
  }
}

function eventOf(outcome: AllocationOutcome): CaseEvent {
  switch (outcome.kind) {
    case 'allocated':
      return { kind: 'allocated', number: outcome.number };
    case 'held':
      return { kind: 'held', choiceKnown: outcome.choiceKnown, faults: outcome.faults };
    case 'rejected':
      return { kind: 'rejected', faults: outcome.faults };
    case 'unconfirmed':
      return { kind: 'unconfirmed', cause: causeOf(outcome.cause) };
  }
}

/** Makes the outcome durable. Another process may have touched the case meanwhile: the outcome is applied to what stands. */
async function settle(parts: EngineParts, id: string, event: CaseEvent, failure: IshurError | undefined): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await parts.ledger.load(id);
    if (stored === undefined) throw new Error(`The ledger lost case ${id} while it was asked for.`);
    const trace = { at: parts.clock.now(), by: parts.runner.name };
    const record = apply(openCase(stored, parts.business.id), event, trace);
    // The bytes stay while the ask may have to be sent again.
    const isOpen = record.state?.standing === 'unconfirmed';
    try {
      await parts.ledger.commit([changeOf(record, isOpen ? undefined : null)]);
    } catch (error) {
      if (isIshurError(error) && error.code === 'ledger/moved' && attempt < 5) continue;
      throw error;
    }
    const summary = summaryOf(record);
    parts.report(failure === undefined ? { kind: 'answered', summary } : { kind: 'trouble', error: failure, summary });
    return;
  }
}

async function commit(parts: EngineParts, record: CaseRecord): Promise<void> {
  await parts.ledger.commit([changeOf(record)]);
  parts.report({ kind: 'answered', summary: summaryOf(record) });
}

function tooOften(state: CaseState): { code: string; remedy: 'fix-document'; message: { he: string; en: string } } {
  const sendings = state.unconfirmedSendings;
  return {
    code: 'engine/no-answer',
    remedy: 'fix-document',
    message: {
      he: `הבקשה נשלחה ${sendings} פעמים ולא התקבלה תשובה קריאה. בדקו באזור האישי ברשות המסים אם הוקצה מספר.`,
      en: `The ask was sent ${sendings} times and no readable answer came. Look in the Tax Authority's personal area whether a number was allocated.`,
    },
  };
}

function unexpected(cause: unknown): IshurError {
  return new IshurError({
    code: 'engine/unexpected',
    remedy: 'report-bug',
    message: {
      he: 'אירעה תקלה פנימית בזמן השליחה. המסמך נשמר כ"לא ודאי" ולא יאבד. דווחו על התקלה.',
      en: 'An unexpected failure while sending. The case is kept as unconfirmed and is not lost. Please report it.',
    },
    cause,
  });
}
