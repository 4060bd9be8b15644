import { Buffer } from 'node:buffer';

/** One line of a file of records. */
export interface ByteLine {
  /** From 1. */
  readonly number: number;
  /** Without the line end. A view that is valid until the next call. */
  readonly bytes: Buffer;
  /** True where the line was longer than the bound; `bytes` then holds its beginning. */
  readonly isCut: boolean;
}

export interface LineSplitter {
  /** The lines that are complete with this piece. Take what you need of them before the next call. */
  push(bytes: Uint8Array): Generator<ByteLine, void>;
  /** The last line, where the file does not end with a line end. */
  end(): Generator<ByteLine, void>;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** DOS programs end a file with it (Ctrl-Z). */
const END_OF_FILE = 0x1a;

/**
 * Splits a file of fixed-width records into lines, CR LF or LF, from bytes: a record's width counts the characters of its
 * code page, one byte each, so nothing is decoded before the fields are cut. Empty lines are counted and not handed out, and
 * neither is the character 26 with which DOS ends a file.
 *
 * No more than `longest` bytes of a line are kept, so that a file without line ends does not fill the memory.
 */
export function createLineSplitter(longest: number): LineSplitter {
  const kept = Buffer.allocUnsafe(longest);
  let length = 0;
  let isCut = false;
  let number = 0;

  function keep(bytes: Buffer): void {
    const taken = Math.min(bytes.length, longest - length);
    bytes.copy(kept, length, 0, taken);
    length += taken;
    if (taken < bytes.length && !isOnlyLineEnd(bytes, taken)) isCut = true;
  }

  function lineOf(bytes: Buffer, wasCut: boolean): ByteLine | undefined {
    number += 1;
    const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
    if (end === 0 || (end === 1 && bytes[0] === END_OF_FILE)) return undefined;
    return { number, bytes: bytes.subarray(0, end), isCut: wasCut };
  }

  function finishKept(): ByteLine | undefined {
    const line = lineOf(kept.subarray(0, length), isCut);
    length = 0;
    isCut = false;
    return line;
  }

  return {
    *push(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      let start = 0;
      for (;;) {
        const end = bytes.indexOf(LINE_FEED, start);
        if (end === -1) break;
        let line: ByteLine | undefined;
        if (length > 0 || end - start > longest) {
          keep(bytes.subarray(start, end));
          line = finishKept();
        } else {
          line = lineOf(bytes.subarray(start, end), false);
        }
        start = end + 1;
        if (line !== undefined) yield line;
      }
      keep(bytes.subarray(start));
    },
    *end() {
      if (length === 0) return;
      const line = finishKept();
      if (line !== undefined) yield line;
    },
  };
}

function isOnlyLineEnd(bytes: Buffer, taken: number): boolean {
  return bytes.length - taken === 1 && bytes[taken] === CARRIAGE_RETURN;
}
