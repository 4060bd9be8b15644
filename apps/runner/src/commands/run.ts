import { loadAdapters } from '../built-in-adapters.ts';
import type { BusinessRun } from '../business-run.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { businessOpener } from '../composition/open-runner.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { openVault } from '../connection/open-vault.ts';
import { openLog } from '../logging.ts';
import { openLedger } from '../open-ledger.ts';
import { renderRun } from '../output/run-report.ts';
import { openProgress } from '../output/progress.ts';
import { thisProcess } from '../runner-process.ts';
import { exitCodeOfRuns, runBusiness } from '../running/run-business.ts';
import type { Running } from '../running/run-business.ts';
import { sumOf } from '../running/sum-of-runs.ts';
import { watch } from '../running/watch.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur run`: the main job, once or for ever. Every business by itself: the failure of one does not stop the others. */
export async function run(context: CliContext, options: CommonOptions & { readonly watch?: boolean }): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  await using ledger = await openLedger(configuration, context.environment);
  await using vault = await openVault(configuration, context, 'ishur run');
  const progress = openProgress(context, options);
  const running: Running = {
    opener: businessOpener({
      configuration,
      adapters,
      ledger,
      vault,
      environment: context.environment,
      clock: context.clock,
      log: openLog(context.environment['ISHUR_LOG'], (line) => context.err(line)),
      runner: thisProcess('ishur run'),
      signal: context.force,
      report: (business) => progress.reportOf(business),
    }),
    ledger,
    stop: context.signal,
    isSimulated: configuration.authority.tier === 'simulator',
    takeNumbered: (business) => progress.takeNumbered(business),
  };
  const tell = (each: BusinessRun): void => {
    progress.clear();
    if (options.json !== true) context.out(renderRun(each, options.lang));
  };

  if (options.watch === true) return await watch(context, running, businesses, tell, options);
  const runs: BusinessRun[] = [];
  for (const business of businesses) {
    if (context.signal.aborted) break;
    const each = await runBusiness(running, business, { force: context.force });
    runs.push(each);
    tell(each);
  }
  if (options.json === true) context.json(sumOf(runs.map(({ status }) => status)));
  return exitCodeOfRuns(runs);
}
