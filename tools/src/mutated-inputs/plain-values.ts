/** Cells read by the plainest rules. Narrower than any reader: what is in doubt means nothing. */

const AMOUNT = /^(\d+|\d{1,3}(?:,\d{3})+|)(?:\.(\d{1,2}))?$/;
const SHEKELS = /ש"ח|ח"ש/;
/** Marks of writing direction and their like: no reader shows them, and none has to stop at them. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

export function plain(cell: string): string {
  return cell.replaceAll(INVISIBLE, '').replaceAll('\u00a0', ' ').trim();
}

/** Agorot. A minus stands before or behind, or as brackets; once. */
export function meansAmount(cell: string): number | undefined {
  let text = plain(cell).replace(SHEKELS, '').trim();
  const wrapped = /^\(([^()]*)\)$/.exec(text);
  const minus = /^-|-$/.exec(text);
  if (wrapped !== null && minus !== null) return undefined;
  if (wrapped !== null) text = (wrapped[1] ?? '').trim();
  else if (minus !== null) text = text.replace(/^-|-$/, '').trim();
  text = text.replace(/^\+|\+$/, '');
  const [, whole = '', part = ''] = AMOUNT.exec(text) ?? [];
  if (whole + part === '') return undefined;
  const agorot = Number(whole.replaceAll(',', '') || '0') * 100 + Number(part.padEnd(2, '0') || '0');
  const isNegative = (wrapped !== null || minus !== null) && agorot !== 0;
  return isNegative ? -agorot : agorot;
}

/** `YYYY-MM-DD`. `order` is that of figures which could be both. */
export function meansDay(cell: string, order: 'day-first' | 'month-first'): string | undefined {
  const text = plain(cell)
    .replace(/[\sT]+\d{1,2}:\d{2}(?::\d{2})?$/, '')
    .trim();
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso !== null) return day(iso[1], iso[3], iso[4]);
  const whole = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (whole !== null) return day(whole[1], whole[2], whole[3]);
  const [, one, , two, year] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const full = year.length === 2 ? `20${year}` : year;
  return order === 'day-first' ? day(full, two, one) : day(full, one, two);
}

export function day(year = '', month = '', date = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}

/** Empty where there is none; `undefined` where it is no dealer's number. */
export function meansDealer(cell: string): string | undefined {
  // An apostrophe says that it is text, as a spreadsheet has it.
  const digits = plain(cell)
    .replace(/^'/, '')
    .replaceAll(/(?<=\d)(?: *- *| )(?=\d)/g, '');
  if (digits === '-' || /^0*$/.test(digits)) return '';
  return /^\d{1,9}$/.test(digits) ? digits.padStart(9, '0') : undefined;
}

/** Empty where there is none; `undefined` where it is no allocation number. */
export function meansNumber(cell: string): string | undefined {
  const digits = plain(cell)
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '');
  if (/^0*$/.test(digits) || digits === '-') return '';
  return /^\d{1,30}$/.test(digits) ? digits : undefined;
}

/** Nine digits, the last of which follows from the others: every second one doubled, all digits summed up, a multiple of ten. */
export function hasCheckDigit(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  const doubled = digits.replaceAll(/(\d)(\d)/g, (_, one: string, two: string) => one + String(Number(two) * 2));
  return Array.from(doubled).reduce((sum, digit) => sum + Number(digit), 0) % 10 === 0;
}
