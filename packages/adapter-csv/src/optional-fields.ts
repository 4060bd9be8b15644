import { headerKey } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { CustomerFields, InvoiceFields } from '@ishur/contract/v1';
import type { RowCells } from './row-cells.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A document that is being read. */
export type DraftFields = Writable<Omit<InvoiceFields, 'customer'>> & { readonly customer: Writable<CustomerFields> };

/** Reads one optional field into the draft, where its cell holds something. */
export type OptionalReader = (cells: RowCells, draft: DraftFields) => void;

/** As most files write them: looked up before anything is compared. */
const SHEKELS_AS_WRITTEN: ReadonlySet<string> = new Set(['ש"ח', 'ILS', 'NIS', '₪', 'שח']);
const SHEKELS: ReadonlySet<string> = new Set(['שח', 'nis', 'ils', 'שקל', 'שקלים', 'שקלחדש', 'שקליםחדשים']);
const CURRENCY_SIGNS: Readonly<Record<string, string>> = { '₪': 'ILS', $: 'USD', '€': 'EUR', '£': 'GBP' };

/** What a document may have. Faults are told in this order. */
const READERS: Readonly<Partial<Record<HeaderField, OptionalReader>>> = {
  producedOn(cells, draft) {
    const day = cells.day('producedOn');
    if (day !== undefined) draft.producedOn = day;
  },
  amountBeforeDiscount(cells, draft) {
    const amount = cells.amount('amountBeforeDiscount');
    if (amount !== undefined) draft.amountBeforeDiscount = amount;
  },
  discount(cells, draft) {
    // The contract wants a discount without a minus; files have it both ways.
    const amount = cells.amount('discount')?.replace(/^-/, '');
    if (amount !== undefined) draft.discount = amount;
  },
  branch(cells, draft) {
    const text = cells.text('branch');
    if (text !== '') draft.branch = text;
  },
  note(cells, draft) {
    const text = cells.text('note');
    if (text !== '') draft.note = text;
  },
  issuerVatNumber(cells, draft) {
    const number = cells.dealer('issuerVatNumber');
    if (number !== undefined) draft.issuerVatNumber = number;
  },
  softwareNumber(cells, draft) {
    const text = cells.text('softwareNumber');
    if (text !== '') draft.softwareNumber = text;
  },
  currency(cells, draft) {
    const currency = currencyOf(cells);
    if (currency !== undefined) draft.currency = currency;
  },
  'customer.name'(cells, { customer }) {
    const text = cells.text('customer.name');
    if (text !== '') customer.name = text;
  },
  'customer.vatNumber'(cells, { customer }) {
    const number = cells.dealer('customer.vatNumber');
    if (number !== undefined) customer.vatNumber = number;
  },
  'customer.country'(cells, { customer }) {
    const text = cells.text('customer.country');
    if (text !== '') customer.country = text;
  },
  'customer.account'(cells, { customer }) {
    const text = cells.text('customer.account');
    if (text !== '') customer.account = text;
  },
  creditedReference(cells, draft) {
    // Only a credit note is sure to mean the document that it credits; elsewhere a linked document may be an order.
    const reference = draft.documentType === 330 ? cells.text('creditedReference') : '';
    if (reference !== '') draft.related = [...(draft.related ?? []), { as: 'credited', reference }];
  },
  baseReference(cells, draft) {
    // API description 2.0 / 7.2024, section 2.4: a tax invoice, with or without a receipt, rests on an approved pro-forma.
    const isInvoice = draft.documentType === 305 || draft.documentType === 320;
    const reference = isInvoice ? cells.text('baseReference') : '';
    if (reference === '') return;
    draft.related = [...(draft.related ?? []), { as: 'base', documentType: 332, reference }];
  },
};

/** The readers of those fields that a file has columns for. */
export function optionalReadersOf(columns: ReadonlyMap<HeaderField, number>): readonly OptionalReader[] {
  const readers = Object.entries(READERS) as [HeaderField, OptionalReader][];
  return readers.flatMap(([field, reader]) => (columns.has(field) ? [reader] : []));
}

/** ISO 4217 of the document's currency; shekels, which all amounts are in, need no mention. */
function currencyOf(cells: RowCells): string | undefined {
  const text = cells.text('currency');
  if (text === '' || SHEKELS_AS_WRITTEN.has(text) || SHEKELS.has(headerKey(text))) return undefined;
  const code = CURRENCY_SIGNS[text] ?? (/^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : undefined);
  if (code === undefined) cells.blame('csv/bad-currency', 'currency');
  return code === 'ILS' ? undefined : code;
}
