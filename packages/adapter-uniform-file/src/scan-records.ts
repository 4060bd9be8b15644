import { createLineSplitter } from '@ishur/adapter-kit';
import type { ByteLine } from '@ishur/adapter-kit';
import type { ByteSource } from './byte-source.ts';
import { isDataCode } from './layout.ts';
import type { DataCode } from './layout.ts';
import type { Spelling } from './spelling.ts';

/** One record of BKMVDATA.TXT. */
export interface ScannedRecord {
  readonly line: number;
  /** `undefined` for a code that the layout does not have; `text` then holds the beginning of the line. */
  readonly code: DataCode | undefined;
  readonly text: string;
  readonly length: number;
}

/** The longest record has 444 characters. */
const LONGEST_LINE = 2048;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The records of a file, a piece of it at a time; go through one piece before you ask for the next. */
export async function* scanRecords(
  data: ByteSource,
  spelling: Spelling,
  signal: AbortSignal,
): AsyncGenerator<Iterable<ScannedRecord>, void> {
  const splitter = createLineSplitter(LONGEST_LINE);
  for await (const piece of data.read(signal)) yield records(splitter.push(piece), spelling);
  yield records(splitter.end(), spelling);
}

function* records(lines: Generator<ByteLine, void>, spelling: Spelling): Generator<ScannedRecord, void> {
  for (const { number, bytes, isCut } of lines) {
    const hasMark = number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
    const text = spelling.lineOf(hasMark ? bytes.subarray(3) : bytes);
    const code = text.slice(0, 4);
    yield { line: number, code: isDataCode(code) ? code : undefined, text, length: isCut ? LONGEST_LINE : text.length };
  }
}
