import { parseBusinessDay, parseVatNumber } from '@ishur/core';
import type { DetailsFound, InvoiceDetails, InvoiceDetailsItem } from '@ishur/core';
import { agorotOf, decimalOf } from '../answers/amounts.ts';
import { fieldsOf, objectsIn, readFields, textOf } from '../answers/json.ts';
import type { Fields } from '../answers/json.ts';
import type { ReadableAnswer } from '../http/converse.ts';
import { sentenceOf } from './look-up.ts';

/** API description 2.0 / 7.2024, section 3.2 with tables 3.2 and 2.2; names in either case. */
export function readDetails(answer: ReadableAnswer): DetailsFound | undefined {
  const sentence = sentenceOf(answer);
  if (sentence === 'supplier-needed') return { kind: 'supplier-needed' };
  if (sentence === 'cannot-retrieve') return { kind: 'not-found', faults: [] };
  if (answer.status !== 200 || (answer.parsed.status ?? 200) !== 200) return undefined;
  const details = invoiceIn(fieldsOf(readFields(answer.body)?.['message']) ?? {});
  // An object in which nothing is known is no invoice.
  const isInvoice = Object.keys(details).length > 1;
  return isInvoice ? { kind: 'found', details } : undefined;
}

/** What is absent, null or not of its kind is left out. */
function invoiceIn(fields: Fields): InvoiceDetails {
  return {
    ...present({
      documentType: wholeOf(fields['invoice_type']),
      vatNumber: dealerOf(fields['vat_number']),
      unionVatNumber: dealerOf(fields['union_vat_number']),
      reference: digitsOrText(fields['invoice_reference_number']),
      customerVatNumber: dealerOf(fields['customer_vat_number']),
      customerName: textOf(fields['customer_name']),
      documentDate: dayOf(fields['invoice_date']),
      issuedOn: dayOf(fields['invoice_issuance_date']),
      beforeDiscount: agorotOf(fields['amount_before_discount']),
      discount: agorotOf(fields['discount']),
      net: agorotOf(fields['payment_amount']),
      vat: agorotOf(fields['vat_amount']),
      gross: agorotOf(fields['payment_amount_including_vat']),
      note: textOf(fields['invoice_note']),
    }),
    items: objectsIn(fields['items']).map(itemIn),
  };
}

function itemIn(fields: Fields): InvoiceDetailsItem {
  return present({
    index: wholeOf(fields['index']),
    catalogNumber: digitsOrText(fields['catalog_id']),
    category: digitsOrText(fields['category']),
    description: textOf(fields['description']),
    unit: textOf(fields['measure_unit_description']),
    quantity: decimalOf(fields['quantity']),
    pricePerUnit: decimalOf(fields['price_per_unit']),
    discount: decimalOf(fields['discount']),
    netAmount: decimalOf(fields['total_amount']),
    vatRate: decimalOf(fields['vat_rate']),
    vatAmount: decimalOf(fields['vat_amount']),
  });
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

function present<T extends Readonly<Record<string, unknown>>>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** JSON numbers lose the zeros in front, which dealers' numbers have. 0 stands for none. */
function dealerOf(value: unknown): ReturnType<typeof parseVatNumber> {
  return parseVatNumber(digitsOrText(value) ?? '');
}

function dayOf(value: unknown): ReturnType<typeof parseBusinessDay> {
  return parseBusinessDay(textOf(value) ?? '');
}

function wholeOf(value: unknown): number | undefined {
  const digits = digitsOrText(value);
  return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** Text, or a number that has all its digits. */
function digitsOrText(value: unknown): string | undefined {
  return typeof value === 'number' ? (Number.isSafeInteger(value) ? String(value) : undefined) : textOf(value);
}
