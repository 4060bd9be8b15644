import { access, chmod, readdir, readFile, stat, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceFields, RecordReceipt, Settlement, SourceDocument } from '@ishur/contract/v1';
import { decodeText } from '@ishur/adapter-kit';
import { csvAdapter } from './csv-adapter.ts';
import { createWorld, NOT_ABORTED, UTF_8 } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { recordSettlements } from './record-settlements.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const NUMBER = '20240627231846297012345678';
const OTHER = '20240627231846297099999999';
const CELLS = `"=""${NUMBER}""","=""012345678"""`;
const HEADER = 'סוג מסמך,מספר מסמך,תאריך,לקוח,מספר עוסק,לפני מע"מ,מע"מ,סה"כ';
const NOTICE = { code: 'no-deduction', text: 'אין לנכות מס תשומות בגין חשבונית זו' };
const row = (reference: string | number, net = '100'): string => `305,${reference},1/6/2026,כהן בע"מ,,${net},18,118`;

function settle(document: SourceDocument | InvoiceFields | undefined, number: string | undefined = NUMBER): Settlement {
  if (document === undefined) throw new Error('the document was not read');
  const fields = 'fields' in document ? document.fields : document;
  const ref = `${fields.documentType}:${fields.reference}`;
  return { ref, asked: fields, notices: [], ...(number === undefined ? {} : { number }) };
}

async function settleAll(config: Record<string, unknown>, ...refs: string[]): Promise<Settlement[]> {
  const documents = await world.documents(config);
  return refs.map((ref) => settle(documents.find((document) => document.ref === ref)));
}

const kinds = (receipts: readonly RecordReceipt[]): string[] => receipts.map(({ kind }) => kind);

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
      { ref: '305:1001', kind: 'handed-over', where: `${world.path(result)}:5` },
      { ref: '330:3001', kind: 'handed-over', where: `${world.path(result)}:8` },
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

  it('the same number is already there, also for a new session, and the file is not touched', async () => {
    const settlements = await settleAll(config, '305:1');
    await world.record(config, ...settlements);
    await utimes(world.path('a.ishur.csv'), 1, 1);
    expect(await world.record(config, ...settlements)).toEqual([
      { ref: '305:1', kind: 'already-there', where: `${world.path('a.ishur.csv')}:2` },
    ]);
    expect((await stat(world.path('a.ishur.csv'))).mtimeMs).toBe(1000);
  });

  it('another number is a conflict, and nothing is overwritten', async () => {
    const [one, two] = await settleAll(config, '305:1', '305:2');
    await world.record(config, settle(one?.asked));
    const receipts = await world.record(config, settle(one?.asked, OTHER), settle(two?.asked, OTHER));
    expect(receipts).toEqual([
      { ref: '305:1', kind: 'conflict', existingNumber: NUMBER },
      { ref: '305:2', kind: 'handed-over', where: `${world.path('a.ishur.csv')}:3` },
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

  it('reports a number whose digits a spreadsheet lost', async () => {
    await world.record(config, ...(await settleAll(config, '305:1')));
    await world.write('a.ishur.csv', (await world.text('a.ishur.csv')).replace(CELLS, '2.02406E+25,12345678'));
    expect(await world.record(config, ...(await settleAll(config, '305:1')))).toEqual([
      { ref: '305:1', kind: 'conflict', existingNumber: '2.02406E+25' },
    ]);
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

describe('the state of the source', () => {
  const config = { path: '*.csv' };

  it.each([
    ['its amount', row(1, '100.01')],
    ['its date', row(1).replace('1/6', '2/6')],
    ['its dealer', row(1).replace(',,', ',514123451,')],
    ['its spelling', row(1, 'x')],
  ])('a row that changed in %s is stale', async (_, changed) => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    const settlements = await settleAll(config, '305:1');
    await world.write('a.csv', `${HEADER}\n${changed}\n`);
    expect(await world.record(config, ...settlements)).toEqual([{ ref: '305:1', kind: 'stale' }]);
    await expect(access(world.path('a.ishur.csv'))).rejects.toThrow('ENOENT');
  });

  it('a row written otherwise but meaning the same is not stale', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    const settlements = await settleAll(config, '305:1');
    await world.write('a.csv', `${HEADER}\n${row(0)}\n305,1,01/06/2026,כהן ושות,0,100.00,18.0,"₪118"\n`);
    expect(kinds(await world.record(config, ...settlements))).toEqual(['handed-over']);
  });

  it('a row that is gone fails in words', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    const settlements = await settleAll(config, '305:1');
    await world.write('a.csv', `${HEADER}\n${row(2)}\n`);
    expect(await world.record(config, ...settlements)).toMatchObject([
      {
        ref: '305:1',
        kind: 'failed',
        cause: { code: 'csv/document-gone', text: { he: expect.stringContaining('המסמך 305:1') } },
      },
    ]);
  });

  it('a file that broke fails what may have been in it, and not what is elsewhere', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    await world.write('b.csv', `${HEADER}\n${row(2)}\n`);
    const settlements = await settleAll(config, '305:1', '305:2');
    await world.write('a.csv', '');
    expect(await world.record(config, ...settlements)).toMatchObject([
      { ref: '305:1', kind: 'failed', cause: { code: 'csv/empty-file' } },
      { ref: '305:2', kind: 'handed-over' },
    ]);
  });

  it('of rows with one number, only those that were asked about get it', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(1, '200')}\n${row(1)}\n`);
    await world.record(config, ...(await settleAll(config, '305:1')));
    const text = `${HEADER},מספר הקצאה,מספר הקצאה מקוצר\n${row(1)},${CELLS}\n${row(1, '200')},,\n${row(1)},${CELLS}\n`;
    expect(await world.text('a.ishur.csv')).toBe(text);
  });

  it('a document in two files is written to both', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
    await world.write('b.csv', `${HEADER}\n${row(1)}\n`);
    expect(kinds(await world.record(config, ...(await settleAll(config, '305:1'))))).toEqual(['handed-over']);
    for (const name of ['a.ishur.csv', 'b.ishur.csv']) expect(await world.text(name)).toContain(CELLS);
  });

  it("honours the source's own column: there, another, and ours beside it", async () => {
    await world.write(
      'a.csv',
      `${HEADER},מספר הקצאה,מספר הקצאה מקוצר\n${row(1)},${NUMBER},\n${row(2)},012345678,\n${row(3)},777,\n${row(4)},,\n`,
    );
    const receipts = await world.record(config, ...(await settleAll(config, '305:1', '305:2', '305:3', '305:4')));
    expect(receipts.toSorted((one, other) => one.ref.localeCompare(other.ref))).toEqual([
      { ref: '305:1', kind: 'already-there', where: `${world.path('a.csv')}:2` },
      { ref: '305:2', kind: 'already-there', where: `${world.path('a.csv')}:3` },
      { ref: '305:3', kind: 'conflict', existingNumber: '777' },
      { ref: '305:4', kind: 'handed-over', where: `${world.path('a.ishur.csv')}:5` },
    ]);
    const lines = (await world.text('a.ishur.csv')).split('\n');
    expect(lines[0]).toBe(`${HEADER},מספר הקצאה,מספר הקצאה מקוצר,מספר הקצאה - אישור,מספר הקצאה מקוצר - אישור`);
    expect(lines[3]).toBe(`${row(3)},777,,,`);
    expect(lines[4]).toBe(`${row(4)},,,${CELLS}`);
    expect(kinds(await world.record(config, ...(await settleAll(config, '305:4'))))).toEqual(['already-there']);
  });
});

describe('notices', () => {
  const config = { path: 'a.csv' };
  beforeEach(() => world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`));

  it('stand in a column of their own, beside the numbers of before and after', async () => {
    const [one, two] = await settleAll(config, '305:1', '305:2');
    await world.record(config, settle(one?.asked));
    const held: Settlement = { ref: '305:2', asked: settle(two?.asked).asked, notices: [NOTICE] };
    expect(kinds(await world.record(config, held))).toEqual(['handed-over']);
    expect(kinds(await world.record(config, held))).toEqual(['already-there']);
    expect(kinds(await world.record(config, settle(two?.asked)))).toEqual(['handed-over']);
    expect(await world.text('a.ishur.csv')).toBe(
      `${HEADER},מספר הקצאה,מספר הקצאה מקוצר,הערת הקצאה\n${row(1)},${CELLS},\n${row(2)},${CELLS},${NOTICE.text}\n`,
    );
  });

  it('that the code page cannot write fail, and take nobody with them', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`, { name: 'cp862', byteOrderMark: false });
    const [one, two] = await settleAll(config, '305:1', '305:2');
    const unwritable: Settlement = { ...settle(one?.asked), notices: [{ code: 'x', text: 'עלות ₪5 ״מס״' }] };
    expect(await world.record(config, unwritable, settle(two?.asked))).toMatchObject([
      { ref: '305:1', kind: 'failed', cause: { code: 'csv/not-encodable', message: expect.stringContaining('₪ ״') } },
      { ref: '305:2', kind: 'handed-over' },
    ]);
  });
});

describe('what can go wrong', () => {
  beforeEach(() => world.write('a.csv', `${HEADER}\n${row(1)}\n`, UTF_8));

  it('a result file open in Excel: fails to be tried again, says to close it, leaves the old one whole', async () => {
    await world.write('a.ishur.csv', `${HEADER},מספר הקצאה,מספר הקצאה מקוצר\n${row(1)},,\n`);
    const before = await world.hash('a.ishur.csv');
    const settlements = await settleAll({ path: 'a.csv' }, '305:1');
    const busy = Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    const system = { rename: () => Promise.reject(busy), wait: () => Promise.resolve() };
    const receipts: RecordReceipt[] = [];
    const recording = recordSettlements(settlements, [world.path('a.csv')], { path: 'a.csv' }, NOT_ABORTED, system);
    for await (const receipt of recording) receipts.push(receipt);
    expect(receipts).toMatchObject([
      {
        kind: 'failed',
        cause: { code: 'file/locked', remedy: 'retry', text: { he: expect.stringContaining('Excel') } },
      },
    ]);
    expect(await world.hash('a.ishur.csv')).toBe(before);
    expect(await readdir(world.folder)).toHaveLength(2);
  });

  it('a source that changes between the look and the copy', async () => {
    const [one] = await settleAll({ path: 'a.csv' }, '305:1');
    const gone = settle({ ...settle(one?.asked).asked, reference: 'gone' });
    const session = await world.open({ path: 'a.csv' });
    const recording = session.record?.([gone, settle(one?.asked)], { signal: NOT_ABORTED })[Symbol.asyncIterator]();
    // The first receipt needs no writing, and comes when all files have been looked through.
    expect((await recording?.next())?.value).toMatchObject({ ref: '305:gone', kind: 'failed' });
    await world.write('a.csv', `${HEADER}\n${row(0)}\n${row(1)}\n`);
    expect((await recording?.next())?.value).toMatchObject({
      ref: '305:1',
      kind: 'failed',
      cause: { code: 'csv/file-changed', remedy: 'retry' },
    });
    expect(await readdir(world.folder)).toEqual(['a.csv']);
  });

  it('a number that is no number is never written as a formula', async () => {
    const [one] = await settleAll({ path: 'a.csv' }, '305:1');
    expect(await world.record({ path: 'a.csv' }, settle(one?.asked, '1")&cmd("'))).toMatchObject([
      { kind: 'failed', cause: { code: 'csv/number-not-digits', remedy: 'report-bug' } },
    ]);
  });

  it('nobody waits any more', async () => {
    const settlements = await settleAll({ path: 'a.csv' }, '305:1');
    const session = await world.open({ path: 'a.csv' });
    const recording = session.record?.(settlements, { signal: AbortSignal.abort() });
    await expect(recording?.[Symbol.asyncIterator]().next()).rejects.toThrow(/abort/i);
    expect(await readdir(world.folder)).toEqual(['a.csv']);
  });

  it('says beforehand where results will be', async () => {
    const report = await (await world.open({ path: 'a.csv' })).check({ signal: NOT_ABORTED });
    expect(report.writeBack).toEqual({ possible: true, where: world.path('a.ishur.csv') });
    expect(csvAdapter.capabilities.writeBack).toBe('file');
  });

  // The superuser may write everywhere, and Windows keeps no such bits.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says beforehand that it cannot write',
    async () => {
      await chmod(world.folder, 0o500);
      const report = await (await world.open({ path: 'a.csv' })).check({ signal: NOT_ABORTED });
      await chmod(world.folder, 0o700);
      expect(report.writeBack).toMatchObject({
        possible: false,
        reason: { he: expect.stringContaining('הרשאת כתיבה') },
      });
    },
  );
});
