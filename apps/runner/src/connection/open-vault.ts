import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { Vault } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { openSealer } from '../configuration/key.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { thisProcess } from '../runner-process.ts';

/** The vault of a configuration: a file of its own beside the ledger, which is copied to others and tokens must not be. */
function vaultFile({ vault, ledger, folder }: Pick<LoadedConfiguration, 'vault' | 'ledger' | 'folder'>): string {
  if (vault !== undefined) return resolve(folder, vault);
  if (/^postgres(ql)?:/i.test(ledger)) return resolve(folder, 'ishur.vault.db');
  const extension = extname(ledger);
  return resolve(folder, `${ledger.slice(0, ledger.length - extension.length)}.vault${extension || '.db'}`);
}

/**
 * Opens the vault. The file is made when the first log-in is stored: a business that only tries the simulator has none.
 *
 * @throws IshurError `vault/…`, `config/…`, `key/…` (`fix-config`).
 */
export async function openVault(
  configuration: LoadedConfiguration,
  context: Pick<CliContext, 'environment' | 'clock'>,
  command: string,
): Promise<Vault> {
  const file = vaultFile(configuration);
  return existsSync(file) ? openVaultFile(file, configuration, context, command) : emptyVault();

  /** Nobody has logged in yet. The file may be made by another process any moment, so it is looked for at every turn. */
  function emptyVault(): Vault {
    let opened: Promise<Vault> | undefined;
    const ifThere = (): Promise<Vault> | undefined =>
      (opened ??= existsSync(file) ? openVaultFile(file, configuration, context, command) : undefined);
    return {
      store: async (id, pair, loggedInAt) =>
        (await (opened ??= openVaultFile(file, configuration, context, command))).store(id, pair, loggedInAt),
      read: async (id) => (await ifThere())?.read(id),
      list: async (tier) => (await ifThere())?.list(tier) ?? [],
      renew: async (id, suffices, swap) =>
        (await (opened ??= openVaultFile(file, configuration, context, command))).renew(id, suffices, swap),
      forget: async (id) => (await ifThere())?.forget(id),
      [Symbol.asyncDispose]: async () => (await opened)?.[Symbol.asyncDispose](),
    };
  }
}

async function openVaultFile(
  file: string,
  configuration: LoadedConfiguration,
  context: Pick<CliContext, 'environment' | 'clock'>,
  command: string,
): Promise<Vault> {
  const { openSqliteVault } = await import('@ishur/ledger-sqlite');
  return openSqliteVault({
    file,
    sealer: openSealer(configuration, context.environment),
    runner: thisProcess(command),
    now: () => context.clock.now(),
  });
}
