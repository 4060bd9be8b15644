import type { Fault, LocalizedMessage } from '@ishur/contract';
import {
  cleanCell,
  findDateProblem,
  parseAllocationNumberCell,
  parseDealerNumber,
  parseIsraeliAmount,
  parseIsraeliDate,
  unwrapSpreadsheetText,
} from '@ishur/adapter-kit';
import type { DateOrder, HeaderField } from '@ishur/adapter-kit';
import { cellFault, expectedDate } from './faults.ts';
import type { CsvFaultCode } from './faults.ts';
import type { Layout } from './layout.ts';
import type { CsvRecord } from './split-records.ts';

/** The cells of one row by field, cleaned and spelled; what cannot be spelled is a fault and comes back as `undefined`. */
export interface RowCells {
  readonly faults: Fault[];
  /** The cell as a person sees it; empty where there is no such column. */
  text(field: HeaderField): string;
  day(field: HeaderField): string | undefined;
  /** An empty cell or a dash is no amount, and no fault yet. */
  amount(field: HeaderField): string | undefined;
  dealer(field: HeaderField): string | undefined;
  allocationNumber(): string | undefined;
  /** `expected` where more is known than the code says. */
  blame(code: CsvFaultCode, field: HeaderField, expected?: LocalizedMessage): void;
}

/** `file` is its name, for messages. */
export function cellsOf(record: CsvRecord, layout: Layout, dateOrder: DateOrder, file: string): RowCells {
  const { columns, header } = layout;
  const faults: Fault[] = [];

  function text(field: HeaderField): string {
    const column = columns.get(field);
    return column === undefined ? '' : cleanCell(record.cells[column] ?? '');
  }

  function blame(code: CsvFaultCode, field: HeaderField, expected?: LocalizedMessage): void {
    const name = header[columns.get(field) ?? -1] ?? field;
    faults.push(cellFault(code, { file, line: record.line, header: name }, text(field), expected));
  }

  return {
    faults,
    text,
    blame,
    day(field) {
      const cell = text(field);
      if (cell === '') return undefined;
      const day = parseIsraeliDate(cell, dateOrder);
      if (day === undefined) {
        const problem = findDateProblem(cell, dateOrder);
        blame('csv/bad-date', field, problem && expectedDate(problem, dateOrder === 'month-first'));
      }
      return day;
    },
    amount(field) {
      const cell = text(field);
      if (cell === '' || cell === '-') return undefined;
      const amount = parseIsraeliAmount(cell);
      if (amount === undefined) blame('csv/bad-amount', field);
      return amount;
    },
    dealer(field) {
      const cell = text(field);
      if (cell === '') return undefined;
      const parsed = parseDealerNumber(cell);
      if (parsed.kind === 'refused') blame('csv/bad-dealer-number', field);
      return parsed.kind === 'number' ? parsed.number : undefined;
    },
    allocationNumber() {
      const cell = text('existingNumber');
      if (cell === '') return undefined;
      const parsed = parseAllocationNumberCell(cell);
      if (parsed.kind === 'refused') blame('csv/bad-allocation-number', 'existingNumber');
      return parsed.kind === 'number' ? parsed.number : undefined;
    },
  };
}

/** A document's number out of its cell; `undefined` where a spreadsheet has lost its digits (`1.23E+11`). */
export function referenceOf(cell: string): string | undefined {
  const reference = unwrapSpreadsheetText(cell).trim();
  return /^\d(?:\.\d+)?E\+\d+$/i.test(reference) ? undefined : reference;
}
