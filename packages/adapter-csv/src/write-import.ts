import { byteOrderMarkOf, encodeText, reorderHebrew } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { notEncodable } from './errors.ts';
import type { Layout } from './layout.ts';
import type { NamedFile } from '@ishur/adapter-kit';
import { DIGITS } from './number-cells.ts';
import { readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import { NUMBER } from './result-columns.ts';
import type { ResultEntry } from './result-columns.ts';
import { createRowKeys } from './row-keys.ts';
import { writeCell } from './split-records.ts';

export interface ImportContent {
  readonly source: NamedFile;
  readonly layout: Layout;
  readonly config: CsvConfig;
  /** By row key: what stands beside each row in the result file. */
  readonly entryOf: (key: string) => ResultEntry | undefined;
  readonly number: 'whole' | 'short';
}

/**
 * The bytes of an import file: the header of the source, and those of its rows that were given a number, with the number as
 * plain digits in the source's own column for it, or in one more where there is none. Nothing else: no title, no total, and
 * no cell of ours that the accounting system would not know.
 *
 * @param name of the import file, for messages.
 * @throws IshurError (`fix-config`) `csv/not-encodable`.
 */
export async function* writeImport(
  name: string,
  { source, layout, config, entryOf, number }: ImportContent,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { delimiter, encoding, header, headerLine, columns } = layout;
  const column = columns.get('existingNumber') ?? header.length;
  const heading = layout.hebrew === 'visual' ? reorderHebrew(NUMBER) : NUMBER;
  const reader = createRowReader(layout, config, source.name);
  const keys = createRowKeys();
  let lineEnd = '\r\n';
  const rowOf = (cells: readonly string[], cell: string): string => {
    const padded = Array.from({ length: Math.max(cells.length, column + 1) }, (_, index) => cells[index] ?? '');
    return (
      padded
        .with(column, cell)
        .map((each) => writeCell(each, delimiter))
        .join(delimiter) + lineEnd
    );
  };

  yield byteOrderMarkOf(encoding);
  for await (const records of readRecords(source, layout, signal)) {
    let text = '';
    for (const record of records) {
      if (record.line === headerLine) {
        lineEnd = record.lineEnd || lineEnd;
        text += rowOf(record.cells, columns.has('existingNumber') ? (record.cells[column] ?? '') : heading);
        continue;
      }
      const row = reader.read(record);
      if (row.kind === 'none' || row.ref === undefined) continue;
      const entry = entryOf(keys.next(row.ref));
      const digits = entry?.numbers[number] ?? '';
      if (row.kind === 'document' && DIGITS.test(digits)) text += rowOf(record.cells, digits);
    }
    const encoded = encodeText(text, encoding.name);
    if (encoded.kind === 'unencodable') throw notEncodable(name, encoding.name, encoded.characters);
    yield encoded.bytes;
  }
}
