import type { Fault } from '@ishur/contract';
import type { CustomerFields, CustomerKind, InvoiceFields } from '@ishur/contract/v1';
import { parseBusinessDay } from './business-day.ts';
import type { BusinessDay } from './business-day.ts';
import type { Customer, InvoiceDocument } from './document.ts';
import { documentType } from './document-types.ts';
import { documentFault } from './document-faults.ts';
import { NON_DEDUCTING_CUSTOMER, NO_CUSTOMER, parseAllocationNumber, parseVatNumber } from './identifiers.ts';
import type { AllocationNumber, VatNumber } from './identifiers.ts';
import { addAmounts, parseAmount } from './money.ts';
import type { Agorot } from './money.ts';

export type ParsedDocument =
  | { readonly ok: true; readonly document: InvoiceDocument }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Turns the fields of an adapter into a typed document, or says all that is wrong with their spelling.
 *
 * @param existingNumber the allocation number that the source already holds.
 */
export function parseDocument(fields: InvoiceFields, existingNumber?: string): ParsedDocument {
  const faults: Fault[] = [];
  if (documentType(fields.documentType) === undefined) {
    faults.push(documentFault('document/type-unknown', 'documentType', { found: String(fields.documentType) }));
  }
  if (fields.reference.trim() === '') faults.push(documentFault('document/reference-missing', 'reference', {}));
  if (fields.currency !== undefined && !isShekel(fields.currency)) {
    faults.push(documentFault('document/foreign-amounts', 'currency', { found: fields.currency }));
  }

  const net = readAmount('netAmount', fields.netAmount, faults);
  const discount = fields.discount === undefined ? (0 as Agorot) : readAmount('discount', fields.discount, faults);
  const document: InvoiceDocument = {
    type: fields.documentType,
    reference: fields.reference,
    date: readDay('documentDate', fields.documentDate, faults),
    producedOn: fields.producedOn === undefined ? undefined : readDay('producedOn', fields.producedOn, faults),
    net,
    discount,
    beforeDiscount:
      fields.amountBeforeDiscount === undefined
        ? addAmounts(net, discount)
        : readAmount('amountBeforeDiscount', fields.amountBeforeDiscount, faults),
    vat: readAmount('vatAmount', fields.vatAmount, faults),
    gross: readAmount('grossAmount', fields.grossAmount, faults),
    customer: readCustomer(fields.customer, faults),
    existingNumber: readExistingNumber(existingNumber, faults),
    fields,
  };
  return faults.length === 0 ? { ok: true, document } : { ok: false, faults };
}

function readAmount(path: string, text: string, faults: Fault[]): Agorot {
  const amount = parseAmount(text);
  if (amount === undefined) faults.push(documentFault('document/amount-unreadable', path, { found: text }));
  return amount ?? (0 as Agorot);
}

function readDay(path: string, text: string, faults: Fault[]): BusinessDay {
  const day = parseBusinessDay(text);
  if (day === undefined) faults.push(documentFault('document/date-unreadable', path, { found: text }));
  return day ?? ('1900-01-01' as BusinessDay);
}

function readCustomer(fields: CustomerFields, faults: Fault[]): Customer {
  let vatNumber: VatNumber | undefined;
  const text = fields.vatNumber?.trim() ?? '';
  if (text !== '') {
    vatNumber = parseVatNumber(text);
    if (vatNumber === undefined) {
      faults.push(
        documentFault('document/vat-number-unreadable', 'customer.vatNumber', { found: fields.vatNumber ?? '' }),
      );
    }
  }
  return {
    name: fields.name,
    vatNumber,
    // Absent kind: presence of a dealer's number decides, and the decision says that it was inferred.
    kind: fields.kind ?? kindOf(vatNumber),
    kindStated: fields.kind !== undefined,
  };
}

function kindOf(vatNumber: VatNumber | undefined): CustomerKind {
  if (vatNumber === undefined || vatNumber === NO_CUSTOMER) return 'private';
  return vatNumber === NON_DEDUCTING_CUSTOMER ? 'non-deducting' : 'dealer';
}

function readExistingNumber(text: string | undefined, faults: Fault[]): AllocationNumber | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = parseAllocationNumber(text.trim());
  if (number === undefined) {
    faults.push(documentFault('document/existing-number-unreadable', 'existingNumber', { found: text }));
  }
  return number;
}

const SHEKELS: readonly string[] = ['', 'ILS', 'NIS', '₪', 'ש"ח', 'ש״ח', "ש'ח"];

function isShekel(currency: string): boolean {
  return SHEKELS.includes(currency.trim().toUpperCase());
}
