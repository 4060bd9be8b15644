import type { CustomerFields, InvoiceFields, SourceDocument } from '@ishur/contract/v1';

/** A document as the kit wants it to stand in the source. Type and number name it: no two of one world share both. */
export interface SampleDocument {
  readonly standing: SourceDocument['standing'];
  readonly fields: InvoiceFields;
  /** A number that stands beside it in the source already. */
  readonly existingNumber?: string;
}

/** What a test wants to be different about an ordinary tax invoice. */
export interface SampleChanges extends Partial<Omit<InvoiceFields, 'customer'>> {
  readonly standing?: SourceDocument['standing'];
  readonly existingNumber?: string;
  readonly customer?: Partial<CustomerFields>;
}

/** A tax invoice of 10,000 shekels and VAT to a dealer, with the changes that a test needs. */
export function sampleDocument(changes: SampleChanges = {}): SampleDocument {
  const { standing = 'final', existingNumber, customer, ...fields } = changes;
  return {
    standing,
    fields: {
      documentType: 305,
      reference: '1001',
      documentDate: '2026-06-15',
      netAmount: '10000.00',
      vatAmount: '1800.00',
      grossAmount: '11800.00',
      ...fields,
      customer: { name: 'לקוח לדוגמה בע"מ', vatNumber: '777777715', ...customer },
    },
    ...(existingNumber === undefined ? {} : { existingNumber }),
  };
}

/** So many invoices, numbered from 1001 upwards. */
export function sampleDocuments(count: number, changes: SampleChanges = {}): SampleDocument[] {
  return Array.from({ length: count }, (_, index) => sampleDocument({ ...changes, reference: String(1001 + index) }));
}

/** Type and number, by which the kit finds again what it put. */
export function keyOf({ documentType, reference }: InvoiceFields): string {
  return `${documentType}:${reference}`;
}
