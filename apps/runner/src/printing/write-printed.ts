import { rename, rm, writeFile } from 'node:fs/promises';
import { IshurError } from '@ishur/contract';

/**
 * Writes a printed document whole or not at all: beside its place, flushed to the disk, then put there.
 *
 * @throws IshurError `print/not-written` (`fix-config`).
 */
export async function writePrinted(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new IshurError({
      code: 'print/not-written',
      remedy: 'fix-config',
      message: {
        he: `לא ניתן לכתוב את ${file} (${code}). בדקו שהתיקייה קיימת, שיש הרשאת כתיבה, ושהקובץ אינו פתוח בתוכנה אחרת.`,
        en: `${file} cannot be written (${code}). Check that its folder is there and may be written to, and that no other program has the file open.`,
      },
      cause,
    });
  } finally {
    await rm(temporary, { force: true });
  }
}
