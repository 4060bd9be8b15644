import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import { attentionTo, businessDayOf, isTold, nextAttentionDay, startOfDay } from '@ishur/core';
import type { Attention, BusinessDay, HearingPeriods, Standing } from '@ishur/core';
import { apply, changeOf, openCase } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import { DEFAULT_POLICIES } from '../policies.ts';
import type { Retries } from '../policies.ts';
import type { CaseId, CaseSummary, Ledger } from '../ports/ledger.ts';
import { createRests } from '../timing/rests.ts';
import { waitingCase, waitingCases } from './waiting-cases.ts';
import type { UnopenedCase, WaitingCase } from './waiting-cases.ts';
import { messageOf, toldOf } from './waiting-message.ts';
import type { WaitingMessage } from './waiting-message.ts';

/** What it takes to tell somebody that something waits. */
export interface NotifierParts {
  readonly ledger: Ledger;
  /** The id of the business. */
  readonly business: string;
  readonly clock: { now(): Date };
  /** Names this process in the journal. */
  readonly by: string;
  /**
   * Tells somebody, and resolves when that is certain. Bounded in time by itself.
   *
   * @throws IshurError where it did not get there, or where nobody knows.
   */
  readonly call: (message: WaitingMessage, signal: AbortSignal) => Promise<void>;
  readonly periods?: HearingPeriods;
  readonly retries?: Retries;
  /** A number from 0 up to, and without, 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Milliseconds after which no new call is made in a round. Default: a minute. */
  readonly roundMs?: number;
}

export interface NotifyOptions {
  readonly signal: AbortSignal;
  /** Only this document: what a person just did to it. Default: everything of the business. */
  readonly only?: CaseSummary;
  /** Not while the hook rests after a failure, for whoever runs for ever. Default false. */
  readonly dueOnly?: boolean;
}

export interface Notified {
  /** Calls that got there. */
  readonly told: number;
  /** The first failure; what it was about is told again. */
  readonly failure: IshurError | undefined;
}

/**
 * Tells somebody of everything that begins to wait for a person, at least once: the call first, then the journal. Whoever dies
 * in between tells it again, under the same id.
 */
export interface Notifier {
  notify(options: NotifyOptions): Promise<Notified>;
  /** When something is to be told by itself: the next day of the law's clock, or the end of a rest. */
  nextDue(): Promise<Date | undefined>;
}

/** A hook that fails so often in a row is down, and no document is to blame. */
const FAILURES_IN_A_ROW = 3;
const ROUND_MS = 60_000;
const HOOK = 'hook';

export function createNotifier(parts: NotifierParts): Notifier {
  const { ledger, business, clock, periods, retries = DEFAULT_POLICIES.retries, random = Math.random } = parts;
  const rests = createRests(clock, retries, random);

  const notify = async ({ signal, only, dueOnly = false }: NotifyOptions): Promise<Notified> => {
    let told = 0;
    let inARow = 0;
    let failure: IshurError | undefined;
    const began = clock.now().getTime();
    if (dueOnly && rests.until(HOOK) > began) return { told, failure };
    const today = businessDayOf(clock.now());
    const cases = only === undefined ? waitingCases(ledger, { business }, today, periods) : onlyOne(parts, only, today);
    for await (const each of cases) {
      if ('error' in each) continue;
      for (const attention of each.attentions) {
        if (isTold(each.state, toldOf(attention))) continue;
        const isOver = clock.now().getTime() - began >= (parts.roundMs ?? ROUND_MS);
        if (signal.aborted || isOver || inARow >= FAILURES_IN_A_ROW) return { told, failure };
        try {
          await parts.call(messageOf(each, attention, { at: clock.now(), tier: ledger.tier }), signal);
        } catch (error) {
          if (!isIshurError(error)) throw error;
          // Whoever asked to stop is not told that the call was cut off.
          if (signal.aborted) return { told, failure };
          failure ??= error;
          inARow += 1;
          rests.failed(HOOK, error);
          continue;
        }
        inARow = 0;
        told += 1;
        rests.went(HOOK);
        await keep(parts, each, attention, today);
      }
    }
    return { told, failure };
  };

  return {
    notify,
    async nextDue() {
      const now = clock.now();
      const rest = rests.until(HOOK);
      const times = rest > now.getTime() ? [rest] : [];
      const day = await nextDay(parts, businessDayOf(now));
      if (day !== undefined) times.push(startOfDay(day).getTime());
      return times.length === 0 ? undefined : new Date(Math.min(...times));
    },
  };
}

async function* onlyOne(
  { ledger, periods }: NotifierParts,
  summary: CaseSummary,
  today: BusinessDay,
): AsyncGenerator<WaitingCase | UnopenedCase> {
  const found = await waitingCase(ledger, summary, today, periods);
  if (found !== undefined) yield found;
}

/** What waits no more by now, or was told by another process meanwhile, is not written down. */
async function keep(
  { ledger, business, clock, by, periods }: NotifierParts,
  { summary }: WaitingCase,
  attention: Attention,
  today: BusinessDay,
): Promise<void> {
  const what = toldOf(attention);
  await commitAnew(ledger, async () => {
    const stored = await ledger.load(summary.id);
    const open = stored && openCase(stored, business);
    if (open?.state === undefined || isTold(open.state, what)) return { changes: [], result: undefined };
    const waits = attentionTo(open.state, today, periods).some((each) => isTold({ told: [toldOf(each)] }, what));
    if (!waits) return { changes: [], result: undefined };
    const record = apply(open, { kind: 'told', what }, { at: clock.now(), by });
    return { changes: [changeOf(record)], result: undefined };
  });
}

/** Standings whose days go on while nothing happens to them. */
const WITH_DAYS: readonly Standing[] = ['hearing', 'held', 'continued'];

async function nextDay(
  { ledger, business, periods }: NotifierParts,
  today: BusinessDay,
): Promise<BusinessDay | undefined> {
  let next: BusinessDay | undefined;
  for await (const { id } of ledger.list({ business, standings: WITH_DAYS })) {
    const day = await nextDayOf(ledger, business, id, today, periods);
    if (day !== undefined && (next === undefined || day < next)) next = day;
  }
  return next;
}

async function nextDayOf(
  ledger: Ledger,
  business: string,
  id: CaseId,
  today: BusinessDay,
  periods: HearingPeriods | undefined,
): Promise<BusinessDay | undefined> {
  try {
    const stored = await ledger.load(id);
    const state = stored && openCase(stored, business).state;
    return state && nextAttentionDay(state, today, periods);
  } catch (error) {
    if (isIshurError(error)) return undefined;
    throw error;
  }
}
