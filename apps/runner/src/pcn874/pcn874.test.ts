import { readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBusinessDay, shortNumber } from '@ishur/core';
import type { AllocationNumber, BusinessDay } from '@ishur/core';
import { computeHeader, countTotals, writeReport } from '@ishur/pcn874';
import type { ReportEntry, ReportHeader, Shekels } from '@ishur/pcn874';
import { startSimulator } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { openBusinessFolder } from '../testing/business-folder.ts';
import type { BusinessFolder } from '../testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');
const HEAD =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat\n';
const JUNE = parseBusinessDay('2026-06-10') as BusinessDay;

function sale(reference: string, sum: number, rest: Partial<ReportEntry> = {}): ReportEntry {
  return {
    letter: 'S',
    counterpart: '000000018',
    date: JUNE,
    group: '0000',
    reference: reference.padStart(9, '0'),
    vat: Math.round(sum * 0.18) as Shekels,
    sign: '+',
    sum: sum as Shekels,
    allocation: undefined,
    ...rest,
  };
}

function reportOf(entries: readonly ReportEntry[], given: Partial<ReportHeader> = {}): string {
  const counter = countTotals();
  for (const each of entries) counter.add(each);
  const frame = { dealer: '777777715', period: '202606', reportType: '1', generatedOn: '20260701' };
  const header = computeHeader({ ...frame, equipmentInputsVat: 0 as Shekels }, counter.totals());
  return Buffer.concat([...writeReport({ ...header, ...given }, entries)]).toString('latin1');
}

/** One document above the threshold, with agorot that a report does not have, one below it, and one that is held. */
async function worldWith(): Promise<BusinessFolder> {
  const invoices = [{ reference: 'A-1003', behaviour: 'hold' as const }];
  const dealers = { '777777715': { behaviour: 'allocate' as const, invoices } };
  const simulator = await startSimulator({ now: () => NOON, dealers });
  const business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
  writeFileSync(
    join(business.folder, 'a.csv'),
    `${HEAD}305,A-1001,2026-06-10,000000018,א בע"מ,6000.40,1080.07,7080.47\n305,A-1002,2026-06-10,000000018,א בע"מ,600.00,108.00,708.00\n305,A-1003,2026-06-10,777777723,ב בע"מ,7000.00,1260.00,8260.00\n`,
  );
  return {
    ...business,
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

const ENTRIES = [
  sale('1001', 6_000),
  sale('1002', 600),
  sale('1003', 7_000, { counterpart: '777777723' }),
  sale('1004', 900),
  sale('0000055', 9_000, { letter: 'T', counterpart: '777777731', allocation: '186068226' }),
];

async function numberOf(world: BusinessFolder, document: string): Promise<string> {
  const { out } = await world.ishur(['show', document, '--json']);
  const { summary } = JSON.parse(out) as { readonly summary: { readonly number: AllocationNumber } };
  return shortNumber(summary.number);
}

describe('ishur pcn874 check', () => {
  test('a report without a fault is 0, and needs no configuration', async () => {
    await using world = await openBusinessFolder('nothing that can be read');
    const file = join(world.folder, 'PCN874.TXT');
    writeFileSync(file, reportOf(ENTRIES));
    const { code, out } = await world.ishur(['pcn874', 'check', 'PCN874.TXT']);
    expect(code).toBe(0);
    expect(out).toContain('Faults: 0. Remarks: 2.');
    expect(out).toContain('above the threshold');
    expect((await world.ishur(['pcn874', 'check', 'PCN874.TXT', '--lang', 'he'])).out).toContain('עסקה מעל הסף');
  });

  test('a report with a fault is 65, and machines get a finding a line', async () => {
    await using world = await openBusinessFolder('{ tier: simulator }');
    writeFileSync(join(world.folder, 'x.txt'), reportOf(ENTRIES, { payable: 5 as Shekels }));
    const { code, out } = await world.ishur(['pcn874', 'check', 'x.txt', '--json']);
    expect(code).toBe(65);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({
      code: 'balance',
      authorityCode: '125',
      record: 1,
      from: 121,
      to: 131,
      found: '+5',
    });
    expect(lines.at(-1)).toMatchObject({ summary: { lines: 7, faults: 1, warnings: 2 } });
  });

  test('other values for a check come from a file', async () => {
    await using world = await openBusinessFolder('{ tier: simulator }');
    writeFileSync(join(world.folder, 'x.txt'), reportOf(ENTRIES));
    const check = (settings: string): Promise<{ readonly code: number; readonly err: string }> => {
      writeFileSync(join(world.folder, 's.json'), settings);
      return world.ishur(['pcn874', 'check', 'x.txt', '--settings', 's.json']);
    };
    expect((await check('{ "severities": { "sale-number-missing": "fault" } }')).code).toBe(65);
    expect((await check('{ "severities": { "sale-number-missing": "off" } }')).code).toBe(0);
    expect(await check('{ "severities": { "no-such-rule": "off" } }')).toMatchObject({ code: 78 });
    expect((await check('{ "tolerance": 1 }')).err).toContain('pcn874/settings');
    expect((await check('not JSON')).err).toContain('pcn874/settings');
  });

  test('ends where a person leaves, without a verdict on half a file', async () => {
    await using world = await openBusinessFolder('{ tier: simulator }');
    writeFileSync(join(world.folder, 'x.txt'), reportOf(ENTRIES));
    const { code, out, err } = await world.ishur(['pcn874', 'check', 'x.txt'], { signal: AbortSignal.abort('SIGINT') });
    expect(code).toBe(130);
    expect(out + err).not.toContain('Faults');
  });

  test('a file that is not there is told', async () => {
    await using world = await openBusinessFolder('{ tier: simulator }');
    expect(await world.ishur(['pcn874', 'check', 'missing.txt'])).toMatchObject({ code: 78 });
    expect((await world.ishur(['pcn874', 'check', '.'])).err).toContain('pcn874/file-not-readable');
  });
});

describe('ishur pcn874 fill', () => {
  test('shows what would change and writes nothing, then writes columns 52 to 60 and nothing else', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    const number = await numberOf(world, '305:A-1001');
    const input = join(world.folder, 'דוח.txt');
    const before = reportOf(ENTRIES);
    writeFileSync(input, before, 'latin1');

    const shown = await world.ishur(['pcn874', 'fill', 'דוח.txt']);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('Nothing was written');
    expect(shown.out).toMatch(/line 3, 000001002.*no number to report \(no number required\)/);
    expect(shown.out).toMatch(/line 4, 000001003.*no number to report \(held by the Tax Authority\)/);
    expect(shown.out).toMatch(/line 5, 000001004.*no document of that number is known/);
    expect(readFileSync(input, 'latin1')).toBe(before);

    const written = await world.ishur(['pcn874', 'fill', 'דוח.txt', '--out', 'מלא.txt', '--json']);
    expect(written.code).toBe(0);
    const after = readFileSync(join(world.folder, 'מלא.txt'), 'latin1');
    // The second line begins at byte 133, and its columns 52-60 are the bytes 184-192.
    expect(after).toBe(`${before.slice(0, 184)}${number}${before.slice(193)}`);
    expect(statSync(join(world.folder, 'מלא.txt')).mode).toBe(statSync(input).mode);
    const lines = written.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ kind: 'filled', record: 2, number, document: 'acme/office/305:A-1001' });
    expect(lines.at(-1)).toMatchObject({ summary: { filled: 1, 'no-number': 2, unknown: 1 } });
    expect(readFileSync(input, 'latin1')).toBe(before);
  });

  test('fills ten thousand records from a ledger, and changes their columns 52 to 60 only', async () => {
    await using world = await openBusinessFolder('{ tier: simulator }', 'asking: { unconfirmed: manual }');
    const entries = Array.from({ length: 10_000 }, (_, index) => sale(String(100_000 + index), 6_000 + index));
    const rows = entries.map(({ reference, sum, vat }) => {
      const number = `20260610090000000${reference}`;
      return `305,B${Number(reference)},2026-06-10,000000018,א בע"מ,${sum}.00,${vat}.00,${sum + vat}.00,${number}`;
    });
    writeFileSync(join(world.folder, 'a.csv'), `${HEAD.trimEnd()},confirmation_number\n${rows.join('\n')}\n`);
    await world.ishur(['run']);
    const before = reportOf(entries);
    writeFileSync(join(world.folder, 'x.txt'), before, 'latin1');
    const { code, out } = await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'y.txt']);
    expect(code).toBe(0);
    expect(out).toMatch(/filled\s+│ 10,000/);
    const after = readFileSync(join(world.folder, 'y.txt'), 'latin1');
    const [first = '', ...lines] = after.split('\r\n');
    const [firstBefore, ...linesBefore] = before.split('\r\n');
    expect(first).toBe(firstBefore);
    expect(lines.map((line) => line.slice(0, 51))).toEqual(linesBefore.map((line) => line.slice(0, 51)));
    expect(lines.slice(0, 10_000).every((line) => line.slice(51) === line.slice(22, 31))).toBe(true);
  });

  test('writes over nothing unless told, least of all over what it reads', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    const number = await numberOf(world, '305:A-1001');
    const input = join(world.folder, 'x.txt');
    const before = reportOf(ENTRIES);
    writeFileSync(input, before, 'latin1');
    writeFileSync(join(world.folder, 'there.txt'), 'precious');
    const itself = await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'x.txt']);
    expect(itself).toMatchObject({ code: 78 });
    expect(itself.err).toContain('cli/input-kept');
    expect((await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'there.txt'])).err).toContain('cli/output-exists');
    if (process.platform !== 'win32') {
      symlinkSync(input, join(world.folder, 'link.txt'));
      expect((await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'link.txt'])).err).toContain('cli/input-kept');
    }
    expect(readFileSync(join(world.folder, 'there.txt'), 'utf8')).toBe('precious');
    expect(readFileSync(input, 'latin1')).toBe(before);
    expect(await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'x.txt', '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(input, 'latin1')).toContain(number);
    expect(statSync(input).size).toBe(before.length);
  });

  test('writes nothing where a person leaves', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    writeFileSync(join(world.folder, 'x.txt'), reportOf(ENTRIES), 'latin1');
    const signal = AbortSignal.abort('SIGINT');
    expect(await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'y.txt'], { signal })).toMatchObject({ code: 130 });
    expect(readdirSync(world.folder).filter((name) => /y\.txt|\.tmp/.test(name))).toEqual([]);
  });

  test('looks in the sources that are named, and under the number of a union', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    writeFileSync(join(world.folder, 'x.txt'), reportOf(ENTRIES), 'latin1');
    const from = (source: string): Promise<{ readonly out: string; readonly code: number }> =>
      world.ishur(['pcn874', 'fill', 'x.txt', '--json', '--source', source]);
    expect((await from('office')).out).toContain('"kind":"filled"');
    expect((await from('elsewhere')).code).toBe(64);
    const file = join(world.folder, 'ishur.config.yaml');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(file, settings.replace('operator:', 'unionVatNumber: "557777771"\n    operator:'));
    writeFileSync(join(world.folder, 'u.txt'), reportOf(ENTRIES, { dealer: '557777771' }), 'latin1');
    expect((await world.ishur(['pcn874', 'fill', 'u.txt', '--json'])).out).toContain('"kind":"filled"');
  });

  test('another number in the report is kept, and somebody has to look', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    const before = reportOf(ENTRIES.map((each, index) => (index === 0 ? { ...each, allocation: '123456789' } : each)));
    writeFileSync(join(world.folder, 'x.txt'), before, 'latin1');
    const { code, out } = await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'y.txt']);
    expect(code).toBe(65);
    expect(out).toContain('123456789 stands there');
    expect(readFileSync(join(world.folder, 'y.txt'), 'latin1')).toBe(before);
  });

  test('a record with another amount, day or customer gets no number', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    const others = [
      sale('1001', 6_001),
      sale('1001', 6_000, { date: parseBusinessDay('2026-06-11') as BusinessDay }),
      sale('1001', 6_000, { counterpart: '777777731' }),
      sale('1001', 6_000, { sign: '-' }),
    ];
    writeFileSync(join(world.folder, 'x.txt'), reportOf(others), 'latin1');
    const { out } = await world.ishur(['pcn874', 'fill', 'x.txt', '--json']);
    expect(out.match(/"kind":"different"/g)).toHaveLength(4);
  });

  test('what was cancelled is left out where that is asked for, and the header follows', async () => {
    await using world = await worldWith();
    const pair = [sale('2001', 8_000), sale('2001', 8_000, { sign: '-' })];
    writeFileSync(join(world.folder, 'x.txt'), reportOf([...ENTRIES, ...pair]), 'latin1');
    const { code, out } = await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'y.txt', '--leave-out-cancelled']);
    expect(code).toBe(0);
    expect(out).toContain('left out (cancelled documents)');
    expect(out).toContain('the header changes');
    expect(readFileSync(join(world.folder, 'y.txt'), 'latin1')).toBe(reportOf(ENTRIES));
  });

  test('what the ledger has as cancelled is named, and leaving out that finds no pair says so', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    await world.ishur(['choose', '305:A-1003', 'cancel']);
    const held = sale('1003', 7_000, { counterpart: '777777723' });
    const credit = sale('1003', 7_000, {
      counterpart: '777777723',
      sign: '-',
      date: parseBusinessDay('2026-06-12') as BusinessDay,
    });
    writeFileSync(join(world.folder, 'x.txt'), reportOf([sale('1001', 6_000), held, credit]), 'latin1');
    const { out } = await world.ishur(['pcn874', 'fill', 'x.txt', '--leave-out-cancelled']);
    expect(out).toContain('so nothing was left out');
    expect(out).toMatch(
      /Neither they nor their cancellation belong there:\n  line \d+: acme\/office\/305:A-1003 \(cancelled/,
    );
    const hebrew = (await world.ishur(['pcn874', 'fill', 'x.txt', '--lang', 'he'])).out;
    expect(hebrew).toContain('לא כוללים בו לא אותם');
    expect(hebrew).not.toContain('דבר לא הושמט');
  });

  test('figures of the header that do not agree are shown, and stay unless they are to be computed', async () => {
    await using world = await worldWith();
    const wrong = reportOf(ENTRIES, { taxableSales: 1 as Shekels });
    writeFileSync(join(world.folder, 'x.txt'), wrong, 'latin1');
    const kept = await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'y.txt']);
    expect(kept.out).toMatch(/taxable sales\s+│\s+1 │\s+14,500/);
    expect(readFileSync(join(world.folder, 'y.txt'), 'latin1')).toBe(wrong);
    await world.ishur(['pcn874', 'fill', 'x.txt', '--out', 'z.txt', '--recompute-header']);
    expect(readFileSync(join(world.folder, 'z.txt'), 'latin1')).toBe(reportOf(ENTRIES));
  });

  test('the report of another dealer, and what is no report, are refused', async () => {
    await using world = await worldWith();
    writeFileSync(join(world.folder, 'x.txt'), reportOf(ENTRIES, { dealer: '777777749' }), 'latin1');
    expect((await world.ishur(['pcn874', 'fill', 'x.txt'])).err).toContain('pcn874/other-dealer');
    writeFileSync(join(world.folder, 'z.txt'), 'שלום');
    expect(await world.ishur(['pcn874', 'fill', 'z.txt'])).toMatchObject({ code: 65 });
  });
});
