import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IshurError } from '@ishur/contract';
import type { Ledger } from '@ishur/engine';
import { ledgerFile } from './configuration/files.ts';
import { openSealer } from './configuration/key.ts';
import type { Purpose } from './configuration/key.ts';
import type { LoadedConfiguration } from './configuration/load-configuration.ts';

/**
 * Opens the ledger that the configuration names, for its tier.
 *
 * @param purpose a command that only looks makes neither ledger nor key: where there is no ledger yet, it sees an empty one.
 * @throws IshurError `config/…`, `ledger/…`, `key/…`.
 */
export async function openLedger(
  configuration: LoadedConfiguration,
  environment: Readonly<Record<string, string | undefined>>,
  purpose: Purpose,
): Promise<Ledger> {
  const file = ledgerFile(configuration);
  if (file === undefined) throw noSuchLedger();
  const { openSqliteLedger } = await import('@ishur/ledger-sqlite');
  const { tier } = configuration.authority;
  const sealer = await openSealer(configuration, environment, purpose);
  if (purpose === 'write') return openSqliteLedger({ file, tier, sealer });
  // What a person only wants to look at is not changed on the way: `ishur migrate` and `ishur run` do that.
  if (existsSync(file)) return openSqliteLedger({ file, tier, sealer, migrate: 'refuse' });
  const folder = await mkdtemp(join(tmpdir(), 'ishur-empty-'));
  const empty = await openSqliteLedger({ file: join(folder, 'empty.db'), tier, sealer });
  const close = empty[Symbol.asyncDispose].bind(empty);
  empty[Symbol.asyncDispose] = async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  };
  return empty;
}

function noSuchLedger(): IshurError {
  return new IshurError({
    code: 'config/no-such-ledger',
    remedy: 'fix-config',
    message: {
      he: 'בגרסה זו הפנקס הוא קובץ SQLite בלבד. כתבו ב-ledger נתיב של קובץ, למשל ./ishur.db.',
      en: 'In this version the ledger is a SQLite file only. Give `ledger` a path, such as ./ishur.db.',
    },
  });
}
