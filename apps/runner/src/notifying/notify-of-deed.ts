import type { CaseSummary, Ledger } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { thisProcess } from '../runner-process.ts';
import { openNotifiers } from './open-notifier.ts';

/**
 * What a person did may let something else begin to wait: a document that goes out with a sentence which its source cannot
 * take, a zero-rate invoice that has to come. Where the hook fails, the deed is done all the same, and the next run tells it.
 */
export async function notifyOfDeed(
  context: CliContext,
  configuration: LoadedConfiguration,
  ledger: Ledger,
  summary: CaseSummary,
  { lang }: Pick<CommonOptions, 'lang'>,
): Promise<void> {
  const notifiers = openNotifiers(configuration, context, ledger, thisProcess('ishur').name);
  const notified = await notifiers?.(summary.business).notify({ signal: context.signal, only: summary });
  if (notified?.failure !== undefined) context.err(`${notified.failure.text[lang]}\n`);
}
