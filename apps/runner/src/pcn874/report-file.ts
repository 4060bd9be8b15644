import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { IshurError } from '@ishur/contract';

/**
 * Looks at the file of a report before it is read: a pipe or a device would never end.
 *
 * @throws IshurError `pcn874/file-not-readable` (`fix-config`).
 */
export async function lookAtReport(file: string): Promise<void> {
  const entry = await stat(file).catch((cause: unknown) => {
    throw notReadable(file, cause);
  });
  if (!entry.isFile()) throw notReadable(file, undefined);
}

/** The bytes of a report. @throws IshurError as above, also in the middle of reading; the signal's reason, where it is aborted. */
export async function* bytesOfReport(file: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const stream = createReadStream(file);
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      // Half a file would be judged as if it were the whole.
      signal.throwIfAborted();
      yield piece;
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw notReadable(file, cause);
  } finally {
    stream.destroy();
  }
}

function notReadable(file: string, cause: unknown): IshurError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new IshurError({
    code: 'pcn874/file-not-readable',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לקרוא את הקובץ ${file}${code}. בדקו את שמו ואת ההרשאות.`,
      en: `The file ${file} cannot be read${code}. Check its name and its permissions.`,
    },
    ...(cause !== undefined && { cause }),
  });
}
