import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerKind, InvoiceFields } from '@ishur/contract/v1';
import { parseDocument } from '../parse-document.ts';
import { decide } from './decide.ts';

// Plain and slow on purpose, and it shares neither code nor constants with core: the law a second time.

const TYPES_WITH_A_NUMBER = new Set(['305', '310', '320', '332', '340', '345', '348']);
const ALL_TYPES =
  '100 200 205 210 300 305 310 320 330 331 332 340 345 348 400 405 410 420 500 600 610 700 710 800 810 820 830 840 900 910';

function oracle(fields: InvoiceFields, existingNumber: string): { readonly kind: string; readonly codes: string[] } {
  if (existingNumber !== '') return { kind: 'already-allocated', codes: ['number-exists'] };
  const holding: string[] = [];
  const failing: string[] = [];

  if (TYPES_WITH_A_NUMBER.has(`${fields.documentType}`)) holding.push('type-allocatable');
  else failing.push(fields.documentType === 330 ? 'credit-note' : 'type-not-allocatable');

  const day = Number(fields.documentDate.replaceAll('-', ''));
  let shekels = -1;
  if (day >= 20240505) shekels = 25000;
  if (day >= 20250101) shekels = 20000;
  if (day >= 20260101) shekels = 10000;
  if (day >= 20260601) shekels = 5000;
  // Amounts below are exact in a double: a few decimals, far from its limits.
  if (shekels === -1) failing.push('before-the-duty');
  else if (Math.round(Number(fields.netAmount) * 100) - shekels * 100 >= 1) holding.push('net-above-threshold');
  else failing.push('net-not-above-threshold');

  if (/[1-9]/.test(fields.vatAmount)) holding.push('vat-charged');
  else failing.push('vat-zero');

  const { kind, vatNumber = '' } = fields.customer;
  if (kind === 'dealer') holding.push('customer-dealer');
  else if (kind !== undefined) failing.push(`customer-${kind}`);
  else if (vatNumber === '') failing.push('customer-private-inferred');
  else holding.push('customer-dealer-inferred');

  return failing.length === 0 ? { kind: 'required', codes: holding } : { kind: 'not-required', codes: failing };
}

const STEPS = ['2024-05-05', '2025-01-01', '2026-01-01', '2026-06-01'];

/** Half of the days lie around a step: the day before, the day, the day after. */
const day: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom(...STEPS), fc.integer({ min: -1, max: 1 })).map(([step, days]) => plusDays(step, days)),
  fc.integer({ min: 0, max: 3000 }).map((days) => plusDays('2021-01-01', days)),
);

/** Most amounts lie an agora around a threshold, in several spellings. */
const net: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(5000, 10000, 15000, 20000, 25000), fc.constantFrom(-1, 0, 1)).map(spell),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('5000', '5000.0', '05000.00', '10000', '20000.000', '25000', '5000.1', '-5000.01'),
  },
  { weight: 1, arbitrary: fc.integer({ min: -3_000_000, max: 9_000_000 }).map((agorot) => (agorot / 100).toFixed(2)) },
);

const vatAmount = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('0', '0.00', '-0.00', '0.01', '-0.01', '900.00') },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 2_000_000 }).map((agorot) => (agorot / 100).toFixed(2)) },
);

const customer = fc
  .tuple(
    fc.constantFrom<CustomerKind | undefined>(
      undefined,
      'dealer',
      'private',
      'non-deducting',
      'foreign',
      'palestinian',
    ),
    fc.constantFrom('', '777777749', '777777740', '18'),
  )
  .map(([kind, vatNumber]) => ({
    ...(vatNumber === '' ? {} : { vatNumber }),
    ...(kind === undefined ? {} : { kind }),
  }));

const documentType = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...[...TYPES_WITH_A_NUMBER].map(Number)) },
  { weight: 1, arbitrary: fc.constantFrom(...ALL_TYPES.split(' ').map(Number)) },
);

const fields: fc.Arbitrary<InvoiceFields> = fc.record({
  documentType,
  reference: fc.constant('1'),
  documentDate: day,
  netAmount: net,
  vatAmount,
  grossAmount: fc.constant('1'),
  customer,
});

const existing = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('178091822') },
);

describe('decide, beside an oracle', () => {
  it('agrees on what is required and why, for thousands of documents around every step', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fields, existing, (document, existingNumber) => {
        const parsed = parseDocument(document, existingNumber);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
        const { kind, reasons, faults } = decide(parsed.document);
        expect({ kind, codes: reasons.map((reason) => reason.code) }).toEqual(oracle(document, existingNumber));
        expect(faults).toEqual([]);
        for (const { message, source } of reasons) {
          expect(`${message.he} ${message.en} ${source}`).not.toMatch(/undefined|NaN|\(\)| {2}| [.,]/);
        }
        for (const code of [kind, ...reasons.map((reason) => reason.code)]) seen.set(code, (seen.get(code) ?? 0) + 1);
      }),
      { numRuns: 6000 },
    );
    // The generator is worth something only where it reaches every answer, and not by chance.
    const reached = [...seen].filter(([, times]) => times >= 20).map(([code]) => code);
    expect(reached.toSorted()).toEqual(
      [
        'already-allocated',
        'before-the-duty',
        'credit-note',
        'customer-dealer',
        'customer-dealer-inferred',
        'customer-foreign',
        'customer-non-deducting',
        'customer-palestinian',
        'customer-private',
        'customer-private-inferred',
        'net-above-threshold',
        'net-not-above-threshold',
        'not-required',
        'number-exists',
        'required',
        'type-allocatable',
        'type-not-allocatable',
        'vat-charged',
        'vat-zero',
      ].toSorted(),
    );
  });
});

function plusDays(start: string, days: number): string {
  return new Date(Date.parse(`${start}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function spell([shekels, agorot]: readonly [number, number]): string {
  return (shekels + agorot / 100).toFixed(2);
}
