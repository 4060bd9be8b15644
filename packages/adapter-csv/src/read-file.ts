import { isAscii } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import {
  createDecoder,
  decodeText,
  detectEncoding,
  encodingOfMark,
  isCodePage,
  openFile,
  versionOfStats,
  waitUntilWritten,
} from '@ishur/adapter-kit';
import type { NamedFile, TextEncoding } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { emptyFile, notText, wrongEncoding } from './errors.ts';
import { findLayout } from './layout.ts';
import type { Layout } from './layout.ts';
import { fileErrors } from './source-files.ts';
import { createRecordSplitter } from './split-records.ts';
import type { CsvRecord } from './split-records.ts';

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 262_144;
/** Rows are handed out in such pieces: the collector of garbage copies what is in use, and a whole chunk of rows is much. */
const PIECE_BYTES = 16_384;
/** Long enough for a program that writes a file in one go, and short enough for a person who waits. */
const SETTLE_SECONDS = 2;

type ReadAt = (position: number, length: number) => Promise<Uint8Array>;

/** Beginnings of files that people rename to .csv. */
const OTHER_FORMATS: readonly (readonly [name: string, ...bytes: number[]])[] = [
  ['Excel (xlsx)', 0x50, 0x4b, 0x03, 0x04],
  ['Excel (xls)', 0xd0, 0xcf, 0x11, 0xe0],
  ['PDF', 0x25, 0x50, 0x44, 0x46],
];

/**
 * Settles how a file is to be read: encoding, delimiter, header and columns.
 *
 * @throws IshurError (`fix-config`) for a file that cannot be read, or not be understood as a whole.
 */
export async function inspectFile(file: NamedFile, config: CsvConfig, signal: AbortSignal): Promise<Layout> {
  const settleMilliseconds = (config.settleSeconds ?? SETTLE_SECONDS) * 1000;
  await waitUntilWritten(file, { settleMilliseconds, errors: fileErrors, signal });
  const handle = await openFile(file, fileErrors);
  try {
    const version = versionOfStats(await handle.stat());
    const read: ReadAt = (position, length) =>
      readAt(handle, position, length).catch((cause: unknown) => {
        throw fileErrors.fileNotReadable(file.name, cause);
      });
    const head = await read(0, HEAD_BYTES);
    const sample = await encodingSample(read, head, config, signal);
    const encoding = encodingOf(head, sample, file.name, config);
    const words = sample === head ? '' : decodeWords(sample, encoding);
    return { ...findLayout(decodeHead(head, encoding, file.name), words, file.name, encoding, config), version };
  } finally {
    await handle.close();
  }
}

/** The same from the first bytes alone, for `recognise`. `file` is its name, for messages. */
export function inspectHead(head: Uint8Array, file: string, config: CsvConfig): Layout {
  const encoding = encodingOf(head, head, file, config);
  return { ...findLayout(decodeHead(head, encoding, file), '', file, encoding, config), version: '' };
}

/**
 * Reads a file from its first row, titles and header included, some rows at a time. Memory does not grow with the file. What
 * was read is handed out only while the file is what it was when its layout was found out: half of one file and half of
 * another would be rows that nobody wrote.
 *
 * @throws IshurError (`retry`) `csv/file-being-written` where the file changes meanwhile.
 * @throws IshurError (`fix-config`) where the file cannot be read, the bytes are not of the encoding, or a row or a cell is
 * too long.
 */
export async function* readRecords(
  { path, name }: NamedFile,
  layout: Layout,
  signal: AbortSignal,
): AsyncGenerator<CsvRecord[], void> {
  const { delimiter, newline, encoding } = layout;
  const decoder = createDecoder(encoding.name);
  const splitter = createRecordSplitter({ delimiter, newline, file: name });
  const handle = await openFile({ path, name }, fileErrors);
  let lastLine = 0;
  const decode = (step: () => string): string => {
    try {
      return step();
    } catch {
      throw wrongEncoding(name, encoding.name, lastLine);
    }
  };
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, null).catch((cause: unknown) => {
        throw fileErrors.fileNotReadable(name, cause);
      });
      const entry = await handle.stat().catch((cause: unknown) => {
        throw fileErrors.fileNotReadable(name, cause);
      });
      if (versionOfStats(entry) !== layout.version) throw fileErrors.beingWritten(name);
      for (let start = 0; start < bytesRead; start += PIECE_BYTES) {
        const piece = chunk.subarray(start, Math.min(start + PIECE_BYTES, bytesRead));
        const records = splitter.push(decode(() => decoder.write(piece)));
        lastLine = records.at(-1)?.line ?? lastLine;
        if (records.length > 0) yield records;
      }
      if (bytesRead > 0) continue;
      const records = [...splitter.push(decode(() => decoder.end())), ...splitter.end()];
      if (records.length > 0) yield records;
      return;
    }
  } finally {
    await handle.close();
  }
}

function encodingOf(head: Uint8Array, sample: Uint8Array, file: string, config: CsvConfig): TextEncoding {
  if (head.length === 0) throw emptyFile(file);
  const other = OTHER_FORMATS.find(([, ...bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (other !== undefined) throw notText(file, other[0]);
  const marked = encodingOfMark(head);
  if (config.encoding !== undefined) {
    return { name: config.encoding, byteOrderMark: marked?.name === config.encoding };
  }
  const detected = marked ?? detectEncoding(sample);
  if (detected === undefined || (!detected.name.startsWith('utf-16') && head.includes(0)))
    throw notText(file, undefined);
  return detected;
}

function decodeHead(head: Uint8Array, encoding: TextEncoding, file: string): string {
  try {
    return createDecoder(encoding.name).write(head);
  } catch {
    throw wrongEncoding(file, encoding.name, 1);
  }
}

/** For the order of its Hebrew alone: what is broken in it is said where it is read. */
function decodeWords(sample: Uint8Array, { name }: TextEncoding): string {
  return isCodePage(name) ? decodeText(sample, name) : new TextDecoder(name).decode(sample);
}

/** The first part of the file that is more than ASCII: headers may be English and the names, far below, Hebrew. */
async function encodingSample(
  read: ReadAt,
  head: Uint8Array,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const isSettled = config.encoding !== undefined && config.hebrew !== undefined;
  // UTF-16 has zeros from its beginning on.
  if (isSettled || head.includes(0)) return head;
  let sample = head;
  let position = 0;
  while (sample.length > 0 && isAscii(sample)) {
    signal.throwIfAborted();
    position += sample.length;
    sample = await read(position, CHUNK_BYTES);
  }
  if (sample.length === 0) return head;
  const start = sample.findIndex((byte) => byte >= 0x80);
  return position === 0 ? sample : read(position + start, HEAD_BYTES);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
