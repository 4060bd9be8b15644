import type { ByteSource } from './byte-source.ts';
import { LAYOUT } from './layout.ts';
import type { DataCode } from './layout.ts';
import type { Spelling } from './spelling.ts';

/**
 * One record of BKMVDATA.TXT. It is one object for the whole file, and holds the next record after each step: an object for
 * each of a million records costs more than reading them.
 */
export interface ScannedRecord {
  readonly line: number;
  /** `undefined` for a code that the layout does not have. */
  readonly code: DataCode | undefined;
  /** In characters, without the line end. */
  readonly length: number;
  /** The second field of every record: its running number. `NaN` where there is none. */
  runningNumber(): number;
  /** 1255, the number of a D110 record within its document. Zero where there is none. */
  lineIndex(): number;
  /** Type and number of the document as they stand: 1203 and 1204 of a header, 1253 and 1254 of a line. */
  rawKey(): string;
  /** The same for the same type and number, whatever blanks stand around it. Different ones seldom have the same. */
  keyHash(): number;
  /** Remembers the type and number of this record for {@link hasMarkedKey}. */
  markKey(): void;
  /** Whether type and number are, to the byte, those of the record that was marked last. */
  hasMarkedKey(): boolean;
  /** The record as characters, of which each field takes as many as it has positions; only the beginning of a line that is too long. */
  text(): string;
}

/** The records of one piece of the file; go through it before you ask for the next. */
export interface RecordPiece {
  /** `undefined` at the end of the piece. */
  next(): ScannedRecord | undefined;
}

/** The longest record has 444 characters. */
const LONGEST_LINE = 2048;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** DOS programs end a file with it (Ctrl-Z). */
const END_OF_FILE = 0x1a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export async function* scanRecords(
  data: ByteSource,
  spelling: Spelling,
  signal: AbortSignal,
): AsyncGenerator<RecordPiece, void> {
  const cursor = createCursor(spelling.encoding === 'utf-8');
  for await (const bytes of data.read(signal)) {
    cursor.push(bytes);
    yield cursor.piece;
  }
  cursor.end();
  yield cursor.piece;
}

interface RecordCursor {
  readonly piece: RecordPiece;
  push(bytes: Uint8Array): void;
  /** The last line need not have a line end. */
  end(): void;
}

/**
 * Lines are split here, and not by the kit's splitter, because they are looked at where they lie: of most records only the code,
 * the running number and the length are wanted. Empty lines are counted and not handed out.
 */
function createCursor(isUtf8: boolean): RecordCursor {
  let work = Buffer.allocUnsafe(0);
  /** What of `work` is filled. */
  let filled = work;
  /** Where the next line begins, and up to where no line end was found. */
  let at = 0;
  let searched = 0;
  let isLast = false;
  let isCut = false;
  let start = 0;
  let stop = 0;
  const marked = new Uint8Array(KEY_BYTES);
  const record = {
    line: 0,
    code: undefined as DataCode | undefined,
    length: 0,
    runningNumber: () => numberAt(NUMBER_FROM, NUMBER_TO),
    lineIndex: () => numberAt(KEY_TO, INDEX_TO) || 0,
    keyHash,
    markKey,
    hasMarkedKey,
    rawKey: () =>
      isUtf8
        ? text().slice(KEY_FROM, KEY_TO)
        : filled.toString('latin1', start + KEY_FROM, Math.min(start + KEY_TO, stop)),
    text,
  };

  function markKey(): void {
    for (let index = 0; index < KEY_BYTES; index += 1) marked[index] = filled[start + KEY_FROM + index] ?? 0;
  }

  /** In UTF-8 a letter takes several bytes, so that the same bytes are perhaps not the whole number. */
  function hasMarkedKey(): boolean {
    for (let index = 0; index < KEY_BYTES; index += 1) {
      if (marked[index] !== filled[start + KEY_FROM + index]) return false;
    }
    return !isUtf8;
  }

  function text(): string {
    return filled.toString(isUtf8 ? 'utf8' : 'latin1', start, stop);
  }

  /** Digits, perhaps with blanks before them: some programs fill up with those instead of zeros. */
  function numberAt(from: number, to: number): number {
    let number = 0;
    for (let index = start + from; index < start + to; index += 1) {
      const digit = (filled[index] ?? 0) - 0x30;
      if (digit >= 0 && digit <= 9) number = number * 10 + digit;
      else if (digit !== BLANK || number > 0) return Number.NaN;
    }
    return number;
  }

  function keyHash(): number {
    const key = isUtf8 ? Buffer.from(text().slice(KEY_FROM, KEY_TO)) : filled;
    const from = isUtf8 ? 0 : start + KEY_FROM;
    const to = isUtf8 ? key.length : from + KEY_BYTES;
    let hash = 0x811c9dc5;
    for (let index = from; index < to; index += 1) {
      const byte = key[index] ?? 0;
      if (byte !== 0x20) hash = Math.imul(hash ^ byte, 0x01000193);
    }
    return hash;
  }

  /** Where the line ends that begins at `at`: at its line feed, or with the file. -1 where its end is not there yet. */
  function findEnd(): number {
    const feed = filled.indexOf(LINE_FEED, searched);
    if (feed !== -1) return feed;
    if (isLast && at < filled.length) return filled.length;
    // No more than that of a line is kept, so that a file without line ends does not fill the memory.
    if (filled.length - at > LONGEST_LINE + 1) {
      isCut = true;
      filled = filled.subarray(0, at + LONGEST_LINE);
    }
    searched = filled.length;
    return -1;
  }

  function next(): ScannedRecord | undefined {
    for (;;) {
      const end = findEnd();
      if (end === -1) return undefined;
      start = at;
      stop = end > at && filled[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      at = searched = Math.min(end + 1, filled.length);
      record.line += 1;
      const isTooLong = isCut || stop - start > LONGEST_LINE;
      isCut = false;
      if (isTooLong) stop = Math.min(stop, start + LONGEST_LINE);
      if (stop === start || (stop === start + 1 && filled[start] === END_OF_FILE)) continue;
      if (record.line === 1 && filled.subarray(start, start + 3).equals(BYTE_ORDER_MARK)) start += 3;
      record.code = stop - start < CODE_LENGTH ? undefined : CODES.get(filled.readUInt32BE(start));
      record.length = isTooLong ? LONGEST_LINE : isUtf8 ? text().length : stop - start;
      return record;
    }
  }

  return {
    piece: { next },
    push(bytes) {
      const rest = filled.length - at;
      if (rest + bytes.length > work.length) {
        const larger = Buffer.allocUnsafe(rest + bytes.length + LONGEST_LINE);
        work.copy(larger, 0, at, at + rest);
        work = larger;
      } else {
        work.copyWithin(0, at, at + rest);
      }
      work.set(bytes, rest);
      filled = work.subarray(0, rest + bytes.length);
      searched -= at;
      at = 0;
    },
    end() {
      isLast = true;
    },
  };
}

/** From here to there stand the running number, and type and number of a document; positions from 0. */
const NUMBER_FROM = 4;
const NUMBER_TO = 13;
const KEY_FROM = 22;
export const KEY_TO = 45;
/** Behind them in a D110 record, up to here, stands the line's own number. */
const INDEX_TO = 49;
const KEY_BYTES = KEY_TO - KEY_FROM;
const BLANK = 0x20 - 0x30;

/** The four letters of a code, read as one number. */
const CODE_LENGTH = 4;
const CODES: ReadonlyMap<number, DataCode> = new Map(
  (Object.keys(LAYOUT) as (keyof typeof LAYOUT)[])
    .filter((name) => name !== 'A000' && name !== 'summary')
    .map((name) => [Buffer.from(name).readUInt32BE(), name]),
);
