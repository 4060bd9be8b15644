import { cleanCell } from './cell-text.ts';

const [ZERO, NINE, POINT, COMMA] = [0x30, 0x39, 0x2e, 0x2c];
const MOST_DIGITS = 13;
const MOST_GROUPS = 4;
const DIGITS = /^(\d{1,13}|\d{1,3}(?:,\d{3}){1,4}|)(?:\.(\d{1,2}))?$/;
const SHEKELS = /₪|ש["״”“]ח|ש(?:''|׳׳)ח|NIS|ILS/giu;
/** Between two figures nobody writes one: a figure was there, and its byte was damaged. */
const UNSEEN_BETWEEN_FIGURES = /[\d.,][\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+[\d.,]/u;
/** In Windows-1255 and ISO-8859-8 it is a minus with one bit damaged; a program that prints amounts breaks no words. */
const SOFT_HYPHEN = /\u00ad/u;
/** Nor does a mark follow one decimal, or a sign of the shekel (a byte beside the figures of Windows-1255): it was the second. */
const UNSEEN_FOR_DECIMAL = /\.\d[₪\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+$/u;
/** Nor a shekel sign. */
const SHEKEL_BETWEEN_FIGURES = /[\d.,]\s*(?:₪|ש["״”“]ח|ש(?:''|׳׳)ח|NIS|ILS)\s*[\d.,]/iu;
const MINUS = /[\u2212\u2013\ufe63\uff0d]/gu;

/**
 * Reads an amount of shekels as Israeli systems print it: `1,234.50`, `₪ 1,234.50`, `500 ש"ח`, `(100)`, `100-`,
 * `1,234` (which is 1234), with invisible direction marks anywhere.
 *
 * @returns a decimal string with at most two digits after the point, or `undefined` where there could be a doubt:
 * `1.234,50`, `1,23`, an exponent, a third decimal, two signs, an inner space, another currency, an empty cell.
 */
export function parseIsraeliAmount(text: string): string | undefined {
  const usual = usualAmount(text);
  if (usual !== undefined) return usual;
  if (SOFT_HYPHEN.test(text) || UNSEEN_BETWEEN_FIGURES.test(text) || UNSEEN_FOR_DECIMAL.test(text)) return undefined;
  if (SHEKEL_BETWEEN_FIGURES.test(text)) return undefined;
  const marks = text.match(SHEKELS) ?? [];
  if (marks.length > 1) return undefined;
  let rest = cleanCell(text).replace(MINUS, '-').replace(SHEKELS, '').trim();
  let signs = 0;
  let negative = false;
  const wrapped = /^\((.*)\)$/.exec(rest);
  if (wrapped !== null) {
    [rest, negative, signs] = [(wrapped[1] ?? '').trim(), true, 1];
  }
  for (const sign of [/^([+-]) ?/, / ?([+-])$/]) {
    const match = sign.exec(rest);
    if (match === null) continue;
    rest = rest.replace(sign, '');
    negative ||= match[1] === '-';
    signs += 1;
  }
  const match = DIGITS.exec(rest);
  if (match === null || rest === '' || signs > 1) return undefined;
  const whole = (match[1] ?? '').replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0';
  const amount = match[2] === undefined ? whole : `${whole}.${match[2]}`;
  return negative && /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/**
 * `1234`, `1234.5`, `1,234.50`, and nothing but them: nearly all amounts, of which every row has three. Character by
 * character: two regular expressions take twice as long.
 */
function usualAmount(text: string): string | undefined {
  let end = text.length;
  let groups = 0;
  let lastComma = 0;
  let digits = '';
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= ZERO && code <= NINE) continue;
    if (code === COMMA && end === text.length && (groups === 0 ? index > 0 && index < 4 : index === lastComma + 4)) {
      digits += text.slice(groups === 0 ? 0 : lastComma + 1, index);
      lastComma = index;
      groups += 1;
    } else if (code === POINT && end === text.length) end = index;
    else return undefined;
  }
  const decimals = text.length - end;
  if (end === 0 || decimals === 1 || decimals > 3) return undefined;
  if (text.charCodeAt(0) === ZERO && end > 1) return undefined;
  if (groups === 0) return end <= MOST_DIGITS ? text : undefined;
  if (groups > MOST_GROUPS || end !== lastComma + 4) return undefined;
  return digits + text.slice(lastComma + 1);
}
