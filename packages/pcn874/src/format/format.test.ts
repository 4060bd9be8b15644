import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay } from '@ishur/core';
import type { Shekels } from '../shekels.ts';
import { bytes, collect, entry, headerFor, reportOf, sampleEntries, textOf } from '../testing/reports.ts';
import { formatEntry, parseEntry } from './entry.ts';
import type { ReportEntry } from './entry.ts';
import { formatHeader, parseHeader } from './header.ts';
import type { ReportHeader } from './header.ts';
import { ENTRY_KINDS } from './letters.ts';
import type { EntryLetter } from './letters.ts';
import { readReport } from './read-report.ts';
import type { ReportRecord } from './read-report.ts';
import { bytesOfLine } from './record-lines.ts';

/** Every letter, character by character, as the circular and the API description lay it out. */
const WRITTEN = [
  'O777777715202603120260412+00000014400+000002592+00000000000+000000000000000007+00000007000+000005820+000000360000000008-00000003588',
  'S777777723202603100000000001001000002160+0000012000178091822',
  'S777777731202603100000000001002000000090-0000000500000000000',
  'S77777774920260310BR02000001003000000000+0000002000000000000',
  'L000000000202603310000000000003000000216+0000001200000000000',
  'M777777749202603100000000000077000000180+0000001000000000000',
  'Y999999999202603100000000001004000000000+0000005000000000000',
  'I777777731202603100000000001005000000126+0000000700000000000',
  'T777777731202602020000000055012000005400+0000030000186068226',
  'T777777749202603100000000000090000000240+0000002000000000000',
  'T777777749202603100000000000091000000054-0000000300000000000',
  'C777777749202603100000000000077000000180+0000001000000000000',
  'K000000000202603310000000000005000000072+0000000400000000000',
  'R123456782202603100000000000000000000144+0000000800000000000',
  'P777777731202603100000000000012000000108+0000000600000000000',
  'H777777723202603100000000000000000000090+0000000500000000000',
  'X777777715',
]
  .map((line) => `${line}\r\n`)
  .join('');

async function read(text: string): Promise<readonly ReportRecord[]> {
  return collect(readReport([bytes(text)]));
}

describe('a report with all eleven letters', () => {
  it('is written column by column', () => {
    expect(reportOf(sampleEntries(), { equipmentInputsVat: 360 as Shekels })).toBe(WRITTEN);
    expect(new Set(sampleEntries().map(({ letter }) => letter))).toEqual(new Set(Object.keys(ENTRY_KINDS)));
  });

  it('is read, and written back byte for byte', async () => {
    const records = await read(WRITTEN);
    expect(await textOf(toAsync(records.map(({ line }) => bytesOfLine(line))))).toBe(WRITTEN);
    const texts = records.map((record) => {
      if (record.kind === 'header' && record.header !== undefined) return formatHeader(record.header);
      if (record.kind === 'entry' && record.entry !== undefined) return formatEntry(record.entry);
      return record.kind === 'closing' ? `X${record.dealer}` : 'not read';
    });
    expect(`${texts.join('\r\n')}\r\n`).toBe(WRITTEN);
  });

  it('is the same in whatever pieces it comes', async () => {
    const whole = await read(WRITTEN);
    for (const size of [1, 7, 61, 62, 63]) {
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < WRITTEN.length; at += size) pieces.push(bytes(WRITTEN.slice(at, at + size)));
      expect(await collect(readReport(pieces))).toEqual(whole);
    }
  });
});

const shekels = (most: number): fc.Arbitrary<Shekels> => fc.nat({ max: most }) as fc.Arbitrary<Shekels>;
const nineDigits = fc.stringMatching(/^\d{9}$/);
const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as BusinessDay);

const anyEntry: fc.Arbitrary<ReportEntry> = fc.record({
  letter: fc.constantFrom(...(Object.keys(ENTRY_KINDS) as EntryLetter[])),
  counterpart: nineDigits,
  date: anyDay,
  group: fc.stringMatching(/^[ -~]{4}$/),
  reference: nineDigits,
  vat: shekels(999_999_999),
  sign: fc.constantFrom('+', '-'),
  sum: fc.maxSafeNat().map((size) => (size % 10_000_000_000) as Shekels),
  allocation: fc.option(
    nineDigits.filter((digits) => /[1-9]/.test(digits)),
    { nil: undefined },
  ),
});

describe('any record', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyEntry, (one) => {
        const text = formatEntry(one);
        expect(text).toHaveLength(60);
        expect(parseEntry(text)).toEqual(one);
      }),
    );
  });

  it('that is read at all is written back character for character', () => {
    const nearly = fc.tuple(anyEntry, fc.nat({ max: 59 }), fc.constantFrom(...'0123456789+- AZSTX\xe0\0'.split('')));
    fc.assert(
      fc.property(nearly, ([one, at, character]) => {
        const text = formatEntry(one);
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        const found = parseEntry(changed);
        if (found !== undefined) expect(formatEntry(found)).toBe(changed);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes a header that is read back as it was computed', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 20 }), (entries) => {
        const small = entries.map((each) => ({ ...each, vat: (each.vat % 40_000_000) as Shekels }));
        const header: ReportHeader = headerFor(small);
        expect(parseHeader(formatHeader(header))).toEqual(header);
        expect(header.payable).toBe(header.taxableSalesVat - header.otherInputsVat - header.equipmentInputsVat);
        expect(header.salesRecords + header.inputsRecords).toBe(small.length);
      }),
    );
  });
});

describe('a value that does not fit', () => {
  it('is refused and not cut', () => {
    expect(() => formatEntry(entry('S', { vat: 1_000_000_000 }))).toThrow(RangeError);
    expect(() => formatEntry(entry('S', { sum: 10_000_000_000, vat: 0 }))).toThrow(RangeError);
    expect(() => formatEntry(entry('S', { sum: 0.5, vat: 0 }))).toThrow(RangeError);
    expect(() => formatEntry(entry('S', { sum: -1, vat: 0 }))).toThrow(RangeError);
  });
});

describe('a record of another form', () => {
  const good = formatEntry(entry('S'));
  it.each([
    ['too short', good.slice(0, 59)],
    ['too long', `${good}0`],
    ['of no letter', `Z${good.slice(1)}`],
    ['of a day that is none', good.replace('20260310', '20260230')],
    ['with a blank in its VAT', good.replace('000000180', ' 00000180')],
    ['with no sign', good.replace('+', ' ')],
    ['with foreign digits', good.replace('777777723', '77777772\u0663')],
    ['that is empty', ''],
  ])('%s is not read', (_, text) => {
    expect(parseEntry(text)).toBeUndefined();
  });
});

async function* toAsync(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
