import { IshurError } from '@ishur/contract';
import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';
import type { Cleaner } from './cleaner.ts';
import { PRINT_LIMITS } from './cleaner.ts';
import type { Column, ColumnKind } from './sheet.ts';
import { spellAmountText, spellDecimal, spellQuantity } from './spell-number.ts';
import type { Words } from './words.ts';

export interface Rows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface PossibleColumn {
  readonly heading: keyof Words &
    ('index' | 'catalogNumber' | 'description' | 'unit' | 'quantity' | 'price' | 'discount' | 'vatRate' | 'lineTotal');
  readonly kind: ColumnKind;
  readonly field: keyof ItemFields;
  /** Stands there also where no line has it. */
  readonly isAlways?: true;
  readonly spell: (value: string) => string;
}

const asItIs = (value: string): string => value;

/** In the order in which they are read. */
const COLUMNS: readonly PossibleColumn[] = [
  { heading: 'index', kind: 'index', field: 'index', isAlways: true, spell: asItIs },
  { heading: 'catalogNumber', kind: 'code', field: 'catalogNumber', spell: asItIs },
  { heading: 'description', kind: 'text', field: 'description', isAlways: true, spell: asItIs },
  { heading: 'unit', kind: 'unit', field: 'unit', spell: asItIs },
  { heading: 'quantity', kind: 'number', field: 'quantity', spell: spellQuantity },
  { heading: 'price', kind: 'amount', field: 'pricePerUnit', spell: spellAmountText },
  { heading: 'discount', kind: 'amount', field: 'discount', spell: spellAmountText },
  { heading: 'vatRate', kind: 'number', field: 'vatRate', spell: (value) => `${spellQuantity(spellDecimal(value))}%` },
  { heading: 'lineTotal', kind: 'amount', field: 'netAmount', isAlways: true, spell: spellAmountText },
];

/** More than a thousand pages are no document, and would take more memory than a small machine has. */
const MOST_LINES = 20_000;

/**
 * The lines of a document as a table. A column that no line has anything for is left out.
 *
 * @throws IshurError `printing/too-many-lines` (`fix-document`).
 */
export function buildRows({ items = [] }: InvoiceFields, words: Words, cleaner: Cleaner): Rows {
  if (items.length === 0) return { columns: [], rows: [] };
  if (items.length > MOST_LINES) throw tooManyLines(items.length);
  const used = COLUMNS.filter(
    ({ isAlways, field }) => isAlways === true || items.some((item) => hasValue(item[field])),
  );
  return {
    columns: used.map(({ heading, kind }) => ({ heading: words[heading], kind })),
    rows: items.map((item, at) => used.map((column) => cellOf(item, at, column, cleaner))),
  };
}

function cellOf(item: ItemFields, at: number, { field, kind, spell }: PossibleColumn, cleaner: Cleaner): string {
  if (field === 'index') return String(item.index ?? at + 1);
  const value = item[field];
  if (value === undefined) return '';
  const limit = kind === 'text' ? PRINT_LIMITS.description : PRINT_LIMITS.figure;
  const cleaned = cleaner.line(String(value), limit, `items[${at}].${field}`);
  return cleaned === '' ? '' : spell(cleaned);
}

/** A discount of nothing is no discount. */
function hasValue(value: string | number | undefined): boolean {
  return value !== undefined && !/^\s*$|^-?0+(\.0+)?$/.test(String(value));
}

function tooManyLines(found: number): IshurError {
  return new IshurError({
    code: 'printing/too-many-lines',
    remedy: 'fix-document',
    message: {
      he: `במסמך ${found} שורות, וניתן להדפיס עד ${MOST_LINES}. הדפיסו אותו מהתוכנה שהפיקה אותו, עם נספח: ishur print --slip.`,
      en: `The document has ${found} lines, and at most ${MOST_LINES} can be printed. Print it from the software that made it, with a slip: \`ishur print --slip\`.`,
    },
  });
}
