import { openFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { fileErrors } from './errors.ts';

const PIECE_BYTES = 262_144;

/** The bytes of a file in pieces; a piece is valid until the next one is asked for. */
export async function* readPieces(file: NamedFile, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const handle = await openFile(file, fileErrors);
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(piece, 0, PIECE_BYTES, null).catch((cause: unknown) => {
        throw fileErrors.fileNotReadable(file.name, cause);
      });
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
