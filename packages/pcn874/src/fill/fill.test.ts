import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AllocationNumber } from '@ishur/core';
import type { ReportEntry } from '../format/entry.ts';
import { fill } from '../testing/fill.ts';
import { documentOf, knowing } from '../testing/known-documents.ts';
import {
  ONE,
  THREE,
  TWO,
  bytes,
  check,
  day,
  entry,
  reportOf,
  sampleEntries,
  textOf,
  withColumns,
} from '../testing/reports.ts';
import type { KnownDocument } from './allocation-lookup.ts';
import { applyFill } from './apply-fill.ts';
import { describeOutcome } from './outcome.ts';
import type { FillOutcome } from './outcome.ts';
import { planFill } from './plan-fill.ts';

/** What a lookup that knows one document of a record says to it. */
async function kindOf(one: ReportEntry, ...documents: readonly Partial<KnownDocument>[]): Promise<FillOutcome['kind']> {
  const lookup = knowing(documents.map((rest, index) => documentOf(one, { name: `305:${index}`, ...rest })));
  const { kinds, text } = await fill(reportOf([one]), lookup);
  const [kind = 'unknown'] = kinds;
  if (kind !== 'filled') expect(text).toBe(reportOf([one]));
  return kind;
}

describe('ten thousand records', () => {
  const entries = Array.from({ length: 10_000 }, (_, index) =>
    entry('S', {
      counterpart: [ONE, TWO, THREE][index % 3] ?? ONE,
      date: day(`2026-03-${String((index % 31) + 1).padStart(2, '0')}`),
      reference: String(index + 1).padStart(9, '0'),
      sum: 10_001 + index,
    }),
  );
  const report = reportOf(entries);

  it('are filled in columns 52 to 60, and no other byte changes', async () => {
    const { plan, text } = await fill(report, knowing(entries.map((each) => documentOf(each))));
    expect(plan.numbers.size).toBe(10_000);
    expect(plan.newHeader).toBeUndefined();
    expect(plan.differences).toEqual([]);
    const [before, after] = [Buffer.from(report, 'latin1'), Buffer.from(text, 'latin1')];
    expect(after).toHaveLength(before.length);
    let changed = 0;
    for (let at = 0; at < before.length; at += 1) {
      if (before[at] === after[at]) continue;
      changed += 1;
      // 131 characters and CR LF of the header, then records of 60 and CR LF.
      const column = ((at - 133) % 62) + 1;
      if (column < 52 || column > 60) expect.fail(`byte ${at} is column ${column}`);
    }
    expect(changed).toBeGreaterThan(10_000);
    expect((await check(text)).findings).toEqual([]);
    const lines = text.split('\r\n').slice(1, -2);
    expect(lines.every((line) => line.slice(51, 60) === line.slice(22, 31))).toBe(true);
  });
});

describe('a number that is known', () => {
  const sale = entry('S', { reference: '000001001', sum: 12_000 });

  it('is the right-most nine digits of the whole one, or the short one itself', async () => {
    for (const number of ['20240627231846297178091822', '178091822']) {
      const { text } = await fill(
        reportOf([sale]),
        knowing([documentOf(sale, { number: number as AllocationNumber })]),
      );
      expect(text.split('\r\n')[1]?.slice(51, 60)).toBe('178091822');
    }
  });

  it('is found by a document whose number has letters and more digits', async () => {
    expect(await kindOf(sale, { reference: 'AB-7000001001' })).toBe('filled');
    expect(await kindOf(sale, { reference: 'A1001' })).toBe('filled');
  });

  it.each([
    ['another day', { date: '2026-03-11' }],
    ['the same number of another year', { date: '2025-03-10' }],
    ['another customer', { counterpart: TWO }],
    ['no customer', { counterpart: undefined }],
    ['another sum', { net: 1_200_051 as never }],
    ['another VAT', { vat: 216_100 as never }],
    ['another direction', { isCredit: true }],
  ])('is not taken from a document of %s', async (_, rest) => {
    expect(await kindOf(sale, rest)).toBe('different');
  });

  it('is told with what differs, in the record and in the document', async () => {
    const other = documentOf(sale, { name: '305:A', date: '2026-03-11', net: 1_200_100 as never });
    const { plan } = await fill(reportOf([sale]), knowing([other]));
    const [outcome] = plan.outcomes;
    expect(outcome && describeOutcome(outcome).en).toBe(
      'not filled: 305:A differs from the record: date of the invoice 2026-03-10 ≠ 2026-03-11, sum of the invoice 12000 ≠ 12001.00',
    );
  });

  it('is not taken where several documents fit, unless they have one number', async () => {
    expect(await kindOf(sale, {}, { number: '999999999' as AllocationNumber })).toBe('several');
    expect(await kindOf(sale, {}, { number: undefined })).toBe('several');
    expect(await kindOf(sale, {}, {})).toBe('filled');
    expect(await kindOf(sale, {}, { date: '2026-03-11' })).toBe('filled');
  });

  it('is not written over another, and not written twice', async () => {
    expect(await kindOf({ ...sale, allocation: '000001001' }, {})).toBe('already-there');
    expect(await kindOf({ ...sale, allocation: '178091822' }, {})).toBe('other-number');
  });

  it('is not there where the document has none, or ends in nine zeros', async () => {
    expect(await kindOf(sale, { number: undefined, why: { he: 'מעוכב', en: 'held' } })).toBe('no-number');
    expect(await kindOf(sale, { number: '12345000000000' as AllocationNumber })).toBe('no-number');
  });

  it('is not given to two records that fit one document', async () => {
    const { kinds, text } = await fill(reportOf([sale, sale]), knowing([documentOf(sale)]));
    expect(kinds).toEqual(['same-document', 'same-document']);
    expect(text).toBe(reportOf([sale, sale]));
  });

  it('is not looked for where nobody knows the document', async () => {
    expect(await kindOf(sale)).toBe('unknown');
  });

  it('belongs to an input as well, also where a part of its VAT is deducted', async () => {
    const input = entry('T', { reference: '000000007', sum: 12_000, vat: 1_440 });
    expect(await kindOf(input, { vat: 216_000 as never })).toBe('filled');
    expect(await kindOf(input, { vat: 100_000 as never })).toBe('different');
    expect(await kindOf({ ...input, letter: 'S' }, { vat: 216_000 as never })).toBe('different');
  });

  it('is looked for in records of the letters that are asked for', async () => {
    const input = entry('T', { reference: '000000007' });
    const { kinds } = await fill(reportOf([sale, input]), knowing([documentOf(sale), documentOf(input)]), {
      letters: ['S'],
    });
    expect(kinds).toEqual(['filled']);
  });

  it('is looked for by a rounded amount, half a shekel either way', async () => {
    for (const [net, vat] of [
      [1_200_050, 216_009],
      [1_199_950, 215_991],
    ] as const) {
      expect(await kindOf(sale, { net: net as never, vat: vat as never })).toBe('filled');
    }
  });
});

describe('a file that is not quite a report', () => {
  const report = reportOf(sampleEntries());

  it('keeps its line ends, its mark, and the lines that cannot be read', async () => {
    const odd = `\xef\xbb\xbf${withColumns(report, 4, 32, 'x').replaceAll('\r\n', '\n')}\n?`;
    const { plan, text } = await fill(odd, knowing([]), { recomputeHeader: true, leaveOutCancelled: true });
    expect(plan.unreadable).toEqual([4, 18, 19]);
    expect(text).toBe(odd);
  });

  it.each([
    ['empty', ''],
    ['of records alone', report.split('\r\n').slice(1).join('\r\n')],
    ['without line ends', report.replaceAll('\r\n', '')],
    ['with a header that cannot be read', withColumns(report, 1, 26, '?')],
    ['with a line that has no end', `${report}${'0'.repeat(100_000)}`],
  ])('is refused: %s', async (_, text) => {
    await expect(planFill([bytes(text)], knowing([]))).rejects.toMatchObject({ code: 'pcn874/not-a-report' });
  });

  it('is refused where it is longer than what is held', async () => {
    const refused = planFill([bytes(report)], knowing([]), { mostRecords: 10 });
    await expect(refused).rejects.toMatchObject({ code: 'pcn874/too-many-records' });
  });

  it('is not written where it changed meanwhile', async () => {
    const plan = await planFill([bytes(report)], knowing([]));
    const other = bytes(withColumns(report, 4, 31, '9'));
    await expect(textOf(applyFill([other], plan))).rejects.toMatchObject({ code: 'pcn874/changed-meanwhile' });
  });
});

describe('whatever is known', () => {
  const references = fc.constantFrom('000000001', '000000002', '000000003');
  const someEntry = fc
    .record({
      letter: fc.constantFrom('S' as const, 'T' as const, 'L' as const, 'K' as const),
      reference: references,
      counterpart: fc.constantFrom(ONE, TWO),
      sum: fc.constantFrom(1_000, 20_000),
      sign: fc.constantFrom('+' as const, '-' as const),
      allocation: fc.constantFrom(undefined, '123456789'),
    })
    .map(({ letter, ...rest }) => entry(letter, rest));

  it('only columns 52-60 of records that had none change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someEntry, { maxLength: 12 }),
        fc.array(someEntry, { maxLength: 12 }),
        async (entries, known) => {
          const report = reportOf(entries);
          const documents = known.map((each, index) => documentOf(each, { name: `305:${index}` }));
          const { plan, text } = await fill(report, knowing(documents));
          const [before, after] = [report.split('\r\n'), text.split('\r\n')];
          expect(after).toHaveLength(before.length);
          for (const [index, line] of before.entries()) {
            const filled = after[index] ?? '';
            const isFilled = plan.numbers.has(index + 1);
            expect(filled.slice(0, 51)).toBe(line.slice(0, 51));
            expect(filled === line).toBe(!isFilled);
            if (isFilled) expect(line.slice(51, 60)).toBe('000000000');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('filling once more changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someEntry, { maxLength: 12 }), async (entries) => {
        const lookup = knowing(entries.map((each, index) => documentOf(each, { name: `305:${index}` })));
        const once = await fill(reportOf(entries), lookup);
        const twice = await fill(once.text, lookup);
        expect(twice.text).toBe(once.text);
      }),
      { numRuns: 200 },
    );
  });
});
