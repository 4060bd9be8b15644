import type { Remedy } from '@ishur/contract';
import { openCase, statusOf } from '@ishur/engine';
import type { Ledger, Report, Status } from '@ishur/engine';
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
  const opener = businessOpener({
    configuration,
    adapters,
    ledger,
    clock: context.clock,
    log: openLog(context.environment['ISHUR_LOG'], (line) => context.err(line)),
    runner: thisProcess('ishur run'),
    report: (business) => reporterFor(context, options, business),
  });

  const runs: BusinessRun[] = [];
  for (const business of businesses) {
    if (context.signal.aborted) break;
    runs.push(await runBusiness(context, opener, ledger, business));
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
): Promise<BusinessRun> {
  await using business = await opener.open(settings);
  const result = await business.engine.run(context.signal);
  const cases: BusinessRun['cases'][number][] = [];
  for await (const summary of ledger.list({ business: settings.id })) {
    if (['notRequired', 'alreadyAllocated', 'waiting', 'closed'].includes(summary.bucket)) continue;
    const stored = await ledger.load(summary.id);
    const state = stored === undefined ? undefined : openCase(stored, settings.id).state;
    cases.push({ summary, faults: state?.faults ?? [] });
  }
  const readings = await ledger.readings(settings.id);
  return {
    business: settings,
    asked: result.asked,
    status: await statusOf(ledger, { business: settings.id }),
    failures: [...business.failures, ...result.failures.map((error) => ({ error }))],
    cases,
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}

function reporterFor(context: CliContext, options: CommonOptions, business: string): Report {
  if (options.json !== true) return () => {};
  return (progress) => context.json(progressToJson(business, progress));
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
  const toMend = runs.some(
    ({ status }) => status.unreadable + status.invalid + status.rejected + status.conflict + status.diverged > 0,
  );
  if (toMend) remedies.push('fix-document');
  return remedies.length === 0 ? EXIT.success : exitCodeOf(remedies);
}
