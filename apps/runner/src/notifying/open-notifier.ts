import { createNotifier } from '@ishur/engine';
import type { Ledger, Notifier } from '@ishur/engine';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { readSecret } from '../configuration/secret.ts';
import { secretVariablesWithin } from '../configuration/secrets-within.ts';
import { commandChannel } from './command-channel.ts';
import type { Channel } from './notification.ts';
import { urlChannel } from './url-channel.ts';

export interface NotifierWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: { now(): Date };
}

/**
 * The hook of a configuration, for one business at a time; `undefined` where there is none.
 *
 * @param by names this process in the journal.
 * @throws IshurError `config/secret-missing` (`fix-config`).
 */
export function openNotifiers(
  configuration: LoadedConfiguration,
  { environment, clock }: NotifierWorld,
  ledger: Ledger,
  by: string,
): ((business: string) => Notifier) | undefined {
  const { notify, folder } = configuration;
  if (notify === undefined) return undefined;
  const { command, url, secret, timeout } = notify;
  const channels: Channel[] = [];
  if (command !== undefined) {
    const withheld = secretVariablesWithin(configuration);
    channels.push(commandChannel({ command, folder, environment, withheld, timeout }));
  }
  if (url !== undefined && secret !== undefined) {
    channels.push(
      urlChannel({ url, secret: readSecret('notify.secret', secret, folder, environment), timeout, clock }),
    );
  }
  const opened = new Map<string, Notifier>();
  return (business) => {
    const known = opened.get(business);
    if (known !== undefined) return known;
    const notifier = createNotifier({
      ledger,
      business,
      clock,
      by,
      // One after the other: where the second fails, the first is called again too, under the same id.
      call: async (message, signal) => {
        for (const channel of channels) await channel.call(message, signal);
      },
    });
    opened.set(business, notifier);
    return notifier;
  };
}
