import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import { keyFile, vaultFile } from '../configuration/files.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { readClient } from '../connection/client.ts';
import { doubt, fine, troubleOf } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether the client's secret is where the configuration says, and whether others may read what is for the owner alone. */
export function lookAtSecrets(
  configuration: LoadedConfiguration,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  return [...lookAtClient(configuration, environment), ...lookAtModes(configuration)];
}

function lookAtClient(
  configuration: LoadedConfiguration,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  // The simulator needs none.
  if (configuration.client === undefined && configuration.authority.tier === 'simulator') return [];
  try {
    readClient(configuration, environment);
    return [fine('doctor/client', 'client', { he: 'המזהה והסוד נמצאו', en: 'id and secret are there' })];
  } catch (error) {
    if (isIshurError(error)) return [troubleOf('client', error)];
    throw error;
  }
}

/** Where the system knows such modes; on Windows a file has the rights of its folder. */
function lookAtModes(configuration: LoadedConfiguration): readonly Finding[] {
  if (process.platform === 'win32') return [];
  const { client, folder } = configuration;
  const secret = client !== undefined && 'file' in client.secret ? resolve(folder, client.secret.file) : undefined;
  const files = [keyFile(configuration), vaultFile(configuration), secret];
  return files.flatMap((file) => {
    const mode = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.mode;
    if (file === undefined || mode === undefined || (mode & 0o077) === 0) return [];
    return [doubt('doctor/readable-by-others', file, readableByOthers(file))];
  });
}

function readableByOthers(file: string): LocalizedMessage {
  return {
    he: `משתמשים אחרים במחשב יכולים לקרוא את הקובץ. הגבילו אותו לבעליו: chmod 600 ${file}`,
    en: `Others on this machine may read the file. Keep it to its owner: chmod 600 ${file}`,
  };
}
