import type { BusinessDay } from '../business-day.ts';
import { addMonths } from '../calendar/business-calendar.ts';
import type { InvoiceDocument } from '../document.ts';
import { documentType } from '../document-types.ts';
import { NO_CUSTOMER, hasValidCheckDigit, isCorporationNumber } from '../identifiers.ts';
import { formatAmount, spellAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import { thresholdOn } from '../thresholds.ts';
import { VAT_RATES, vatAt, vatRateOn } from '../vat-rates.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** A rounding that is no other rate: half a shekel, for a document of many lines that were rounded one by one. */
const ROUNDING = 50;

/** How far a document's date may lie from the day of the ask, both ends included. In calendar months. */
export interface DateWindow {
  readonly monthsBack: number;
  readonly monthsAhead: number;
}

/**
 * Beyond it the authority refuses: ahead (435) as its answer says, back (434) as integrators see it; the exact edges are not
 * published, and in 2023 it was two weeks. So it is advice and a setting.
 */
export const DATE_WINDOW: DateWindow = { monthsBack: 12, monthsAhead: 1 };

/**
 * What a person may want to look at, beside the decision. It changes nothing.
 *
 * @param today the business day on which the decision is made; without it nothing is said of the document's age, and of
 * the day of production only where the document has one.
 */
export function advise(
  document: InvoiceDocument,
  today: BusinessDay | undefined,
  window: DateWindow = DATE_WINDOW,
): readonly Reason[] {
  const advisories: Reason[] = [];
  adviseOnCustomer(document, advisories);
  adviseOnVat(document, advisories);
  adviseOnStep(document, document.producedOn ?? today, advisories);
  adviseOnWindow(document, today, window, advisories);
  adviseOnType(document, advisories);
  return advisories;
}

// Each of these adds what it has to say, which for most documents is nothing.

function adviseOnCustomer(document: InvoiceDocument, advisories: Reason[]): void {
  const { vatNumber, kind, kindStated } = document.customer;
  if (vatNumber === undefined || vatNumber === NO_CUSTOMER) {
    const isInferred = kind === 'private' && !kindStated;
    if (isInferred && isAboveThreshold(document)) advisories.push(reason('customer-number-missing'));
    return;
  }
  if (!hasValidCheckDigit(vatNumber)) advisories.push(reason('check-digit', { customer: vatNumber }));
  if (kind === 'private' && isCorporationNumber(vatNumber) && isAboveThreshold(document)) {
    advisories.push(reason('company-number', { customer: vatNumber }));
  }
}

function adviseOnVat(document: InvoiceDocument, advisories: Reason[]): void {
  const { net, vat, date, type } = document;
  // A credit note keeps the rate of its original, which may be another day's.
  const current = type === 330 ? undefined : vatRateOn(date);
  if (vat <= 0 || net <= 0 || current === undefined) return;
  const full = vatAt(current, net);
  if (Math.abs(vat - full) > ROUNDING) {
    const other = VAT_RATES.find((rate) => Math.abs(vat - vatAt(rate, net)) <= ROUNDING);
    const details = { rate: percent(current.hundredths), vat: spellAmount(vat), full: spellAmount(full) };
    if (other !== undefined)
      advisories.push(reason('rate-of-another-day', { ...details, found: percent(other.hundredths) }));
    else if (vat < full) advisories.push(reason('vat-below-rate', details));
  }
  // The relief is for mixed invoices: a fully taxed one at the threshold has the threshold's VAT by rounding alone.
  const isMixed = vat < full - ROUNDING;
  if (!isMixed || !isRequired(document)) return;
  const threshold = thresholdOn(date);
  if (threshold !== undefined && vat <= threshold.vatAbove) {
    advisories.push(reason('vat-relief', { vat: spellAmount(vat), vatAbove: spellAmount(threshold.vatAbove) }));
  }
}

function adviseOnStep(document: InvoiceDocument, other: BusinessDay | undefined, advisories: Reason[]): void {
  const { date } = document;
  if (other === undefined || other === date || !isToDealer(document)) return;
  if (isAbove(document, date) !== isAbove(document, other)) {
    advisories.push(reason('straddles-a-step', { date, other }));
  }
}

function adviseOnWindow(
  document: InvoiceDocument,
  today: BusinessDay | undefined,
  window: DateWindow,
  advisories: Reason[],
): void {
  const { date } = document;
  if (today === undefined || !isRequired(document)) return;
  const { first, last } = daysWithin(today, window);
  if (date < first) advisories.push(reason('date-old', { date, months: String(window.monthsBack) }));
  else if (date > last) advisories.push(reason('date-ahead', { date, months: String(window.monthsAhead) }));
}

/** The days of a window around a day. */
interface DaysAround extends DateWindow {
  readonly today: BusinessDay;
  readonly first: BusinessDay;
  readonly last: BusinessDay;
}

let remembered: DaysAround | undefined;

/** One run asks about the same day for every document, and the calendar takes longer than all the rest of the advice. */
function daysWithin(today: BusinessDay, { monthsBack, monthsAhead }: DateWindow): DaysAround {
  if (remembered?.today === today && remembered.monthsBack === monthsBack && remembered.monthsAhead === monthsAhead) {
    return remembered;
  }
  const [first, last] = [addMonths(today, -monthsBack), addMonths(today, monthsAhead)];
  remembered = { today, monthsBack, monthsAhead, first, last };
  return remembered;
}

function adviseOnType(document: InvoiceDocument, advisories: Reason[]): void {
  if (document.type === 332 && isAboveThreshold(document)) advisories.push(reason('pre-approval'));
}

/**
 * There is no number yet, the type gets one and VAT is charged: only the amount and the customer are left to decide.
 */
function mayNeedNumber(document: InvoiceDocument): boolean {
  const isAllocatable = documentType(document.type)?.allocatable === true;
  return isAllocatable && document.vat !== 0 && document.existingNumber === undefined;
}

/** Only the amount is left to decide. */
export function isToDealer(document: InvoiceDocument): boolean {
  return mayNeedNumber(document) && document.customer.kind === 'dealer';
}

function isRequired(document: InvoiceDocument): boolean {
  return isToDealer(document) && isAbove(document, document.date);
}

function isAboveThreshold(document: InvoiceDocument): boolean {
  return mayNeedNumber(document) && isAbove(document, document.date);
}

function isAbove(document: InvoiceDocument, day: BusinessDay): boolean {
  const threshold = thresholdOn(day);
  return threshold !== undefined && document.net > threshold.netAbove;
}

/** `18`, `16.5`. */
function percent(hundredths: number): string {
  return formatAmount(hundredths as Agorot).replace(/\.?0+$/, '');
}
