import { readFile, stat } from 'node:fs/promises';
import type { Notice } from '@ishur/contract/v1';
import { isAbsent, specialOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { resultNotUnderstood } from './errors.ts';
import { fileErrors } from './source-files.ts';

/** What the result file says of one document. */
export interface ResultEntry {
  readonly ref: string;
  readonly documentType: number;
  readonly reference: string;
  /** The whole allocation number. */
  readonly number?: string;
  /** Its last nine digits. */
  readonly shortNumber?: string;
  readonly notices?: readonly Notice[];
  /** The number that was taken back, because the document was edited after it was asked for. */
  readonly withdrawnNumber?: string;
  /** For people. */
  readonly remark?: string;
}

/** In bytes: a million documents. */
const LARGEST = 268_435_456;

/**
 * Reads a result file; an absent one holds nothing. It is ours, so that anything but our own form stops the writing.
 *
 * @throws IshurError (`fix-config`) `json/result-not-understood`, `json/result-not-a-file` or `json/file-not-readable`.
 */
export async function readResult(file: NamedFile): Promise<Map<string, ResultEntry>> {
  const entry = await stat(file.path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw fileErrors.fileNotReadable(file.name, cause);
  });
  if (entry === undefined) return new Map();
  if (!entry.isFile()) throw fileErrors.resultNotAFile(file.name, specialOf(entry));
  if (entry.size > LARGEST) throw resultNotUnderstood(file.name);
  const text = await readFile(file.path, 'utf8').catch((cause: unknown) => {
    throw fileErrors.fileNotReadable(file.name, cause);
  });
  let list: unknown;
  try {
    list = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw resultNotUnderstood(file.name);
  }
  if (!Array.isArray(list) || !list.every(isEntry)) throw resultNotUnderstood(file.name);
  return new Map(list.map((each) => [each.ref, each]));
}

/** One JSON array with a document a line: any program reads it whole, and a person finds a document by its line. */
export function* writtenResult(entries: Iterable<ResultEntry>): Generator<Uint8Array> {
  let before = '[\n';
  for (const entry of entries) {
    yield Buffer.from(`${before}  ${JSON.stringify(entry)}`);
    before = ',\n';
  }
  yield Buffer.from('\n]\n');
}

function isEntry(value: unknown): value is ResultEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { ref, number, withdrawnNumber } = value as Record<string, unknown>;
  return typeof ref === 'string' && isDigits(number) && isDigits(withdrawnNumber);
}

function isDigits(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && /^\d{1,30}$/.test(value));
}
