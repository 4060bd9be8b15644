import type { Remedy } from '@ishur/contract';
import type { Standing } from '@ishur/core';
import { openCase, statusOf } from '@ishur/engine';
import type { CaseSummary, Ledger, RunOptions } from '@ishur/engine';
import type { BusinessRun } from '../business-run.ts';
import type { BusinessOpener } from '../composition/open-runner.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { whyItWaits } from '../output/why-it-waits.ts';

/** What running a business takes. */
export interface Running {
  readonly opener: BusinessOpener;
  readonly ledger: Ledger;
  /** Asked to stop: what is on the wire is settled, and deliveries end. */
  readonly stop: AbortSignal;
  readonly isSimulated: boolean;
  /** The documents of a business that got their number since it was last asked. */
  takeNumbered(business: string): ReadonlySet<string>;
}

/** Runs one business once, and gathers what a person should be told. */
export async function runBusiness(
  running: Running,
  settings: BusinessConfiguration,
  options: RunOptions,
): Promise<BusinessRun> {
  const { opener, ledger, stop, isSimulated } = running;
  await using business = await opener.open(settings);
  const result = await business.engine.run(stop, options);
  const readings = await ledger.readings(settings.id);
  return {
    business: settings,
    isSimulated,
    asked: result.asked,
    status: await statusOf(ledger, { business: settings.id }),
    failures: [...business.failures, ...result.failures.map((error) => ({ error }))],
    ...(await casesOf(ledger, settings.id, running.takeNumbered(settings.id))),
    nextDue: await business.engine.nextDue(),
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
    unreadableBeyond: readings.reduce((sum, { unreadableBeyond }) => sum + unreadableBeyond, 0),
  };
}

/** Nothing is to be done about these, and most documents are among them. */
const QUIET: ReadonlySet<Standing> = new Set(['not-required', 'already-allocated', 'waiting', 'closed', 'cancelled']);

async function casesOf(
  ledger: Ledger,
  business: string,
  fresh: ReadonlySet<string>,
): Promise<Pick<BusinessRun, 'numbered' | 'waiting' | 'doubtful'>> {
  const numbered: CaseSummary[] = [];
  const waiting: BusinessRun['waiting'][number][] = [];
  const doubtful: BusinessRun['doubtful'][number][] = [];
  for await (const summary of ledger.list({ business })) {
    if (QUIET.has(summary.standing)) continue;
    if (fresh.has(summary.id)) numbered.push(summary);
    const isDone = summary.standing === 'allocated' && !fresh.has(summary.id) && !hasUndelivered(summary);
    const stored = isDone ? undefined : await ledger.load(summary.id);
    const state = stored === undefined ? undefined : openCase(stored, business).state;
    if (state === undefined) continue;
    if ((state.standing !== 'allocated' && state.standing !== 'queued') || hasUndelivered(summary)) {
      waiting.push({ summary, words: whyItWaits(state) });
    } else if (state.decision !== undefined && state.decision.advisories.length > 0) {
      doubtful.push({ summary, advisories: state.decision.advisories });
    }
  }
  return { numbered, waiting, doubtful };
}

/** A number that could not be brought to its source, and will not come there by itself. */
function hasUndelivered({ places }: CaseSummary): boolean {
  return places.some(({ delivery }) => delivery === 'conflict' || delivery === 'stale');
}

/** A held document alone is 0: nothing failed, and a person was told. */
export function exitCodeOfRuns(runs: readonly BusinessRun[]): number {
  const remedies: Remedy[] = runs.flatMap(({ failures }) => failures.map(({ error }) => error.remedy));
  const waitsForPerson = ({ status, waiting }: BusinessRun): boolean =>
    status.parked > 0 || waiting.some(({ summary }) => hasUndelivered(summary));
  if (runs.some(waitsForPerson)) remedies.push('fix-document');
  const toMend = runs.some(
    ({ status }) => status.unreadable + status.invalid + status.rejected + status.conflict + status.diverged > 0,
  );
  if (toMend) remedies.push('fix-document');
  return remedies.length === 0 ? EXIT.success : exitCodeOf(remedies);
}
