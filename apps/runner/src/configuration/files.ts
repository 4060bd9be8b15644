import { extname, resolve } from 'node:path';
import type { LoadedConfiguration } from './load-configuration.ts';

/** The key file of a configuration that names none. */
const DEFAULT_KEY = 'ishur.key';

type Places = Pick<LoadedConfiguration, 'vault' | 'ledger' | 'folder'>;

/** The ledger's file, absolute; undefined where it is a server. */
export function ledgerFile({ ledger, folder }: Pick<Places, 'ledger' | 'folder'>): string | undefined {
  return isServer(ledger) ? undefined : resolve(folder, ledger);
}

/** The vault of a configuration: a file of its own beside the ledger, which is copied to others and tokens must not be. */
export function vaultFile({ vault, ledger, folder }: Places): string {
  if (vault !== undefined) return resolve(folder, vault);
  if (isServer(ledger)) return resolve(folder, 'ishur.vault.db');
  const extension = extname(ledger);
  return resolve(folder, `${ledger.slice(0, ledger.length - extension.length)}.vault${extension || '.db'}`);
}

/** The file of the key, absolute; undefined where it comes from the environment. */
export function keyFile({ key, folder }: Pick<LoadedConfiguration, 'key' | 'folder'>): string | undefined {
  if (key === undefined) return resolve(folder, DEFAULT_KEY);
  return 'env' in key ? undefined : resolve(folder, key.file);
}

function isServer(ledger: string): boolean {
  return /^postgres(ql)?:/i.test(ledger);
}
