import { isIshurError } from '@ishur/contract';
import { loadAdapters } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { businessOpener } from '../composition/open-runner.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { openVault } from '../connection/open-vault.ts';
import { openLog } from '../logging.ts';
import { openLedger } from '../open-ledger.ts';
import { thisProcess } from '../runner-process.ts';
import { businessesInScope } from '../scope.ts';
import { findCase } from './find-case.ts';

/**
 * Reads the sources where the ledger does not know a document yet, and asks for no number: whoever says on what an invoice rests
 * says so before the first run asks for it by itself.
 */
export async function readIfUnknown(context: CliContext, document: string, options: CommonOptions): Promise<void> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'write');
  try {
    await findCase(ledger, document);
    return;
  } catch (error) {
    if (!isIshurError(error) || error.code !== 'cli/no-such-document') throw error;
  }
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  await using vault = await openVault(configuration, context, 'ishur ask');
  const opener = businessOpener({
    configuration,
    adapters,
    ledger,
    vault,
    environment: context.environment,
    clock: context.clock,
    log: openLog(context.environment['ISHUR_LOG'], (line) => context.err(line)),
    runner: thisProcess('ishur ask'),
    signal: context.force,
    report: () => () => undefined,
  });
  for (const settings of businessesInScope(configuration, options)) {
    await using business = await opener.open({ ...settings, ask: 'nothing' });
    const { failures } = await business.engine.run(context.signal, { force: context.force });
    // The document may stand in a source that cannot be read now.
    for (const error of [...business.failures.map((each) => each.error), ...failures]) {
      context.err(`${error.text[options.lang]}\n`);
    }
  }
}
