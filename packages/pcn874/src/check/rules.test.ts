import { describe, expect, it } from 'vitest';
import type { BusinessDay } from '@ishur/core';
import type { ReportHeader } from '../format/header.ts';
import type { CheckSettings } from '../settings.ts';
import type { Shekels } from '../shekels.ts';
import {
  ONE,
  THREE,
  TODAY,
  TWO,
  check,
  day,
  entry,
  headerFor,
  reportOf,
  sampleEntries,
  withColumns,
} from '../testing/reports.ts';
import { RULES } from './rules.ts';
import type { RuleCode } from './rules.ts';

/** A report in which one rule is broken, and no other. */
interface Broken {
  readonly report: string;
  readonly authorityCode?: string;
  readonly settings?: Partial<CheckSettings>;
  readonly today?: BusinessDay;
  /** The line and the first column of the finding. */
  readonly at: readonly [line: number, column: number];
}

const sample = sampleEntries();
const SAMPLE = reportOf(sample, { equipmentInputsVat: 360 as Shekels });
const lines = SAMPLE.split('\r\n');
const zeros = '000000000';

/** The sample with another record in the place of one. */
function instead(index: number, ...others: Parameters<typeof entry>): string {
  return reportOf(sample.with(index, entry(...others)));
}

function andAlso(...others: Parameters<typeof entry>): string {
  return reportOf([...sample, entry(...others)]);
}

function headed(given: (header: ReportHeader) => Record<string, number>): string {
  return reportOf(sample, given(headerFor(sample)) as Partial<ReportHeader>);
}

const BROKEN: Readonly<Record<RuleCode, Broken>> = {
  'empty-file': { report: '', authorityCode: '801', at: [1, 1] },
  encoding: { report: Buffer.from(SAMPLE, 'utf16le').toString('latin1'), authorityCode: '801', at: [1, 1] },
  'byte-order-mark': { report: `\xef\xbb\xbf${SAMPLE}`, authorityCode: '803', at: [1, 1] },
  'no-line-ends': { report: lines.join(''), authorityCode: '801', at: [1, 1] },
  bundle: { report: `A777777715202603\r\n${SAMPLE}Z000000001000000015\r\n`, authorityCode: '801', at: [1, 1] },
  'header-missing': { report: lines.slice(1).join('\r\n'), authorityCode: '801', at: [1, 1] },
  'second-header': { report: lines.toSpliced(5, 0, lines[0] ?? '').join('\r\n'), authorityCode: '801', at: [6, 1] },
  'header-length': { report: `${lines[0]}0\r\n${lines.slice(1).join('\r\n')}`, authorityCode: '803', at: [1, 1] },
  'entry-length': { report: lines.with(3, `${lines[3]}0`).join('\r\n'), authorityCode: '805', at: [4, 1] },
  'closing-length': { report: SAMPLE.replace('X777777715', 'X77777771'), authorityCode: '804', at: [17, 1] },
  'unknown-record': { report: withColumns(SAMPLE, 3, 1, 'B'), authorityCode: '801', at: [3, 1] },
  'blank-record': { report: lines.toSpliced(5, 0, '').join('\r\n'), authorityCode: '802', at: [6, 1] },
  'record-after-closing': { report: `${SAMPLE}${lines[1]}\r\n`, authorityCode: '801', at: [18, 1] },
  'closing-missing': { report: SAMPLE.slice(0, SAMPLE.indexOf('X7777')), authorityCode: '126', at: [16, 1] },
  'closing-dealer': { report: SAMPLE.replace('X777777715', `X${ONE}`), authorityCode: '127', at: [17, 2] },
  'line-end': { report: SAMPLE.replaceAll('\r\n', '\n'), at: [1, 1] },
  'too-many-records': { report: SAMPLE, settings: { mostRecords: 3 }, at: [5, 1] },

  'dealer-digits': { report: SAMPLE.replaceAll(/^([OX])777777715/gm, `$1${zeros}`), authorityCode: '109', at: [1, 2] },
  'dealer-check-digit': {
    report: SAMPLE.replaceAll(/^([OX])777777715/gm, '$1777777716'),
    authorityCode: '110',
    at: [1, 2],
  },
  'period-digits': { report: withColumns(SAMPLE, 1, 11, '2026-3'), authorityCode: '111', at: [1, 11] },
  'period-form': { report: withColumns(SAMPLE, 1, 11, '202613'), authorityCode: '112', at: [1, 11] },
  'period-future': { report: SAMPLE, today: day('2026-02-28'), authorityCode: '113', at: [1, 11] },
  'period-old': { report: SAMPLE, today: day('2035-01-01'), authorityCode: '114', at: [1, 11] },
  'report-type': { report: withColumns(SAMPLE, 1, 17, '2'), authorityCode: '131', at: [1, 17] },
  'generation-date': { report: withColumns(SAMPLE, 1, 18, '20260230'), at: [1, 18] },
  'header-sign': { report: withColumns(SAMPLE, 1, 48, '-'), authorityCode: '103', at: [1, 48] },
  'payable-sign': { report: withColumns(SAMPLE, 1, 120, ' '), authorityCode: '108', at: [1, 120] },
  'payable-zero-sign': {
    report: withColumns(reportOf([entry('S'), entry('T', { counterpart: TWO })]), 1, 120, '-'),
    at: [1, 120],
  },
  'header-digits': { report: withColumns(SAMPLE, 1, 27, ' '), authorityCode: '117', at: [1, 27] },
  'other-rate-not-zero': { report: withColumns(SAMPLE, 1, 59, '1'), authorityCode: '119', at: [1, 49] },
  balance: { report: headed(({ payable }) => ({ payable: payable + 1 })), authorityCode: '125', at: [1, 121] },
  'vat-ratio': {
    report: reportOf(
      [
        entry('S', { date: day('2025-01-10'), sum: 10_000 }),
        entry('S', { date: day('2024-12-10'), reference: '000000002', sum: 9_000, vat: 1_530, sign: '-' }),
      ],
      { period: '202501' },
    ),
    authorityCode: '128',
    at: [1, 39],
  },
  'vat-ratio-low': { report: reportOf([entry('S', { vat: 90 })]), authorityCode: '311', at: [1, 39] },
  'sales-in-type-6': { report: withColumns(reportOf([entry('S')]), 1, 17, '6'), authorityCode: '130', at: [2, 1] },

  'supplier-number': { report: withColumns(SAMPLE, 9, 2, zeros), authorityCode: '201', at: [9, 2] },
  'supplier-check-digit': { report: withColumns(SAMPLE, 9, 2, '777777732'), authorityCode: '202', at: [9, 2] },
  'customer-missing': { report: withColumns(SAMPLE, 3, 2, zeros), authorityCode: '203', at: [3, 2] },
  'customer-number': { report: withColumns(SAMPLE, 3, 2, '77777773A'), authorityCode: '204', at: [3, 2] },
  'customer-check-digit': { report: withColumns(SAMPLE, 3, 2, '777777732'), authorityCode: '204', at: [3, 2] },
  'counterpart-not-zeros': { report: withColumns(SAMPLE, 5, 2, ONE), at: [5, 2] },
  'entry-number': { report: withColumns(SAMPLE, 14, 2, '12345678X'), authorityCode: '213', at: [14, 2] },
  'entry-check-digit': { report: withColumns(SAMPLE, 14, 2, '123456789'), authorityCode: '213', at: [14, 2] },
  'date-form': { report: withColumns(SAMPLE, 3, 11, '10032026'), authorityCode: '206', at: [3, 11] },
  'date-future': { report: withColumns(SAMPLE, 3, 11, '20260401'), authorityCode: '207', at: [3, 11] },
  'date-old': { report: withColumns(SAMPLE, 10, 11, '20250930'), authorityCode: '208', at: [10, 11] },
  'petty-cash-date': { report: withColumns(SAMPLE, 13, 11, '20260228'), authorityCode: '209', at: [13, 11] },
  'group-characters': { report: withColumns(SAMPLE, 3, 19, '\xe0'), at: [3, 19] },
  reference: { report: withColumns(SAMPLE, 3, 23, '00000A002'), authorityCode: '205', at: [3, 23] },
  'reference-not-zeros': { report: withColumns(SAMPLE, 14, 31, '1'), at: [14, 23] },
  'vat-digits': { report: withColumns(SAMPLE, 3, 32, '  '), authorityCode: '210', at: [3, 32] },
  'sum-digits': { report: withColumns(SAMPLE, 3, 42, ' '), authorityCode: '211', at: [3, 42] },
  'vat-too-high': { report: instead(8, 'T', { counterpart: THREE, vat: 182 }), authorityCode: '212', at: [10, 32] },
  'vat-not-zero': { report: instead(5, 'Y', { counterpart: '999999999', reference: '000001004' }), at: [7, 32] },
  'record-sign': { report: withColumns(SAMPLE, 3, 41, '0'), at: [3, 41] },
  'zero-sign': { report: andAlso('S', { reference: '000001006', sum: 0, sign: '-' }), at: [17, 41] },
  'number-digits': { report: withColumns(SAMPLE, 3, 52, '12345678 '), at: [3, 52] },
  'number-not-expected': { report: withColumns(SAMPLE, 5, 52, '123456789'), at: [5, 52] },
  'input-number-missing': { report: withColumns(SAMPLE, 9, 52, zeros), authorityCode: '205', at: [9, 52] },
  'sale-number-missing': { report: withColumns(SAMPLE, 2, 52, zeros), at: [2, 52] },
  'large-unidentified': { report: andAlso('L', { counterpart: zeros, sum: 5_001 }), at: [17, 42] },
  'petty-cash-invoice': {
    report: reportOf([entry('S', { sum: 9_000 }), entry('K', { counterpart: zeros, sum: 1_700 })]),
    at: [3, 32],
  },

  'inputs-count': {
    report: headed(({ inputsRecords: count }) => ({ inputsRecords: count + 1 })),
    authorityCode: '301',
    at: [1, 111],
  },
  'sales-count': {
    report: headed(({ salesRecords: count }) => ({ salesRecords: count - 1 })),
    authorityCode: '302',
    at: [1, 70],
  },
  'inputs-vat-total': {
    report: headed(({ otherInputsVat, payable }) => ({ otherInputsVat: otherInputsVat + 1, payable: payable - 1 })),
    authorityCode: '306',
    at: [1, 92],
  },
  'sales-vat-total': {
    report: headed(({ taxableSalesVat, payable }) => ({ taxableSalesVat: taxableSalesVat + 1, payable: payable + 1 })),
    authorityCode: '307',
    at: [1, 39],
  },
  'taxable-sales-total': { report: headed(({ taxableSales }) => ({ taxableSales: taxableSales + 1 })), at: [1, 27] },
  'zero-exempt-total': {
    report: headed(({ zeroExemptSales }) => ({ zeroExemptSales: zeroExemptSales - 1 })),
    at: [1, 80],
  },
  duplicate: { report: reportOf([...sample, ...sample.slice(8, 9)]), authorityCode: '214', at: [17, 23] },
  'duplicate-other-counterpart': {
    report: andAlso('T', { counterpart: ONE, reference: '000000090', sum: 2_000, vat: 240 }),
    authorityCode: '214',
    at: [17, 23],
  },
  'self-invoice': {
    report: reportOf(sample.filter(({ letter }) => letter !== 'M')),
    authorityCode: '215',
    at: [11, 32],
  },
  'petty-cash-share': {
    report: reportOf([
      entry('T', { counterpart: TWO, date: day('2026-03-02'), sum: 9_500 }),
      entry('K', { counterpart: zeros, sum: 600 }),
    ]),
    authorityCode: '216',
    at: [1, 92],
  },
  'petty-cash-total': {
    report: reportOf([
      entry('S', { sum: 90_000, allocation: '178091822' }),
      entry('K', { counterpart: zeros, reference: '000000040', sum: 11_200 }),
    ]),
    at: [1, 92],
  },
  'same-date': {
    report: reportOf([
      entry('S', { sum: 9_000 }),
      entry('T', { counterpart: TWO }),
      entry('T', { counterpart: THREE, sum: 900 }),
    ]),
    authorityCode: '217',
    at: [4, 11],
  },
  'number-twice': {
    report: andAlso('S', { counterpart: TWO, reference: '000001009', allocation: '178091822' }),
    at: [17, 52],
  },
};

describe('a report', () => {
  it('with every letter and nothing wrong has no finding', async () => {
    const { findings, summary } = await check(SAMPLE);
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ lines: 17, faults: 0, warnings: 0 });
    expect(summary.computed).toEqual(summary.header);
  });

  it.each(Object.entries(BROKEN))('with %s broken has this finding and no other', async (code, broken) => {
    const { findings, summary } = await check(broken.report, broken.settings, broken.today ?? TODAY);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    const [finding] = findings;
    expect([finding?.record, finding?.from]).toEqual(broken.at);
    expect(finding?.authorityCode).toBe(broken.authorityCode);
    expect(finding?.severity).toBe(RULES[code as RuleCode].severity);
    expect(summary.faults + summary.warnings).toBe(1);
    for (const text of [finding?.message.he, finding?.message.en]) expect(text).not.toMatch(/[{}]|undefined/);
  });

  it('has another severity, or none, where the settings say so', async () => {
    const severities = { 'sale-number-missing': 'fault', 'input-number-missing': 'off' } as const;
    const report = withColumns(withColumns(SAMPLE, 2, 52, zeros), 9, 52, zeros);
    const { findings } = await check(report, { severities });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['sale-number-missing', 'fault']]);
  });
});

describe('the signs of the header', () => {
  const nothing = reportOf([entry('Y', { counterpart: '999999999', vat: 0 })]);
  const taxable = reportOf([entry('S')]);
  it.each([
    ['101', nothing, 26],
    ['102', nothing, 38],
    ['103', nothing, 48],
    ['104', nothing, 60],
    ['105', taxable, 79],
    ['106', nothing, 91],
    ['107', nothing, 101],
  ])('have a code each: %s', async (authorityCode, report, column) => {
    for (const sign of ['-', ' ']) {
      const { findings } = await check(withColumns(report, 1, column, sign));
      expect(findings).toMatchObject([{ code: 'header-sign', authorityCode, record: 1, from: column, to: column }]);
    }
  });

  it('are minus where credits outweigh sales, which the Tax Authority does not take', async () => {
    const { findings } = await check(reportOf([entry('S', { sign: '-' })]));
    expect(findings.map(({ authorityCode }) => authorityCode)).toEqual(['101', '102']);
  });
});

describe('the figures of the header', () => {
  it.each([
    ['115', 111],
    ['116', 70],
    ['117', 27],
    ['118', 39],
    ['119', 49],
    ['120', 61],
    ['121', 80],
    ['122', 102],
    ['123', 92],
    ['124', 121],
  ])('have a code each: %s', async (authorityCode, column) => {
    const { findings } = await check(withColumns(SAMPLE, 1, column, 'A'));
    expect(findings).toMatchObject([{ authorityCode, record: 1, from: column }]);
  });
});
