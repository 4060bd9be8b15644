import { VAT_RATES, hasValidCheckDigit, parseVatNumber, thresholdOn, vatRateOn } from '@ishur/core';
import type { BusinessDay } from '@ishur/core';
import { formatDay, parseDay, parseDigits } from '../format/digits.ts';
import { NO_NUMBER } from '../format/entry.ts';
import { ENTRY, cut } from '../format/layout.ts';
import type { Field } from '../format/layout.ts';
import { ENTRY_KINDS } from '../format/letters.ts';
import type { EntryKind, EntryLetter } from '../format/letters.ts';
import { vatOn } from './check-header.ts';
import type { Trouble } from './finding.ts';
import { earliestWithin } from './period.ts';
import type { Period } from './period.ts';
import type { Reporting } from './reporting.ts';

/** The record that is looked at. */
interface Looked {
  readonly text: string;
  readonly letter: EntryLetter;
  readonly kind: EntryKind;
  readonly at: (field: Field, expected?: string | number) => Trouble;
}

/** What the header says of the report that a record stands in. */
export interface ReportFrame {
  /** `undefined` where it cannot be read. */
  readonly period: Period | undefined;
  /**
   * False in a report of type 6: non-profit organisations and financial institutions deduct no VAT. They report what they
   * received, of whatever age (supplement D of 9.1.2012, section 5א), and no rule of deducting binds them.
   */
  readonly isDeducting: boolean;
}

/** Checks a record of the right length by itself, and against its report. */
export function checkEntry(
  text: string,
  letter: EntryLetter,
  record: number,
  frame: ReportFrame,
  reporting: Reporting,
): void {
  const looked: Looked = {
    text,
    letter,
    kind: ENTRY_KINDS[letter],
    at: (field, expected) => ({
      record,
      columns: field,
      found: cut(text, field),
      ...(expected !== undefined && { expected }),
    }),
  };
  checkCounterpart(looked, reporting);
  checkReference(looked, reporting);
  const date = checkDate(looked, frame, reporting);
  checkAmounts(looked, date, reporting);
  checkNumber(looked, date, frame, reporting);
}

function checkCounterpart({ text, kind, at }: Looked, { report, settings }: Reporting): void {
  const number = cut(text, ENTRY.counterpart);
  const isDigits = /^\d{9}$/.test(number);
  const dealer = isDigits ? parseVatNumber(number) : undefined;
  const where = at(ENTRY.counterpart);
  switch (kind.counterpart) {
    case 'nobody':
      if (!isDigits) report(kind.side === 'sale' ? 'customer-number' : 'supplier-number', where);
      else if (dealer !== undefined) report('counterpart-not-zeros', where);
      return;
    case 'supplier':
      if (dealer === undefined) report('supplier-number', where);
      else if (!hasValidCheckDigit(dealer)) report('supplier-check-digit', where);
      return;
    case 'customer':
      if (!isDigits) report('customer-number', where);
      else if (dealer === undefined) report('customer-missing', where);
      else if (!hasValidCheckDigit(dealer)) report('customer-check-digit', where);
      return;
    case 'export-entry':
      if (settings.serviceExportNumbers.includes(number)) return;
      break;
    case 'import-entry':
      break;
  }
  if (dealer === undefined) report('entry-number', where);
  else if (!hasValidCheckDigit(dealer)) report('entry-check-digit', where);
}

function checkReference({ text, kind, at }: Looked, { report }: Reporting): void {
  const group = cut(text, ENTRY.group);
  if (!/^[ -~]+$/.test(group)) report('group-characters', at(ENTRY.group));
  const reference = cut(text, ENTRY.reference);
  const isZero = /^0+$/.test(reference);
  const isDigits = /^\d+$/.test(reference);
  if (kind.reference === 'zeros' && isDigits) {
    if (!isZero) report('reference-not-zeros', at(ENTRY.reference));
    return;
  }
  const mayBeZero = kind.reference === 'number-or-zeros' || kind.reference === 'zeros';
  if (isDigits && (mayBeZero || !isZero)) return;
  report('reference', at(ENTRY.reference, mayBeZero ? '000000000-999999999' : '000000001-999999999'));
}

function checkDate(
  { text, letter, kind, at }: Looked,
  { period, isDeducting }: ReportFrame,
  { report, settings }: Reporting,
): BusinessDay | undefined {
  const date = parseDay(cut(text, ENTRY.date));
  if (date === undefined) {
    report('date-form', at(ENTRY.date));
    return undefined;
  }
  if (period === undefined) return date;
  const { firstDay, lastDay } = period;
  if (letter === 'K' && (date < firstDay || date > lastDay)) report('petty-cash-date', at(ENTRY.date, period.text));
  else if (date > lastDay) report('date-future', at(ENTRY.date, formatDay(lastDay)));
  // What is taken back deducts nothing: a correction keeps the date of what it corrects.
  else if (isDeducting && kind.side === 'input' && cut(text, ENTRY.sign) !== '-') {
    const earliest = earliestWithin(settings.inputMonths, lastDay);
    if (date < earliest) report('date-old', at(ENTRY.date, formatDay(earliest)));
  }
  return date;
}

function checkAmounts({ text, letter, kind, at }: Looked, date: BusinessDay | undefined, reporting: Reporting): void {
  const { report, settings } = reporting;
  const [vat, sum, sign] = [
    parseDigits(cut(text, ENTRY.vat)),
    parseDigits(cut(text, ENTRY.sum)),
    cut(text, ENTRY.sign),
  ];
  if (vat === undefined) report('vat-digits', at(ENTRY.vat));
  if (sum === undefined) report('sum-digits', at(ENTRY.sum));
  if (sign !== '+' && sign !== '-') report('record-sign', at(ENTRY.sign));
  else if (sign === '-' && sum === 0 && vat === 0) report('zero-sign', at(ENTRY.sign));
  if (vat === undefined || sum === undefined) return;
  if (!kind.hasVat && vat > 0) report('vat-not-zero', at(ENTRY.vat));
  else if (date !== undefined) {
    const rate = highestRate(date, sign === '-');
    const most = rate === undefined ? Infinity : vatOn(sum, rate);
    if (vat > most + settings.vatTolerance) report('vat-too-high', at(ENTRY.vat, Math.round(most)));
  }
  const count = parseDigits(cut(text, ENTRY.reference)) ?? 0;
  if (letter === 'K' && count > 0 && vat > settings.pettyCashInvoiceVat * count) {
    report('petty-cash-invoice', at(ENTRY.vat, settings.pettyCashInvoiceVat));
  }
  // The reference is a count or a number: as a count, it makes the average at least; a number is seldom below it.
  if (letter === 'L' && sign === '+' && count > 0 && sum > settings.identifiedSaleAbove * count) {
    report('large-unidentified', at(ENTRY.sum, settings.identifiedSaleAbove));
  }
}

/** The rate of the day, in hundredths of a percent; a credit note keeps the rate of its original, which may have been higher. */
function highestRate(date: BusinessDay, isCredit: boolean): number | undefined {
  if (!isCredit) return vatRateOn(date)?.hundredths;
  const rates = VAT_RATES.filter(({ since }) => since <= date).map(({ hundredths }) => hundredths);
  return rates.length === 0 ? undefined : Math.max(...rates);
}

function checkNumber(
  { text, letter, kind, at }: Looked,
  date: BusinessDay | undefined,
  { isDeducting }: ReportFrame,
  { report }: Reporting,
): void {
  const number = cut(text, ENTRY.allocation);
  if (!/^\d{9}$/.test(number)) {
    report('number-digits', at(ENTRY.allocation));
    return;
  }
  if (number !== NO_NUMBER) {
    if (!kind.takesNumber) report('number-not-expected', at(ENTRY.allocation));
    return;
  }
  const [vat, sum] = [parseDigits(cut(text, ENTRY.vat)) ?? 0, parseDigits(cut(text, ENTRY.sum)) ?? 0];
  if (date === undefined || vat === 0 || cut(text, ENTRY.sign) !== '+') return;
  // Rounding cannot lift a sum above the threshold: what is not above it in agorot is not above it in shekels.
  const threshold = thresholdOn(date);
  if (threshold === undefined || sum * 100 <= threshold.netAbove) return;
  const expected = threshold.netAbove / 100;
  if (letter === 'T' && isDeducting) report('input-number-missing', at(ENTRY.allocation, expected));
  if (letter === 'S') report('sale-number-missing', at(ENTRY.allocation, expected));
}
