import { resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import type { Ledger } from '@ishur/engine';
import { openSealer } from './configuration/key.ts';
import type { LoadedConfiguration } from './configuration/load-configuration.ts';

/** Opens the ledger that the configuration names, for its tier. */
export async function openLedger(
  configuration: LoadedConfiguration,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Ledger> {
  if (/^postgres(ql)?:/i.test(configuration.ledger)) {
    throw new IshurError({
      code: 'config/no-such-ledger',
      remedy: 'fix-config',
      message: {
        he: 'בגרסה זו הפנקס הוא קובץ SQLite בלבד. כתבו ב-ledger נתיב של קובץ, למשל ./ishur.db.',
        en: 'In this version the ledger is a SQLite file only. Give `ledger` a path, such as ./ishur.db.',
      },
    });
  }
  const { openSqliteLedger } = await import('@ishur/ledger-sqlite');
  const file = resolve(configuration.folder, configuration.ledger);
  const sealer = openSealer(configuration, environment);
  return openSqliteLedger({ file, tier: configuration.authority.tier, sealer });
}
