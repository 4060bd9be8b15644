import { openFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { fileErrors } from './errors.ts';

const PIECE_BYTES = 262_144;
const SMALLEST_PIECE_BYTES = 8192;

/** The bytes of a file in pieces; a piece is valid until the next one is asked for. */
export async function* readPieces(file: NamedFile, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const handle = await openFile(file, fileErrors);
  let piece = Buffer.alloc(0);
  const readable = <T>(step: Promise<T>): Promise<T> =>
    step.catch((cause: unknown) => {
      throw fileErrors.fileNotReadable(file.name, cause);
    });
  try {
    // A small file takes no large piece. It may have grown since it was looked at.
    const { size } = await readable(handle.stat());
    piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, Math.max(size + 1, SMALLEST_PIECE_BYTES)));
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await readable(handle.read(piece, 0, piece.length, null));
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    // Cards of accounts hold secrets; nothing of a file is left in memory that the next user of it could see.
    piece.fill(0);
    await handle.close();
  }
}

/** The first bytes of a file, `most` at the utmost. */
export async function readHead(file: NamedFile, most: number, signal: AbortSignal): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of readPieces(file, signal)) {
    pieces.push(Buffer.from(piece.subarray(0, most - length)));
    length += piece.length;
    if (length >= most) break;
  }
  const head = Buffer.concat(pieces);
  for (const piece of pieces) piece.fill(0);
  return head;
}
