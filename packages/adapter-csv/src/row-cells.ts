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

/**
 * The cells of one row by field, cleaned and spelled; what cannot be spelled is a fault and comes back as `undefined`. It is
 * made once for a file and shown one row after the other.
 */
export interface RowCells {
  /** Turns to the next row. `cells` are its cells in logical order. */
  show(record: CsvRecord, cells: readonly string[]): void;
  /** Those of this row, of which there may be more than are reported. */
  faults(): readonly Fault[];
  hasColumn(field: HeaderField): boolean;
  /** The cell as it stands; empty where there is no such column. */
  cell(field: HeaderField): string;
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

/** Days are few, and rows many; a hostile file must not fill the memory with them. */
const MOST_DAYS_REMEMBERED = 1000;
const NO_FAULTS: readonly Fault[] = [];
const EXPONENT = /^\d(?:\.\d+)?E\+\d+$/i;

/** `file` is its name, for messages. */
export function createRowCells(layout: Layout, dateOrder: DateOrder, file: string): RowCells {
  const { columns, header } = layout;
  const days = new Map<string, string>();
  let cells: readonly string[] = [];
  let line = 0;
  let faults: Fault[] | undefined;

  function cell(field: HeaderField): string {
    const column = columns.get(field);
    return column === undefined ? '' : (cells[column] ?? '');
  }

  function text(field: HeaderField): string {
    return cleanCell(cell(field));
  }

  function blame(code: CsvFaultCode, field: HeaderField, expected?: LocalizedMessage): void {
    const name = header[columns.get(field) ?? -1] ?? field;
    faults ??= [];
    faults.push(cellFault(code, { file, line, header: name }, text(field), expected));
  }

  function dayOf(shown: string, field: HeaderField): string | undefined {
    const day = parseIsraeliDate(shown, dateOrder);
    if (day === undefined) {
      const problem = findDateProblem(shown, dateOrder);
      blame('csv/bad-date', field, problem && expectedDate(problem, dateOrder === 'month-first'));
    } else if (days.size < MOST_DAYS_REMEMBERED) days.set(shown, day);
    return day;
  }

  return {
    cell,
    text,
    blame,
    show(record, inOrder) {
      cells = inOrder;
      line = record.line;
      faults = undefined;
    },
    faults: () => faults ?? NO_FAULTS,
    hasColumn: (field) => columns.has(field),
    day(field) {
      // As it stands it is a day that was met before, nearly always.
      const known = days.get(cell(field));
      if (known !== undefined) return known;
      const shown = text(field);
      return shown === '' ? undefined : dayOf(shown, field);
    },
    amount(field) {
      // As it stands: what is not seen in it may be what is left of a figure or a minus.
      const amount = parseIsraeliAmount(cell(field));
      if (amount !== undefined) return amount;
      const shown = text(field);
      if (shown !== '' && shown !== '-') blame('csv/bad-amount', field);
      return undefined;
    },
    dealer(field) {
      // As it stands: of blanks within it, their number matters.
      const parsed = parseDealerNumber(cell(field));
      if (parsed.kind === 'number') return parsed.number;
      if (parsed.kind === 'refused' && text(field) !== '') blame('csv/bad-dealer-number', field);
      return undefined;
    },
    allocationNumber() {
      const shown = text('existingNumber');
      if (shown === '') return undefined;
      const parsed = parseAllocationNumberCell(shown);
      if (parsed.kind === 'refused') blame('csv/bad-allocation-number', 'existingNumber');
      return parsed.kind === 'number' ? parsed.number : undefined;
    },
  };
}

/** A document's number out of its cell; `undefined` where a spreadsheet has lost its digits (`1.23E+11`). */
export function referenceOf(cell: string): string | undefined {
  const reference = unwrapSpreadsheetText(cell).trim();
  return EXPONENT.test(reference) ? undefined : reference;
}
