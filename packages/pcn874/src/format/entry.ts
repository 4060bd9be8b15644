import { shortNumber } from '@ishur/core';
import type { AllocationNumber, BusinessDay } from '@ishur/core';
import type { Shekels } from '../shekels.ts';
import { digits, formatDay, parseDay, parseDigits } from './digits.ts';
import { ENTRY, LENGTHS, cut } from './layout.ts';
import { isEntryLetter } from './letters.ts';
import type { EntryLetter } from './letters.ts';

/** A transaction record. Sources: PCN874 circular, appendices A and C; API description 2.0 / 7.2024, section 6. */
export interface ReportEntry {
  readonly letter: EntryLetter;
  /** Nine digits; zeros where there is no counterpart. */
  readonly counterpart: string;
  readonly date: BusinessDay;
  /** Four characters, as they stand; often `0000`. */
  readonly group: string;
  /** Nine digits: the right-most of the document's number, or how many documents the record stands for. */
  readonly reference: string;
  /** Never negative: the sign is that of the record. The part that may be deducted, where that is not all. */
  readonly vat: Shekels;
  /** `-` for a credit or a cancellation. */
  readonly sign: '+' | '-';
  /** Before VAT, always the whole of it, never negative. */
  readonly sum: Shekels;
  /** Nine digits, the right-most of the allocation number; undefined where zeros stand. */
  readonly allocation: string | undefined;
}

/** What stands where there is no allocation number. */
export const NO_NUMBER = '000000000';

/** Reads a record of 60 characters; `undefined` where it is no such, or one of its fields has not the form of its kind. */
export function parseEntry(text: string): ReportEntry | undefined {
  const letter = text[0] ?? '';
  if (text.length !== LENGTHS.entry || !isEntryLetter(letter)) return undefined;
  const [counterpart, reference] = [cut(text, ENTRY.counterpart), cut(text, ENTRY.reference)];
  const [date, vat, sum] = [
    parseDay(cut(text, ENTRY.date)),
    parseDigits(cut(text, ENTRY.vat)),
    parseDigits(cut(text, ENTRY.sum)),
  ];
  const [sign, allocation] = [cut(text, ENTRY.sign), cut(text, ENTRY.allocation)];
  const areDigits = [counterpart, reference, allocation].every((part) => /^\d{9}$/.test(part));
  if (!areDigits || date === undefined || vat === undefined || sum === undefined) return undefined;
  if (sign !== '+' && sign !== '-') return undefined;
  return {
    letter,
    counterpart,
    date,
    group: cut(text, ENTRY.group),
    reference,
    vat: vat as Shekels,
    sign,
    sum: sum as Shekels,
    allocation: allocation === NO_NUMBER ? undefined : allocation,
  };
}

/**
 * Writes a record: character for character what {@link parseEntry} read.
 *
 * @throws RangeError where a value has more digits than its field.
 */
export function formatEntry(entry: ReportEntry): string {
  return [
    entry.letter,
    entry.counterpart,
    formatDay(entry.date),
    entry.group,
    entry.reference,
    digits(entry.vat, 9),
    entry.sign,
    digits(entry.sum, 10),
    entry.allocation ?? NO_NUMBER,
  ].join('');
}

/**
 * The nine digits under which an allocation number is reported; `undefined` where there is none, or they are what stands for
 * none. Source: API description 2.0 / 7.2024, section 6.
 */
export function reportedNumber(number: AllocationNumber | undefined): string | undefined {
  const digits = number === undefined ? NO_NUMBER : shortNumber(number).padStart(9, '0');
  return digits === NO_NUMBER ? undefined : digits;
}
