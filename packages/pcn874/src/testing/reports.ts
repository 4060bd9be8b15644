import { parseBusinessDay } from '@ishur/core';
import type { BusinessDay } from '@ishur/core';
import { checkReport } from '../check/check-report.ts';
import type { CheckSummary } from '../check/check-report.ts';
import type { Finding } from '../check/finding.ts';
import type { ReportEntry } from '../format/entry.ts';
import type { ReportHeader } from '../format/header.ts';
import { computeHeader, countTotals } from '../format/totals.ts';
import { writeReport } from '../format/write-report.ts';
import type { CheckSettings } from '../settings.ts';
import type { Shekels } from '../shekels.ts';

/** The dealers of the Tax Authority's own examples; all have a valid check digit. */
const OURS = '777777715';
export const ONE = '777777723';
export const TWO = '777777731';
export const THREE = '777777749';

export const TODAY: BusinessDay = day('2026-11-21');

export function day(text: string): BusinessDay {
  const found = parseBusinessDay(text);
  if (found === undefined) throw new Error(`${text} is no day.`);
  return found;
}

/** A record of March 2026 with VAT of 18 %; what a test is about is given. */
export function entry(
  letter: ReportEntry['letter'],
  rest: Partial<Omit<ReportEntry, 'letter' | 'vat' | 'sum'>> & { readonly vat?: number; readonly sum?: number } = {},
): ReportEntry {
  const sum = rest.sum ?? 1_000;
  return {
    letter,
    counterpart: ONE,
    date: day('2026-03-10'),
    group: '0000',
    reference: '000000001',
    sign: '+',
    allocation: undefined,
    ...rest,
    vat: (rest.vat ?? Math.round(sum * 0.18)) as Shekels,
    sum: sum as Shekels,
  };
}

/** A report of March 2026 with every letter, credits, zero rates and numbers, in which nothing is wrong. */
export function sampleEntries(): ReportEntry[] {
  return [
    entry('S', { reference: '000001001', sum: 12_000, allocation: '178091822' }),
    entry('S', { counterpart: TWO, reference: '000001002', sum: 500, sign: '-' }),
    entry('S', { counterpart: THREE, group: 'BR02', reference: '000001003', sum: 2_000, vat: 0 }),
    entry('L', { counterpart: '000000000', date: day('2026-03-31'), reference: '000000003', sum: 1_200 }),
    entry('M', { counterpart: THREE, reference: '000000077' }),
    entry('Y', { counterpart: '999999999', reference: '000001004', sum: 5_000, vat: 0 }),
    entry('I', { counterpart: TWO, reference: '000001005', sum: 700 }),
    entry('T', {
      counterpart: TWO,
      date: day('2026-02-02'),
      reference: '000055012',
      sum: 30_000,
      allocation: '186068226',
    }),
    entry('T', { counterpart: THREE, reference: '000000090', sum: 2_000, vat: 240 }),
    entry('T', { counterpart: THREE, reference: '000000091', sum: 300, sign: '-' }),
    entry('C', { counterpart: THREE, reference: '000000077' }),
    entry('K', { counterpart: '000000000', date: day('2026-03-31'), reference: '000000005', sum: 400 }),
    entry('R', { counterpart: '123456782', reference: '000000000', sum: 800 }),
    entry('P', { counterpart: TWO, reference: '000000012', sum: 600 }),
    entry('H', { counterpart: ONE, reference: '000000000', sum: 500 }),
  ];
}

/** The header that records add up to. */
export function headerFor(entries: readonly ReportEntry[], given: Partial<ReportHeader> = {}): ReportHeader {
  const counter = countTotals();
  for (const each of entries) counter.add(each);
  const frame = {
    dealer: OURS,
    period: '202603',
    reportType: '1',
    generatedOn: '20260412',
    equipmentInputsVat: (given.equipmentInputsVat ?? 0) as Shekels,
  };
  return { ...computeHeader({ ...frame, ...given }, counter.totals()), ...given };
}

/** The text of a report; a character stands for a byte. */
export function reportOf(entries: readonly ReportEntry[], given: Partial<ReportHeader> = {}): string {
  const pieces = [...writeReport(headerFor(entries, given), entries)];
  return pieces.map((piece) => String.fromCharCode(...piece)).join('');
}

/** The bytes of a text in which a character stands for a byte. */
export function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

export async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const found: string[] = [];
  for await (const piece of pieces) found.push(Buffer.from(piece).toString('latin1'));
  return found.join('');
}

/** Changes characters of one line, from a column on. */
export function withColumns(report: string, line: number, from: number, characters: string): string {
  const lines = report.split('\r\n');
  const text = lines[line - 1] ?? '';
  lines[line - 1] = text.slice(0, from - 1) + characters + text.slice(from - 1 + characters.length);
  return lines.join('\r\n');
}

export async function check(
  report: string,
  settings: Partial<CheckSettings> = {},
  today: BusinessDay = TODAY,
): Promise<{
  readonly findings: readonly Finding[];
  readonly codes: readonly string[];
  readonly summary: CheckSummary;
}> {
  const findings: Finding[] = [];
  const summary = await checkReport([bytes(report)], { today, settings, found: (finding) => findings.push(finding) });
  return { findings, codes: findings.map(({ code }) => code), summary };
}

export async function collect<One>(items: AsyncIterable<One>): Promise<readonly One[]> {
  const found: One[] = [];
  for await (const each of items) found.push(each);
  return found;
}
