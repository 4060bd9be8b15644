import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { BusinessDay } from '../business-day.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { decide } from './decide.ts';
import type { DecisionCircumstances } from './decide.ts';

const NUMBER = '178091822';
const PRIVATE = { customer: { kind: 'private' } } as const;

function advised(changes: Partial<InvoiceFields>, circumstances: DecisionCircumstances = {}): readonly string[] {
  return decide(sampleDocument(changes), circumstances).advisories.map(({ code }) => code);
}

function advisedWithNumber(changes: Partial<InvoiceFields>): readonly string[] {
  return decide(sampleDocument(changes, NUMBER)).advisories.map(({ code }) => code);
}

const on = (today: string): DecisionCircumstances => ({ today: today as BusinessDay });

describe('advice on the customer', () => {
  it('misses the number of a customer above the threshold who is called nothing', () => {
    expect(advised({ customer: {} })).toEqual(['customer-number-missing']);
    expect(advised({ customer: { vatNumber: ' ' } })).toEqual(['customer-number-missing']);
    expect(advised({ customer: {}, netAmount: '5000.00' })).toEqual([]);
    expect(advised({ customer: {}, vatAmount: '0.00' })).toEqual([]);
    expect(advised({ customer: {}, documentType: 400 })).toEqual([]);
    expect(advised(PRIVATE), 'the source says that it is private').toEqual([]);
    expect(advisedWithNumber({ customer: {} })).toEqual([]);
  });

  it('takes 999999999 for no number, and has nothing to say of its check digit', () => {
    expect(advised({ customer: { vatNumber: '999999999' } })).toEqual(['customer-number-missing']);
    expect(advised({ customer: { vatNumber: '999999999' }, netAmount: '1.00', vatAmount: '0.18' })).toEqual([]);
    expect(advised({ customer: { vatNumber: '999999998' } }), 'a customer who does not deduct').toEqual([]);
  });

  it('wonders at a private customer with the number of a corporation', () => {
    const company = (kind: 'private' | 'dealer' | 'non-deducting'): Partial<InvoiceFields> => ({
      customer: { kind, vatNumber: '511111114' },
    });
    expect(advised(company('private'))).toEqual(['company-number']);
    expect(advised(company('dealer'))).toEqual([]);
    expect(advised(company('non-deducting')), 'a bank is a company').toEqual([]);
    expect(advised({ ...company('private'), netAmount: '5000.00' })).toEqual([]);
    expect(advised({ customer: { kind: 'private', vatNumber: '777777749' } })).toEqual([]);
  });
});

describe('advice on VAT', () => {
  const vat = (netAmount: string, vatAmount: string, more: Partial<InvoiceFields> = {}): readonly string[] =>
    advised({ netAmount, vatAmount, ...more });

  it('leaves half a shekel to rounding', () => {
    expect(vat('10000.00', '1800.50')).toEqual([]);
    expect(vat('10000.00', '1799.50')).toEqual([]);
    expect(vat('10000.00', '1799.49')).toEqual(['vat-below-rate']);
    expect(vat('10000.00', '1800.51'), 'validate refuses it where it matters').toEqual([]);
  });

  it('knows the rate of another day', () => {
    expect(vat('10000.00', '1700.00')).toEqual(['rate-of-another-day']);
    expect(vat('10000.00', '1700.50')).toEqual(['rate-of-another-day']);
    expect(vat('10000.00', '1700.51')).toEqual(['vat-below-rate']);
    expect(vat('30000.00', '5400.00', { documentDate: '2024-12-31' })).toEqual(['rate-of-another-day']);
    expect(vat('30000.00', '5400.00', { documentDate: '2025-01-01' })).toEqual([]);
    expect(vat('10.00', '1.70'), 'too small to tell').toEqual([]);
  });

  it('names both rates', () => {
    const [advisory] = decide(sampleDocument({ netAmount: '10000.00', vatAmount: '1650.00' })).advisories;
    expect(advisory?.message.en).toContain("that of 16.5 %, and on the document's date the rate is 18 %");
  });

  it('says nothing of a credit note, which keeps the rate of its original', () => {
    expect(vat('10000.00', '1700.00', { documentType: 330 })).toEqual([]);
    expect(vat('10000.00', '1000.00', { documentType: 330 })).toEqual([]);
  });

  it('says nothing before the first rate that is known, nor of amounts that are not positive', () => {
    expect(vat('10000.00', '1000.00', { documentDate: '2004-02-29' })).toEqual([]);
    expect(vat('10000.00', '0.00')).toEqual([]);
    expect(vat('-10000.00', '-1000.00')).toEqual([]);
  });

  it.each([
    ['2026-06-01', '900.00', '900.01'],
    ['2026-05-31', '1800.00', '1800.01'],
    ['2025-12-31', '3600.00', '3600.01'],
    ['2024-12-31', '4250.00', '4250.01'],
  ])("tells of the FAQ's relief for a mixed invoice: on %s up to %s", (documentDate, at, above) => {
    const mixed = { documentDate, netAmount: '100000.00' };
    expect(advised({ ...mixed, vatAmount: at })).toEqual(['vat-below-rate', 'vat-relief']);
    expect(advised({ ...mixed, vatAmount: above })).toEqual(['vat-below-rate']);
    expect(decide(sampleDocument({ ...mixed, vatAmount: at })).kind, 'the statute decides').toBe('required');
  });

  it('tells of no relief where no number is required anyway, or the invoice is not mixed', () => {
    const mixed = { netAmount: '7000.00', vatAmount: '800.00' };
    expect(advised({ ...mixed, ...PRIVATE })).toEqual(['vat-below-rate']);
    expect(advised({ ...mixed, documentType: 300 })).toEqual(['vat-below-rate']);
    expect(advisedWithNumber(mixed)).toEqual(['vat-below-rate']);
    expect(advised({ netAmount: '5000.01', vatAmount: '900.00' }), 'fully taxed').toEqual([]);
  });
});

describe('advice on days', () => {
  const between = { netAmount: '7000.00', vatAmount: '1260.00' };

  it('wonders at a document and its production on two sides of a step that decides', () => {
    const may = { ...between, documentDate: '2026-05-31' };
    expect(advised({ ...may, producedOn: '2026-06-01' })).toEqual(['straddles-a-step']);
    expect(advised({ ...between, documentDate: '2026-06-01', producedOn: '2026-05-31' })).toEqual(['straddles-a-step']);
    expect(advised({ ...may, producedOn: '2026-05-30' })).toEqual([]);
    expect(advised({ ...may, netAmount: '5000.00', vatAmount: '900.00', producedOn: '2026-06-01' })).toEqual([]);
    expect(advised({ ...may, netAmount: '10000.01', vatAmount: '1800', producedOn: '2026-06-01' })).toEqual([]);
    expect(advised(may, on('2026-06-01')), 'produced today').toEqual(['straddles-a-step']);
    expect(advised({ ...may, producedOn: '2026-05-31' }, on('2026-06-01')), 'the source knows better').toEqual([]);
  });

  it('asks it only where the amount alone decides', () => {
    const straddling = { ...between, documentDate: '2026-05-31', producedOn: '2026-06-01' };
    for (const more of [PRIVATE, { customer: {} }, { documentType: 400 }, { vatAmount: '0.00' }]) {
      expect(advised({ ...straddling, ...more })).toEqual([]);
    }
    expect(advisedWithNumber(straddling)).toEqual([]);
  });

  it('fears the authority’s window: twelve months back and one ahead, both ends included', () => {
    expect(advised({ documentDate: '2026-06-10' }, on('2027-06-10'))).toEqual([]);
    expect(advised({ documentDate: '2026-06-10' }, on('2027-06-11'))).toEqual(['date-old']);
    expect(advised({ documentDate: '2026-07-10' }, on('2026-06-10'))).toEqual([]);
    expect(advised({ documentDate: '2026-07-11' }, on('2026-06-10'))).toEqual(['date-ahead']);
    expect(advised({ documentDate: '2026-06-10' }), 'without a day nothing').toEqual([]);
  });

  it('takes the window from the settings, and says it', () => {
    const circumstances = { ...on('2026-09-11'), dateWindow: { monthsBack: 3, monthsAhead: 2 } };
    const [old] = decide(sampleDocument({ documentDate: '2026-06-10' }), circumstances).advisories;
    expect(old).toMatchObject({ code: 'date-old' });
    expect(old?.message.he).toContain('לפני יותר מ-3 חודשים');
    expect(old?.message.en).toContain('more than 3 months ago');
    const [ahead] = decide(sampleDocument({ documentDate: '2026-11-12' }), circumstances).advisories;
    expect(ahead?.message.he).toContain('בעוד יותר מחודשיים');
    const [usual] = decide(sampleDocument({ documentDate: '2026-11-12' }), on('2026-09-11')).advisories;
    expect(usual?.message.he).toContain('בעוד יותר מחודש.');
    expect(usual?.message.en).toContain('more than a month ahead');
  });

  it('fears it only for what has to be asked', () => {
    for (const more of [PRIVATE, { netAmount: '100.00', vatAmount: '18.00' }, { documentType: 400 }]) {
      expect(advised({ ...more, documentDate: '2026-06-10' }, on('2029-01-01'))).toEqual([]);
    }
  });
});

describe('advice on a pro-forma', () => {
  it('explains the pre-approval above the threshold', () => {
    expect(advised({ documentType: 332 })).toEqual(['pre-approval']);
    expect(advised({ documentType: 332, netAmount: '5000.00' })).toEqual([]);
    expect(advised({ documentType: 305 })).toEqual([]);
  });
});
