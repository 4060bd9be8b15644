import type { Fault } from '@ishur/contract';
import type { CustomerFields, InvoiceFields, SourceDocument } from '@ishur/contract/v1';
import { cleanCell, fromAgorot, headerKey, toAgorot } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { createTypeReader } from './document-types.ts';
import { cellFault } from './faults.ts';
import type { AmountField, Layout } from './layout.ts';
import { cellsOf, referenceOf } from './row-cells.ts';
import type { RowCells } from './row-cells.ts';
import { isNoDocument } from './row-kind.ts';
import type { CsvRecord } from './split-records.ts';
import { standingOf } from './standing.ts';

/** What one row of the file turned out to be. */
export type Row =
  | {
      readonly kind: 'document';
      readonly ref: string;
      readonly standing: SourceDocument['standing'];
      readonly fields: InvoiceFields;
      readonly existingNumber: string | undefined;
    }
  | {
      readonly kind: 'unreadable';
      /** Where type and number can be read all the same. */
      readonly ref: string | undefined;
      /** From one to five. */
      readonly faults: readonly Fault[];
    }
  /** A title, the header, a blank row, a total: no document, and nothing that was meant to be one. */
  | { readonly kind: 'none' };

export interface RowReader {
  read(record: CsvRecord): Row;
}

type Amounts = Record<AmountField, string | undefined>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A person mends a row by the first of them; a file of bad rows must not become a list many times its size. */
const MOST_FAULTS = 5;
const SHEKELS: ReadonlySet<string> = new Set(['שח', 'nis', 'ils', 'שקל', 'שקלים', 'שקלחדש', 'שקליםחדשים']);
const CURRENCY_SIGNS: Readonly<Record<string, string>> = { '₪': 'ILS', $: 'USD', '€': 'EUR', '£': 'GBP' };

/** Reads rows of one file. `file` is its name, for messages. */
export function createRowReader(layout: Layout, config: CsvConfig, file: string): RowReader {
  const { columns, header } = layout;
  const typeOf = createTypeReader(layout, config);
  const dateOrder = config.dateOrder ?? 'day-first';

  function read(record: CsvRecord): Row {
    if (record.line <= layout.headerLine || isNoDocument(record, layout)) return { kind: 'none' };
    const cells = cellsOf(record, layout, dateOrder, file);
    const typeText = cells.text('documentType');
    const type = typeOf(typeText);
    const reference = referenceOf(cells.text('reference'));
    const ref = type.code === undefined || !reference ? undefined : `${type.code}:${reference}`;
    const surplus = record.cells.length > header.length ? surplusFault(record) : undefined;
    if (surplus !== undefined) return { kind: 'unreadable', ref, faults: [surplus] };

    const documentDate = cells.day('documentDate');
    if (type.code === undefined)
      cells.blame(typeText === '' ? 'csv/value-missing' : 'csv/bad-document-type', 'documentType');
    if (reference === undefined) cells.blame('csv/bad-reference', 'reference');
    if (reference === '') cells.blame('csv/value-missing', 'reference');
    if (cells.text('documentDate') === '') cells.blame('csv/value-missing', 'documentDate');
    const amounts = readAmounts(cells);
    const optional = optionalFields(cells);
    const customer = customerFields(cells);
    const existingNumber = cells.allocationNumber();

    const { netAmount, vatAmount, grossAmount } = amounts;
    if (
      cells.faults.length > 0 ||
      type.code === undefined ||
      reference === undefined ||
      ref === undefined ||
      documentDate === undefined ||
      netAmount === undefined ||
      vatAmount === undefined ||
      grossAmount === undefined
    ) {
      return { kind: 'unreadable', ref, faults: cells.faults.slice(0, MOST_FAULTS) };
    }
    const documentType = type.code;
    const fields: Writable<InvoiceFields> = {
      documentType,
      reference,
      documentDate,
      netAmount,
      vatAmount,
      grossAmount,
      customer,
      ...optional,
    };
    // Only a credit note is sure to mean the document that it credits; elsewhere a linked document may be an order.
    const credited = documentType === 330 ? cells.text('creditedReference') : '';
    if (credited !== '') fields.related = [{ as: 'credited', reference: credited }];
    const standing = type.standing === 'final' ? standingOf(cells.text('status')) : type.standing;
    return { kind: 'document', ref, standing, fields, existingNumber };
  }

  function surplusFault(record: CsvRecord): Fault | undefined {
    const surplus = record.cells
      .slice(header.length)
      .map(cleanCell)
      .find((text) => text !== '');
    if (surplus === undefined) return undefined;
    const last = header.findLast((name) => name !== '') ?? '';
    return cellFault('csv/too-many-cells', { file, line: record.line, header: last }, surplus);
  }

  function readAmounts(cells: RowCells): Amounts {
    const faultsBefore = cells.faults.length;
    const amounts: Amounts = {
      netAmount: cells.amount('netAmount'),
      vatAmount: cells.amount('vatAmount'),
      grossAmount: cells.amount('grossAmount'),
    };
    completeAmounts(amounts);
    if (cells.faults.length > faultsBefore) return amounts;
    for (const field of Object.keys(amounts) as AmountField[]) {
      if (amounts[field] === undefined && columns.has(field)) cells.blame('csv/amount-missing', field);
    }
    return amounts;
  }

  return { read };
}

/** Works out the one amount of the three that is missing, in whole agorot; leaves them where more are missing. */
function completeAmounts(amounts: Amounts): void {
  if (amounts.netAmount !== undefined && amounts.vatAmount !== undefined && amounts.grossAmount !== undefined) return;
  const agorotOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : toAgorot(text));
  const [net, vat, gross] = [agorotOf(amounts.netAmount), agorotOf(amounts.vatAmount), agorotOf(amounts.grossAmount)];
  if (net === undefined && vat !== undefined && gross !== undefined) amounts.netAmount = fromAgorot(gross - vat);
  if (vat === undefined && net !== undefined && gross !== undefined) amounts.vatAmount = fromAgorot(gross - net);
  if (gross === undefined && net !== undefined && vat !== undefined) amounts.grossAmount = fromAgorot(net + vat);
}

function customerFields(cells: RowCells): CustomerFields {
  const customer: Writable<CustomerFields> = {};
  setIfPresent(customer, 'name', cells.text('customer.name'));
  setIfPresent(customer, 'vatNumber', cells.dealer('customer.vatNumber'));
  setIfPresent(customer, 'country', cells.text('customer.country'));
  setIfPresent(customer, 'account', cells.text('customer.account'));
  return customer;
}

function optionalFields(cells: RowCells): Partial<InvoiceFields> {
  const fields: Partial<Writable<InvoiceFields>> = {};
  setIfPresent(fields, 'producedOn', cells.day('producedOn'));
  setIfPresent(fields, 'amountBeforeDiscount', cells.amount('amountBeforeDiscount'));
  // The contract wants a discount without a minus; files have it both ways.
  setIfPresent(fields, 'discount', cells.amount('discount')?.replace(/^-/, ''));
  setIfPresent(fields, 'branch', cells.text('branch'));
  setIfPresent(fields, 'note', cells.text('note'));
  setIfPresent(fields, 'issuerVatNumber', cells.dealer('issuerVatNumber'));
  setIfPresent(fields, 'softwareNumber', cells.text('softwareNumber'));
  setIfPresent(fields, 'currency', currencyOf(cells));
  return fields;
}

/** ISO 4217 of the document's currency; shekels, which all amounts are in, need no mention. */
function currencyOf(cells: RowCells): string | undefined {
  const text = cells.text('currency');
  if (text === '' || SHEKELS.has(headerKey(text))) return undefined;
  const code = CURRENCY_SIGNS[text] ?? (/^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : undefined);
  if (code === undefined) cells.blame('csv/bad-currency', 'currency');
  return code === 'ILS' ? undefined : code;
}

function setIfPresent<T, Key extends keyof T>(target: T, key: Key, value: T[Key] | '' | undefined): void {
  if (value !== undefined && value !== '') target[key] = value;
}
