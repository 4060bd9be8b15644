import {
  cleanCell,
  HEADER_FIELD_NAMES,
  parseAllocationNumberCell,
  parseDealerNumber,
  parseIsraeliAmount,
  parseIsraeliDate,
  reorderHebrew,
  unwrapSpreadsheetText,
} from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import { cellFault } from './faults.ts';
import type { FieldProblem } from './faults.ts';
import type { ReportLayout } from './report-lines.ts';

/** The cells of one row of a report by field. What cannot be spelled is a fault and `undefined`. */
export interface ReportCells {
  readonly faults: Fault[];
  has(field: HeaderField): boolean;
  /** Empty where there is no such column. */
  text(field: HeaderField): string;
  day(field: HeaderField): string | undefined;
  amount(field: HeaderField): string | undefined;
  dealer(field: HeaderField): string | undefined;
  allocationNumber(): string | undefined;
  blame(what: FieldProblem, field: HeaderField): void;
}

export function reportCells(row: readonly string[], layout: ReportLayout, where: string): ReportCells {
  const faults: Fault[] = [];
  const isVisual = layout.spelling.order === 'visual';

  function text(field: HeaderField): string {
    const column = layout.columns.get(field);
    if (column === undefined) return '';
    const cell = unwrapSpreadsheetText(cleanCell(row[column] ?? '')).trim();
    return isVisual ? reorderHebrew(cell) : cell;
  }

  /** With what is not seen in it, which may be what is left of a figure or a minus. */
  function asItStands(field: HeaderField): string {
    const cell = unwrapSpreadsheetText(row[layout.columns.get(field) ?? -1] ?? '');
    return isVisual ? reorderHebrew(cell) : cell;
  }

  function blame(what: FieldProblem, field: HeaderField): void {
    const header = layout.header[layout.columns.get(field) ?? -1] ?? HEADER_FIELD_NAMES[field].he;
    faults.push(cellFault(what, where, header, text(field)));
  }

  return {
    faults,
    text,
    blame,
    has: (field) => layout.columns.has(field),
    day(field) {
      const day = parseIsraeliDate(text(field));
      if (day === undefined) blame(text(field) === '' ? 'value-missing' : 'bad-date', field);
      return day;
    },
    amount(field) {
      const cell = text(field);
      if (cell === '' || cell === '-') return undefined;
      const amount = parseIsraeliAmount(asItStands(field));
      if (amount === undefined) blame('bad-amount', field);
      return amount;
    },
    dealer(field) {
      const cell = parseDealerNumber(asItStands(field));
      if (cell.kind === 'refused') blame('bad-dealer-number', field);
      return cell.kind === 'number' ? cell.number : undefined;
    },
    allocationNumber() {
      const cell = parseAllocationNumberCell(text('existingNumber'));
      if (cell.kind === 'refused') blame('bad-allocation-number', 'existingNumber');
      return cell.kind === 'number' ? cell.number : undefined;
    },
  };
}
