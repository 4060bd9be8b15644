import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitFirst } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Failures } from '../failures.ts';
import { sendingsAllowed } from '../asking/sendings.ts';
import type { Ending } from '../asking/round.ts';
import type { StoredCase } from '../ports/ledger.ts';
import { isToBeParked } from '../timing/back-off.ts';
import { AUTHORITY } from '../timing/rests.ts';
import { frozenChoice } from './choice-bytes.ts';
import type { ChoiceBytes } from './choice-bytes.ts';
import { choiceBytesLost, choiceUnanswered, noDecisionService } from './choice-errors.ts';
import { tell } from './telling.ts';
import type { Telling } from './telling.ts';
import { tellingsOf, underWayUntil } from './tellings.ts';

/** How choices are told in a run. */
export interface TellingOptions extends Ending {
  /** Only what is due by its journal. */
  readonly dueOnly: boolean;
}

/** Failures in a row after which the authority is left alone until the next run. */
const FAILURES_IN_A_ROW = 3;

/**
 * Tells the authority again whatever was chosen and brought no answer, and what a process that is gone left on the wire: the same
 * bytes, under the rules of asks (how often, after which pause, and then a person).
 */
export async function tellChoices(context: EngineContext, options: TellingOptions, failures: Failures): Promise<void> {
  const { ledger, business, rests, clock, report } = context;
  const { stop, force, dueOnly } = options;
  if (dueOnly && rests.until(AUTHORITY) > clock.now().getTime()) return;
  const telling = tellingOf(context);
  let inARow = 0;
  for await (const { id, notBefore } of ledger.list({ business: business.id, standings: ['choosing'] })) {
    if (stop.aborted || force.aborted) return;
    if (dueOnly && notBefore !== undefined && Date.parse(notBefore) > clock.now().getTime()) continue;
    if (telling === undefined) {
      failures.note(noDecisionService(id));
      return;
    }
    const told = await tellAgain(context, telling, id, force);
    if (told === undefined) continue;
    const { summary, failure } = told;
    report(failure === undefined ? { kind: 'answered', summary } : { kind: 'trouble', error: failure, summary });
    inARow = failure === undefined ? 0 : inARow + 1;
    if (failure === undefined) continue;
    failures.note(failure);
    if (inARow < FAILURES_IN_A_ROW && failure.remedy === 'retry') continue;
    rests.failed(AUTHORITY, failure);
    return;
  }
}

async function tellAgain(
  context: EngineContext,
  telling: Telling,
  id: string,
  force: AbortSignal,
): Promise<Awaited<ReturnType<typeof tell>> | undefined> {
  const stored = await context.ledger.load(id);
  const plan = stored === undefined ? undefined : planFor(context, stored);
  if (plan === undefined) return undefined;
  const { record, bytes } = plan;
  if (!(await commitFirst(context.ledger, [changeOf(record, bytes?.frozen)]))) return undefined;
  if (bytes !== undefined) return tell(telling, id, bytes, { signal: force });
  // Parked: nothing is sent any more.
  context.report({ kind: 'answered', summary: summaryOf(record) });
  return undefined;
}

/** What is to be made durable, and the bytes that are to be sent then. Without bytes nothing is sent. */
function planFor(
  context: EngineContext,
  stored: StoredCase,
): { readonly record: CaseRecord; readonly bytes: ChoiceBytes | undefined } | undefined {
  const { business, clock, runner, policies } = context;
  const record = openCase(stored, business.id);
  const { state } = record;
  const open = state?.choice;
  if (state?.standing !== 'choosing' || open === undefined || open.choice === 'reverse-charge') return undefined;
  const { choice, by, on } = open;
  const tellings = tellingsOf(stored.entries);
  const now = clock.now();
  if (underWayUntil(tellings, (name) => runner.isAlive(name), now.getTime()) !== undefined) return undefined;
  const trace = traceOf(context);
  const { sendings, failures } = tellings;
  if (sendings >= sendingsAllowed(policies) || isToBeParked(policies.retries, failures, now)) {
    const cause = choiceUnanswered(choice, Math.max(1, sendings));
    return { record: apply(record, { kind: 'parked', cause }, trace), bytes: undefined };
  }
  const bytes = frozenChoice(record);
  if (bytes === undefined) {
    return { record: apply(record, { kind: 'parked', cause: choiceBytesLost(choice) }, trace), bytes: undefined };
  }
  const event = { kind: 'chosen', choice, by, on, runner: runner.name, sha256: bytes.sha256 } as const;
  return { record: apply(record, event, trace), bytes };
}

function tellingOf({
  authority,
  business,
  ledger,
  clock,
  policies,
  random,
  runner,
}: EngineContext): Telling | undefined {
  if (authority.spellChoice === undefined || authority.report === undefined) return undefined;
  const service = authority as Telling['service'];
  return { business, ledger, clock, service, policies, random, by: runner.name };
}

/** When the telling of an open choice is due by itself the next time, in milliseconds. */
export async function choiceDueAt(
  { ledger, runner, clock }: EngineContext,
  { id, notBefore }: { readonly id: string; readonly notBefore?: string },
): Promise<number> {
  const entries = (await ledger.load(id))?.entries ?? [];
  const until = underWayUntil(tellingsOf(entries), (name) => runner.isAlive(name), clock.now().getTime());
  return until ?? (notBefore === undefined ? 0 : Date.parse(notBefore));
}
