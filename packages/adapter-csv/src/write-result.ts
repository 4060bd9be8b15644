import { byteOrderMarkOf, encodeText, headerKey } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { notEncodable, resultOfOtherColumns } from './errors.ts';
import type { Layout } from './layout.ts';
import { compareNumber, numberIn } from './number-cells.ts';
import { readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import { resultColumnsFor, writeEntry, writeNames } from './result-columns.ts';
import type { ResultEntry } from './result-columns.ts';
import type { StoredResult } from './result-file.ts';
import { createRowKeys } from './row-keys.ts';
import { writeCell } from './split-records.ts';

export interface ResultContent {
  readonly source: NamedFile;
  readonly layout: Layout;
  readonly config: CsvConfig;
  /** By row key: what is to stand beside each row. */
  readonly entries: ReadonlyMap<string, ResultEntry>;
  readonly stored: StoredResult | undefined;
  /** The most cells that a row of the source has. */
  readonly width: number;
}

/**
 * The bytes of a result file: every row of the source as it stands, with our cells after it. Rows of an existing result
 * file that hold a number and are no longer in the source are kept at the end.
 *
 * @param name of the result file, for messages.
 * @throws IshurError (`fix-config`) `csv/not-encodable` or `csv/result-of-other-columns`.
 */
export async function* writeResult(
  name: string,
  content: ResultContent,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { source, layout, config, entries, stored, width } = content;
  const { delimiter, encoding, header, headerLine } = layout;
  const hasNotice = [...entries.values()].some((entry) => entry.notice !== undefined);
  const spelling = { delimiter, hebrew: layout.hebrew, hasNotice };
  const reader = createRowReader(layout, config, source.name);
  const keys = createRowKeys();
  const met = new Map<string, string>();
  const pad = (cells: readonly string[]): string => delimiter.repeat(width - cells.length);
  const encode = (text: string): Uint8Array => {
    const encoded = encodeText(text, encoding.name);
    if (encoded.kind === 'unencodable') throw notEncodable(name, encoding.name, encoded.characters);
    return encoded.bytes;
  };
  let lineEnd = '\r\n';
  let isEnded = true;

  yield byteOrderMarkOf(encoding);
  for await (const records of readRecords(source, layout, signal)) {
    let text = '';
    for (const record of records) {
      let own = '';
      const row = reader.read(record);
      if (record.line === headerLine) {
        lineEnd = record.lineEnd || lineEnd;
        const columns = resultColumnsFor(header, layout.columns.has('existingNumber'));
        own = pad(record.cells) + writeNames(columns, spelling);
      } else if (row.kind !== 'none') {
        const key = row.ref === undefined ? undefined : keys.next(row.ref);
        if (key !== undefined && row.ref !== undefined) met.set(key, row.ref);
        own = pad(record.cells) + writeEntry(key === undefined ? undefined : entries.get(key), spelling);
      }
      text += record.raw + own + record.lineEnd;
      isEnded = record.lineEnd !== '';
    }
    yield encode(text);
  }

  if (stored === undefined) return;
  const gone = rowsGone(stored, entries, met);
  if (gone.length === 0) return;
  if (!isSameHeader(stored.header, header)) throw resultOfOtherColumns(name);
  let text = isEnded ? '' : lineEnd;
  for (const { cells: stands, entry } of gone) {
    const cells = stands.slice(0, width).map((cell) => writeCell(cell, delimiter));
    text += cells.join(delimiter) + pad(cells) + writeEntry(entry, spelling) + lineEnd;
  }
  yield encode(text);
}

/**
 * What stands in the old result file beside rows that the source does not have, and is to be kept. A row whose document
 * number a spreadsheet changed (`00123` to `123`, or to `1.2E+11`) is left out where its allocation number stands beside the
 * row that it was. `met` are the refs of the source's rows, by row key.
 */
function rowsGone(
  stored: StoredResult,
  entries: ReadonlyMap<string, ResultEntry>,
  met: ReadonlyMap<string, string>,
): { readonly cells: readonly string[]; readonly entry: ResultEntry }[] {
  const written = new Map<string, { readonly ref: string; readonly number: string }>();
  for (const [key, ref] of met) {
    const number = numberOf(entries.get(key));
    if (number !== undefined) written.set(number.slice(-9), { ref, number });
  }
  const gone: { cells: readonly string[]; entry: ResultEntry }[] = [];
  for (const [key, before] of stored.entries) {
    if (met.has(key)) continue;
    const entry = entries.get(key) ?? before;
    const twin = written.get(numberOf(entry)?.slice(-9) ?? '');
    const isThere =
      twin !== undefined &&
      (before.ref === undefined || withoutZeros(before.ref) === withoutZeros(twin.ref)) &&
      compareNumber(entry.numbers, twin.number) === 'same';
    if (!isThere) gone.push({ cells: before.cells, entry });
  }
  return gone;
}

/** `305:00123` as a spreadsheet leaves it. */
function withoutZeros(ref: string): string {
  return ref.replace(/:0+(?=\d)/, ':');
}

function numberOf(entry: ResultEntry | undefined): string | undefined {
  return entry === undefined ? undefined : numberIn(entry.numbers);
}

function isSameHeader(one: readonly string[], other: readonly string[]): boolean {
  const keysOf = (header: readonly string[]): string => header.map(headerKey).join('\n').trimEnd();
  return keysOf(one) === keysOf(other);
}
