import { createResultTable, resultCell } from '@ishur/adapter-kit';
import type { NamedFile, ResultTable, ResultTableRow } from '@ishur/adapter-kit';
import { fileNotReadable, notAFile, resultNotUnderstood } from './errors.ts';

/** One document in a result file. */
export interface ResultRow extends ResultTableRow {
  readonly documentType: string;
  readonly reference: string;
  readonly documentDate: string;
}

/** `BKMVDATA.TXT` and `BKMVDATA.zip` have `BKMVDATA.ishur.csv` beside them. */
export function resultFileOf({ path, name }: NamedFile): NamedFile {
  const cutOff = (text: string): string => `${text.replace(/\.(?:txt|zip)$/i, '')}.ishur.csv`;
  return { path: cutOff(path), name: cutOff(name) };
}

export const resultFile: ResultTable<ResultRow> = createResultTable<ResultRow>(
  {
    names: ['סוג מסמך', 'מספר מסמך', 'תאריך'],
    cellsOf: ({ documentType, reference, documentDate }) => [documentType, resultCell(reference), documentDate],
    rowOf: ([documentType = '', reference = '', documentDate = ''], common) => ({
      ...common,
      documentType,
      reference,
      documentDate,
    }),
  },
  { fileNotReadable, notAFile, isFolder: notAFile, resultNotUnderstood },
);
