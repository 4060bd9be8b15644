import { IshurError } from '@ishur/contract';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { readSecret } from '../configuration/secret.ts';

/** The OAuth client: the software, as the authority registered it. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** The simulator knows this client where nothing else is said, so that a log-in can be tried without any set-up. */
const CLIENT_OF_THE_SIMULATOR: Client = { id: 'simulator', secret: 'simulator-secret' };

/** @throws IshurError `config/client-missing`, `config/secret-missing` (`fix-config`). */
export function readClient(
  configuration: Pick<LoadedConfiguration, 'client' | 'folder' | 'authority'>,
  environment: Readonly<Record<string, string | undefined>>,
): Client {
  const { client, folder, authority } = configuration;
  if (client === undefined) {
    if (authority.tier === 'simulator') return CLIENT_OF_THE_SIMULATOR;
    throw clientMissing();
  }
  const id = typeof client.id === 'string' ? client.id : readSecret('client.id', client.id, folder, environment);
  return { id, secret: readSecret('client.secret', client.secret, folder, environment) };
}

function clientMissing(): IshurError {
  return new IshurError({
    code: 'config/client-missing',
    remedy: 'fix-config',
    message: {
      he: 'חסר client בקובץ ההגדרות: המזהה והסוד שקיבלתם מרשות המסים בפורטל המפתחים. הוסיפו: client: { id: { env: ISHUR_CLIENT_ID }, secret: { env: ISHUR_CLIENT_SECRET } }.',
      en: "The configuration has no `client`: the id and secret that the authority's developer portal gave you. Add client: { id: { env: ISHUR_CLIENT_ID }, secret: { env: ISHUR_CLIENT_SECRET } }.",
    },
  });
}
