import { isUtf8 } from 'node:buffer';
import { createLineSplitter, placeOf } from '@ishur/adapter-kit';
import type { ByteLine, NamedFile } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import { wrongRecordLength } from './errors.ts';
import {
  beyondFieldFault,
  brokenCharactersFault,
  lengthFault,
  nulFault,
  shiftedFault,
  tooLongFault,
} from './faults.ts';
import type { Guard, Parameters, Place } from './parameters.ts';
import { cutRecord } from './cut-record.ts';
import type { Cutter } from './cut-record.ts';
import { readPieces } from './read-pieces.ts';
import type { Spelling } from './spelling.ts';

/** One record of a data file. Its bytes are valid until the next one is asked for. */
export interface DataRecord {
  /** From 1, the opening record counted. */
  readonly line: number;
  /** `IMOVEIN.DOC:14`. */
  readonly where: string;
  /** Why its fields cannot be cut, if so. */
  readonly fault: Fault | undefined;
  /** In characters, without the line end. */
  readonly length: number;
  /** A field as it stands, without blanks around it; empty where it has no place. */
  text(line: number): string;
  /** The bytes at a place. */
  cut(place: Place): Uint8Array;
}

/** A data file of which is known how it is to be cut and spelled. */
export interface RecordFile {
  readonly data: NamedFile;
  readonly parameters: Parameters;
  readonly spelling: Spelling;
  /** How long the records of this file are, where the PRM leaves it open: one that is longer by a character is shifted by it. */
  readonly length: number | undefined;
}

/** So much longer than it should be a line is still counted exactly. */
const SURPLUS = 4096;
/** When so many records at the beginning have another length, the PRM is that of another file. */
const FOREIGN_RECORDS = 10;
/** The mark at the head of a file in UTF-8; within it, it stands in the place of another character. */
const MARK = Buffer.from('\uFEFF');
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];
const [ZERO, NINE, BLANK, TAB] = [0x30, 0x39, 0x20, 0x09];

/**
 * The records of a file, a piece of it at a time; go through one piece before you ask for the next. Records end where lines
 * end, CR LF or LF, and never by their length alone. An opening record (the number of records and nothing else) and a line of
 * nines, with which some programs close a file, are passed over.
 *
 * @throws IshurError (`fix-config`) `hashavshevet/wrong-record-length` where the PRM belongs to another file.
 */
export async function* scanRecords(file: RecordFile, signal: AbortSignal): AsyncGenerator<Iterable<DataRecord>, void> {
  const { data } = file;
  const longest = longestLine(file);
  const splitter = createLineSplitter(longest);
  const state = { good: 0, foreign: 0 };
  try {
    for await (const piece of readPieces(data, signal)) yield records(splitter.push(piece), file, longest, state);
    yield records(splitter.end(), file, longest, state);
  } finally {
    // The splitter keeps the beginning of a line: it is ended, and written over.
    for (const line of splitter.push(Buffer.concat([Buffer.from('\n'), Buffer.alloc(longest)]))) void line;
  }
}

/** In bytes. What is longer is no record, and is not kept. */
export function longestLine({ parameters, spelling }: RecordFile): number {
  return parameters.recordLength * (spelling.encoding === 'utf-8' ? 4 : 1) + SURPLUS;
}

function* records(
  lines: Generator<ByteLine, void>,
  file: RecordFile,
  longest: number,
  state: { good: number; foreign: number },
): Generator<DataRecord, void> {
  const { data, parameters } = file;
  for (const { number, bytes: whole, isCut } of lines) {
    const bytes = number === 1 ? withoutMark(whole) : whole;
    if (isFrame(bytes, number)) continue;
    const record = recordOf(bytes, number, file, isCut ? longest : undefined);
    if (record.fault === undefined) state.good += 1;
    else if (isWrongLength(record.fault) && state.good === 0) {
      state.foreign += 1;
      if (state.foreign >= FOREIGN_RECORDS)
        throw wrongRecordLength(data.name, parameters.name, rangeOf(parameters), record.length);
    }
    yield record;
  }
}

function isWrongLength({ code }: Fault): boolean {
  return code === 'hashavshevet/record-length';
}

/** The length that most records have at the beginning of a file, of those that the PRM allows; `undefined` where none is. */
export function usualLength(
  head: Buffer,
  { parameters, spelling }: Omit<RecordFile, 'length' | 'data'>,
): number | undefined {
  // A record of 180 bytes has 178 characters before CR LF.
  const isFixed = parameters.lines === 0;
  if (isFixed && head.includes('\r\n')) return parameters.lastPosition;
  const counts = new Map<number, number>();
  let start = 0;
  for (let number = 1; ; number += 1) {
    const end = head.indexOf(LINE_FEED, start);
    if (end === -1) break;
    const line = head.subarray(start, head[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
    const bytes = number === 1 ? withoutMark(line) : line;
    const { length } = cutRecord(bytes, spelling.encoding);
    const isAllowed = length >= parameters.lastPosition && length <= parameters.recordLength;
    if (isAllowed && !isFrame(bytes, number)) counts.set(length, (counts.get(length) ?? 0) + 1);
    start = end + 1;
  }
  // Of equals the shorter one: characters were rather added than lost from all others.
  return [...counts].toSorted((one, other) => other[1] - one[1] || one[0] - other[0])[0]?.[0];
}

/** One line of a file as a record. `cutAt` where the line was longer, and is not all here. */
export function recordOf(bytes: Buffer, line: number, file: RecordFile, cutAt?: number): DataRecord {
  const { data, parameters, spelling } = file;
  const where = placeOf(data.name, line);
  const cutter = cutRecord(bytes, spelling.encoding);
  const { length } = cutter;
  return {
    line,
    where,
    length,
    fault: faultOf(bytes, cutter, where, file, cutAt),
    text(field) {
      const place = parameters.places.get(field);
      return place === undefined ? '' : spelling.textOf(cutter.cut(place));
    },
    cut: (place) => cutter.cut(place),
  };
}

function faultOf(
  bytes: Buffer,
  cutter: Cutter,
  where: string,
  { parameters, spelling: { encoding }, length: usual }: RecordFile,
  cutAt: number | undefined,
): Fault | undefined {
  if (cutAt !== undefined) return tooLongFault(where, parameters.layout, cutAt);
  const { length } = cutter;
  if (length < parameters.lastPosition || length > parameters.recordLength)
    return lengthFault(where, parameters, length);
  if (usual !== undefined && length !== usual)
    return lengthFault(where, { ...parameters, lastPosition: usual, recordLength: usual }, length);
  if (encoding === 'utf-8' && (!isUtf8(bytes) || bytes.includes(MARK)))
    return brokenCharactersFault(where, parameters.layout);
  // Where the length leaves room for one character more, a control is one that was added, and everything behind it is shifted.
  const control = length === parameters.lastPosition ? -1 : bytes.findIndex(isControl);
  if (control !== -1) return nulFault(where, parameters.layout, control + 1);
  const nul = bytes.indexOf(0);
  if (nul !== -1) return nulFault(where, parameters.layout, nul + 1);
  const shifted = bytes.includes(TAB) ? parameters.guards.find((guard) => isTabBeside(cutter, guard)) : undefined;
  if (shifted !== undefined) return shiftedFault(where, parameters, shifted);
  const beyond = parameters.guards.find((guard) => cutter.cut(guard).some(isOfValue));
  return beyond === undefined ? undefined : beyondFieldFault(where, parameters, beyond);
}

/** A TAB that parts two fields, one character before or behind the place between them: a character was lost or added. */
function isTabBeside(cutter: Cutter, { start, end }: Guard): boolean {
  if (start !== end || cutter.byteAt(start) === TAB) return false;
  return cutter.byteAt(start - 1) === TAB || cutter.byteAt(start + 1) === TAB;
}

/** Beside TAB, which parts fields. */
function isControl(byte: number): boolean {
  return byte < BLANK && byte !== TAB;
}

/** Letters, figures, a point and a sign; a separator is none of them. */
function isOfValue(byte: number): boolean {
  const letter = byte | 0x20;
  return (
    byte >= 0x80 ||
    (byte >= ZERO && byte <= NINE) ||
    (letter >= 0x61 && letter <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

function rangeOf({ lastPosition, recordLength }: Parameters): string {
  return lastPosition === recordLength ? `${recordLength}` : `${lastPosition}-${recordLength}`;
}

export function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/**
 * The opening record of MOVEIN.DAT and HESHIN.DAT, the nines at the end of some files, and blank lines. No string is made of
 * a record.
 */
export function isFrame(bytes: Buffer, number: number): boolean {
  let digits = 0;
  let isNines = true;
  let isEnded = false;
  for (const byte of bytes) {
    if (byte === BLANK || byte === TAB) {
      if (digits > 0) isEnded = true;
      continue;
    }
    if (byte < ZERO || byte > NINE || isEnded) return false;
    digits += 1;
    isNines &&= byte === NINE;
  }
  return digits === 0 || (number === 1 && digits <= 9) || (isNines && digits >= 3);
}
