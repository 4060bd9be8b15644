import { fromAgorot, toAgorot } from '@ishur/adapter-kit';
import type { Row } from './service.ts';

/**
 * A text of a row; empty and null are one. Half a character, which a field that was cut may end with, could stand in no address:
 * it becomes the mark of what cannot be read.
 */
export function textIn(row: Row, column: string | undefined): string | undefined {
  const value = column === undefined ? undefined : row[column];
  const text = typeof value === 'string' ? value.toWellFormed().trim() : SCALAR.has(typeof value) ? String(value) : '';
  return text === '' ? undefined : text;
}

const SCALAR: ReadonlySet<string> = new Set(['number', 'boolean']);

/** Decimals that a server computes in binary are a hair beside two digits. */
const HAIR = 1e-6;

/**
 * An amount of a row in agorot, from a number of JSON or, with IEEE754Compatible, a text. `undefined` where it is absent,
 * `NaN` where it is none, or has a third decimal.
 */
export function agorotIn(row: Row, column: string | undefined): number | undefined {
  const value = column === undefined ? undefined : row[column];
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return toAgorot(value.trim().replace(/(\.\d{2})0+$/, '$1')) ?? Number.NaN;
  if (typeof value !== 'number' || Math.abs(value) > 1e12) return Number.NaN;
  const agorot = Math.round(value * 100);
  return Math.abs(agorot / 100 - value) < HAIR ? agorot : Number.NaN;
}

export function amountIn(row: Row, column: string | undefined): string | undefined {
  const agorot = agorotIn(row, column);
  return agorot === undefined || Number.isNaN(agorot) ? undefined : fromAgorot(agorot);
}

/** A quantity or a price: a plain decimal. */
export function decimalIn(row: Row, column: string | undefined): string | undefined {
  const text = textIn(row, column);
  return text !== undefined && /^-?\d{1,13}(?:\.\d{1,10})?$/.test(text) ? text : undefined;
}

/**
 * The business day: the first ten characters as they stand. The rest is midnight somewhere, and a conversion through UTC
 * would move it to the day before. A server that has made that conversion itself is known by it: what it tells is midnight in
 * Israel, and in its own zone an evening, and the day is Israel's.
 */
export function dayIn(row: Row, column: string): string | undefined {
  const text = textIn(row, column) ?? '';
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|T)/.exec(dayBegunInIsrael(text) ?? text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1, 4).map(Number);
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  return month !== undefined && month >= 1 && month <= 12 && day !== undefined && day >= 1 && day <= last
    ? match[0].slice(0, 10)
    : undefined;
}

const EVENING = /^\d{4}-\d{2}-\d{2}T(?!00:00)\d{2}:\d{2}(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

const IN_ISRAEL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Jerusalem',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function dayBegunInIsrael(text: string): string | undefined {
  const instant = EVENING.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) return undefined;
  const [day, time] = IN_ISRAEL.format(instant).split(' ');
  return time === '00:00:00' ? day : undefined;
}
