import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { IshurError } from '@ishur/contract';

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
    throw new IshurError({
      code: 'cli/cannot-read-file',
      remedy: 'fix-config',
      message: {
        he: `לא ניתן לקרוא את ${path} כקובץ. בדקו את השם ואת ההרשאות, ושזו אינה תיקייה.`,
        en: `${path} cannot be read as a file. Check its name and permissions, and that it is no folder.`,
      },
      cause,
    });
  }
}
