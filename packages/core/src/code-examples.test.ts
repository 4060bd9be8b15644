import { describe, expect, it } from 'vitest';
import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';
import { sampleFields } from './fixtures/sample-document.ts';
import {
  DOCUMENT_FAULTS,
  NON_DEDUCTING_CUSTOMER,
  REASONS,
  adviseTogether,
  assess,
  buildDocument,
  parseDocument,
  validate,
  validateAsker,
  validateInvoiceId,
} from './index.ts';
import type {
  AskCircumstances,
  Asker,
  BusinessDay,
  Circumstances,
  DocumentDraft,
  DocumentFaultCode,
  InvoiceDocument,
  ReasonCode,
  VatNumber,
} from './index.ts';

// One example for every code, through what core exports: a code that nothing can trigger does not stand in the tables.

type Fields = Partial<InvoiceFields>;
type Codes = readonly string[];

const DEALER = { vatNumber: '777777749' };
const UNTIL_JUNE: Fields = { documentDate: '2026-05-31', netAmount: '7000.00' };

function document(changes: Fields): InvoiceDocument {
  const parsed = parseDocument(sampleFields(changes));
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.code).join(', '));
  return parsed.document;
}

function reasons(changes: Fields, circumstances: Circumstances = {}): Codes {
  return assess(sampleFields(changes), circumstances).decision.reasons.map(({ code }) => code);
}

function advisories(changes: Fields, circumstances: Circumstances = {}): Codes {
  return assess(sampleFields(changes), circumstances).decision.advisories.map(({ code }) => code);
}

function voluntary(changes: Fields): Codes {
  const { voluntary: answer } = assess(sampleFields(changes), {}).decision;
  return answer === undefined ? [] : [answer.reason.code];
}

function together(...changes: readonly Fields[]): Codes {
  const told = adviseTogether(changes.map((change, index) => ({ key: String(index), document: document(change) })));
  return [...new Set([...told.values()].flat().map(({ code }) => code))];
}

function parsed(changes: Fields, existingNumber?: string): Codes {
  const result = parseDocument(sampleFields(changes), existingNumber);
  return result.ok ? [] : result.faults.map(({ code }) => code);
}

function validated(changes: Fields, circumstances: AskCircumstances = {}): Codes {
  return validate(document(changes), circumstances).map(({ code }) => code);
}

function item(fields: ItemFields): Codes {
  return validated({ items: [fields] });
}

function built(changes: Partial<DocumentDraft>): Codes {
  const result = buildDocument({
    documentType: 305,
    reference: '10231',
    documentDate: '2026-06-10',
    customer: DEALER,
    lines: [{ pricePerUnit: '100.00' }],
    ...changes,
  });
  return result.ok ? [] : result.faults.map(({ code }) => code);
}

function asker(changes: Partial<Asker>): Codes {
  const vatNumber = '777777715' as VatNumber;
  const usual: Asker = { vatNumber, softwareNumber: vatNumber, operator: { name: 'office' } };
  return validateAsker({ ...usual, ...changes }).map(({ code }) => code);
}

const HOLDING: Codes = ['type-allocatable', 'net-above-threshold', 'vat-charged', 'customer-dealer-inferred'];
const STATED: Codes = HOLDING.with(3, 'customer-dealer');
const JULY_2027 = { today: '2027-07-01' as BusinessDay };
const MAY_2026 = { today: '2026-05-09' as BusinessDay };

/** What comes out, and what has to: the code alone, or all four conditions where each of them holds. */
const REASON_EXAMPLES: Readonly<Record<ReasonCode, readonly [found: Codes, expected?: Codes]>> = {
  'type-allocatable': [reasons({}), HOLDING],
  'net-above-threshold': [reasons({ documentDate: '2026-01-01', netAmount: '10000.01' }), HOLDING],
  'vat-charged': [reasons({ vatAmount: '0.01' }), HOLDING],
  'customer-dealer-inferred': [reasons({ customer: DEALER }), HOLDING],
  'customer-dealer': [reasons({ customer: { ...DEALER, kind: 'dealer' } }), STATED],
  'type-not-allocatable': [reasons({ documentType: 400 })],
  'before-the-duty': [reasons({ documentDate: '2024-05-04' })],
  'net-not-above-threshold': [reasons({ netAmount: '5000.00' })],
  'vat-zero': [reasons({ vatAmount: '0.00' })],
  'customer-private': [reasons({ customer: { kind: 'private' } })],
  'customer-private-inferred': [reasons({ customer: {} })],
  'customer-non-deducting': [reasons({ customer: { vatNumber: NON_DEDUCTING_CUSTOMER } })],
  'customer-foreign': [reasons({ customer: { kind: 'foreign' } })],
  'customer-palestinian': [reasons({ customer: { kind: 'palestinian' } })],
  'number-exists': [reasons({}, { existingNumber: '178091822' })],
  'credit-note': [reasons({ documentType: 330 })],
  'may-be-asked': [voluntary({ netAmount: '100.00', vatAmount: '18.00', grossAmount: '118.00' })],
  'may-not-be-asked': [voluntary({ documentType: 400 })],
  'would-be-refused': [
    [
      assess(sampleFields({ netAmount: '100.00', vatAmount: '18.00', grossAmount: '118.00', reference: '0' }), {
        issuer: '777777715' as VatNumber,
      }).decision.voluntary?.reason.code ?? '',
    ],
  ],
  'pre-approval': [advisories({ documentType: 332 })],
  'vat-relief': [advisories({ netAmount: '7000.00', vatAmount: '900.00' }), ['vat-below-rate', 'vat-relief']],
  'straddles-a-step': [advisories({ ...UNTIL_JUNE, vatAmount: '1260.00', producedOn: '2026-06-01' })],
  'customer-number-missing': [advisories({ customer: {} })],
  'rate-of-another-day': [advisories({ netAmount: '10000.00', vatAmount: '1700.00' })],
  'vat-below-rate': [advisories({ netAmount: '10000.00', vatAmount: '1000.00' })],
  'company-number': [advisories({ customer: { kind: 'private', vatNumber: '511111114' } })],
  'date-old': [advisories({}, JULY_2027)],
  'date-ahead': [advisories({ netAmount: '12000.00', vatAmount: '2160.00' }, MAY_2026)],
  'text-shortened': [advisories({ note: 'x'.repeat(101) })],
  'country-not-sent': [advisories({ customer: { vatNumber: '777777749', country: 'Austria' } })],
  'deal-split': [together({ netAmount: '3000.00' }, { netAmount: '2000.01' })],
  'reference-gap': [together({ reference: 'A-1001' }, { reference: 'A-1003' })],
  'check-digit': [advisories({ customer: { vatNumber: '777777740' } })],
};

const FAULT_EXAMPLES: Readonly<Record<DocumentFaultCode, Codes>> = {
  'document/type-unknown': parsed({ documentType: 306 }),
  'document/reference-missing': parsed({ reference: ' ' }),
  'document/date-unreadable': parsed({ documentDate: '2026-06-31' }),
  'document/amount-unreadable': parsed({ netAmount: '5,000.01' }),
  'document/foreign-amounts': parsed({ currency: 'USD' }),
  'document/vat-number-unreadable': parsed({ customer: { vatNumber: '1234567890' } }),
  'document/existing-number-unreadable': parsed({}, 'IL-2026-1'),
  'document/type-not-accepted': validated({ documentType: 400 }),
  'document/reference-too-long': validated({ reference: 'A'.repeat(21) }),
  'document/reference-blank-or-zero': validated({ reference: '000' }),
  'document/amount-negative': validated({ discount: '-1.00', amountBeforeDiscount: '4999.01' }),
  'document/amount-too-large': validated({
    netAmount: '999999999999.99',
    discount: '0.01',
    vatAmount: '0',
    grossAmount: '999999999999.99',
  }),
  'document/total-mismatch': validated({ grossAmount: '5900.02' }),
  'document/discount-mismatch': validated({ amountBeforeDiscount: '5000.02' }),
  'document/vat-above-rate': validated({ vatAmount: '901.01', grossAmount: '5901.02' }),
  'document/customer-vat-number-missing': validated({ customer: { kind: 'dealer' } }),
  'document/customer-vat-number-impossible': validated({ customer: { vatNumber: '9' } }),
  'document/customer-is-issuer': validated({}, { issuer: DEALER.vatNumber as VatNumber }),
  'document/issuer-is-another': validated({ issuerVatNumber: '777777715' }, { issuer: '777777731' as VatNumber }),
  'document/original-missing': validated({ documentType: 330 }),
  'document/action-3-vat': validated({}, { action: 3 }),
  'document/action-3-type': validated({ documentType: 332, vatAmount: '0.00', grossAmount: '5000.01' }, { action: 3 }),
  'document/action-3-customer': validated(
    { vatAmount: '0.00', grossAmount: '5000.01', customer: { ...DEALER, kind: 'private' } },
    { action: 3 },
  ),
  'document/action-4-type': validated({ documentType: 310 }, { action: 4 }),
  'document/number-unreadable': item({ quantity: 'two' }),
  'document/item-index': item({ index: 1_000_000 }),
  'document/item-category': item({ category: '5' }),
  'document/item-price-negative': item({ pricePerUnit: '-1.00' }),
  'document/item-rate': item({ vatRate: '100' }),
  'document/item-total': item({ quantity: '2', pricePerUnit: '2500.00', netAmount: '5000.02' }),
  'document/lines-do-not-add-up': item({ netAmount: '4999.99' }),
  'document/lines-missing': built({ lines: [] }),
  'document/discount-too-large': built({ discount: '100.01' }),
  'document/no-rate-known': built({ documentDate: '2004-02-29' }),
  'asker/operator-missing': asker({ operator: {} }),
  'asker/operator-name-too-long': asker({ operator: { name: 'n'.repeat(26) } }),
  'asker/operator-name-blank-or-zero': asker({ operator: { name: ' 0' } }),
  'asker/number-impossible': asker({ vatNumber: '000000009' as VatNumber }),
  'asker/invoice-id': validateInvoiceId('000').map(({ code }) => code),
};

describe('every code', () => {
  it('has an example here', () => {
    expect(Object.keys(REASON_EXAMPLES).toSorted()).toEqual(Object.keys(REASONS).toSorted());
    expect(Object.keys(FAULT_EXAMPLES).toSorted()).toEqual(Object.keys(DOCUMENT_FAULTS).toSorted());
  });

  it.each(Object.entries(REASON_EXAMPLES))('%s is told by its example, and nothing beside it', (code, example) => {
    const [found, expected = [code]] = example;
    expect(found).toEqual(expected);
    expect(found).toContain(code);
  });

  it.each(Object.entries(FAULT_EXAMPLES))('%s is found in its example, and nothing beside it', (code, found) => {
    expect(found).toEqual([code]);
  });

  it('is silent where nothing is wrong', () => {
    for (const found of [advisories({}), parsed({}), validated({}), built({}), asker({}), together({}, {})]) {
      expect(found).toEqual([]);
    }
    expect(validateInvoiceId('777777715-305-10231')).toEqual([]);
    expect(voluntary({})).toEqual([]);
  });
});
