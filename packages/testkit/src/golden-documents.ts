import { sampleDocument } from './sample-document.ts';
import type { SampleDocument } from './sample-document.ts';

/** Documents of the kind that adapters have spoiled before, by what is special about them. */
export const GOLDEN_DOCUMENTS: {
  readonly ordinary: SampleDocument;
  readonly hebrew: SampleDocument;
  readonly mixedDirection: SampleDocument;
  readonly leadingZeros: SampleDocument;
  readonly agorot: SampleDocument;
  readonly negative: SampleDocument;
  readonly creditNote: SampleDocument;
  readonly zeroVat: SampleDocument;
  readonly small: SampleDocument;
  readonly foreignCurrency: SampleDocument;
  readonly privateCustomer: SampleDocument;
  readonly firstDayOfYear: SampleDocument;
  readonly allFields: SampleDocument;
  readonly related: SampleDocument;
  readonly items: SampleDocument;
} = {
  ordinary: sampleDocument({ reference: '2000' }),
  hebrew: sampleDocument({ reference: '2001', customer: { name: 'חברת השקעות ובנייה בע"מ' } }),
  mixedDirection: sampleDocument({
    reference: '2002',
    customer: { name: 'אי.בי.אם IBM Israel (2026) בע"מ - סניף 3' },
  }),
  leadingZeros: sampleDocument({ reference: '000123', customer: { vatNumber: '000000018' } }),
  agorot: sampleDocument({ reference: '2004', netAmount: '1234.56', vatAmount: '222.22', grossAmount: '1456.78' }),
  negative: sampleDocument({
    reference: '2005',
    netAmount: '-1000.00',
    vatAmount: '-180.00',
    grossAmount: '-1180.00',
  }),
  creditNote: sampleDocument({ documentType: 330, reference: '2006' }),
  zeroVat: sampleDocument({ reference: '2007', netAmount: '500.00', vatAmount: '0.00', grossAmount: '500.00' }),
  small: sampleDocument({ reference: '2014', netAmount: '0.50', vatAmount: '0.09', grossAmount: '0.59' }),
  foreignCurrency: sampleDocument({ reference: '2008', currency: 'USD' }),
  privateCustomer: {
    standing: 'final',
    fields: { ...sampleDocument({ reference: '2009' }).fields, customer: { name: 'דנה כהן' } },
  },
  firstDayOfYear: sampleDocument({ reference: '2010', documentDate: '2026-01-01' }),
  allFields: sampleDocument({
    reference: '2011',
    producedOn: '2026-06-16',
    amountBeforeDiscount: '10500.00',
    discount: '500.00',
    branch: '7',
    note: 'הזמנה 4411',
    issuerVatNumber: '777777715',
    softwareNumber: '00123456',
    customer: { country: 'IL', account: '30001', kind: 'dealer' },
  }),
  related: sampleDocument({
    documentType: 330,
    reference: '2012',
    related: [{ as: 'credited', documentType: 305, reference: '2001' }],
  }),
  items: sampleDocument({
    reference: '2013',
    items: [
      { index: 1, description: 'ייעוץ', quantity: '2', pricePerUnit: '4000.00', netAmount: '8000.00', vatRate: '18' },
      { index: 2, description: 'נסיעות', quantity: '1', pricePerUnit: '2000.00', netAmount: '2000.00', vatRate: '18' },
    ],
  }),
};
