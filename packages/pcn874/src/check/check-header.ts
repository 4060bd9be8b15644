import { hasValidCheckDigit, parseVatNumber, vatRateOn } from '@ishur/core';
import { parseDay } from '../format/digits.ts';
import type { ReportHeader } from '../format/header.ts';
import { HEADER, HEADER_AMOUNTS, HEADER_COUNTS, cut } from '../format/layout.ts';
import type { HeaderAmount, HeaderCount } from '../format/layout.ts';
import type { ReportTotals } from '../format/totals.ts';
import { parsePeriod } from './period.ts';
import type { Period } from './period.ts';
import type { Reporting } from './reporting.ts';

/** Checks a header of the right length by itself, and gives the period that it reports. */
export function checkHeader(text: string, record: number, reporting: Reporting): Period | undefined {
  checkDealer(text, record, reporting);
  const period = checkPeriod(text, record, reporting);
  const [reportType, generatedOn] = [cut(text, HEADER.reportType), cut(text, HEADER.generatedOn)];
  if (reportType !== '1' && reportType !== '6') {
    reporting.report('report-type', { record, columns: HEADER.reportType, found: reportType });
  }
  if (parseDay(generatedOn) === undefined) {
    reporting.report('generation-date', { record, columns: HEADER.generatedOn, found: generatedOn });
  }
  for (const name of Object.keys(HEADER_AMOUNTS) as HeaderAmount[]) checkAmount(text, record, name, reporting);
  for (const name of Object.keys(HEADER_COUNTS) as HeaderCount[]) {
    const field = HEADER_COUNTS[name];
    const found = cut(text, field);
    const { digitsCode: authorityCode } = field;
    if (!/^\d+$/.test(found)) reporting.report('header-digits', { record, columns: field, found, authorityCode });
  }
  return period;
}

function checkDealer(text: string, record: number, { report }: Reporting): void {
  const found = cut(text, HEADER.dealer);
  const dealer = /^\d{9}$/.test(found) ? parseVatNumber(found) : undefined;
  if (dealer === undefined) report('dealer-digits', { record, columns: HEADER.dealer, found });
  else if (!hasValidCheckDigit(dealer)) report('dealer-check-digit', { record, columns: HEADER.dealer, found });
}

function checkPeriod(text: string, record: number, { report, settings, today }: Reporting): Period | undefined {
  const found = cut(text, HEADER.period);
  const where = { record, columns: HEADER.period, found };
  if (!/^\d{6}$/.test(found)) {
    report('period-digits', where);
    return undefined;
  }
  const period = parsePeriod(found);
  const [thisYear, thisMonth] = [today.slice(0, 4), `${today.slice(0, 4)}${today.slice(5, 7)}`];
  const earliest = Number(thisYear) - settings.periodYears;
  if (period === undefined) report('period-form', where);
  else if (found > thisMonth) report('period-future', { ...where, expected: thisMonth });
  else if (Number(found.slice(0, 4)) < earliest) report('period-old', { ...where, expected: earliest });
  return period;
}

function checkAmount(text: string, record: number, name: HeaderAmount, { report }: Reporting): void {
  const field = HEADER_AMOUNTS[name];
  const [sign, amount] = [text[field.sign - 1] ?? '', cut(text, field)];
  const { digitsCode } = field;
  const signed = { record, columns: { from: field.sign, to: field.sign, name: field.name }, found: sign };
  if (name === 'payable') {
    if (sign !== '+' && sign !== '-') report('payable-sign', signed);
    else if (sign === '-' && /^0+$/.test(amount)) report('payable-zero-sign', signed);
  } else if (sign !== '+') {
    report('header-sign', { ...signed, authorityCode: field.signCode });
  }
  const digits = { record, columns: field, found: amount, authorityCode: digitsCode };
  if (name === 'otherRateSales' || name === 'otherRateVat') {
    if (!/^0+$/.test(amount)) report('other-rate-not-zero', digits);
  } else if (!/^\d+$/.test(amount)) {
    report('header-digits', digits);
  }
}

/** Checks what the amounts of a header say of each other. */
export function checkHeaderArithmetic(header: ReportHeader, record: number, { report }: Reporting): void {
  const expected = header.taxableSalesVat - header.otherInputsVat - header.equipmentInputsVat;
  if (header.payable !== expected) {
    report('balance', {
      record,
      columns: HEADER_AMOUNTS.payable,
      found: signed(header.payable),
      expected: signed(expected),
    });
  }
}

/**
 * Checks the VAT of a header against the rates of its period. Where the rate changed within the month, above is above the higher
 * and below is below the lower one.
 */
export function checkVatRatio(
  header: ReportHeader,
  record: number,
  period: Period,
  totals: ReportTotals,
  { report, settings }: Reporting,
): void {
  const rates = [vatRateOn(period.firstDay), vatRateOn(period.lastDay)].flatMap((rate) => rate?.hundredths ?? []);
  if (rates.length === 0 || header.taxableSales < 0 || header.taxableSalesVat < 0) return;
  const tolerance = settings.vatTolerance * Math.max(1, totals.salesRecords);
  const highest = vatOn(header.taxableSales, Math.max(...rates));
  const lowest = vatOn(header.taxableSales, Math.min(...rates));
  const where = { record, columns: HEADER_AMOUNTS.taxableSalesVat, found: signed(header.taxableSalesVat) };
  if (header.taxableSalesVat > highest + tolerance) report('vat-ratio', { ...where, expected: Math.round(highest) });
  else if (header.taxableSalesVat < lowest - tolerance) {
    report('vat-ratio-low', { ...where, expected: Math.round(lowest) });
  }
}

/** VAT in shekels, not rounded: only compared. Exact up to the tolerance, whatever eleven digits hold. */
export function vatOn(sum: number, hundredths: number): number {
  return (sum * hundredths) / 10_000;
}

/** An amount as people compare it with the file: its sign in front. */
export function signed(amount: number): string {
  return `${amount < 0 ? '-' : '+'}${Math.abs(amount)}`;
}
