import { createResultTable, resultCell } from '@ishur/adapter-kit';
import type { ResultTable, ResultTableRow } from '@ishur/adapter-kit';
import type { InvoiceFields } from '@ishur/contract/v1';
import { fileErrors, resultNotUnderstood } from './errors.ts';

/** One document in a result file: what it was when its number was written, so that a number never moves to a changed one. */
export interface ResultRow extends ResultTableRow {
  readonly fields: InvoiceFields;
}

export const resultFile: ResultTable<ResultRow> = createResultTable<ResultRow>(
  {
    names: ['סוג מסמך', 'מספר מסמך', 'תאריך', 'לפני מע"מ', 'מע"מ', 'כולל מע"מ', 'מספר עוסק'],
    cellsOf: ({ fields }) => [
      String(fields.documentType),
      resultCell(fields.reference),
      fields.documentDate,
      fields.netAmount,
      fields.vatAmount,
      fields.grossAmount,
      resultCell(fields.customer.vatNumber ?? ''),
    ],
    rowOf(cells, common) {
      const [type = '', reference = '', documentDate = '', net = '', vat = '', gross = '', vatNumber = ''] = cells;
      if (!/^\d{1,4}$/.test(type)) return undefined;
      const customer = vatNumber === '' ? {} : { vatNumber };
      const amounts = { netAmount: net, vatAmount: vat, grossAmount: gross };
      return { ...common, fields: { documentType: Number(type), reference, documentDate, ...amounts, customer } };
    },
  },
  { ...fileErrors, resultNotUnderstood },
);
