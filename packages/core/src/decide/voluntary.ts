import type { InvoiceDocument } from '../document.ts';
import { documentType } from '../document-types.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** Whether a number may be asked for although the law does not require it. */
export interface Voluntary {
  readonly allowed: boolean;
  readonly reason: Reason;
}

/**
 * «ניתן לבקש מספר הקצאה לכל חשבונית, בכל סכום ולכל לקוח לרבות זכויים» (API description 2.0 / 7.2024, section 1.2), as far as
 * Approval v2 takes the type. Not for a document without VAT (VAT directive 01/2025: exempt and zero-rate invoices get no
 * number; the one exception is the reverse charge), and not for an "I" invoice (table 2.5).
 */
export function voluntary(document: InvoiceDocument): Voluntary {
  const allowed =
    documentType(document.type)?.accepted === true && document.vat !== 0 && document.customer.kind !== 'palestinian';
  return { allowed, reason: reason(allowed ? 'may-be-asked' : 'may-not-be-asked') };
}
