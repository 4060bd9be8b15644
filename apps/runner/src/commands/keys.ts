import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { lockFile, replaceFile } from '@ishur/adapter-kit';
import { IshurError, isIshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import { createSealer, newKey, parseKeys } from '@ishur/engine';
import type { Ledger } from '@ishur/engine';
import { openSqliteLedger } from '@ishur/ledger-sqlite';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { keyFile, ledgerFile, vaultFile } from '../configuration/files.ts';
import { notWritten, readKeys } from '../configuration/key.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { makeVault } from '../connection/open-vault.ts';
import { EXIT } from '../exit-codes.ts';

/** `ishur keys new`: puts a new key above those that there are. It seals from now on, and the old ones go on opening. */
export async function newKeyOnTop(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const file = keyFile(configuration);
  if (file === undefined) throw keyInEnvironment(configuration.key);
  // A link may lead to where secrets are kept: what it leads to is written.
  const target = existsSync(file) ? realpathSync(file) : file;
  // Two keys that are made at the same moment are both kept.
  const lock = await lockFile(target, { signal: context.signal });
  let before: string;
  try {
    before = keysIn(target);
    // A file that is something else is not made into a key file.
    if (before.trim() !== '') parseKeys(before, file);
    await replaceFile(target, [Buffer.from(`${newKey()}\n${before}`)], { mode: 0o600 });
  } catch (error) {
    throw isIshurError(error) && !error.code.startsWith('file/') ? error : notWritten(file, error);
  } finally {
    await lock.release();
  }
  if (options.json === true) context.json({ file });
  else context.out(`${made(file, before.trim() !== '')[options.lang]}\n`);
  return EXIT.success;
}

function keysIn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : '';
}

/** `ishur keys reseal`: seals every token with the newest key, and says whether something still needs an older one. */
export async function reseal(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const keys = await readKeys(configuration, context.environment, 'read');
  let connections = 0;
  if (existsSync(vaultFile(configuration))) {
    await using vault = await makeVault(configuration, context, 'ishur keys reseal');
    connections = await vault.reseal();
  }
  const ledger = ledgerFile(configuration);
  const [newest] = keys ?? [];
  let open = 0;
  if (ledger !== undefined && existsSync(ledger) && newest !== undefined) {
    const { tier } = configuration.authority;
    await using opened = await openSqliteLedger({
      file: ledger,
      tier,
      sealer: createSealer([newest]),
      migrate: 'refuse',
    });
    open = await needingOlderKeys(opened);
  }
  if (options.json === true) context.json({ connections, open });
  else context.out(`${resealed(connections, open)[options.lang]}\n`);
  return EXIT.success;
}

/** Cases whose open ask cannot be opened with the newest key alone. */
async function needingOlderKeys(ledger: Ledger): Promise<number> {
  let count = 0;
  for await (const { id } of ledger.list({
    standings: ['asking', 'queued', 'unconfirmed', 'parked', 'choosing', 'conflict'],
  })) {
    try {
      // Read to see whether it opens.
      String((await ledger.load(id))?.frozen?.body);
    } catch (error) {
      if (!isIshurError(error) || error.code !== 'key/unknown') throw error;
      count += 1;
    }
  }
  return count;
}

function made(file: string, hadKeys: boolean): LocalizedMessage {
  const next = hadKeys
    ? {
        he: 'הפעילו מחדש את תהליכי ishur שרצים, ואז: ishur keys reseal. המפתחות הקודמים נשארים בקובץ עד שלא יהיה בהם צורך.',
        en: 'Restart whatever of ishur is running, then: ishur keys reseal. The earlier keys stay in the file until nothing needs them.',
      }
    : { he: 'התחברו מחדש: ishur connect.', en: 'Log in again: ishur connect.' };
  return {
    he: `נכתב מפתח חדש ב־${file}. שמרו עותק שלו בנפרד מהפנקס. ${next.he}`,
    en: `A new key stands in ${file}. Keep a copy of it apart from the ledger. ${next.en}`,
  };
}

function resealed(connections: number, open: number): LocalizedMessage {
  const vault = {
    he: `התחברויות שהוצפנו מחדש במפתח הראשון: ${connections}.`,
    en: `Connections that were sealed again with the first key: ${connections}.`,
  };
  const rest =
    open === 0
      ? {
          he: 'אפשר למחוק את השורות הקודמות מקובץ המפתח; שמרו אותן ליד גיבויים מאז.',
          en: 'The older lines may be taken out of the key file; keep them beside backups of that time.',
        }
      : {
          he: `בקשות פתוחות שעדיין מוצפנות במפתח קודם: ${open}. השאירו אותו בקובץ, וחזרו על הפקודה אחרי ishur run.`,
          en: `Open asks that are still sealed with an older key: ${open}. Leave it in the file, and give this command again after \`ishur run\`.`,
        };
  return { he: `${vault.he} ${rest.he}`, en: `${vault.en} ${rest.en}` };
}

function keyInEnvironment(key: unknown): IshurError {
  const name = typeof key === 'object' && key !== null && 'env' in key ? String(key.env) : 'key';
  return new IshurError({
    code: 'config/key-in-environment',
    remedy: 'fix-config',
    message: {
      he: `המפתח מגיע ממשתנה הסביבה ${name}, ואינו נכתב מכאן. הוסיפו שם מפתח חדש בשורה ראשונה (32 בתים ב-base64), ואז: ishur keys reseal.`,
      en: `The key comes from the environment variable ${name} and is not written from here. Put a new one on a line above it there (32 bytes in base64), then: ishur keys reseal.`,
    },
  });
}
