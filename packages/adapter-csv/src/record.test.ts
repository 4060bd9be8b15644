import { chmod, readdir, readFile, stat, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceFields, Settlement } from '@ishur/contract/v1';
import { decodeText } from '@ishur/adapter-kit';
import { CELLS, HEADER, kinds, NUMBER, OTHER, row, settle, settleAll as settleRefs } from './fixtures/settlements.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const settleAll = (config: Record<string, unknown>, ...refs: string[]): Promise<Settlement[]> =>
  settleRefs(world, config, ...refs);

describe('the result file', () => {
  it.each([
    ['june.windows-1255.csv', 'windows-1255', ','],
    ['june.utf-8-bom.csv', 'utf-8', ','],
    ['june.cp862.csv', 'cp862', ','],
    ['june.utf-16le.txt', 'utf-16le', '\t'],
  ] as const)('of %s is a copy with our columns, in its own encoding', async (name, encoding, delimiter) => {
    await world.use(name);
    const [before, { mtimeMs }] = [await world.hash(name), await stat(world.path(name))];
    const receipts = await world.record({ path: name }, ...(await settleAll({ path: name }, '305:1001', '330:3001')));

    const result = name.endsWith('.csv') ? name.replace('.csv', '.ishur.csv') : `${name}.ishur.csv`;
    expect(receipts).toEqual([
      { ref: '305:1001', kind: 'handed-over', where: `${result}:5` },
      { ref: '330:3001', kind: 'handed-over', where: `${result}:8` },
    ]);
    expect(await world.hash(name)).toBe(before);
    expect((await stat(world.path(name))).mtimeMs).toBe(mtimeMs);

    const bytes = await readFile(world.path(result));
    const source = await readFile(world.path(name));
    const mark = name === 'june.utf-8-bom.csv' ? [0xef, 0xbb, 0xbf] : name === 'june.utf-16le.txt' ? [0xff, 0xfe] : [];
    expect([...bytes.subarray(0, mark.length)]).toEqual(mark);
    const lines = decodeText(bytes, encoding).split('\r\n');
    const sourceLines = decodeText(source, encoding).split('\r\n');
    const own = (text: string): string => text.replaceAll(',', delimiter);
    expect(lines).toEqual(
      sourceLines.map((line, index) => {
        if (index === 3) return line + own(',מספר הקצאה,מספר הקצאה מקוצר');
        if (index === 4 || index === 8) return line + delimiter + own(CELLS);
        // Titles, blank rows, totals and the first line of a row of two lines stay as they are.
        return [5, 6, 9, 10].includes(index) ? line + own(',,') : line;
      }),
    );
  });

  it('keeps the line ends, the missing last one, and rows of any width', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)},,,\n305,2,1/6/2026,,,1,0,1\r\n${row(3)}`);
    await world.record({ path: 'a.csv' }, ...(await settleAll({ path: 'a.csv' }, '305:1', '305:3')));
    expect(await world.text('a.ishur.csv')).toBe(
      `${HEADER},,,,מספר הקצאה,מספר הקצאה מקוצר\n${row(1)},,,,${CELLS}\n305,2,1/6/2026,,,1,0,1,,,,,\r\n${row(3)},,,,${CELLS}`,
    );
  });

  it('copies cells that look like formulas as they stand, and makes only our own text safe', async () => {
    await world.write('a.csv', `${HEADER},הערות\n${row(1)},=1+1\n`);
    const [settlement] = await settleAll({ path: 'a.csv' }, '305:1');
    await world.record({ path: 'a.csv' }, { ...settle(settlement?.asked), notices: [{ code: 'x', text: '=cmd()' }] });
    expect(await world.text('a.ishur.csv')).toBe(
      `${HEADER},הערות,מספר הקצאה,מספר הקצאה מקוצר,הערת הקצאה\n${row(1)},=1+1,${CELLS},'=cmd()\n`,
    );
  });

  it('is not read as a source, and nothing else is left beside the source', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    await world.record({ path: '*.csv' }, ...(await settleAll({ path: '*.csv' }, '305:1')));
    expect((await readdir(world.folder)).toSorted()).toEqual(['a.csv', 'a.ishur.csv']);
    expect(await world.documents({ path: '*.csv' })).toHaveLength(1);
  });

  it('gets no wider permissions than the source', async () => {
    if (process.platform === 'win32') return;
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    await chmod(world.path('a.csv'), 0o600);
    await world.record({ path: 'a.csv' }, ...(await settleAll({ path: 'a.csv' }, '305:1')));
    expect((await stat(world.path('a.ishur.csv'))).mode & 0o777).toBe(0o600);
  });
});

describe('recording again', () => {
  beforeEach(() => world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n${row(3)}\n`));
  const config = { path: 'a.csv' };

  it('takes away a notice that holds no more, and nothing else that stands there', async () => {
    const [{ asked } = expect.unreachable()] = await settleAll(config, '305:1');
    const [old, other] = [
      { code: 'old', text: 'אין לנכות' },
      { code: 'other', text: 'הערה' },
    ];
    await world.record(config, { ref: '305:1', asked, notices: [old, other] });
    const now = { ref: '305:1', asked, number: NUMBER, notices: [{ code: 'new', text: 'העתק' }], withdrawn: [old] };
    expect(kinds(await world.record(config, now))).toEqual(['handed-over']);
    const [, line] = (await world.text('a.ishur.csv')).split('\n');
    expect(line).toBe(`${row(1)},${CELLS},הערה; העתק`);
    // Told twice, it is there already.
    expect(kinds(await world.record(config, now))).toEqual(['already-there']);
  });

  it('the same number is already there, also for a new session, and the file is not touched', async () => {
    const settlements = await settleAll(config, '305:1');
    await world.record(config, ...settlements);
    await utimes(world.path('a.ishur.csv'), 1, 1);
    expect(await world.record(config, ...settlements)).toEqual([
      { ref: '305:1', kind: 'already-there', where: 'a.ishur.csv:2' },
    ]);
    expect((await stat(world.path('a.ishur.csv'))).mtimeMs).toBe(1000);
  });

  it('another number is a conflict, and nothing is overwritten', async () => {
    const [one, two] = await settleAll(config, '305:1', '305:2');
    await world.record(config, settle(one?.asked));
    const receipts = await world.record(config, settle(one?.asked, OTHER), settle(two?.asked, OTHER));
    expect(receipts).toEqual([
      { ref: '305:1', kind: 'conflict', existingNumber: NUMBER },
      { ref: '305:2', kind: 'handed-over', where: 'a.ishur.csv:3' },
    ]);
    const text = await world.text('a.ishur.csv');
    expect(text).toContain(`${row(1)},${CELLS}`);
    expect(text).toContain(`${row(2)},"=""${OTHER}"""`);
  });

  it('two numbers for one document in one call are a conflict too', async () => {
    const [one] = await settleAll(config, '305:1');
    const receipts = await world.record(config, settle(one?.asked), settle(one?.asked, OTHER));
    expect(kinds(receipts).toSorted()).toEqual(['conflict', 'handed-over']);
    expect(await world.text('a.ishur.csv')).toContain(NUMBER);
  });

  it('earlier numbers are kept', async () => {
    for (const ref of ['305:3', '305:1', '305:2']) await world.record(config, ...(await settleAll(config, ref)));
    const text = await world.text('a.ishur.csv');
    expect(text).toBe(
      `${HEADER},מספר הקצאה,מספר הקצאה מקוצר\n${[1, 2, 3].map((number) => `${row(number)},${CELLS}\n`).join('')}`,
    );
  });

  it('earlier numbers are kept when the source has become another export', async () => {
    await world.record(config, ...(await settleAll(config, '305:1', '305:2')));
    await world.write('a.csv', `${HEADER}\n${row(2)}\n${row(4)}`);
    await world.record(config, ...(await settleAll(config, '305:4')));
    const text = await world.text('a.ishur.csv');
    expect(text).toBe(
      `${HEADER},מספר הקצאה,מספר הקצאה מקוצר\n${row(2)},${CELLS}\n${row(4)},${CELLS}\n305,1,1/6/2026,"כהן בע""מ",,100,18,118,${CELLS}\n`,
    );
    const gone = settle({ ...(await world.documents(config))[0]?.fields, reference: '1' } as InvoiceFields);
    expect(kinds(await world.record(config, gone))).toEqual(['already-there']);
    expect(await world.record(config, { ...gone, number: OTHER })).toMatchObject([
      { kind: 'conflict', existingNumber: NUMBER },
    ]);
    await world.record(config, ...(await settleAll(config, '305:4')));
    expect(await world.text('a.ishur.csv')).toBe(text);
  });

  it('refuses to lose numbers of rows that are gone when the columns are others', async () => {
    await world.record(config, ...(await settleAll(config, '305:1')));
    const before = await world.hash('a.ishur.csv');
    await world.write('a.csv', 'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ\n305,9,1/6/2026,1,0\n');
    expect(await world.record(config, ...(await settleAll(config, '305:9')))).toMatchObject([
      { kind: 'failed', cause: { code: 'csv/result-of-other-columns', remedy: 'fix-config' } },
    ]);
    expect(await world.hash('a.ishur.csv')).toBe(before);
  });

  it('survives a spreadsheet that saved the result in another encoding, with other delimiters and without formulas', async () => {
    await world.record(config, ...(await settleAll(config, '305:1')));
    const saved = (await world.text('a.ishur.csv'))
      .replace(CELLS, `${NUMBER},012345678`)
      .replaceAll(',', ';')
      .replaceAll('\n', '\r\n');
    await world.write('a.ishur.csv', saved, { name: 'windows-1255', byteOrderMark: false });
    expect(kinds(await world.record(config, ...(await settleAll(config, '305:1', '305:2'))))).toEqual([
      'already-there',
      'handed-over',
    ]);
    expect(await world.text('a.ishur.csv')).toContain(`${row(1)},${CELLS}\n${row(2)},${CELLS}\n`);
  });

  it.each(['x,y\n1,2\n', `${HEADER}\n${row(1)}\n`, ''])(
    'leaves alone a result file that is not ours any more: %j',
    async (text) => {
      await world.write('a.ishur.csv', text);
      expect(await world.record(config, ...(await settleAll(config, '305:1')))).toMatchObject([
        { kind: 'failed', cause: { code: 'csv/result-not-understood', remedy: 'fix-config' } },
      ]);
      expect(await world.text('a.ishur.csv')).toBe(text);
    },
  );
});
