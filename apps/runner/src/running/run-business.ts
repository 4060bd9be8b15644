import { isIshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';
import type { BusinessDay, CaseState, ConnectionId, Standing } from '@ishur/core';
import { attentionTo, businessDayOf } from '@ishur/core';
import { countsOf } from '@ishur/engine';
import type { CaseSummary, Ledger, Notifier, RunOptions, RunResult, Vault } from '@ishur/engine';
import type { BusinessRun } from '../business-run.ts';
import type { BusinessOpener } from '../composition/open-runner.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { whyItWaits } from '../output/why-it-waits.ts';
import { businessNotRun } from '../business-not-run.ts';
import { changedDealer } from '../changed-dealer.ts';
import { reminderOf } from '../connection/reminder-of.ts';
import { collectQuiet, openedCase } from '../worth-a-look.ts';

/** What running a business takes. */
export interface Running {
  readonly opener: BusinessOpener;
  readonly ledger: Ledger;
  readonly vault: Pick<Vault, 'read'>;
  readonly clock: { now(): Date };
  connectionOf(business: BusinessConfiguration): ConnectionId;
  /** Asked to stop: what is on the wire is settled, and deliveries end. */
  readonly stop: AbortSignal;
  readonly isSimulated: boolean;
  /** The documents of a business that got their number since it was last asked. */
  takeNumbered(business: string): ReadonlySet<string>;
  /** Tells somebody what began to wait; `undefined` where nobody is to be told. */
  readonly notifiers: ((business: string) => Notifier) | undefined;
}

/** Runs one business once, and gathers what a person should be told. */
export async function runBusiness(
  running: Running,
  settings: BusinessConfiguration,
  options: RunOptions,
): Promise<BusinessRun> {
  const { opener, ledger, stop, isSimulated } = running;
  const startedAt = running.clock.now().toISOString();
  const changed = await changedDealer(ledger, settings);
  if (changed !== undefined) return await businessNotRun(running, settings, changed);
  await using business = await opener.open(settings);
  const result = await business.engine.run(stop, options).catch((error: unknown): RunResult => {
    // What stops this business stops no other.
    if (isIshurError(error)) return { asked: 0, failures: [error], failuresBeyond: 0 };
    throw error;
  });
  const readings = await ledger.readings(settings.id);
  const notifier = running.notifiers?.(settings.id);
  const notified = await notifier?.notify({ signal: stop, dueOnly: options.try === 'due' });
  const notTold = notified?.failure === undefined ? [] : [notified.failure];
  const failures = [...business.failures, ...[...result.failures, ...notTold].map((error) => ({ error }))];
  return {
    business: settings,
    isSimulated,
    asked: result.asked,
    ...(await countsOf(ledger, { business: settings.id })),
    failures,
    failuresBeyond: result.failuresBeyond,
    assumed: business.assumed(),
    ...(await casesOf(ledger, settings.id, running.takeNumbered(settings.id), running.clock.now(), startedAt)),
    reminder: await reminderOf(running.vault, running.connectionOf(settings), running.clock.now(), failures),
    nextDue: earlier(await business.engine.nextDue(), await notifier?.nextDue()),
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
    unreadableBeyond: readings.reduce((sum, { unreadableBeyond }) => sum + unreadableBeyond, 0),
  };
}

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** Nothing is to be done about these, and most documents are among them. */
const QUIET: ReadonlySet<Standing> = new Set(['not-required', 'already-allocated', 'waiting', 'closed']);

/** A draft waits for nobody; what rests on another document may wait for a person. */
function isQuiet({ standing, waitsFor }: CaseSummary): boolean {
  return QUIET.has(standing) && !(standing === 'waiting' && waitsFor === 'base');
}

/** Of each list so many are told, and the others counted: a first run may have a hundred thousand. */
const MOST_TOLD = 200;

async function casesOf(
  ledger: Ledger,
  business: string,
  fresh: ReadonlySet<string>,
  now: Date,
  startedAt: string,
): Promise<
  Pick<BusinessRun, 'numbered' | 'waiting' | 'doubtful' | 'beyond' | 'isUndelivered' | 'notBrought' | 'notLookedAt'>
> {
  const numbered: CaseSummary[] = [];
  const waiting: BusinessRun['waiting'][number][] = [];
  const doubtful: BusinessRun['doubtful'][number][] = [];
  const beyond = { numbered: 0, waiting: 0, doubtful: 0 };
  const quiet = collectQuiet(ledger, business, startedAt);
  let isUndelivered = false;
  let notBrought = 0;
  for await (const summary of ledger.list({ business })) {
    if (isQuiet(summary)) {
      quiet.add(summary);
      continue;
    }
    if (fresh.has(summary.id)) {
      if (numbered.length < MOST_TOLD) numbered.push(summary);
      else beyond.numbered += 1;
    }
    const waits = isWaiting(summary);
    isUndelivered ||= hasUndelivered(summary);
    if (isOnItsWay(summary)) notBrought += 1;
    if (waits && waiting.length >= MOST_TOLD && !MAY_BE_OVER.has(summary.standing)) beyond.waiting += 1;
    // What was settled before has nothing to tell; of what has a number now, its doubts are told once.
    const isTold = waits ? waiting.length < MOST_TOLD : fresh.has(summary.id) || summary.standing === 'queued';
    if (!isTold) continue;
    if (!waits && doubtful.length >= MOST_TOLD) {
      beyond.doubtful += 1;
      continue;
    }
    const opened = await openedCase(ledger, summary.id, business);
    if (isIshurError(opened)) {
      // A key that is missing for one open ask keeps no other document from being told.
      if (waits) waiting.push({ summary, words: [opened.text] });
      continue;
    }
    const state = opened?.state;
    if (state === undefined) continue;
    const words = waits ? wordsOf(state, businessDayOf(now)) : undefined;
    if (words !== undefined) waiting.push({ summary, words });
    if (waits && summary.standing !== 'held') continue;
    if (state.decision !== undefined && state.decision.advisories.length > 0) {
      doubtful.push({ summary, advisories: state.decision.advisories });
    }
  }
  const { found, notLookedAt } = await quiet.look();
  for (const each of found) {
    if (doubtful.length < MOST_TOLD) doubtful.push(each);
    else beyond.doubtful += 1;
  }
  return { numbered, waiting, doubtful, beyond, isUndelivered, notBrought, notLookedAt };
}

function isWaiting(summary: CaseSummary): boolean {
  return !SETTLED.has(summary.standing) || hasUndelivered(summary);
}

/** These wait for nobody: they have their number, or go on by themselves. */
const SETTLED: ReadonlySet<Standing> = new Set(['allocated', 'queued', 'choosing', 'replaced', 'joined']);

/** Of these something waits for a person only now and then, and only the whole case says so. */
const MAY_BE_OVER: ReadonlySet<Standing> = new Set(['continued', 'cancelled', 'reversed']);

/** Where the standing alone does not say what there is to do. */
const SAYS_LITTLE: ReadonlySet<Standing> = new Set([...MAY_BE_OVER, 'hearing']);

/** Why it waits for a person, as `ishur inbox` has it; `undefined` where nothing of it does. */
function wordsOf(state: CaseState, today: BusinessDay): readonly LocalizedMessage[] | undefined {
  const attentions = attentionTo(state, today);
  // What was not answered goes on by itself, and is worth knowing.
  if (attentions.length === 0 && state.standing !== 'unconfirmed') return undefined;
  const titles = SAYS_LITTLE.has(state.standing) ? attentions.map(({ title }) => sentence(title)) : [];
  return [...titles, ...whyItWaits(state)];
}

function sentence({ he, en }: LocalizedMessage): LocalizedMessage {
  return { he: `${he}.`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` };
}

/** A number that could not be brought to its source, and will not come there by itself. */
function hasUndelivered({ places }: CaseSummary): boolean {
  return places.some(({ delivery }) => delivery === 'conflict' || delivery === 'stale');
}

/** A number that has not come to its source yet, and is brought there again by itself. */
function isOnItsWay({ standing, number, places }: CaseSummary): boolean {
  return standing === 'allocated' && number !== undefined && places.some(({ delivery }) => delivery === 'pending');
}

/** A held document alone is 0: nothing failed, and a person was told. */
export function exitCodeOfRuns(runs: readonly BusinessRun[]): number {
  const remedies: Remedy[] = runs.flatMap(({ failures }) => failures.map(({ error }) => error.remedy));
  const waitsForPerson = ({ status, isUndelivered }: BusinessRun): boolean => status.parked > 0 || isUndelivered;
  if (runs.some(waitsForPerson)) remedies.push('fix-document');
  const toMend = runs.some(
    ({ status }) => status.unreadable + status.invalid + status.rejected + status.conflict + status.diverged > 0,
  );
  if (toMend) remedies.push('fix-document');
  return remedies.length === 0 ? EXIT.success : exitCodeOf(remedies);
}
