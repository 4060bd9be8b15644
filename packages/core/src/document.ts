import type { CustomerKind, InvoiceFields } from '@ishur/contract/v1';
import type { BusinessDay } from './business-day.ts';
import type { AllocationNumber, VatNumber } from './identifiers.ts';
import type { Agorot } from './money.ts';

/** A document that core has parsed: typed, in agorot. The fields it came from travel with it. */
export interface InvoiceDocument {
  readonly type: number;
  readonly reference: string;
  readonly date: BusinessDay;
  readonly producedOn: BusinessDay | undefined;
  readonly beforeDiscount: Agorot;
  readonly discount: Agorot;
  readonly net: Agorot;
  readonly vat: Agorot;
  readonly gross: Agorot;
  readonly customer: Customer;
  readonly existingNumber: AllocationNumber | undefined;
  readonly fields: InvoiceFields;
}

export interface Customer {
  readonly name: string | undefined;
  readonly vatNumber: VatNumber | undefined;
  readonly kind: CustomerKind;
  /** False where the source did not say what the customer is, and the kind was inferred from the presence of a VAT number. */
  readonly kindStated: boolean;
}
