import { isAscii } from 'node:buffer';
import { bytesAsText, decodeByteText, detectEncoding, detectHebrewOrder, reorderHebrew } from '@ishur/adapter-kit';
import type { HebrewOrder, NamedFile } from '@ishur/adapter-kit';
import type { DataEncoding, HashavshevetConfig } from './config.ts';
import { cutRecord } from './cut-record.ts';
import { PROSE_LINES } from './layouts.ts';
import type { Parameters } from './parameters.ts';
import { readPieces } from './read-pieces.ts';

/** How the text of a file is to be read. */
export interface Spelling {
  readonly encoding: DataEncoding;
  readonly order: HebrewOrder;
  /** False where the text does not say in which order its letters stand, and nobody declared it. */
  readonly isOrderKnown: boolean;
  /** A field as text, without the blanks around it. */
  textOf(field: Uint8Array): string;
}

const DATA_ENCODINGS: readonly DataEncoding[] = ['windows-1255', 'cp862', 'iso-8859-8', 'utf-8'];
const LINE_FEED = 0x0a;
const MOST_SEARCHED = 16 * 1024 ** 2;

/**
 * Settles the spelling of a file: what the configuration says, else what the first bytes beyond ASCII say.
 *
 * @param parameters of a file of records: its fields of whole words say in what order the Hebrew stands.
 */
export async function findSpelling(
  file: NamedFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
  parameters?: Parameters,
): Promise<Spelling> {
  const sample = await firstLetters(file, signal);
  const detected = isAscii(sample) ? undefined : detectEncoding(sample)?.name;
  const encoding = config.encoding ?? DATA_ENCODINGS.find((each) => each === detected) ?? 'windows-1255';
  const text = encoding === 'utf-8' ? sample.toString('utf8') : decodeByteText(bytesAsText(sample), encoding);
  const prose = parameters === undefined ? text : proseOf(sample, encoding, parameters);
  const found = config.hebrew ?? detectHebrewOrder(prose);
  return createSpelling(encoding, found ?? 'logical', found !== undefined || !/[\u05d0-\u05ea]/u.test(text));
}

function createSpelling(encoding: DataEncoding, order: HebrewOrder, isOrderKnown: boolean): Spelling {
  const ordered = order === 'visual' ? reorderHebrew : (text: string): string => text;
  return {
    encoding,
    order,
    isOrderKnown,
    textOf(field) {
      // Trimmed before it is decoded: a blank field is the most frequent of all.
      let [start, end] = [0, field.length];
      while (start < end && isBlank(field[start])) start += 1;
      while (end > start && isBlank(field[end - 1])) end -= 1;
      if (start === end) return '';
      const bytes = Buffer.from(field.buffer, field.byteOffset + start, end - start);
      return ordered(
        // A blank that keeps words together is one too.
        (encoding === 'utf-8' ? bytes.toString('utf8') : decodeByteText(bytesAsText(bytes), encoding)).trim(),
      );
    },
  };
}

function proseOf(sample: Buffer, encoding: DataEncoding, { layout, places, lastPosition }: Parameters): string {
  const fields: string[] = [];
  let start = 0;
  for (;;) {
    const end = sample.indexOf(LINE_FEED, start);
    const cutter = cutRecord(sample.subarray(start, end === -1 ? sample.length : end), encoding);
    // The first and the last may be parts of records.
    if (cutter.length >= lastPosition) {
      for (const line of PROSE_LINES[layout]) {
        const place = places.get(line);
        const bytes = place === undefined ? Buffer.alloc(0) : Buffer.from(cutter.cut(place));
        fields.push(encoding === 'utf-8' ? bytes.toString('utf8') : decodeByteText(bytesAsText(bytes), encoding));
      }
    }
    if (end === -1) return fields.join('\n');
    start = end + 1;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

/** The first piece that holds more than ASCII; a journal may hold only figures for long. */
async function firstLetters(file: NamedFile, signal: AbortSignal): Promise<Buffer> {
  let searched = 0;
  for await (const piece of readPieces(file, signal)) {
    if (!isAscii(piece)) return withoutDigits(piece);
    searched += piece.length;
    if (searched > MOST_SEARCHED) break;
  }
  return Buffer.alloc(0);
}

/** A copy in which no number can be read: cards of accounts hold secrets, and letters alone tell the spelling. */
function withoutDigits(piece: Buffer): Buffer {
  const copy = Buffer.from(piece);
  for (const [index, byte] of copy.entries()) {
    if (byte >= 0x30 && byte <= 0x39) copy[index] = 0x20;
  }
  return copy;
}
