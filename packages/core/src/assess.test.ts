import { describe, expect, it } from 'vitest';
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
