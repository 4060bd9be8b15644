import {
  cleanCell,
  digitsCell,
  formulaSafeCell,
  isSameAllocationNumber,
  unwrapSpreadsheetText,
} from '@ishur/adapter-kit';

/**
 * What stands in our two cells of numbers: digits, nothing, or what a spreadsheet or a person has made of them.
 *
 * A spreadsheet that saves a result file writes what it shows. The first time the form `="…"` is lost and the digits stay;
 * the second time the whole number has been a number, of which fifteen digits are left: `2.02611E+25`. The short number,
 * of nine digits, only loses its leading zeros.
 */
export interface NumberCells {
  readonly whole: string;
  readonly short: string;
}

/** How a settlement's number stands to what is in the cells. */
export type Comparison =
  | 'nothing-there'
  /** Cells that say the same, as they should be or to be written anew. */
  | 'same'
  | 'another';

export const NO_NUMBER: NumberCells = { whole: '', short: '' };

export const DIGITS: RegExp = /^\d+$/;
const SHORT_LENGTH = 9;
/** Digits of which a spreadsheet keeps a number. */
const KEPT_DIGITS = 15;
const EXPONENT = /^(\d)(?:[.,](\d{1,29}))?E\+(\d{1,2})$/i;
/** A column that was too narrow for its number. */
const TOO_NARROW = /^#+$/;

export function readNumberCells(whole: string, short: string): NumberCells {
  const text = textOf(whole);
  return { whole: /^0+$/.test(text) ? '' : text, short: textOf(short) };
}

/** The cells of a number: the whole one, and its last nine digits (API description 2.0 / 7.2024, section 2.2.1). */
export function cellsOfNumber(number: string): NumberCells {
  return { whole: number, short: withZeros(number.slice(-SHORT_LENGTH)) };
}

/** What is written where nothing is known but the cells themselves: a short number comes of digits alone, never of other text. */
export function mendNumberCells(cells: NumberCells): NumberCells {
  return isIntact(cells.whole) ? cellsOfNumber(cells.whole) : { ...cells, short: withZeros(cells.short) };
}

/** The two cells as they are written to a file. What is no number stays as it stands. */
export function writeNumberCells({ whole, short }: NumberCells): [string, string] {
  const cell = (text: string): string => (DIGITS.test(text) ? digitsCell(text) : formulaSafeCell(text));
  return [cell(whole), cell(short)];
}

export function hasNumber({ whole, short }: NumberCells): boolean {
  return whole !== '' || short !== '';
}

/** The number that the cells hold, whole or short; `undefined` where no digits are left of it. */
export function numberIn({ whole, short }: NumberCells): string | undefined {
  if (isIntact(whole)) return whole;
  return DIGITS.test(short) ? withZeros(short) : undefined;
}

/**
 * Whether the cells hold this number. Of a whole number that is spoiled, the short number beside it decides; without one,
 * the digits that are left.
 */
export function compareNumber(cells: NumberCells, number: string): Comparison {
  const { whole, short } = cells;
  if (!hasNumber(cells)) return 'nothing-there';
  if (whole === number) return 'same';
  if (isIntact(whole)) {
    return isSameAllocationNumber(whole, number) || withoutZeros(whole) === withoutZeros(number) ? 'same' : 'another';
  }
  if (DIGITS.test(short)) return cellsOfNumber(number).short === withZeros(short) ? 'same' : 'another';
  if (whole === '' || TOO_NARROW.test(whole)) return 'nothing-there';
  return isRemainderOf(whole, number) ? 'same' : 'another';
}

export function isEqual(one: NumberCells, other: NumberCells): boolean {
  return one.whole === other.whole && one.short === other.short;
}

/** All digits, and not such as a spreadsheet leaves of a long number: fifteen of them, and nothing but zeros after. */
function isIntact(whole: string): boolean {
  return DIGITS.test(whole) && !isRounded(whole);
}

/** Six zeros at the end of a number are chance once in a million. */
function isRounded(whole: string): boolean {
  return /^0{6,}$/.test(whole.slice(KEPT_DIGITS));
}

/** Whether a spreadsheet may have made this text of the number. */
function isRemainderOf(text: string, number: string): boolean {
  const digits = withoutZeros(number);
  // The fifteenth digit may be cut or rounded.
  if (DIGITS.test(text)) return text.length === digits.length && text.slice(0, 14) === digits.slice(0, 14);
  const [, first, decimals = '', exponent] = EXPONENT.exec(text) ?? [];
  // Thirty digits may be rounded up to a one with thirty zeros.
  if (first === undefined || Number(exponent) > 30) return false;
  return Number(digits).toExponential(decimals.length) === `${first}${decimals && `.${decimals}`}e+${Number(exponent)}`;
}

/** The leading zeros of a short number, which a spreadsheet drops. Text that is no number stays as it is. */
function withZeros(short: string): string {
  return DIGITS.test(short) ? short.padStart(SHORT_LENGTH, '0') : short;
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** Zero and a dash stand for no number. */
function textOf(cell: string): string {
  const text = unwrapSpreadsheetText(cleanCell(cell)).trim();
  return text === '0' || text === '-' ? '' : text;
}
