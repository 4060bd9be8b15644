import type { Fault } from '@ishur/contract';
import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';
import { parseBusinessDay } from '../business-day.ts';
import type { BusinessDay } from '../business-day.ts';
import { documentFault } from '../document-faults.ts';
import type { DocumentFaultCode, FaultDetails } from '../document-faults.ts';
import { LARGEST_AMOUNT, addAmounts, formatAmount, parseAmount, roundedShare, totalOf } from '../money.ts';
import type { Agorot } from '../money.ts';
import { vatAt, vatRateOn } from '../vat-rates.ts';
import type { VatRate } from '../vat-rates.ts';
import type { DocumentDraft, DraftLine } from './draft.ts';
import { rateOnEach, shareOut } from './share-out.ts';

export type BuiltDocument =
  | { readonly ok: true; readonly fields: InvoiceFields }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Makes a complete document of its lines: line totals, the discount shared among them, VAT by the rate of the day, and
 * totals that agree to the agora. A credit note keeps the rate of the invoice that it credits.
 *
 * VAT is computed once on the taxable total and shared out to the lines, so that the lines always add up to the header.
 * Sources: VAT Law 5736-1975, s. 2 (rate at the time of the deal); API description 2.0 / 7.2024, tables 2.1 and 2.2.
 */
export function buildDocument(draft: DocumentDraft): BuiltDocument {
  const faults: Fault[] = [];
  const rate = rateOf(draft, faults);
  const lines = draft.lines.map((line, index) => readLine(line, `lines[${index}]`, faults));
  if (lines.length === 0) faults.push(documentFault('document/lines-missing', 'lines', {}));
  const beforeDiscount = totalOf(lines.map(({ net }) => net));
  const discount = readAmount(draft.discount ?? '0', 'discount', faults);
  // Lines that cannot be read add up to nothing that a discount could be compared with.
  if (faults.length > 0 || rate === undefined) return { ok: false, faults };
  if (beforeDiscount < 0) {
    return refused('document/amount-negative', 'lines', { found: formatAmount(beforeDiscount) });
  }
  if (discount < 0 || discount > beforeDiscount) {
    const details = { found: formatAmount(discount), expected: formatAmount(beforeDiscount) };
    return refused('document/discount-too-large', 'discount', details);
  }

  // What is given back has no part in the discount of what is sold.
  const discounts = shareOut(
    discount,
    lines.map(({ net }) => Math.max(net, 0) as Agorot),
  );
  const taxable = lines.map(({ net, isExempt }, index) => (isExempt ? 0 : net - (discounts[index] ?? 0)) as Agorot);
  const vat = vatAt(rate, totalOf(taxable));
  const net = addAmounts(beforeDiscount, -discount as Agorot);
  const gross = addAmounts(net, vat);
  // Exempt lines may outweigh taxed ones that are credited: the net amount is positive then, and the VAT is not.
  if (vat < 0) return refused('document/amount-negative', 'lines', { found: formatAmount(vat) });
  const largest = Math.max(beforeDiscount, gross) as Agorot;
  if (largest > LARGEST_AMOUNT) return refused('document/amount-too-large', 'lines', tooLarge(formatAmount(largest)));
  const vats = rateOnEach(vat, taxable, rate.hundredths);
  const items = lines.map((line, index) => itemOf(line, index, rate, vats[index] ?? (0 as Agorot)));
  return { ok: true, fields: { ...headerOf(draft, { beforeDiscount, discount, net, vat, gross }), items } };
}

function refused(code: DocumentFaultCode, path: string, details: FaultDetails): BuiltDocument {
  return { ok: false, faults: [documentFault(code, path, details)] };
}

function tooLarge(found: string): FaultDetails {
  return { found, expected: formatAmount(LARGEST_AMOUNT) };
}

interface Line {
  readonly draft: DraftLine;
  readonly quantity: Agorot;
  readonly price: Agorot;
  readonly discount: Agorot;
  readonly net: Agorot;
  readonly isExempt: boolean;
}

function rateOf(draft: DocumentDraft, faults: Fault[]): VatRate | undefined {
  const { documentType, documentDate, credited } = draft;
  const day = readDay(documentDate, 'documentDate', faults);
  const creditedDay = credited && readDay(credited.documentDate, 'credited.documentDate', faults);
  if (documentType !== 330) return rateOnDay(day, 'documentDate', faults);
  if (credited === undefined) faults.push(documentFault('document/original-missing', 'credited', {}));
  return rateOnDay(creditedDay, 'credited.documentDate', faults);
}

function readDay(text: string, path: string, faults: Fault[]): BusinessDay | undefined {
  const day = parseBusinessDay(text);
  if (day === undefined) faults.push(documentFault('document/date-unreadable', path, { found: text }));
  return day;
}

function rateOnDay(day: BusinessDay | undefined, path: string, faults: Fault[]): VatRate | undefined {
  if (day === undefined) return undefined;
  const rate = vatRateOn(day);
  if (rate === undefined) faults.push(documentFault('document/no-rate-known', path, { found: day }));
  return rate;
}

function readLine(draft: DraftLine, path: string, faults: Fault[]): Line {
  const before = faults.length;
  // A quantity has two decimals like an amount, so hundredths carry both (API table 2.2, field 6: N12.2).
  const quantity = readAmount(draft.quantity ?? '1', `${path}.quantity`, faults, 'document/number-unreadable');
  const price = readAmount(draft.pricePerUnit, `${path}.pricePerUnit`, faults);
  const discount = readAmount(draft.discount ?? '0', `${path}.discount`, faults);
  if (price < 0) {
    const found = formatAmount(price);
    faults.push(documentFault('document/item-price-negative', `${path}.pricePerUnit`, { found }));
  }
  const total = roundedShare(price, quantity, 100);
  const size = Math.abs(total) as Agorot;
  // What cannot be read stands as nothing, and says nothing about the discount.
  const isReadable = faults.length === before;
  if (size > LARGEST_AMOUNT) {
    const found = `${formatAmount(quantity)} × ${formatAmount(price)}`;
    faults.push(documentFault('document/amount-too-large', path, tooLarge(found)));
  } else if (isReadable && (discount < 0 || discount > size)) {
    const details = { found: formatAmount(discount), expected: formatAmount(size) };
    faults.push(documentFault('document/discount-too-large', `${path}.discount`, details));
  }
  const net = addAmounts(total, (total < 0 ? discount : -discount) as Agorot);
  return { draft, quantity, price, discount, net, isExempt: draft.vat === 'exempt' };
}

function readAmount(
  text: string,
  path: string,
  faults: Fault[],
  code: DocumentFaultCode = 'document/amount-unreadable',
): Agorot {
  const amount = parseAmount(text);
  if (amount === undefined) faults.push(documentFault(code, path, { found: text }));
  return amount ?? (0 as Agorot);
}

function itemOf(line: Line, index: number, rate: VatRate, vat: Agorot): ItemFields {
  const { description, catalogNumber, category, unit } = line.draft;
  return {
    index: index + 1,
    ...(catalogNumber === undefined ? {} : { catalogNumber }),
    ...(category === undefined ? {} : { category }),
    ...(description === undefined ? {} : { description }),
    ...(unit === undefined ? {} : { unit }),
    quantity: formatAmount(line.quantity),
    pricePerUnit: formatAmount(line.price),
    discount: formatAmount(line.discount),
    netAmount: formatAmount(line.net),
    vatRate: line.isExempt ? '0.00' : formatAmount(rate.hundredths as Agorot),
    vatAmount: formatAmount(vat),
  };
}

interface Totals {
  readonly beforeDiscount: Agorot;
  readonly discount: Agorot;
  readonly net: Agorot;
  readonly vat: Agorot;
  readonly gross: Agorot;
}

function headerOf(draft: DocumentDraft, totals: Totals): Omit<InvoiceFields, 'items'> {
  const { documentType, reference, documentDate, customer, producedOn, branch, note, credited } = draft;
  return {
    documentType,
    reference,
    documentDate,
    customer,
    amountBeforeDiscount: formatAmount(totals.beforeDiscount),
    discount: formatAmount(totals.discount),
    netAmount: formatAmount(totals.net),
    vatAmount: formatAmount(totals.vat),
    grossAmount: formatAmount(totals.gross),
    ...(producedOn === undefined ? {} : { producedOn }),
    ...(branch === undefined ? {} : { branch }),
    ...(note === undefined ? {} : { note }),
    ...(credited === undefined ? {} : { related: [creditedDocument(credited)] }),
  };
}

function creditedDocument(
  credited: NonNullable<DocumentDraft['credited']>,
): NonNullable<InvoiceFields['related']>[number] {
  const { documentType, reference } = credited;
  return { as: 'credited', reference, ...(documentType === undefined ? {} : { documentType }) };
}
