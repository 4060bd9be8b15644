import { createLineSplitter, openFile, placeOf, waitUntilWritten } from '@ishur/adapter-kit';
import type { ByteLine, NamedFile } from '@ishur/adapter-kit';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { faultOf, readInvoice } from './invoice.ts';
import { SETTLED_AFTER, fileErrors } from './source-files.ts';

/** In bytes. A longer line is no invoice, and must not fill the memory. */
const LONGEST_LINE = 65_536;
const CHUNK = 262_144;

/** Every invoice of a file, one a line. Memory does not grow with the file. */
export async function* readFile(
  file: NamedFile,
  signal: AbortSignal,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  // Half of a last line may look like a whole one.
  await waitUntilWritten(file, { settleMilliseconds: SETTLED_AFTER, errors: fileErrors, signal });
  const handle = await openFile(file, fileErrors);
  try {
    const lines = createLineSplitter(LONGEST_LINE);
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(chunk, 0, CHUNK, null).catch((cause: unknown) => {
        throw fileErrors.fileNotReadable(file.name, cause);
      });
      for (const line of bytesRead > 0 ? lines.push(chunk.subarray(0, bytesRead)) : lines.end()) {
        yield readLine(line, file.name);
      }
      if (bytesRead === 0) return;
    }
  } finally {
    await handle.close();
  }
}

/** One line, as a document or with what is wrong with it. */
export function readLine({ number, bytes, isCut }: ByteLine, name: string): SourceDocument | UnreadableItem {
  const where = placeOf(name, number);
  const unreadable = (he: string, en: string): UnreadableItem => {
    return { kind: 'unreadable', cursor: where, where, faults: [faultOf('line', where, he, en)] };
  };
  if (isCut) {
    return unreadable(
      `השורה ארוכה מ-${LONGEST_LINE} בתים. הפיקו את הקובץ מחדש.`,
      `The line is longer than ${LONGEST_LINE} bytes. Export the file again.`,
    );
  }
  let value: unknown;
  try {
    // REPLACE: your system's encoding and form. adapter-kit decodes Hebrew code pages.
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unreadable(
      'השורה אינה JSON תקין ב-UTF-8. הפיקו את הקובץ מחדש.',
      'The line is not valid JSON in UTF-8. Export the file again.',
    );
  }
  return readInvoice(value, where);
}
