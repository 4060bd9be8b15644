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
import { readStoredRows } from './result-file.ts';
import type { StoredResult } from './result-file.ts';
import { createRowKeys } from './row-keys.ts';
import { writeCell } from './split-records.ts';

export interface ResultContent {
  readonly source: NamedFile;
  readonly layout: Layout;
  readonly config: CsvConfig;
  /** By row key: what is to stand beside each row. */
  readonly entryOf: (key: string) => ResultEntry | undefined;
  /** Whether any of them has a notice. */
  readonly hasNotice: boolean;
  readonly stored: StoredResult | undefined;
  /** Row keys of what is stored beside rows that the source does not have. */
  readonly gone: ReadonlySet<string>;
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
  const { source, layout, config, entryOf, hasNotice, stored, gone, width } = content;
  const { delimiter, encoding, header, headerLine } = layout;
  const spelling = { delimiter, hebrew: layout.hebrew, hasNotice };
  const reader = createRowReader(layout, config, source.name);
  const keys = createRowKeys();
  /** By short number, of the rows of the source; only those numbers that stand beside a row that is gone. */
  const written = new Map<string, Written | undefined>();
  for (const key of gone) {
    const short = numberOf(entryOf(key))?.slice(-9);
    if (short !== undefined) written.set(short, undefined);
  }
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
        const entry = key === undefined ? undefined : entryOf(key);
        const number = numberOf(entry);
        if (row.ref !== undefined && number !== undefined && written.has(number.slice(-9))) {
          written.set(number.slice(-9), { ref: row.ref, number });
        }
        own = pad(record.cells) + writeEntry(entry, spelling);
      }
      text += record.raw + own + record.lineEnd;
      isEnded = record.lineEnd !== '';
    }
    yield encode(text);
  }

  if (stored === undefined) return;
  const kept = new Map<number, ResultEntry>();
  for (const key of gone) {
    const [before, entry] = [stored.entries.get(key), entryOf(key)];
    if (before === undefined || entry === undefined) continue;
    const twin = written.get(numberOf(entry)?.slice(-9) ?? '');
    if (!isThere(before.ref, entry, twin)) kept.set(before.line, entry);
  }
  if (kept.size === 0) return;
  if (!isSameHeader(stored.layout.header, header)) throw resultOfOtherColumns(name);
  if (!isEnded) yield encode(lineEnd);
  for await (const rows of readStoredRows(stored, new Set(kept.keys()), signal)) {
    let text = '';
    for (const row of rows) {
      const cells = row.cells.slice(0, width).map((cell) => writeCell(cell, delimiter));
      text += cells.join(delimiter) + pad(cells) + writeEntry(kept.get(row.line), spelling) + lineEnd;
    }
    yield encode(text);
  }
}

/** A number that was written beside a row of the source. */
interface Written {
  readonly ref: string;
  readonly number: string;
}

/**
 * Whether what the old result file holds beside a row that the source does not have stands elsewhere now: a spreadsheet changed
 * the document's number (`00123` to `123`, or to `1.2E+11`), and its allocation number is beside the row that it was.
 */
function isThere(ref: string | undefined, { numbers }: ResultEntry, twin: Written | undefined): boolean {
  return (
    twin !== undefined &&
    (ref === undefined || withoutZeros(ref) === withoutZeros(twin.ref)) &&
    compareNumber(numbers, twin.number) === 'same'
  );
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
