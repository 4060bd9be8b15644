import type { Fault } from '@ishur/contract';
import type { CustomerFields, InvoiceFields, SourceDocument } from '@ishur/contract/v1';
import {
  cleanCell,
  fromAgorot,
  headerKey,
  parseAllocationNumberCell,
  parseDealerNumber,
  parseDocumentType,
  parseIsraeliAmount,
  parseIsraeliDate,
  toAgorot,
  unwrapSpreadsheetText,
} from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { cellFault } from './faults.ts';
import type { CsvFaultCode } from './faults.ts';
import type { AmountField, Layout } from './layout.ts';
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
  | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] }
  /** A title, the header, a blank row, a total: no document, and nothing that was meant to be one. */
  | { readonly kind: 'none' };

export interface RowReader {
  read(record: CsvRecord): Row;
  /** The row's ref alone, also where other cells of it cannot be read; `undefined` where it has none. */
  identify(record: CsvRecord): string | undefined;
}

const SHEKELS: ReadonlySet<string> = new Set(['', '₪', 'שח', 'nis', 'ils', 'שקל', 'שקלים', 'שקלחדש']);
/** Texts in a type column are few; a hostile file must not fill the memory with them. */
const MOST_KNOWN_TYPES = 1000;

/** Reads rows of one file. `file` is its name, for messages. */
export function createRowReader(layout: Layout, config: CsvConfig, file: string): RowReader {
  const { columns, header } = layout;
  const declaredTypes = new Map(Object.entries(config.documentTypes ?? {}).map(([text, code]) => [headerKey(text), code]));
  const knownTypes = new Map<string, number | undefined>();
  const dateOrder = config.dateOrder ?? 'day-first';

  function cell(record: CsvRecord, field: HeaderField): string {
    const column = columns.get(field);
    return column === undefined ? '' : cleanCell(record.cells[column] ?? '');
  }

  function typeOf(text: string): number | undefined {
    if (layout.assumedType !== undefined) return layout.assumedType.code;
    if (knownTypes.has(text)) return knownTypes.get(text);
    const code = declaredTypes.get(headerKey(text)) ?? parseDocumentType(text);
    if (knownTypes.size < MOST_KNOWN_TYPES) knownTypes.set(text, code);
    return code;
  }

  function referenceOf(record: CsvRecord): string | undefined {
    const reference = unwrapSpreadsheetText(cell(record, 'reference')).trim();
    return /^\d(?:\.\d+)?e\+?\d+$/i.test(reference) ? undefined : reference;
  }

  function identify(record: CsvRecord): string | undefined {
    const type = typeOf(cell(record, 'documentType'));
    const reference = referenceOf(record);
    return type === undefined || reference === undefined || reference === '' ? undefined : `${type}:${reference}`;
  }

  function read(record: CsvRecord): Row {
    if (record.line <= layout.headerLine || isNoDocument(record, layout)) return { kind: 'none' };
    const faults: Fault[] = [];
    const blame = (code: CsvFaultCode, field: HeaderField, found: string): void => {
      const name = header[columns.get(field) ?? -1] ?? field;
      faults.push(cellFault(code, { file, line: record.line, header: name }, found));
    };
    const surplus = record.cells.slice(header.length).find((text) => cleanCell(text) !== '');
    if (surplus !== undefined) {
      const last = header.findLast((name) => name !== '') ?? '';
      return {
        kind: 'unreadable',
        faults: [cellFault('csv/too-many-cells', { file, line: record.line, header: last }, cleanCell(surplus))],
      };
    }

    const typeText = cell(record, 'documentType');
    const documentType = typeOf(typeText);
    if (documentType === undefined) blame(typeText === '' ? 'csv/value-missing' : 'csv/bad-document-type', 'documentType', typeText);
    const reference = referenceOf(record);
    if (reference === undefined) blame('csv/bad-reference', 'reference', cell(record, 'reference'));
    else if (reference === '') blame('csv/value-missing', 'reference', '');

    const day = (field: HeaderField, isRequired: boolean): string | undefined => {
      const text = cell(record, field);
      const date = text === '' ? undefined : parseIsraeliDate(text, dateOrder);
      if (text === '' && isRequired) blame('csv/value-missing', field, '');
      if (text !== '' && date === undefined) blame('csv/bad-date', field, text);
      return date;
    };
    const amount = (field: HeaderField): string | undefined => {
      const text = cell(record, field);
      if (text === '' || text === '-') return undefined;
      const parsed = parseIsraeliAmount(text);
      if (parsed === undefined) blame('csv/bad-amount', field, text);
      return parsed;
    };
    const dealer = (field: HeaderField): string | undefined => {
      const text = cell(record, field);
      const parsed = parseDealerNumber(text);
      if (parsed.kind === 'refused') blame('csv/bad-dealer-number', field, text);
      return parsed.kind === 'number' ? parsed.number : undefined;
    };

    const documentDate = day('documentDate', true);
    const producedOn = day('producedOn', false);
    const faultsBeforeAmounts = faults.length;
    const amounts = { netAmount: amount('netAmount'), vatAmount: amount('vatAmount'), grossAmount: amount('grossAmount') };
    const missingAmounts = completeAmounts(amounts);
    if (faults.length === faultsBeforeAmounts) {
      for (const field of missingAmounts) if (columns.has(field)) blame('csv/amount-missing', field, cell(record, field));
    }
    const discount = amount('discount')?.replace(/^-/, '');
    const amountBeforeDiscount = amount('amountBeforeDiscount');
    const vatNumber = dealer('customer.vatNumber');
    const issuerVatNumber = dealer('issuerVatNumber');
    const currencyText = cell(record, 'currency');
    const currency = currencyOf(currencyText);
    if (currency === undefined) blame('csv/bad-currency', 'currency', currencyText);
    const allocation = parseAllocationNumberCell(cell(record, 'existingNumber'));
    if (allocation.kind === 'refused') blame('csv/bad-allocation-number', 'existingNumber', cell(record, 'existingNumber'));

    const { netAmount, vatAmount, grossAmount } = amounts;
    if (
      faults.length > 0 ||
      documentType === undefined ||
      reference === undefined ||
      documentDate === undefined ||
      netAmount === undefined ||
      vatAmount === undefined ||
      grossAmount === undefined
    ) {
      return { kind: 'unreadable', faults };
    }

    const text = (field: HeaderField): string | undefined => cell(record, field) || undefined;
    const credited = text('creditedReference');
    const fields: InvoiceFields = {
      documentType,
      reference,
      documentDate,
      netAmount,
      vatAmount,
      grossAmount,
      customer: present<CustomerFields>({
        name: text('customer.name'),
        vatNumber,
        country: text('customer.country'),
        account: text('customer.account'),
      }),
      ...present<Partial<InvoiceFields>>({
        producedOn,
        amountBeforeDiscount,
        discount,
        branch: text('branch'),
        note: text('note'),
        issuerVatNumber,
        softwareNumber: text('softwareNumber'),
        currency: currency === '' ? undefined : currency,
      }),
      // Only a credit note is sure to mean the document that it credits; elsewhere a linked document may be an order.
      ...(credited !== undefined && documentType === 330 ? { related: [{ as: 'credited', reference: credited }] } : {}),
    };
    return {
      kind: 'document',
      ref: `${documentType}:${reference}`,
      standing: standingOf(cell(record, 'status'), typeText),
      fields,
      existingNumber: allocation.kind === 'number' ? allocation.number : undefined,
    };
  }

  return { read, identify };
}

/** Works out the one amount of the three that is missing, in whole agorot; says which are missing where that cannot be. */
function completeAmounts(amounts: Record<AmountField, string | undefined>): AmountField[] {
  const [net, vat, gross] = [amounts.netAmount, amounts.vatAmount, amounts.grossAmount].map((text) =>
    text === undefined ? undefined : toAgorot(text),
  );
  if (net === undefined && vat !== undefined && gross !== undefined) amounts.netAmount = fromAgorot(gross - vat);
  else if (vat === undefined && net !== undefined && gross !== undefined) amounts.vatAmount = fromAgorot(gross - net);
  else if (gross === undefined && net !== undefined && vat !== undefined) amounts.grossAmount = fromAgorot(net + vat);
  return (Object.keys(amounts) as AmountField[]).filter((field) => amounts[field] === undefined);
}

/** The empty string for shekels, a code of ISO 4217 for others, `undefined` for what is neither. */
function currencyOf(text: string): string | undefined {
  if (text === '' || SHEKELS.has(headerKey(text)) || text === '₪') return '';
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
  return text === '$' ? 'USD' : text === '€' ? 'EUR' : text === '£' ? 'GBP' : undefined;
}

/** Without the fields that are undefined: an absent field is left out (contract, exact optional properties). */
function present<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
