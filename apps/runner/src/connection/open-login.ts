import { createLogin } from '@ishur/transport';
import type { Login } from '@ishur/transport';
import type { CliContext } from '../cli-context.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { authorityOptions } from './authority-options.ts';
import { readClient } from './client.ts';

/**
 * The log-in of the configuration's client.
 *
 * @throws IshurError `config/client-missing`, `config/secret-missing`, `transport/…` (`fix-config`).
 */
export function openLogin(
  configuration: LoadedConfiguration,
  context: Pick<CliContext, 'environment' | 'clock'>,
): Login {
  const { scope, clientAuthentication } = configuration.authority;
  return createLogin({
    ...authorityOptions(configuration, context),
    client: readClient(configuration, context.environment),
    ...(scope !== undefined && { scope }),
    ...(clientAuthentication !== undefined && { clientAuthentication }),
  });
}
