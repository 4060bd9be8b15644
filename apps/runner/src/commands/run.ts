import { sumOfStatuses } from '@ishur/engine';
import type { LocalizedMessage } from '@ishur/contract';
import { loadAdapters } from '../built-in-adapters.ts';
import type { BusinessRun } from '../business-run.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { businessOpener } from '../composition/open-runner.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { connectionIdOf } from '../connection/connection-id.ts';
import { openVault } from '../connection/open-vault.ts';
import { EXIT } from '../exit-codes.ts';
import { openLog } from '../logging.ts';
import { openNotifiers } from '../notifying/open-notifier.ts';
import { openLedger } from '../open-ledger.ts';
import { causeText } from '../output/cause-text.ts';
import { renderRun } from '../output/run-report.ts';
import { openProgress } from '../output/progress.ts';
import { thisProcess } from '../runner-process.ts';
import { exitCodeOfRuns, runBusiness } from '../running/run-business.ts';
import type { Running } from '../running/run-business.ts';
import { watch } from '../running/watch.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur run`: the main job, once or for ever. Every business by itself: the failure of one does not stop the others. */
export async function run(context: CliContext, options: CommonOptions & { readonly watch?: boolean }): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  await using ledger = await openLedger(configuration, context.environment, 'write');
  await using vault = await openVault(configuration, context, 'ishur run');
  const progress = openProgress(context, options);
  const runner = thisProcess('ishur run');
  const running: Running = {
    opener: businessOpener({
      configuration,
      adapters,
      ledger,
      vault,
      environment: context.environment,
      clock: context.clock,
      log: openLog(context.environment['ISHUR_LOG'], (line) => context.err(line)),
      runner,
      signal: context.force,
      report: (business) => progress.reportOf(business),
    }),
    ledger,
    vault,
    clock: context.clock,
    connectionOf: (business) => connectionIdOf(configuration, business),
    stop: context.signal,
    isSimulated: configuration.authority.tier === 'simulator',
    takeNumbered: (business) => progress.takeNumbered(business),
    notifiers: openNotifiers(configuration, context, ledger, runner.name),
  };
  const tell = (each: BusinessRun): void => {
    progress.clear();
    if (context.environment['ISHUR_DEBUG'] !== undefined) {
      for (const { error } of each.failures) context.err(causeText(error));
    }
    if (options.json === true) {
      for (const assumed of each.assumed) context.json({ event: 'assumed', business: each.business.id, ...assumed });
      // What failed while the work went on was told then; a source that could not be opened, or take numbers, was not.
      for (const { source, error } of each.failures) {
        if (source === undefined) continue;
        const failure = { code: error.code, remedy: error.remedy, message: error.text };
        context.json({ event: 'trouble', business: each.business.id, source, error: failure });
      }
    }
    if (options.json !== true) context.out(renderRun(each, options.lang, context.columns));
    else if (each.reminder !== undefined) {
      context.json({ event: 'connection', business: each.business.id, ...each.reminder });
    }
  };
  sayStopping(context, options, () => progress.clear());

  if (options.watch === true) {
    const exitCode = await watch(context, running, businesses, tell, options);
    return leftByPerson(context) ? EXIT.interrupted : exitCode;
  }
  const runs: BusinessRun[] = [];
  for (const business of businesses) {
    if (context.signal.aborted) break;
    const each = await runBusiness(running, business, { force: context.force });
    runs.push(each);
    tell(each);
  }
  if (options.json === true) context.json(sumOfStatuses(runs.map(({ status }) => status)));
  return leftByPerson(context) ? EXIT.interrupted : exitCodeOfRuns(runs);
}

/** Ctrl+C is answered at once: what was begun may take a while to end. */
function sayStopping(context: CliContext, { lang }: CommonOptions, clear: () => void): void {
  const say = (message: LocalizedMessage): void => {
    clear();
    context.err(`${message[lang]}\n`);
  };
  context.signal.addEventListener('abort', () => say(STOPPING), { once: true });
  context.force.addEventListener('abort', () => say(STOPPING_NOW), { once: true });
}

/** With Ctrl+C. A service manager that ends a process (SIGTERM) is told by the exit code how the work went. */
function leftByPerson({ signal }: CliContext): boolean {
  return signal.aborted && signal.reason === 'SIGINT';
}

const STOPPING: LocalizedMessage = {
  he: 'עוצרים: מה שכבר התחיל מסתיים ונשמר. עצירה מיידית: Ctrl+C פעם נוספת.',
  en: 'Stopping: what was begun is brought to its end and kept. To stop at once: Ctrl+C again.',
};

const STOPPING_NOW: LocalizedMessage = {
  he: 'נעצר מיד. מה שנשאר פתוח יטופל בהרצה הבאה.',
  en: 'Stopped at once. What is left open is taken up by the next run.',
};
