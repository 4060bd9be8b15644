import { existsSync } from 'node:fs';
import type { Runner, SealedVault, Vault } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { vaultFile } from '../configuration/files.ts';
import { openSealer } from '../configuration/key.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { thisProcess } from '../runner-process.ts';

/**
 * One name for every vault of this process: under two, one would take the other, which is at work in the same process, for
 * an earlier process of its number that is gone, and call for a log-in in the middle of a refresh.
 */
let refresher: Runner | undefined;

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
  return existsSync(vaultFile(configuration))
    ? makeVault(configuration, context, command)
    : openWhenThere(configuration, context, command);
}

/** Nobody has logged in yet. The file may be made by another process any moment, so it is looked for at every turn. */
function openWhenThere(...parts: Parameters<typeof makeVault>): Vault {
  const file = vaultFile(parts[0]);
  let opened: Promise<Vault> | undefined;
  const open = (): Promise<Vault> => {
    const opening = (opened ??= makeVault(...parts));
    // What could not be opened now may be opened later, and whoever closes has nothing to close.
    opening.catch(() => {
      if (opened === opening) opened = undefined;
    });
    return opening;
  };
  const ifThere = (): Promise<Vault> | undefined => opened ?? (existsSync(file) ? open() : undefined);
  return {
    store: async (id, pair, loggedInAt) => (await open()).store(id, pair, loggedInAt),
    read: async (id) => (await ifThere())?.read(id),
    list: async (tier) => (await ifThere())?.list(tier) ?? [],
    renew: async (id, suffices, swap) => (await open()).renew(id, suffices, swap),
    forget: async (id) => (await ifThere())?.forget(id),
    async [Symbol.asyncDispose]() {
      const vault = await opened?.catch(() => undefined);
      await vault?.[Symbol.asyncDispose]();
    },
  };
}

/**
 * The same, and makes the file where there is none: for a log-in, whose tokens come only once. Whatever is wrong with the
 * file or the key is to be known before.
 *
 * @throws IshurError as {@link openVault}.
 */
export async function makeVault(
  configuration: LoadedConfiguration,
  context: Pick<CliContext, 'environment' | 'clock'>,
  command: string,
): Promise<SealedVault> {
  const { openSqliteVault } = await import('@ishur/ledger-sqlite');
  return openSqliteVault({
    file: vaultFile(configuration),
    sealer: await openSealer(configuration, context.environment),
    runner: (refresher ??= thisProcess(command)),
    now: () => context.clock.now(),
  });
}
