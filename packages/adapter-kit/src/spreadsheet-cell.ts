/**
 * A text that we compose, as a cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a tab
 * or a carriage return gets an apostrophe in front. Only for cells of our own; what is copied from a source stays as it is.
 */
export function formulaSafeCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/**
 * Digits as a cell that a spreadsheet shows whole, with leading zeros: `="0123"`. Without it, 26 digits become 2.02406E+25.
 *
 * @throws RangeError for anything but digits: the form is a formula, and nothing else may get into it.
 */
export function digitsCell(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError('only digits can be kept as the text of a spreadsheet formula');
  return `="${digits}"`;
}
