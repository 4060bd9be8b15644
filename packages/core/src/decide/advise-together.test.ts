import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { adviseTogether } from './advise-together.ts';
import type { KeyedDocument } from './advise-together.ts';

/** Documents with keys a, b, c, …; their references are far apart, so that no gap is seen where splits are meant. */
function keyed(changes: readonly Partial<InvoiceFields>[]): readonly KeyedDocument[] {
  return changes.map((change, index) => ({
    key: String.fromCodePoint(97 + index),
    document: sampleDocument({ reference: String(1000 * (index + 1)), ...change }),
  }));
}

/** `a deal-split` and so on, by key. */
function advised(...changes: readonly Partial<InvoiceFields>[]): readonly string[] {
  const told = adviseTogether(keyed(changes));
  return [...told].flatMap(([key, reasons]) => reasons.map(({ code }) => `${key} ${code}`)).toSorted();
}

const net = (netAmount: string, more: Partial<InvoiceFields> = {}): Partial<InvoiceFields> => ({ netAmount, ...more });

describe('a deal that is split', () => {
  const BOTH = ['a deal-split', 'b deal-split'];

  it('is seen where documents of one day to one dealer pass the threshold together and not alone', () => {
    expect(advised(net('2500.00'), net('2500.01'))).toEqual(BOTH);
    expect(advised(net('2500.00'), net('2500.00')), 'exactly at the threshold').toEqual([]);
    expect(advised(net('5000.00'), net('0.01'))).toEqual(BOTH);
    expect(advised(net('2000.00'), net('2000.00'), net('2000.00'))).toHaveLength(3);
    expect(advised(net('2500.00'))).toEqual([]);
  });

  it('leaves out documents that need a number alone', () => {
    expect(advised(net('5000.01'), net('3000.00'))).toEqual([]);
    expect(advised(net('3000.00'), net('3000.00'), net('5000.01'))).toEqual(BOTH);
  });

  it.each<readonly [string, string, string]>([
    ['2024-05-05', '12500.00', '12500.01'],
    ['2025-01-01', '10000.00', '10000.01'],
    ['2026-05-31', '5000.00', '5000.01'],
    ['2026-06-01', '2500.00', '2500.01'],
  ])('is measured by the threshold of its day: %s', (documentDate, half, more) => {
    expect(advised(net(half, { documentDate }), net(half, { documentDate }))).toEqual([]);
    expect(advised(net(half, { documentDate }), net(more, { documentDate }))).toEqual(BOTH);
  });

  it('is none before the duty', () => {
    const before = { documentDate: '2024-05-04' };
    expect(advised(net('20000.00', before), net('20000.00', before))).toEqual([]);
  });

  it.each<readonly [string, Partial<InvoiceFields>]>([
    ['another day', { documentDate: '2026-06-11' }],
    ['another customer', { customer: { vatNumber: '777777731' } }],
    ['a private customer', { customer: { kind: 'private', vatNumber: '777777749' } }],
    ['a dealer without a number', { customer: { kind: 'dealer' } }],
    ['a document without VAT', { vatAmount: '0.00' }],
    ['a receipt', { documentType: 400 }],
    ['a credit note', { documentType: 330 }],
    ['a pro-forma, which is the same money as its invoice', { documentType: 332 }],
    ['another dealer of the same source', { issuerVatNumber: '777777715' }],
    ['the storno of another', { related: [{ as: 'cancelled', reference: '9' }] }],
  ])('is not seen with %s', (_, other) => {
    expect(advised(net('3000.00'), net('3000.00', other))).toEqual([]);
    expect(advised(net('3000.00'), net('3000.00', other), net('3000.00'))).toEqual(['a deal-split', 'c deal-split']);
  });

  it('is seen across types that get a number', () => {
    expect(advised(net('3000.00'), net('3000.00', { documentType: 320 }))).toEqual(BOTH);
    expect(advised(net('3000.00', { documentType: 332 }), net('3000.00', { documentType: 332 }))).toEqual(BOTH);
  });

  it('knows a customer also by a number without its leading zeros', () => {
    const customers = ['18', '000000018'].map((vatNumber) => net('3000.00', { customer: { vatNumber } }));
    expect(advised(...customers)).toEqual(BOTH);
  });

  it('does not count what a storno cancels', () => {
    const storno = (documentType?: number): Partial<InvoiceFields> =>
      net('-3000.00', {
        vatAmount: '-540.00',
        related: [{ as: 'cancelled', reference: '1000', ...(documentType === undefined ? {} : { documentType }) }],
      });
    expect(advised(net('3000.00'), net('3000.00'), storno())).toEqual([]);
    expect(advised(net('3000.00'), net('3000.00'), storno(305))).toEqual([]);
    expect(advised(net('3000.00'), net('3000.00'), storno(320)), 'a 320 of the same number').toEqual(BOTH);
  });

  it('lets a credit within count against the sum, and advises on what is sold', () => {
    const credit = (amount: string): Partial<InvoiceFields> => net(amount, { vatAmount: '-1.00' });
    expect(advised(net('3000.00'), net('3000.00'), credit('-1000.00'))).toEqual([]);
    expect(advised(net('3000.00'), net('3000.00'), credit('-999.99'))).toEqual(BOTH);
  });

  it('does not look at documents that have their number', () => {
    const [one, other] = [sampleDocument(net('3000.00')), sampleDocument(net('3000.00'), '178091822')];
    expect(
      adviseTogether([
        { key: 'a', document: one },
        { key: 'b', document: other },
      ]).size,
    ).toBe(0);
  });

  it('says whose, when, how many and how much', () => {
    const told = adviseTogether(keyed([net('2500.00'), net('2500.01')])).get('a');
    expect(told?.[0]?.message).toEqual({
      he: 'ללקוח 777777749 יש 2 מסמכים מיום 2026-06-10 שאף אחד מהם אינו עובר את הסף, אבל ביחד הם מסתכמים ב-5,000.01 ש"ח לפני מע"מ. אם זו עסקה אחת שפוצלה, נדרש מספר הקצאה.',
      en: 'Customer 777777749 has 2 documents of 2026-06-10, none above the threshold and together 5,000.01 NIS before VAT. If this is one deal that was split, a number is required.',
    });
  });
});

describe('a gap in a numbering', () => {
  /** The later side of every gap. */
  const gaps = (...references: readonly string[]): readonly string[] => {
    const documents = references.map((reference, index) => ({
      key: `${reference} (${index})`,
      document: sampleDocument({ reference, documentType: 400 }),
    }));
    return [...adviseTogether(documents)].flatMap(([key, reasons]) =>
      reasons.map(({ code }) => (code === 'reference-gap' ? key.replace(/ \(\d+\)$/, '') : code)),
    );
  };

  it('is told of on the later side', () => {
    expect(gaps('1001', '1002', '1004')).toEqual(['1004']);
    expect(gaps('1001', '1002', '1003')).toEqual([]);
    expect(gaps('1001')).toEqual([]);
    expect(gaps()).toEqual([]);
  });

  it('is looked for by number and not by text or by order', () => {
    expect(gaps('10', '9', '11', '8')).toEqual([]);
    expect(gaps('12', '9', '10')).toEqual(['12']);
    expect(gaps('0099', '0100', '0102')).toEqual(['0102']);
    expect(gaps('99', '0100')).toEqual([]);
  });

  it('is at most fifty wide: a larger step is another series', () => {
    expect(gaps('100', '150')).toEqual(['150']);
    expect(gaps('100', '151')).toEqual([]);
    expect(gaps('20260001', '20260002', '20270001', '20270003')).toEqual(['20270003']);
  });

  it('is told of once however many stand there twice', () => {
    expect(gaps('1001', '1001', '1002', '1002')).toEqual([]);
    expect(gaps('1001', '1001', '1003', '1003')).toEqual(['1003']);
  });

  it('is looked for within one prefix and one type', () => {
    expect(gaps('A-1001', 'A-1003')).toEqual(['A-1003']);
    expect(gaps('A-1001', 'B-1003')).toEqual([]);
    expect(gaps('א1001', 'א1003')).toEqual(['א1003']);
    expect(gaps('2026/15', '2026/17', '2025/16')).toEqual(['2026/17']);
    expect(advised({ reference: '1', documentType: 400 }, { reference: '3', documentType: 405 })).toEqual([]);
    expect(advised({ reference: '1', documentType: 400 }, { reference: '3', documentType: 400 })).toHaveLength(1);
  });

  it('is looked for only where a reference ends in a number that counts', () => {
    expect(gaps('1001/a', '1003/a', 'x', 'y', '-')).toEqual([]);
    expect(gaps('9'.repeat(15), `${'9'.repeat(14)}7`)).toEqual(['9'.repeat(15)]);
    expect(gaps('9'.repeat(16), `${'9'.repeat(15)}7`)).toEqual([]);
    expect(gaps('١٠٠١', '١٠٠٣'), 'digits of another script').toEqual([]);
  });

  it('names both sides', () => {
    const told = adviseTogether(
      keyed([
        { reference: 'A-1001', documentType: 400 },
        { reference: 'A-1004', documentType: 400 },
      ]),
    );
    expect(told.get('b')?.[0]?.message.en).toContain('between A-1001 and A-1004');
    expect(told.get('b')?.[0]?.message.he).toContain('בין A-1001 ל-A-1004');
  });

  it('is found by a plain search as well, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }), (numbers) => {
        const present = new Set(numbers);
        const expected = [...present].filter((number) => {
          if (present.has(number - 1)) return false;
          for (let step = 2; step <= 50; step += 1) if (present.has(number - step)) return true;
          return false;
        });
        expect(gaps(...numbers.map(String)).toSorted()).toEqual(expected.map(String).toSorted());
      }),
    );
  });
});

describe('many documents together', () => {
  it('are each advised on both at once', () => {
    expect(advised(net('3000.00', { reference: '7' }), net('3000.00', { reference: '9' }))).toEqual([
      'a deal-split',
      'b deal-split',
      'b reference-gap',
    ]);
  });

  it('may be a hundred thousand, and their references as long as a file holds', () => {
    const document = sampleDocument();
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      key: String(index),
      document: { ...document, net: document.net, reference: `A-${2 * ((index * 7919) % 100_000)}` },
    }));
    expect(adviseTogether(many).size).toBe(99_999);
    const long = { ...document, reference: `${'1'.repeat(500_000)}x${'1'.repeat(500_000)}` };
    expect(adviseTogether([{ key: 'a', document: long }]).size).toBe(0);
  });
});
