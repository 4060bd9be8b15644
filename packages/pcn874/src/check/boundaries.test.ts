import { describe, expect, it } from 'vitest';
import type { ReportEntry } from '../format/entry.ts';
import { ONE, THREE, TWO, check, day, entry, reportOf, sampleEntries } from '../testing/reports.ts';
import { earliestWithin } from './period.ts';

const codesOf = async (entries: readonly ReportEntry[], period = '202603'): Promise<readonly string[]> =>
  (await check(reportOf(entries, { period }))).codes;

/** Enough besides to say nothing of dates that are all the same, or of a refund. */
const rest = [
  entry('S', { counterpart: THREE, sum: 9_999 }),
  entry('H', { counterpart: ONE, date: day('2026-03-05') }),
];

describe('the threshold of the allocation number', () => {
  it.each([
    ['2026-05-31', 10_000, false],
    ['2026-05-31', 10_001, true],
    ['2026-06-01', 5_000, false],
    ['2026-06-01', 5_001, true],
    ['2025-12-31', 20_000, false],
    ['2025-12-31', 20_001, true],
  ])('is that of the day of the invoice: %s, %d', async (date, sum, isMissing) => {
    const codes = await codesOf([...rest, entry('T', { counterpart: TWO, date: day(date), sum })], '202606');
    expect(codes).toEqual(isMissing ? ['input-number-missing'] : []);
  });

  it('is nothing to a credit, to a sale without VAT, and to other letters', async () => {
    const large = 50_000;
    const entries = [
      entry('T', { counterpart: TWO, sum: large, allocation: '123456789' }),
      entry('T', { counterpart: TWO, reference: '000000002', sum: 20_000, sign: '-' }),
      entry('S', { reference: '000000003', sum: large, vat: 0 }),
      entry('P', { counterpart: TWO, date: day('2026-03-01'), reference: '000000005', sum: large }),
      entry('R', { counterpart: '123456782', reference: '000000000', sum: large }),
    ];
    expect(await codesOf(entries)).toEqual([]);
  });
});

describe('six months', () => {
  it.each([
    ['2026-06-30', '2025-12-30'],
    ['2026-03-31', '2025-10-01'],
    ['2026-08-31', '2026-03-01'],
    ['2026-02-28', '2025-08-28'],
    ['2024-02-29', '2023-08-29'],
    ['2026-12-31', '2026-07-01'],
  ])('before %s begin on %s', (last, first) => {
    expect(earliestWithin(6, day(last))).toBe(first);
  });

  it('hold for inputs and not for sales, nor for what is taken back', async () => {
    const old = day('2025-09-30');
    const input = entry('T', { counterpart: TWO, date: old });
    expect(await codesOf([...rest, input])).toEqual(['date-old']);
    expect(await codesOf([...rest, { ...input, sign: '-' }])).toEqual([]);
    expect(await codesOf([...rest, { ...input, date: day('2025-10-01') }])).toEqual([]);
    expect(await codesOf([...rest, entry('S', { date: old })])).toEqual([]);
  });
});

describe('VAT', () => {
  it('may be a shekel above its rate, as rounding makes it', async () => {
    const input = (vat: number): ReportEntry => entry('T', { counterpart: TWO, sum: 100, vat });
    expect(await codesOf([...rest, input(19)])).toEqual([]);
    expect(await codesOf([...rest, input(20)])).toEqual(['vat-too-high']);
  });

  it('is that of the rate of its day', async () => {
    const input = entry('T', { counterpart: TWO, date: day('2024-12-31'), sum: 1_000, vat: 180 });
    expect(await codesOf([...rest.map((each) => ({ ...each, date: day('2025-01-10') })), input], '202501')).toEqual([
      'vat-too-high',
    ]);
  });

  it('of a sale of three shekels may be nothing, and the sale be counted as taxable or not', async () => {
    const entries = [...sampleEntries(), entry('L', { counterpart: '000000000', sum: 3, vat: 0 })];
    const { findings } = await check(reportOf(entries));
    expect(findings).toEqual([]);
    const [sold = ''] = reportOf(entries).split('\r\n');
    const asTaxable = reportOf(entries, { taxableSales: 14_403 as never, zeroExemptSales: 7_000 as never });
    expect(asTaxable.slice(0, 131)).not.toBe(sold);
    expect((await check(asTaxable)).codes).toEqual([]);
  });
});

describe('records that are alike', () => {
  it('are a mixed invoice where one has VAT and the other has none', async () => {
    const taxable = entry('S', { reference: '000000009' });
    expect(await codesOf([...rest, taxable, { ...taxable, vat: 0 as never }])).toEqual([]);
  });

  it('are an invoice and its cancellation where their signs differ', async () => {
    const sale = entry('S', { reference: '000000009' });
    expect(await codesOf([...rest, sale, { ...sale, sign: '-' }])).toEqual([]);
  });

  it('are no duplicates where their reference is a count', async () => {
    const cash = entry('K', { counterpart: '000000000', sum: 100 });
    expect(await codesOf([...rest, cash, cash])).toEqual([]);
  });

  it('are duplicates where they are import entries of one number, and none where of two', async () => {
    const imported = entry('R', { counterpart: '123456782', reference: '000000000', sum: 800 });
    expect(await codesOf([...rest, imported, imported])).toEqual(['duplicate']);
    expect(await codesOf([...rest, imported, { ...imported, counterpart: '777777715' }])).toEqual([]);
  });
});

describe('the period', () => {
  it.each([
    ['2026-03-01', []],
    ['2026-02-28', ['period-future']],
    ['2034-12-31', []],
    ['2035-01-01', ['period-old']],
  ])('is reported on %s', async (today, codes) => {
    expect((await check(reportOf(rest), {}, day(today))).codes).toEqual(codes);
  });

  it.each([
    ['2026-03-31', []],
    ['2026-04-01', ['date-future']],
    ['2025-01-01', []],
  ])('has sales of %s', async (date, codes) => {
    expect(await codesOf([...rest, entry('S', { date: day(date), sum: 500 })])).toEqual(codes);
  });

  it.each([
    ['2026-02-28', ['petty-cash-date']],
    ['2026-03-01', []],
    ['2026-03-31', []],
    ['2026-04-01', ['petty-cash-date']],
  ])('has petty cash of %s', async (date, codes) => {
    expect(await codesOf([...rest, entry('K', { counterpart: '000000000', date: day(date), sum: 100 })])).toEqual(
      codes,
    );
  });
});

describe('petty cash', () => {
  const cash = (vat: number, reference = '000000050'): ReportEntry =>
    entry('K', { counterpart: '000000000', reference, sum: 20_000, vat });
  const sold = entry('S', { sum: 60_000, allocation: '178091822' });

  it.each([
    [1_999, []],
    [2_000, ['petty-cash-total']],
  ])('of %d shekels of VAT, where two percent of all VAT are less', async (vat, codes) => {
    expect(await codesOf([sold, cash(vat)])).toEqual(codes);
  });

  it('may hold two percent of all VAT where that is more', async () => {
    const large = { ...sold, sum: 800_000 as never, vat: 144_000 as never };
    expect(await codesOf([large, cash(2_900)])).toEqual([]);
    expect(await codesOf([large, cash(2_938)])).toEqual(['petty-cash-total']);
  });

  it.each([
    [50, []],
    [51, ['petty-cash-share']],
  ])('of %d shekels of VAT in a refund of about a thousand', async (vat, codes) => {
    const bought = entry('T', { counterpart: TWO, date: day('2026-03-02'), sum: 9_000, vat: 1_000 - vat });
    expect(await codesOf([bought, cash(vat)])).toEqual(codes);
  });

  it.each([
    [600, []],
    [601, ['petty-cash-invoice']],
  ])('of two invoices has %d shekels of VAT', async (vat, codes) => {
    expect(await codesOf([sold, cash(vat, '000000002')])).toEqual(codes);
  });
});

it.each([
  [10_000, []],
  [10_001, ['large-unidentified']],
])('two unidentified sales of together %d shekels', async (sum, codes) => {
  expect(await codesOf([...rest, entry('L', { counterpart: '000000000', reference: '000000002', sum })])).toEqual(
    codes,
  );
});

describe('a report of a non-profit organisation', () => {
  it('has inputs, and may leave the amounts of its header at zero', async () => {
    const inputs = [entry('T', { counterpart: TWO }), entry('T', { counterpart: THREE, date: day('2026-03-02') })];
    for (const given of [{}, { otherInputsVat: 0 as never, payable: 0 as never }]) {
      expect((await check(reportOf(inputs, { reportType: '6', ...given }))).codes).toEqual([]);
    }
  });

  // Supplement D of 9.1.2012, sections 1א and 5א: of whatever age, self-invoices and petty cash among them. Nothing is deducted.
  it.each([
    ['an old invoice', 'date-old', entry('T', { counterpart: TWO, date: day('2025-01-15') })],
    ['an invoice without a number', 'input-number-missing', entry('T', { counterpart: TWO, sum: 30_000 })],
    ['a self-invoice', 'self-invoice', entry('C', { counterpart: TWO, reference: '000000078' })],
    [
      'petty cash',
      'petty-cash-share',
      entry('K', { counterpart: '000000000', date: day('2026-03-31'), reference: '000000009', vat: 80, sum: 500 }),
    ],
  ])('may have %s, which a dealer may not', async (_, code, input) => {
    const inputs = [entry('T', { counterpart: THREE, date: day('2026-03-02') }), input];
    expect((await check(reportOf(inputs))).codes).toEqual([code]);
    expect((await check(reportOf(inputs, { reportType: '6' }))).codes).toEqual([]);
  });
});

it('the tolerance of totals is a setting', async () => {
  const wrong = reportOf(rest, { zeroExemptSales: 5 as never });
  expect((await check(wrong, { totalsTolerance: 5 })).codes).toEqual([]);
  expect((await check(wrong, { totalsTolerance: 4 })).codes).toEqual(['zero-exempt-total']);
});

it('an export of services has nines or zeros instead of an entry', async () => {
  for (const counterpart of ['999999999', '000000000', '123456782']) {
    expect(await codesOf([...rest, entry('Y', { counterpart, vat: 0 })])).toEqual([]);
  }
});

it('the self-invoice among the sales may have more VAT than that among the inputs, and not less', async () => {
  const pair = (sold: number, bought: number): ReportEntry[] => [
    entry('M', { counterpart: THREE, vat: sold }),
    entry('C', { counterpart: THREE, vat: bought }),
  ];
  expect(await codesOf([...rest, ...pair(180, 120)])).toEqual([]);
  expect(await codesOf([...rest, ...pair(120, 180)])).toContain('self-invoice');
});
