import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { RULES_VERSION, assess } from './assess.ts';
import { sampleFields } from './fixtures/sample-document.ts';
import { parseVatNumber } from './identifiers.ts';
import type { VatNumber } from './identifiers.ts';
import { THRESHOLDS } from './thresholds.ts';

const ISSUER = parseVatNumber('777777715') as VatNumber;
const WRONG_TOTAL = { grossAmount: '1.00' };

describe('assess', () => {
  it('requires a number for a document that is in order', () => {
    const { decision, document } = assess(sampleFields(), { issuer: ISSUER });
    expect(decision).toMatchObject({ kind: 'required', faults: [] });
    expect(document).toMatchObject({ type: 305, net: 500_001 });
  });

  it('calls a required document with faults invalid, and keeps the reasons for which it is required', () => {
    const { decision, document } = assess(sampleFields(WRONG_TOTAL), { issuer: ISSUER });
    expect(decision.kind).toBe('invalid');
    expect(decision.faults.map((fault) => fault.code)).toEqual(['document/total-mismatch']);
    expect(decision.reasons.map((reason) => reason.code)).toEqual([
      'type-allocatable',
      'net-above-threshold',
      'vat-charged',
      'customer-dealer-inferred',
    ]);
    expect(document).toBeDefined();
  });

  it('does not validate what nobody asks for', () => {
    const broken = { ...WRONG_TOTAL, reference: '0' };
    const receipt = assess(sampleFields({ ...broken, documentType: 400 }), { issuer: ISSUER });
    expect(receipt.decision).toMatchObject({ kind: 'not-required', faults: [] });
    const small = assess(sampleFields({ ...broken, netAmount: '5000.00' }), { issuer: ISSUER });
    expect(small.decision).toMatchObject({ kind: 'not-required', faults: [] });
    const numbered = assess(sampleFields(broken), { issuer: ISSUER, existingNumber: '178091822' });
    expect(numbered.decision).toMatchObject({ kind: 'already-allocated', faults: [] });
  });

  it.each<readonly [string, Partial<InvoiceFields>]>([
    ['a net amount that lost its beginning', { netAmount: '4000.00', vatAmount: '1800.00', grossAmount: '11800.00' }],
    ['a net amount with the other sign', { netAmount: '-10000.00', vatAmount: '1800.00', grossAmount: '11800.00' }],
    ['VAT from the wrong column', { netAmount: '10000.00', vatAmount: '0.00', grossAmount: '11800.00' }],
  ])('calls %s invalid: by the other two amounts a number is required', (_, amounts) => {
    const { decision, document } = assess(sampleFields(amounts), { issuer: ISSUER });
    expect(decision).toMatchObject({
      kind: 'invalid',
      faults: [{ code: 'document/total-mismatch', path: 'grossAmount' }],
    });
    expect(decision.voluntary).toBeUndefined();
    expect(decision.reasons).not.toEqual([]);
    expect(document).toBeDefined();
    for (const other of [{ documentType: 400 }, { customer: { kind: 'private' as const } }]) {
      expect(assess(sampleFields({ ...amounts, ...other }), { issuer: ISSUER }).decision.kind).toBe('not-required');
    }
  });

  it.each(['1000.00', '4000.00'])('calls a net amount of %s invalid with the VAT of 10,000', (netAmount) => {
    const amounts = { netAmount, vatAmount: '1800.00', grossAmount: (Number(netAmount) + 1800).toFixed(2) };
    const { decision } = assess(sampleFields(amounts), { issuer: ISSUER });
    expect(decision).toMatchObject({
      kind: 'invalid',
      faults: [{ code: 'document/vat-above-rate', path: 'vatAmount' }],
    });
    expect(assess(sampleFields({ ...amounts, documentType: 330 }), {}).decision.kind).toBe('not-required');
    // Above the rate, and still the VAT of less than the threshold.
    const small = { ...amounts, vatAmount: '899.00', grossAmount: (Number(netAmount) + 899).toFixed(2) };
    expect(assess(sampleFields(small), {}).decision.kind).toBe('not-required');
  });

  it('lets no wish ask for what the authority would refuse, once it is known who asks', () => {
    const small = { netAmount: '100.00', vatAmount: '18.00', grossAmount: '118.00' };
    const may = (more: Partial<InvoiceFields>, issuer?: VatNumber): unknown =>
      assess(sampleFields({ ...small, ...more }), issuer === undefined ? {} : { issuer }).decision.voluntary;
    expect(may({}, ISSUER)).toMatchObject({ allowed: true });
    for (const wrong of [{ issuerVatNumber: '777777731' }, { reference: '0' }, { grossAmount: '119.00' }]) {
      expect(may(wrong, ISSUER)).toMatchObject({ allowed: false, reason: { code: 'would-be-refused' } });
      expect(may(wrong)).toMatchObject({ allowed: true });
    }
  });

  it.each<readonly [string, Partial<InvoiceFields>]>([
    ['a total rounded to a shekel', { netAmount: '5000.00', vatAmount: '900.00', grossAmount: '5901.00' }],
    ['a total that is too low', { netAmount: '10000.00', vatAmount: '0.00', grossAmount: '1000.00' }],
    ['amounts that are all below', { netAmount: '400.00', vatAmount: '180.00', grossAmount: '1180.00' }],
    [
      'a total before the duty',
      { documentDate: '2024-05-04', netAmount: '40.00', vatAmount: '5000.00', grossAmount: '40000.00' },
    ],
  ])('leaves alone %s', (_, amounts) => {
    expect(assess(sampleFields(amounts), { issuer: ISSUER }).decision.kind).toBe('not-required');
  });

  it('gives the faults of fields that cannot be parsed, and no document', () => {
    const { decision, document } = assess(sampleFields({ netAmount: 'x', documentDate: 'y' }), { issuer: ISSUER });
    expect(decision).toMatchObject({ kind: 'invalid', reasons: [], advisories: [] });
    expect(decision.faults.map((fault) => fault.path).toSorted()).toEqual(['documentDate', 'netAmount']);
    expect(document).toBeUndefined();
  });

  it('finds out that the customer is the issuer only where it knows the issuer', () => {
    const own = sampleFields({ customer: { vatNumber: ISSUER } });
    expect(assess(own, { issuer: ISSUER }).decision.faults.map((fault) => fault.code)).toEqual([
      'document/customer-is-issuer',
    ]);
    expect(assess(own, {}).decision.kind).toBe('required');
  });

  it('asks for no document that another dealer issued', () => {
    const codes = (issuerVatNumber: string, issuer?: VatNumber): readonly string[] =>
      assess(sampleFields({ issuerVatNumber }), issuer === undefined ? {} : { issuer }).decision.faults.map(
        (fault) => `${fault.code} at ${fault.path}`,
      );
    expect(codes('777777731', ISSUER)).toEqual(['document/issuer-is-another at issuerVatNumber']);
    expect(codes('7777777x', ISSUER)).toEqual(['document/issuer-is-another at issuerVatNumber']);
    for (const own of [ISSUER, ` ${ISSUER} `, '']) expect(codes(own, ISSUER)).toEqual([]);
    expect(codes('777777731'), 'in a bare check of a file').toEqual([]);
    const receipt = sampleFields({ documentType: 400, issuerVatNumber: '777777731' });
    expect(assess(receipt, { issuer: ISSUER }).decision.kind).toBe('not-required');
  });

  it('finds that the customer is the issuer that the document names', () => {
    const own = sampleFields({ customer: { vatNumber: ISSUER }, issuerVatNumber: ISSUER });
    expect(assess(own, {}).decision.faults.map((fault) => fault.code)).toEqual(['document/customer-is-issuer']);
  });

  it('keeps advisories also with an invalid document', () => {
    const fields = sampleFields({ ...WRONG_TOTAL, customer: { vatNumber: '777777740' } });
    expect(assess(fields, { issuer: ISSUER }).decision).toMatchObject({
      kind: 'invalid',
      advisories: [{ code: 'check-digit' }],
    });
  });

  it('names rules that are no older than the newest step', () => {
    expect(RULES_VERSION >= (THRESHOLDS[0]?.since ?? '')).toBe(true);
  });
});
