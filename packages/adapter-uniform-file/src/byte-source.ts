import type { Stats } from 'node:fs';
import { constants, open, stat } from 'node:fs/promises';
import type { NamedFile } from '@ishur/adapter-kit';
import { fileNotReadable, notAFile } from './errors.ts';

/** Bytes that can be read from their beginning any number of times: a file, or an entry of a zip. */
export interface ByteSource {
  /** As messages call it; the entry of a zip is `june.zip/BKMVDATA.TXT`. */
  readonly name: string;
  /** The bytes in pieces; a piece is valid until the next one is asked for. */
  read(signal: AbortSignal): AsyncGenerator<Buffer, void>;
}

const PIECE_BYTES = 262_144;
const SMALLEST_PIECE_BYTES = 8192;
/** Whoever opens a pipe for reading waits for its writer, unless he says that he does not. Windows has no such pipes. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export function fileSource({ path, name }: NamedFile): ByteSource {
  return {
    name,
    async *read(signal) {
      const readable = <T>(step: Promise<T>): Promise<T> =>
        step.catch((cause: unknown) => {
          throw fileNotReadable(name, cause);
        });
      refuseSpecial(name, await readable(stat(path)));
      const handle = await readable(open(path, READ_WITHOUT_WAITING));
      try {
        const entry = await readable(handle.stat());
        refuseSpecial(name, entry);
        // A small file takes no large pieces, and ends within the first. It may have grown since it was looked at.
        const bytes = Math.min(PIECE_BYTES, Math.max(entry.size + 1, SMALLEST_PIECE_BYTES));
        // While one piece is looked at, the next is read.
        let [piece, other] = [Buffer.allocUnsafe(bytes), Buffer.allocUnsafe(bytes)];
        let reading = handle.read(piece, 0, bytes, null);
        for (;;) {
          signal.throwIfAborted();
          const { bytesRead } = await readable(reading);
          if (bytesRead === 0) return;
          reading = handle.read(other, 0, bytes, null);
          // Where nobody asks for the next piece, nobody is told that it cannot be read.
          reading.catch(() => undefined);
          yield piece.subarray(0, bytesRead);
          [piece, other] = [other, piece];
        }
      } finally {
        await handle.close();
      }
    },
  };
}

/** The first bytes of a source, `most` at the utmost. */
export async function readHead(source: ByteSource, most: number, signal: AbortSignal): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source.read(signal)) {
    pieces.push(Buffer.from(piece.subarray(0, most - length)));
    length += piece.length;
    if (length >= most) break;
  }
  return Buffer.concat(pieces);
}

function refuseSpecial(name: string, entry: Stats): void {
  if (!entry.isFile()) throw notAFile(name);
}
