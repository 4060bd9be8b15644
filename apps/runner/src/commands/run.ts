import type { LocalizedMessage, Remedy } from '@ishur/contract';
import type { CaseState, Standing } from '@ishur/core';
import { openCase, statusOf } from '@ishur/engine';
import type { CaseSummary, Ledger, Report, Status } from '@ishur/engine';
import { loadAdapters } from '../built-in-adapters.ts';
import type { BusinessRun } from '../business-run.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { businessOpener } from '../composition/open-runner.ts';
import type { BusinessOpener } from '../composition/open-runner.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { openLog } from '../logging.ts';
import { openLedger } from '../open-ledger.ts';
import { changesSince } from '../output/changes.ts';
import { renderRun } from '../output/run-report.ts';
import { progressToJson } from '../output/progress-json.ts';
import { thisProcess } from '../runner-process.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur run`: the main job, once. Every business by itself: the failure of one does not stop the others. */
export async function run(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  await using ledger = await openLedger(configuration);
  const numbered = new Map<string, Set<string>>();
  const opener = businessOpener({
    configuration,
    adapters,
    ledger,
    clock: context.clock,
    log: openLog(context.environment['ISHUR_LOG'], (line) => context.err(line)),
    runner: thisProcess('ishur run'),
    signal: context.signal,
    report: (business) => reporterFor(context, options, business, numbered),
  });

  const isSimulated = configuration.authority.tier === 'simulator';
  const runs: BusinessRun[] = [];
  for (const business of businesses) {
    if (context.signal.aborted) break;
    runs.push({ ...(await runBusiness(context, opener, ledger, business, numbered)), isSimulated });
  }
  if (options.json === true) context.json(sum(runs.map(({ status }) => status)));
  else for (const each of runs) context.out(renderRun(each, options.lang));
  return exitCode(runs);
}

async function runBusiness(
  context: CliContext,
  opener: BusinessOpener,
  ledger: Ledger,
  settings: BusinessConfiguration,
  numbered: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Omit<BusinessRun, 'isSimulated'>> {
  await using business = await opener.open(settings);
  const result = await business.engine.run(context.signal);
  const readings = await ledger.readings(settings.id);
  return {
    business: settings,
    asked: result.asked,
    status: await statusOf(ledger, { business: settings.id }),
    failures: [...business.failures, ...result.failures.map((error) => ({ error }))],
    ...(await casesOf(ledger, settings.id, numbered.get(settings.id) ?? new Set())),
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
      waiting.push({ summary, words: wordsOn(state) });
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

/** Why a document waits: what is wrong with it, what failed, or what changed since its number came. */
function wordsOn(state: CaseState): readonly LocalizedMessage[] {
  const words = [
    ...state.faults.map(({ message }) => message),
    ...(state.cause === undefined ? [] : [state.cause.message]),
  ];
  for (const { delivery } of state.places) {
    if (delivery.kind === 'conflict') words.push(anotherNumber(delivery.existingNumber ?? ''));
    if (delivery.kind === 'stale' && state.standing !== 'diverged') words.push(STALE);
  }
  if (state.standing !== 'diverged' || state.ask === undefined) return words;
  return [...words, ...changesSince(state.ask.fields, state.fields)];
}

const STALE: LocalizedMessage = {
  he: 'השורה במקור השתנתה מאז שהתבקש המספר, ולכן הוא לא נרשם בה.',
  en: 'The row changed in the source since its number was asked for, so the number was not written there.',
};

function anotherNumber(existing: string): LocalizedMessage {
  return {
    he: `במקור כבר כתוב מספר אחר (${existing}), ולכן דבר לא נכתב. בדקו מי מהם נכון.`,
    en: `Another number (${existing}) stands in the source, so nothing was written. Check which of the two is right.`,
  };
}

/** Tells a machine what happens, and remembers for a person which numbers are new. */
function reporterFor(
  context: CliContext,
  options: CommonOptions,
  business: string,
  numbered: Map<string, Set<string>>,
): Report {
  const fresh = new Set<string>();
  numbered.set(business, fresh);
  return (progress) => {
    if (progress.kind === 'answered' && progress.summary.number !== undefined) fresh.add(progress.summary.id);
    if (options.json === true) context.json(progressToJson(business, progress));
  };
}

/** The last line of `ishur run --json`: the figures of all businesses together. */
function sum(statuses: readonly Status[]): Status {
  const [first, ...others] = statuses;
  const total: Record<string, number> = { ...(first ?? EMPTY) };
  for (const status of others) {
    for (const [key, value] of Object.entries(status)) total[key] = (total[key] ?? 0) + value;
  }
  return total as Status;
}

const EMPTY: Status = {
  read: 0,
  unreadable: 0,
  notRequired: 0,
  invalid: 0,
  alreadyAllocated: 0,
  waiting: 0,
  queued: 0,
  allocated: 0,
  held: 0,
  closed: 0,
  rejected: 0,
  unconfirmed: 0,
  parked: 0,
  diverged: 0,
  conflict: 0,
  recorded: 0,
};

/** A held document alone is 0: nothing failed, and a person was told. */
function exitCode(runs: readonly BusinessRun[]): number {
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
