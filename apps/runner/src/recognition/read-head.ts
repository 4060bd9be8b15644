import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';

/** As much of a file as an adapter needs to know it by; the contract's `FileSample` promises no more. */
const HEAD = 64 * 1024;

/**
 * The beginning of a file.
 *
 * @throws IshurError `cli/cannot-read-file` (`fix-config`): it is not there, may not be read, or is no regular file.
 */
export function readHead(path: string): Uint8Array {
  try {
    // A pipe or a device would be waited for without end.
    if (!statSync(path).isFile()) throw new TypeError('no regular file');
    const file = openSync(path, 'r');
    try {
      const buffer = new Uint8Array(HEAD);
      return buffer.subarray(0, readSync(file, buffer));
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new IshurError({ code: 'cli/cannot-read-file', remedy: 'fix-config', message: whyNot(path), cause });
  }
}

function whyNot(path: string): LocalizedMessage {
  const found = kindOf(path);
  if (found === 'nothing') {
    return { he: `אין קובץ ${path}. בדקו את השם.`, en: `There is no file ${path}. Check its name.` };
  }
  if (found === 'folder') {
    return { he: `${path} היא תיקייה. ציינו קובץ שבתוכה.`, en: `${path} is a folder. Name a file in it.` };
  }
  return {
    he: `לא ניתן לקרוא את ${path}. בדקו את ההרשאות, ושזה קובץ רגיל.`,
    en: `${path} cannot be read. Check its permissions, and that it is a regular file.`,
  };
}

function kindOf(path: string): 'nothing' | 'folder' | 'other' {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return 'nothing';
    return found.isDirectory() ? 'folder' : 'other';
  } catch {
    // A folder above it may not be looked into.
    return 'other';
  }
}
