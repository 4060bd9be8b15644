import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TODAY, bytes, check, collect, reportOf, sampleEntries } from '../testing/reports.ts';
import { checkReport } from '../check/check-report.ts';
import { LONGEST_LINE, bytesOfLine, splitLines } from './record-lines.ts';

const SAMPLE = reportOf(sampleEntries());

/** Pieces that come one after the other and are not kept by whoever makes them. */
function* repeated(text: string, times: number): Generator<Uint8Array> {
  const piece = bytes(text);
  for (let count = 0; count < times; count += 1) yield piece;
}

describe('whatever the bytes are', () => {
  it('lines are put together again byte for byte', async () => {
    const short = fc.array(fc.constantFrom(13, 10, 10, 0xef, 0xbb, 0xbf, 0, 0xe0, 65, 79), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(short, async (codes) => {
        const lines = await collect(splitLines([Uint8Array.from(codes)]));
        expect(lines.flatMap((line) => [...bytesOfLine(line)])).toEqual(codes);
      }),
      { numRuns: 500 },
    );
  });

  it('a check ends, and says what is wrong', async () => {
    const mutated = fc.tuple(
      fc.array(fc.tuple(fc.nat({ max: SAMPLE.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
      fc.nat({ max: SAMPLE.length }),
    );
    await fc.assert(
      fc.asyncProperty(mutated, async ([changes, end]) => {
        const data = bytes(SAMPLE);
        for (const [at, value] of changes) data[at] = value;
        const text = Buffer.from(data.subarray(0, end)).toString('latin1');
        const { findings, summary } = await check(text);
        expect(summary.faults + summary.warnings).toBe(findings.length);
        for (const { record, from, to, message } of findings) {
          expect(record).toBeGreaterThan(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(message.he.length).toBeLessThan(500);
        }
        if (end < SAMPLE.length) expect(findings).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

it.each(['|', '٣', ' ', 'A', '\0'])(
  '%j in any column at all is a fault, wherever it makes a record unreadable',
  async (sign) => {
    const passed: number[] = [];
    for (let at = 0; at < SAMPLE.length; at += 1) {
      if (/[\r\n]/.test(SAMPLE.charAt(at))) continue;
      const damaged = SAMPLE.slice(0, at) + String.fromCharCode(sign.charCodeAt(0) % 256) + SAMPLE.slice(at + 1);
      const { summary } = await check(damaged);
      if (summary.faults === 0 && summary.computed === undefined) passed.push(at);
    }
    expect(passed).toEqual([]);
  },
);

describe('a file without line ends', () => {
  it('is one line, of which no more than the beginning is held', async () => {
    const lines = await collect(splitLines(repeated('O'.repeat(65_536), 200)));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBe(13_107_200);
    expect(lines[0]?.text).toHaveLength(LONGEST_LINE);
  });

  it('is told as such', async () => {
    const found: string[] = [];
    const options = { today: TODAY, found: ({ code }: { readonly code: string }) => found.push(code) };
    const summary = await checkReport(repeated('O'.repeat(65_536), 100), options);
    expect(found).toEqual(['no-line-ends']);
    expect(summary.lines).toBe(1);
  });
});

describe('a huge line among others', () => {
  it('has a wrong length, and the rest is checked', async () => {
    const lines = SAMPLE.split('\r\n');
    const { findings } = await check(lines.with(4, (lines[4] ?? '').padEnd(1_000_000, '0')).join('\r\n'));
    expect(findings).toMatchObject([{ code: 'entry-length', record: 5, found: '1000000' }]);
  });

  it('cannot be put together again, and says so', async () => {
    const [line] = await collect(splitLines([bytes('S'.repeat(LONGEST_LINE + 1))]));
    expect(() => line && bytesOfLine(line)).toThrow(RangeError);
  });
});

describe('another code page', () => {
  it('shows where Hebrew stands in the reference group', async () => {
    const group = Buffer.from('אב', 'utf8').toString('latin1');
    const inUtf8 = SAMPLE.replace('BR02', group);
    expect((await check(inUtf8)).codes).toEqual(['group-characters']);
    const longer = SAMPLE.replace('BR02', Buffer.from('אב02', 'utf8').toString('latin1'));
    expect((await check(longer)).codes).toEqual(['entry-length']);
  });

  it('of two bytes a character is known by its first ones', async () => {
    for (const mark of ['', '\ufeff']) {
      const utf16 = Buffer.from(mark + SAMPLE, 'utf16le').toString('latin1');
      expect((await check(utf16)).codes).toEqual(['encoding']);
    }
    const swapped = Buffer.from(`\ufeff${SAMPLE}`, 'utf16le').swap16().toString('latin1');
    expect((await check(swapped)).codes).toEqual(['encoding']);
  });
});

it('a hundred thousand findings are counted and not held', async () => {
  let count = 0;
  const source = [bytes(SAMPLE.slice(0, 133)), ...repeated('?\r\n'.repeat(1_000), 100)];
  const summary = await checkReport(source, { today: TODAY, found: () => (count += 1) });
  expect(summary.lines).toBe(100_001);
  expect(count).toBe(summary.faults);
  // Every line, and that the closing is missing.
  expect(count).toBe(100_001);
});

it.each([
  ['a list of documents', 'סוג;מספר;תאריך\r\n305;1001;01/06/2026\r\n'],
  ['a blank line before its header', `\r\n${SAMPLE}`],
])('a file with %s is no report, and nothing else is said of it', async (_, text) => {
  const { findings } = await check(Buffer.from(text, 'utf8').toString('latin1'));
  expect(findings).toMatchObject([{ code: 'header-missing', record: 1 }]);
  expect(findings[0]?.found).toMatch(/^[ -~·]*$/);
});

it('more records than can be compared end the check', async () => {
  const [header = '', record = ''] = SAMPLE.split('\r\n');
  const found: string[] = [];
  const source = [bytes(`${header}\r\n`), ...repeated(`${record}\r\n`, 1_000)];
  const summary = await checkReport(source, {
    today: TODAY,
    settings: { mostRecords: 500, severities: { duplicate: 'off' } },
    found: ({ code }) => found.push(code),
  });
  expect(found).toEqual(['too-many-records']);
  expect(summary.lines).toBe(502);
});
