import { describe, expect, it } from 'vitest';
import { formatEntry } from '../format/entry.ts';
import type { ReportEntry } from '../format/entry.ts';
import type { Shekels } from '../shekels.ts';
import { fill } from '../testing/fill.ts';
import { knowing } from '../testing/known-documents.ts';
import { TWO, bytes, check, day, entry, headerFor, reportOf, sampleEntries } from '../testing/reports.ts';
import { planFill } from './plan-fill.ts';

describe('what was cancelled', () => {
  const sold = entry('S', { reference: '000001001', sum: 12_000 });
  const cancelled: ReportEntry = { ...sold, sign: '-' };
  const bought = entry('T', { counterpart: TWO, reference: '000000055', allocation: '186068226' });
  const entries = [
    ...sampleEntries().slice(1),
    sold,
    cancelled,
    bought,
    { ...bought, sign: '-' as const, allocation: undefined },
  ];
  const report = reportOf(entries);

  it('stays where it is, unless it is asked for', async () => {
    const { plan, text } = await fill(report, knowing([]));
    expect(plan.leftOut.size).toBe(0);
    expect(text).toBe(report);
  });

  it('is left out on both sides, and counted off in the header', async () => {
    const { plan, text } = await fill(report, knowing([]), { leaveOutCancelled: true });
    expect(text).toBe(reportOf(sampleEntries().slice(1)));
    expect(plan.differences).toEqual([]);
    expect(plan.newHeader).toMatchObject({ salesRecords: 6, inputsRecords: 8 });
    expect((await check(text)).findings).toEqual([]);
  });

  it('is a pair: what has no other half stays', async () => {
    const three = reportOf([sold, sold, cancelled]);
    const { plan, text } = await fill(three, knowing([]), { leaveOutCancelled: true });
    expect(plan.leftOut).toEqual(new Set([2, 4]));
    expect(text).toBe(reportOf([sold]));
    const other = reportOf([sold, { ...cancelled, date: day('2026-03-11') }]);
    expect((await fill(other, knowing([]), { leaveOutCancelled: true })).text).toBe(other);
  });

  it('leaves the figures of a header alone that did not agree before, and says so', async () => {
    const wrong = reportOf(entries, { zeroExemptSales: 1 as Shekels, salesRecords: 20 });
    const { plan } = await fill(wrong, knowing([]), { leaveOutCancelled: true });
    expect(plan.newHeader).toEqual({ ...plan.header, salesRecords: 18, inputsRecords: 8 });
    expect(plan.differences).toEqual([
      { name: 'salesRecords', stated: 18, computed: 6 },
      { name: 'zeroExemptSales', stated: 1, computed: 7_000 },
    ]);
  });
});

describe('the header', () => {
  it('is computed again where that is asked for, with its own part for equipment', async () => {
    const wrong = reportOf(sampleEntries(), {
      equipmentInputsVat: 360 as Shekels,
      payable: 5 as Shekels,
      salesRecords: 1,
    });
    const { plan, text } = await fill(wrong, knowing([]), { recomputeHeader: true });
    expect(plan.newHeader).toEqual(headerFor(sampleEntries(), { equipmentInputsVat: 360 as Shekels }));
    expect(text).toBe(reportOf(sampleEntries(), { equipmentInputsVat: 360 as Shekels }));
  });

  it('is refused where the records add up to more than it holds', async () => {
    const huge = entry('S', { sum: 9_999_999_999, vat: 0 });
    const report = reportOf([entry('S')]).replace(
      /^S.*$/m,
      Array.from({ length: 11 }, () => formatEntry(huge)).join('\r\n'),
    );
    const refused = planFill([bytes(report)], knowing([]), { recomputeHeader: true });
    await expect(refused).rejects.toMatchObject({ code: 'pcn874/total-too-large' });
  });

  it('does not change where it is right already', async () => {
    const report = reportOf(sampleEntries());
    const { plan, text } = await fill(report, knowing([]), { recomputeHeader: true });
    expect(plan.newHeader).toBeUndefined();
    expect(text).toBe(report);
  });
});
