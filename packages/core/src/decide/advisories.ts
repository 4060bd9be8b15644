import type { BusinessDay } from '../business-day.ts';
import type { InvoiceDocument } from '../document.ts';
import { documentType } from '../document-types.ts';
import { hasValidCheckDigit, isCorporationNumber } from '../identifiers.ts';
import { formatAmount, spellAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import { thresholdOn } from '../thresholds.ts';
import { VAT_RATES, vatAt, vatRateOn } from '../vat-rates.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** A rounding that is no other rate: half a shekel, for a document of many lines that were rounded one by one. */
const ROUNDING = 50;

/**
 * What a person may want to look at, beside the decision. It changes nothing.
 *
 * @param today the business day on which the decision is made; without it nothing is said of the day of production.
 */
export function advise(document: InvoiceDocument, today: BusinessDay | undefined): readonly Reason[] {
  return [
    ...adviseOnCustomer(document),
    ...adviseOnVat(document),
    ...adviseOnDay(document, today),
    ...adviseOnType(document),
  ];
}

function adviseOnCustomer(document: InvoiceDocument): readonly Reason[] {
  const { vatNumber, kind, kindStated } = document.customer;
  if (vatNumber === undefined) {
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
  const { net, vat, date } = document;
  const current = vatRateOn(date);
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
  if (threshold !== undefined && isMixed && isAboveThreshold(document) && vat <= threshold.vatAbove) {
    advisories.push(reason('vat-relief', { vat: spellAmount(vat), vatAbove: spellAmount(threshold.vatAbove) }));
  }
  return advisories;
}

function adviseOnDay(document: InvoiceDocument, today: BusinessDay | undefined): readonly Reason[] {
  const other = document.producedOn ?? today;
  if (other === undefined || other === document.date || !mayNeedNumber(document)) return [];
  return isAbove(document, document.date) === isAbove(document, other)
    ? []
    : [reason('straddles-a-step', { date: document.date, other })];
}

function adviseOnType(document: InvoiceDocument): readonly Reason[] {
  return document.type === 332 && isAboveThreshold(document) ? [reason('pre-approval')] : [];
}

/** The type gets numbers and VAT is charged: only the amount and the customer are left to decide. */
function mayNeedNumber(document: InvoiceDocument): boolean {
  return documentType(document.type)?.allocatable === true && document.vat !== 0;
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
