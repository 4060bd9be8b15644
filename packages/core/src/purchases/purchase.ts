import type { Fault } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { BusinessDay } from '../business-day.ts';
import { decide } from '../decide/decide.ts';
import { parseVatNumber } from '../identifiers.ts';
import type { AllocationNumber, VatNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';
import { parseDocument } from '../parse-document.ts';
import { contradictionOf } from '../validate/contradiction.ts';

/** An invoice that a business received, as its own books have it. */
export interface Purchase {
  /** Number of the document type; `undefined` where the books do not say it, as the detailed report does not. */
  readonly documentType: number | undefined;
  readonly supplier: VatNumber;
  readonly supplierName: string | undefined;
  readonly reference: string;
  readonly date: BusinessDay;
  /** In agorot. */
  readonly net: Agorot;
  readonly vat: Agorot;
  readonly gross: Agorot | undefined;
  /** The whole number, or its last nine digits. */
  readonly number: AllocationNumber | undefined;
  /**
   * `invoice`: to the agora, and the reference as it is printed. `report`: as the detailed report (PCN874) has it: whole shekels,
   * and the last nine digits of the reference. API description 2.0 / 7.2024, chapter 6.
   */
  readonly precision: 'invoice' | 'report';
}

/** A purchase, and whether its VAT may be deducted only with a number. */
export type ParsedPurchase =
  | { readonly ok: true; readonly purchase: Purchase; readonly needsNumber: boolean }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads the fields of a received invoice. The supplier is `issuerVatNumber`; in a list of purchases that has one party for each
 * line, that party is the supplier, whatever its column is called.
 *
 * Whether it needs a number is decided by the threshold of its own day, as for whoever issued it (VAT Law 5736-1975, s. 38(א) and
 * 47(א2); API description 2.0 / 7.2024, section 1.2), with the buyer as the dealer that wants to deduct. Where it bears no number
 * and its amounts contradict each other about that, it is not a purchase yet.
 *
 * @param existingNumber the allocation number that the books hold.
 */
export function parsePurchase(
  fields: InvoiceFields,
  existingNumber: string | undefined,
  buyer: VatNumber,
): ParsedPurchase {
  const { issuerVatNumber, customer } = fields;
  const supplierText = issuerVatNumber ?? customer.vatNumber ?? '';
  const supplier = parseVatNumber(supplierText.trim());
  const received = { ...fields, customer: { kind: 'dealer', vatNumber: buyer } as const };
  const parsed = parseDocument(received, existingNumber);
  const faults = parsed.ok ? [] : [...parsed.faults];
  if (supplier === undefined) faults.push(supplierMissing(supplierText));
  if (!parsed.ok || supplier === undefined) return { ok: false, faults };
  const { document } = parsed;
  const { kind } = decide({ ...document, existingNumber: undefined }, {});
  // One that has a number is held against the authority; of one that has none, the amounts alone say whether it needs one.
  const contradiction =
    document.existingNumber === undefined && kind === 'not-required' ? contradictionOf(document) : undefined;
  if (contradiction !== undefined) return { ok: false, faults: [contradiction] };
  const purchase: Purchase = {
    documentType: document.type,
    supplier,
    supplierName: issuerVatNumber === undefined || customer.vatNumber === undefined ? customer.name : undefined,
    reference: document.reference,
    date: document.date,
    net: document.net,
    vat: document.vat,
    gross: document.gross,
    number: document.existingNumber,
    precision: 'invoice',
  };
  return { ok: true, purchase, needsNumber: kind === 'required' };
}

function supplierMissing(found: string): Fault {
  const text = JSON.stringify(found.slice(0, 40));
  return {
    code: 'purchase/supplier-missing',
    path: 'issuerVatNumber',
    message: {
      he: `מספר העוסק של הספק: נמצא ${text}, ונדרש מספר של עד תשע ספרות. בלעדיו אין לאמת את החשבונית; השלימו אותו, או ציינו ב-columns באיזו עמודה הוא נמצא.`,
      en: `The supplier's VAT number: found ${text}, expected up to nine digits. Without it the invoice cannot be verified; fill it in, or say in \`columns\` where it stands.`,
    },
  };
}
