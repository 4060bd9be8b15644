import { lstat, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockFile, nameFile, replaceFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { importFolderTaken, importNotReplaced } from './errors.ts';
import { withoutEnding } from './file-names.ts';
import { ALLOCATION_LINE } from './layouts.ts';
import type { OpenSource } from './open-source.ts';
import { LARGEST_PARAMETERS } from './parameter-lines.ts';
import type { Place } from './parameters.ts';
import { readHead, readPieces } from './read-pieces.ts';
import { isFrame, longestLine, recordOf, scanRecords, withoutMark } from './scan-records.ts';

/** The width that Hashavshevet gives the allocation number. */
const NUMBER_WIDTH = 250;
const SHORT_NUMBER = 9;
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** Where the number goes in the records of the pair. */
interface Target {
  readonly place: Place;
  /** True where the records are made longer for it. */
  readonly isAdded: boolean;
}

/**
 * Writes the data and its parameter file anew into the folder of the import, with each number in the field that is made for it.
 * Everything else stays byte for byte; a field that the pair does not have, or that is too short, is added at the end.
 *
 * Data never stands beside a parameter file that is not its own, whoever is killed when: where the parameters become others,
 * the old data is taken away first. The result file is written after the pair, so that the next run writes all of it again.
 *
 * @param numbers by the ref of a document.
 */
export async function writeImportPair(
  source: OpenSource,
  target: NamedFile,
  numbers: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const parametersFile = source.source.parameters;
  const { layout } = source.parameters;
  if (parametersFile === undefined || layout === 'HESHIN') return;
  const folder = nameFile(dirname(target.path), dirname(dirname(target.path)));
  await mkdir(folder.path, { recursive: true }).catch((cause: unknown) => {
    throw importFolderTaken(folder.name, cause);
  });
  const line = ALLOCATION_LINE[layout];
  const field = targetOf(source, line);
  const mode = (await stat(source.data.path)).mode & 0o666;
  const parameters = await readHead(parametersFile, LARGEST_PARAMETERS, signal);
  const contentLength = await firstLength(source, signal);
  const withNumber = field.isAdded ? withField(parameters, line, field.place, source, contentLength) : parameters;
  const parametersTarget = nameFile(
    `${withoutEnding(target.path)}${endingOf(parametersFile.name)}`,
    dirname(folder.path),
  );
  // Another source may be told to write into the same folder.
  const lock = await lockFile(target.path, { name: target.name, signal });
  try {
    if (!(await holds(parametersTarget.path, withNumber))) {
      await removeFile(target);
      await replaceFile(parametersTarget.path, [withNumber], { name: parametersTarget.name, mode, signal });
    }
    await replaceFile(target.path, patched(source, field, numbers, signal), { name: target.name, mode, signal });
  } finally {
    await lock.release();
  }
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const entry = await stat(path).catch(() => undefined);
  if (entry?.isFile() !== true || entry.size !== bytes.length) return false;
  const there = await readFile(path).catch(() => undefined);
  return there?.equals(bytes) === true;
}

async function removeFile({ path, name }: NamedFile): Promise<void> {
  const entry = await lstat(path).catch(() => undefined);
  // What is no file is refused when it is to be replaced.
  if (entry === undefined || entry.isDirectory()) return;
  await rm(path, { force: true, maxRetries: 5, retryDelay: 20 }).catch((cause: unknown) => {
    throw importNotReplaced(name, cause);
  });
}

function targetOf({ parameters }: OpenSource, line: number): Target {
  const place = parameters.places.get(line);
  if (place !== undefined && place.end - place.start + 1 >= SHORT_NUMBER) return { place, isAdded: false };
  const start = parameters.recordLength + 1;
  return { place: { start, end: start + NUMBER_WIDTH - 1 }, isAdded: true };
}

async function* patched(
  source: OpenSource,
  field: Target,
  numbers: ReadonlyMap<string, string>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const longest = longestLine(source);
  let pending = Buffer.alloc(0);
  let isBeyond = false;
  let number = 0;
  for await (const piece of readPieces(source.data, signal)) {
    const parts: Uint8Array[] = [];
    let start = 0;
    for (;;) {
      const end = piece.indexOf(LINE_FEED, start);
      if (end === -1) break;
      const part = piece.subarray(start, end + 1);
      start = end + 1;
      number += 1;
      parts.push(isBeyond ? Buffer.from(part) : patch(Buffer.concat([pending, part]), number, source, field, numbers));
      isBeyond = false;
      pending = Buffer.alloc(0);
    }
    const rest = piece.subarray(start);
    if (isBeyond) parts.push(Buffer.from(rest));
    else pending = Buffer.concat([pending, rest]);
    if (pending.length > longest) {
      // No record is so long: it is copied as it is.
      parts.push(pending);
      pending = Buffer.alloc(0);
      isBeyond = true;
    }
    yield Buffer.concat(parts);
  }
  if (pending.length > 0) yield patch(pending, number + 1, source, field, numbers);
}

/** A line with its line end. */
function patch(
  line: Buffer,
  number: number,
  source: OpenSource,
  { place, isAdded }: Target,
  numbers: ReadonlyMap<string, string>,
): Uint8Array {
  const end =
    line.at(-1) === LINE_FEED ? (line.at(-2) === CARRIAGE_RETURN ? line.length - 2 : line.length - 1) : line.length;
  const whole = line.subarray(0, end);
  const bytes = number === 1 ? withoutMark(whole) : whole;
  if (isFrame(bytes, number)) return line;
  const record = recordOf(bytes, number, source);
  if (record.fault !== undefined || source.isLeftOut(record))
    return isAdded ? lengthened(line, end, record.length, place, '') : line;
  const ref = source.refOf(record);
  const allocated = ref === undefined ? undefined : numbers.get(ref);
  if (isAdded) return lengthened(line, end, record.length, place, allocated ?? '');
  if (allocated === undefined) return line;
  const width = place.end - place.start + 1;
  const text = (allocated.length <= width ? allocated : allocated.slice(-SHORT_NUMBER)).padEnd(width);
  const before = line.subarray(0, whole.length - bytes.length);
  const head = record.cut({ start: 1, end: place.start - 1 });
  const tail = record.cut({ start: place.end + 1, end: record.length });
  return Buffer.concat([before, head, Buffer.from(text), tail, line.subarray(end)]);
}

function lengthened(line: Buffer, end: number, length: number, place: Place, text: string): Uint8Array {
  const blanks = ' '.repeat(Math.max(0, place.start - 1 - length));
  return Buffer.concat([line.subarray(0, end), Buffer.from(blanks + text.padEnd(NUMBER_WIDTH)), line.subarray(end)]);
}

/** How long a record really is: whether line 1 of the PRM counts the line end, each program decides for itself. */
async function firstLength(source: OpenSource, signal: AbortSignal): Promise<number> {
  for await (const piece of scanRecords(source, signal)) {
    for (const record of piece) {
      if (record.fault === undefined) return record.length;
    }
  }
  return source.parameters.recordLength;
}

/** The parameter file with a field for the number; lines that older programs did not write are fields that are not there. */
function withField(
  bytes: Uint8Array,
  line: number,
  { start, end }: Place,
  { parameters }: OpenSource,
  contentLength: number,
): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').replace(/\s+$/, '');
  const lineEnd = text.includes('\r\n') || !text.includes('\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const gap = /^\s*\d+(\s+)\d+/.exec(lines[1] ?? '')?.[1] ?? ' ';
  while (lines.length < line) lines.push(`0${gap}0`);
  lines[0] = (lines[0] ?? '').replace(/\d+/, String(end + parameters.recordLength - contentLength));
  lines[line - 1] = (lines[line - 1] ?? '').replace(/^\s*\d+[ \t,]+\d+/, `${start}${gap}${end}`);
  return Buffer.from(`${lines.join(lineEnd)}${lineEnd}`, 'latin1');
}

function endingOf(name: string): string {
  return /\.[^./\\]*$/.exec(name)?.[0] ?? '.PRM';
}
