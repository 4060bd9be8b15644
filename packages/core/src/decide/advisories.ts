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
  return [
    ...adviseOnCustomer(document),
    ...adviseOnVat(document),
    ...adviseOnStep(document, document.producedOn ?? today),
    ...adviseOnWindow(document, today, window),
    ...adviseOnType(document),
  ];
}

function adviseOnCustomer(document: InvoiceDocument): readonly Reason[] {
  const { vatNumber, kind, kindStated } = document.customer;
  if (vatNumber === undefined || vatNumber === NO_CUSTOMER) {
    const isInferred = kind === 'private' && !kindStated;
    return isInferred && isAboveThreshold(document) ? [reason('customer-number-missing')] : [];
  }
  const advisories: Reason[] = [];
  if (!hasValidCheckDigit(vatNumber)) advisories.push(reason('check-digit', { customer: vatNumber }));
  if (kind === 'private' && isCorporationNumber(vatNumber) && isAboveThreshold(document)) {
    advisories.push(reason('company-number', { customer: vatNumber }));
  }
  return advisories;
}

function adviseOnVat(document: InvoiceDocument): readonly Reason[] {
  const { net, vat, date, type } = document;
  // A credit note keeps the rate of its original, which may be another day's.
  const current = type === 330 ? undefined : vatRateOn(date);
  if (vat <= 0 || net <= 0 || current === undefined) return [];
  const full = vatAt(current, net);
  const advisories: Reason[] = [];
  if (Math.abs(vat - full) > ROUNDING) {
    const other = VAT_RATES.find((rate) => Math.abs(vat - vatAt(rate, net)) <= ROUNDING);
    const details = { rate: percent(current.hundredths), vat: spellAmount(vat), full: spellAmount(full) };
    if (other !== undefined)
      advisories.push(reason('rate-of-another-day', { ...details, found: percent(other.hundredths) }));
    else if (vat < full) advisories.push(reason('vat-below-rate', details));
  }
  // The relief is for mixed invoices: a fully taxed one at the threshold has the threshold's VAT by rounding alone.
  const threshold = thresholdOn(date);
  const isMixed = vat < full - ROUNDING;
  if (threshold !== undefined && isMixed && isRequired(document) && vat <= threshold.vatAbove) {
    advisories.push(reason('vat-relief', { vat: spellAmount(vat), vatAbove: spellAmount(threshold.vatAbove) }));
  }
  return advisories;
}

function adviseOnStep(document: InvoiceDocument, other: BusinessDay | undefined): readonly Reason[] {
  if (other === undefined || !isToDealer(document)) return [];
  return isAbove(document, document.date) === isAbove(document, other)
    ? []
    : [reason('straddles-a-step', { date: document.date, other })];
}

function adviseOnWindow(
  document: InvoiceDocument,
  today: BusinessDay | undefined,
  { monthsBack, monthsAhead }: DateWindow,
): readonly Reason[] {
  const { date } = document;
  if (today === undefined || !isRequired(document)) return [];
  if (date < addMonths(today, -monthsBack)) return [reason('date-old', { date, months: String(monthsBack) })];
  return date > addMonths(today, monthsAhead) ? [reason('date-ahead', { date, months: String(monthsAhead) })] : [];
}

function adviseOnType(document: InvoiceDocument): readonly Reason[] {
  return document.type === 332 && isAboveThreshold(document) ? [reason('pre-approval')] : [];
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
