import { keepConnection } from '@ishur/engine';
import type { Vault } from '@ishur/engine';
import type { AuthorityOptions, Login } from '@ishur/transport';
import type { CliContext } from '../cli-context.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { connectionIdOf } from './connection-id.ts';
import { openLogin } from './open-login.ts';

/** Where the access tokens of one business come from: the vault, which refreshes them when they are needed. */
export function keepBusinessConnected(
  configuration: LoadedConfiguration,
  context: Pick<CliContext, 'environment' | 'clock'>,
  business: BusinessConfiguration,
  vault: Vault,
): AuthorityOptions['accessToken'] {
  const id = connectionIdOf(configuration, business);
  let login: Login | undefined;
  const connection = keepConnection({
    vault,
    id,
    // The client is read at the first refresh: whoever never logs in, as with the simulator, needs none. One log-in for
    // all refreshes, so that a token service that wants to be left alone is.
    refresh: (pair, call) => (login ??= openLogin(configuration, context)).refresh(pair, call),
    clock: context.clock,
  });
  if (configuration.authority.tier !== 'simulator') return (call, refused) => connection.accessToken(call, refused);
  return async (call, refused) => {
    // The simulator takes any token; a log-in there is for those who want to try one.
    if ((await vault.read(id)) === undefined) return `simulator-${business.vatNumber}`;
    return connection.accessToken(call, refused);
  };
}
