import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import { SECOND_LINE, fileOf, header, line, writeUniformFile } from './fixtures/write-uniform-file.ts';
import type { Plan, PlannedRecord } from './fixtures/write-uniform-file.ts';

const RECORDS = [header(), line(), line(SECOND_LINE), header({ 1204: '2' })];
const PLAN: Plan = { records: RECORDS };

interface Case {
  readonly what: string;
  readonly spoil?: (lines: string[]) => string[];
  readonly plan?: Plan;
  readonly code: string;
  readonly field: string;
  readonly where: string;
  /** Of the two documents, how many are still read. */
  readonly documents?: number;
}

const put = (text: string, start: number, value: string): string =>
  text.slice(0, start - 1) + value + text.slice(start - 1 + value.length);
const change =
  (index: number, spoil: (line: string) => string) =>
  (lines: string[]): string[] =>
    lines.map((text, at) => (at === index ? spoil(text) : text));

/** Each fault stands alone in an otherwise right file. */
const CASES: readonly Case[] = [
  {
    what: 'a wrong count in the closing record',
    spoil: change(5, (text) => put(text, 46, '000000000000007')),
    code: 'wrong-count',
    field: '1155',
    where: 'BKMVDATA.TXT:6',
  },
  {
    what: 'a wrong count in INI.TXT',
    plan: { records: RECORDS, ini: { 1002: '9' } },
    code: 'wrong-count',
    field: '1002',
    where: 'INI.TXT:1',
  },
  {
    what: 'another identifier in INI.TXT',
    plan: { records: RECORDS, ini: { 1004: '111111111111111' } },
    code: 'wrong-identifier',
    field: '1103',
    where: 'BKMVDATA.TXT:1',
  },
  {
    what: 'another identifier in the closing record',
    spoil: change(5, (text) => put(text, 23, '111111111111111')),
    code: 'wrong-identifier',
    field: '1153',
    where: 'BKMVDATA.TXT:6',
  },
  {
    what: 'a short record',
    spoil: change(4, (text) => text.slice(0, 340)),
    code: 'record-length',
    field: '1222',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'a long record',
    spoil: change(4, (text) => `${text}x`),
    code: 'record-length',
    field: '1235',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'a date that is no day',
    spoil: change(4, (text) => put(text, 401, '20260631')),
    code: 'bad-date',
    field: '1230',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'no date',
    spoil: change(4, (text) => put(text, 401, '00000000')),
    code: 'value-missing',
    field: '1230',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'no number',
    spoil: change(4, (text) => put(text, 26, ' ')),
    code: 'value-missing',
    field: '1204',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'a number with a sign that no number has',
    spoil: change(4, (text) => put(text, 26, '12\u0007')),
    code: 'bad-reference',
    field: '1204',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'an amount with a point',
    spoil: change(4, (text) => put(text, 348, '+00000001345.20')),
    code: 'bad-amount',
    field: '1223',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'an amount at the left of its field',
    spoil: change(4, (text) => put(text, 348, '134520         ')),
    code: 'bad-amount',
    field: '1223',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'an unknown mark of cancelling',
    spoil: change(4, (text) => put(text, 400, '7')),
    code: 'bad-value',
    field: '1228',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: "letters in a customer's number",
    spoil: change(4, (text) => put(text, 253, '7777A7723')),
    code: 'bad-number',
    field: '1215',
    where: 'BKMVDATA.TXT:5',
    documents: 1,
  },
  {
    what: 'a quantity with a point, in a line',
    spoil: change(2, (text) => put(text, 224, '+0000000000024.50')),
    code: 'bad-amount',
    field: '1264',
    where: 'BKMVDATA.TXT:2',
    documents: 1,
  },
];

describe('a fault that stands alone', () => {
  it.each(CASES)(
    '$what is told with file, line and field',
    async ({ spoil, plan = PLAN, code, field, where, documents }) => {
      await using world = await createWorld();
      const written = writeUniformFile(plan);
      const lines = spoil === undefined ? written.lines : spoil(written.lines);
      await world.putRun('.', { ini: written.ini, data: fileOf(lines, plan) });
      const items = await world.read();
      const unreadable = items.filter((item) => item.kind === 'unreadable');
      expect(unreadable.flatMap(({ faults }) => faults.map((fault) => [fault.code, fault.path]))).toEqual([
        [`uniform-file/${code}`, field],
      ]);
      expect(unreadable[0]?.where).toBe(where);
      expect(items.length - unreadable.length).toBe(documents ?? 2);
      for (const text of Object.values(unreadable[0]?.faults[0]?.message ?? {})) expect(text).toMatch(/BKMVDATA|INI/);
    },
  );

  it('of no closing record is told, and so is every document that may not be all there', async () => {
    const codesOf = async (records: readonly PlannedRecord[], cut = 1): Promise<string[]> => {
      await using world = await createWorld();
      const { ini, lines } = writeUniformFile({ records: [...records] });
      await world.putRun('.', { ini, data: fileOf(lines.slice(0, -cut), {}) });
      const items = await world.read();
      return items.flatMap((item) => (item.kind === 'document' ? [item.ref] : item.faults.map(({ code }) => code)));
    };
    const [first, second] = [header(), header({ 1204: '2' })];
    const lineOf = (number: string) => line({ 1254: number, 1255: '1' });
    const told = ['uniform-file/closing-missing', 'uniform-file/wrong-count'];
    const number = String(first.values[1204]);
    const [one, other] = [lineOf(number), lineOf('2')];
    // Each with its lines: the last one.
    expect(await codesOf([first, one, second, other])).toEqual([
      expect.stringContaining(number),
      'uniform-file/document-cut',
      ...told,
    ]);
    // All headers first: those whose lines may come later, and that of the last line.
    expect(await codesOf([first, second, one, other], 2)).toEqual([
      'uniform-file/document-cut',
      'uniform-file/document-cut',
      ...told,
      'uniform-file/wrong-count',
    ]);
  });

  it('tells of lines that belong to no header', async () => {
    await using world = await createWorld();
    await world.putRun('.', writeUniformFile({ records: [header(), line(), line({ 1254: '9', 1255: '1' })] }));
    expect((await world.unreadable()).map(({ faults }) => faults[0]?.code)).toEqual([
      'uniform-file/line-without-header',
    ]);
  });

  it('tells of a record that the rules do not know, and of what follows the closing record', async () => {
    await using world = await createWorld();
    const { ini, lines } = writeUniformFile({ records: [header()], ini: { 1002: '4' } });
    const [opening = '', document = '', closing = ''] = lines;
    await world.putRun('.', {
      ini,
      data: fileOf([opening, document, put(closing, 46, '000000000000004'), 'Q999 more'], {}),
    });
    const codes = (await world.unreadable()).map(({ faults }) => faults[0]?.code);
    expect(codes).toEqual(['uniform-file/record-code', 'uniform-file/after-closing']);
  });

  it('takes amounts that are empty in an order for nothing, and refuses them in an invoice', async () => {
    await using world = await createWorld();
    const blank = (type: string) => {
      const values = Object.entries(header({ 1203: type, 1204: type }).values);
      return {
        code: 'C100' as const,
        values: Object.fromEntries(values.filter(([field]) => !/^12(19|2[0-3])$/.test(field))),
      };
    };
    await world.putRun('.', writeUniformFile({ records: [blank('100'), blank('305')], noNumber: ' ' }));
    const items = await world.read();
    expect(items.map(({ kind }) => kind)).toEqual(['document', 'unreadable']);
  });

  it('lists no more than a thousand of them', async () => {
    await using world = await createWorld();
    const records = Array.from({ length: 1200 }, (_, index) => header({ 1204: String(index), 1228: '7' }));
    await world.putRun('.', writeUniformFile({ records }));
    const unreadable = await world.unreadable();
    expect(unreadable).toHaveLength(1001);
    expect(unreadable.at(-1)?.faults[0]?.code).toBe('uniform-file/too-many-faults');
  });

  it.each([['not a uniform file at all\n'.repeat(20)], [''], ['\n\n']])('refuses another file', async (text) => {
    await using world = await createWorld();
    await world.put('BKMVDATA.TXT', text);
    await expect(world.read()).rejects.toMatchObject({ code: 'uniform-file/not-uniform', remedy: 'fix-config' });
    await expect(world.check()).rejects.toMatchObject({ code: 'uniform-file/not-uniform' });
  });

  it('survives a file without line ends', async () => {
    await using world = await createWorld();
    const { ini, lines } = writeUniformFile(PLAN);
    await world.putRun('.', { ini, data: Buffer.from(lines[0] + 'x'.repeat(3_000_000)) });
    const unreadable = await world.unreadable();
    expect(unreadable[0]?.faults[0]?.code).toBe('uniform-file/record-length');
  });
});
