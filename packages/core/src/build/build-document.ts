import type { Fault } from '@ishur/contract';
import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';
import { parseBusinessDay } from '../business-day.ts';
import { documentFault } from '../document-faults.ts';
import { addAmounts, formatAmount, parseAmount, roundedShare } from '../money.ts';
import type { Agorot } from '../money.ts';
import { vatAt, vatRateOn } from '../vat-rates.ts';
import type { VatRate } from '../vat-rates.ts';
import type { DocumentDraft, DraftLine } from './draft.ts';
import { shareOut } from './share-out.ts';

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
  const beforeDiscount = addAmounts(...lines.map(({ net }) => net));
  const discount = readAmount(draft.discount ?? '0', 'discount', faults);
  if (discount < 0 || discount > Math.max(beforeDiscount, 0)) {
    const details = { found: formatAmount(discount), expected: formatAmount(beforeDiscount) };
    faults.push(documentFault('document/discount-too-large', 'discount', details));
  }
  if (faults.length > 0 || rate === undefined) return { ok: false, faults };

  const discounts = shareOut(
    discount,
    lines.map(({ net }) => net),
  );
  const taxable = lines.map(({ net, isExempt }, index) => (isExempt ? 0 : net - (discounts[index] ?? 0)) as Agorot);
  const vat = vatAt(rate, addAmounts(...taxable));
  const vats = shareOut(vat, taxable);
  const net = addAmounts(beforeDiscount, -discount as Agorot);
  const items = lines.map((line, index) => itemOf(line, index, rate, vats[index] ?? (0 as Agorot)));
  return { ok: true, fields: { ...headerOf(draft, { beforeDiscount, discount, net, vat }), items } };
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
  const [path, text] =
    draft.credited === undefined
      ? (['documentDate', draft.documentDate] as const)
      : (['credited.documentDate', draft.credited.documentDate] as const);
  if (draft.documentType === 330 && draft.credited === undefined) {
    faults.push(documentFault('document/original-missing', 'credited', {}));
  }
  const day = parseBusinessDay(text);
  if (day === undefined) {
    faults.push(documentFault('document/date-unreadable', path, { found: text }));
    return undefined;
  }
  const rate = vatRateOn(day);
  if (rate === undefined) faults.push(documentFault('document/no-rate-known', path, { found: text }));
  return rate;
}

function readLine(draft: DraftLine, path: string, faults: Fault[]): Line {
  // A quantity has two decimals like an amount, so hundredths carry both (API table 2.2, field 6: N12.2).
  const quantity = readAmount(draft.quantity ?? '1', `${path}.quantity`, faults);
  const price = readAmount(draft.pricePerUnit, `${path}.pricePerUnit`, faults);
  const discount = readAmount(draft.discount ?? '0', `${path}.discount`, faults);
  for (const [name, amount] of [
    ['pricePerUnit', price],
    ['discount', discount],
  ] as const) {
    if (amount < 0)
      faults.push(documentFault('document/amount-negative', `${path}.${name}`, { found: formatAmount(amount) }));
  }
  const total = roundedShare(price, quantity, 100);
  const net = addAmounts(total, (total < 0 ? discount : -discount) as Agorot);
  return { draft, quantity, price, discount, net, isExempt: draft.vat === 'exempt' };
}

function readAmount(text: string, path: string, faults: Fault[]): Agorot {
  const amount = parseAmount(text);
  if (amount === undefined) faults.push(documentFault('document/amount-unreadable', path, { found: text }));
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
    grossAmount: formatAmount(addAmounts(totals.net, totals.vat)),
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
