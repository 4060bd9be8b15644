import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from './create-sealer.ts';
import { unreadable } from './key-errors.ts';

/** Characters. A thousand keys fit; a file that is something else is not searched for keys. */
const LIMIT = 65_536;

/**
 * Reads the content of a key file, or of an environment variable: one key a line, the newest first, each 32 bytes in base64,
 * base64url or hexadecimal. Blank lines and lines that begin with `#` are left out.
 *
 * @param where what the messages call it: the path of the file, or the name of the variable.
 * @throws IshurError `key/unreadable` (`fix-config`), which names the line and never shows it.
 */
export function parseKeys(text: string, where: string = 'key'): readonly Uint8Array[] {
  if (text.length > LIMIT) {
    throw unreadable(where, { he: 'גדול מכדי להיות קובץ מפתחות.', en: 'This is too large for a list of keys.' });
  }
  // What UTF-16 looks like to a reader of UTF-8; PowerShell 5 writes it when output is redirected to a file.
  if (/[\0\uFFFD]/.test(text)) {
    throw unreadable(where, {
      he: 'הקידוד אינו UTF-8; שמרו את הקובץ מחדש כ-UTF-8.',
      en: 'The encoding is not UTF-8; save the file as UTF-8.',
    });
  }
  const keys: Uint8Array[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const written = line.trim();
    if (written === '' || written.startsWith('#')) continue;
    const key = keyOf(written);
    if (key === undefined) {
      throw unreadable(where, {
        he: `שורה ${index + 1} אינה מפתח (אורכה ${written.length} תווים).`,
        en: `Line ${index + 1}, of ${written.length} characters, is no key.`,
      });
    }
    keys.push(key);
  }
  if (keys.length === 0) throw unreadable(where, { he: 'אין שם מפתח.', en: 'There is no key in it.' });
  return keys;
}

/** A new key, as {@link parseKeys} reads it. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

function keyOf(written: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(written)) return Buffer.from(written, 'hex');
  // 32 bytes are 43 characters and a bit: the last one carries four bits, and its two lowest are zero.
  if (!/^[\w+/-]{42}[AEIMQUYcgkosw048]=?$/.test(written)) return undefined;
  return Buffer.from(written, 'base64');
}
