import { appendFile, truncate, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reorderHebrew } from '@ishur/adapter-kit';
import { kinds, NUMBER, settle } from './fixtures/settlements.ts';
import { createWorld, NOT_ABORTED } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const HEADER = ['סוג מסמך', 'מספר מסמך', 'תאריך', 'לקוח', 'מספר עוסק', 'לפני מע"מ', 'מע"מ', 'סה"כ'];
const ROW = ['חשבונית מס', '1001', '1/6/2026', 'כהן ובניו בע"מ', '514123451', '12000.00', '2160.00', '14160.00'];
const FIELDS = {
  documentType: 305,
  reference: '1001',
  documentDate: '2026-06-01',
  netAmount: '12000.00',
  vatAmount: '2160.00',
  grossAmount: '14160.00',
  customer: { name: 'כהן ובניו בע"מ', vatNumber: '514123451' },
};

describe('delimiters', () => {
  it.each([',', ';', '\t', '|'])('%j is found out, and can be declared', async (delimiter) => {
    const text = [['דוח חשבוניות; יוני, 2026 | עמוד 1'], HEADER, ROW, ['', '', '', 'סה"כ', '', '1', '1', '2']];
    await world.write('a.csv', text.map((cells) => cells.join(delimiter)).join('\r\n'));
    for (const declared of [{}, { delimiter }]) {
      const documents = await world.documents({ path: 'a.csv', ...declared });
      expect(documents.map(({ fields }) => fields)).toEqual([FIELDS]);
    }
  });
});

describe('visual Hebrew, of an old DOS program', () => {
  const visual = (...rows: (readonly string[])[]): string =>
    rows.map((cells) => `${cells.map(reorderHebrew).join('|')}\r\n`).join('');
  const DOS = { name: 'cp862', byteOrderMark: false } as const;

  beforeEach(async () => {
    await world.write('a.csv', visual(['דוח חשבוניות'], HEADER, ROW, ['סה"כ', '', '', '', '', '1', '1', '2']), DOS);
  });

  it('is found out from the header, and can be declared', async () => {
    for (const declared of [{}, { hebrew: 'visual' }, { hebrew: 'visual', encoding: 'cp862', delimiter: '|' }]) {
      const items = await world.read({ path: 'a.csv', ...declared });
      expect(items).toMatchObject([{ kind: 'document', fields: FIELDS }]);
    }
    expect(await world.notes({ path: 'a.csv' })).toContain(
      'קידוד cp862, עברית ויזואלית, מפריד קו אנכי. סוג מסמך ← «סוג מסמך»',
    );
    await expect(world.read({ path: 'a.csv', hebrew: 'logical' })).rejects.toMatchObject({ code: 'csv/no-header' });
  });

  it('is found out from the words under an English header, also far below', async () => {
    const english = 'invoice_type,invoice_reference_number,invoice_date,customer_name,payment_amount,vat_amount';
    const rows = Array.from({ length: 3000 }, (_, index) => `305,${index},2026-06-01,x,1,0`);
    const last = `305,last,2026-06-01,${reorderHebrew('אלון שירותים')},1,0`;
    await world.write('b.csv', [english, ...rows, last, ''].join('\n'), DOS);
    const documents = await world.documents({ path: 'b.csv' });
    expect(documents.at(-1)?.fields.customer.name).toBe('אלון שירותים');
  });

  it('is what the result file is written in, and read again from', async () => {
    const [document] = await world.documents({ path: 'a.csv' });
    const given = { ...settle(document), notices: [{ code: 'x', text: 'הודעה לקוח' }] };
    expect(kinds(await world.record({ path: 'a.csv' }, given as never))).toEqual(['handed-over']);
    const text = await world.text('a.ishur.csv', 'cp862');
    expect(text).toContain(
      `|${reorderHebrew('מספר הקצאה')}|${reorderHebrew('מספר הקצאה מקוצר')}|${reorderHebrew('הערת הקצאה')}`,
    );
    expect(text).toContain(reorderHebrew('הודעה לקוח'));
    expect(kinds(await world.record({ path: 'a.csv' }, given as never))).toEqual(['already-there']);
    expect(await world.text('a.ishur.csv', 'cp862')).toBe(text);
  });
});

describe('what check shows', () => {
  it('says what each type means and how a row is read', async () => {
    const rows = [ROW, ['זיכוי', ...ROW.slice(1)], ['חשבונית', ...ROW.slice(1)], ['77', ...ROW.slice(1)]];
    await world.write('a.csv', [HEADER, ...rows].map((cells) => cells.join(',')).join('\n'));
    const notes = await world.notes({ path: 'a.csv' });
    expect(notes).toContain(
      'a.csv: סוגי מסמכים: «חשבונית מס» → 305, «זיכוי» → 330. סוגים שאינם מוכרים: «חשבונית», «77». ציינו ב-documentTypes',
    );
    expect(notes).toContain(
      'a.csv:2: כך נקראת השורה: סוג 305, מספר «1001», תאריך 2026-06-01 (כתוב «1/6/2026», היום לפני החודש), לפני מע"מ 12000.00, מע"מ 2160.00, כולל מע"מ 14160.00, מספר עוסק 514123451.',
    );
    const declared = { path: 'a.csv', documentTypes: { חשבונית: 305, '77': 320 }, dateOrder: 'month-first' };
    expect(await world.notes(declared)).toContain('«חשבונית» → 305, «77» → 320.\n');
    expect(await world.notes(declared)).toContain('date 2026-01-06 (written «1/6/2026», month before day)');
  });

  it('names no customer', async () => {
    await world.write('a.csv', [HEADER, ROW].map((cells) => cells.join(',')).join('\n'));
    expect(await world.notes({ path: 'a.csv' })).not.toContain('כהן');
  });
});

describe('dates', () => {
  it.each([
    ['01/06/2026', {}],
    ['1.6.26', {}],
    ['2026-06-01', { dateOrder: 'month-first' }],
    ['06/01/2026', { dateOrder: 'month-first' }],
    ['1 ביוני 2026', {}],
    ['1-Jun-26', { dateOrder: 'month-first' }],
    ['"June 1, 2026"', {}],
    ['46174', {}],
  ])('%s is the first of June', async (date, declared) => {
    await world.write('a.csv', `${HEADER.join(',')}\n${ROW.with(2, date).join(',')}\n`);
    const [document] = await world.documents({ path: 'a.csv', ...declared });
    expect(document?.fields.documentDate).toBe('2026-06-01');
  });
});

describe('a file that is still being written', () => {
  const csv = `${HEADER.join(',')}\n${ROW.join(',')}`;
  const now = (name: string): Promise<void> => utimes(world.path(name), new Date(), new Date());

  it('is left alone, the others are read, and it is tried again', async () => {
    await world.write('b.csv', `${csv}\n`);
    await world.write('a.csv', csv.slice(0, -3));
    await now('a.csv');
    const growing = setInterval(() => void appendFile(world.path('a.csv'), '0'), 20);
    const seen: string[] = [];
    const reading = (async (): Promise<void> => {
      const session = await world.open({ path: '*.csv', settleSeconds: 0.2 });
      for await (const item of session.read({ signal: NOT_ABORTED })) seen.push(item.cursor);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'csv/file-being-written', remedy: 'retry' });
    clearInterval(growing);
    expect(seen).toEqual(['b.csv:2']);
  });

  it('is read when it has settled, with or without a line end', async () => {
    await world.write('a.csv', csv);
    await now('a.csv');
    expect(await world.documents({ path: 'a.csv', settleSeconds: 0.05 })).toMatchObject([{ fields: FIELDS }]);
    await appendFile(world.path('a.csv'), '\n');
    expect(await world.documents({ path: 'a.csv', settleSeconds: 3600 })).toMatchObject([{ fields: FIELDS }]);
  });

  it('hands out nothing of a file that is replaced while it is read', async () => {
    const rows = (reference: string): string => `${ROW.with(1, reference).join(',')}\n`.repeat(10_000);
    await world.write('a.csv', `${HEADER.join(',')}\n${rows('old')}`);
    const items = (await world.open({ path: 'a.csv' })).read({ signal: NOT_ABORTED })[Symbol.asyncIterator]();
    expect((await items.next()).value).toMatchObject({ ref: '305:old' });
    await truncate(world.path('a.csv'), 100);
    await appendFile(world.path('a.csv'), rows('new'));
    const refs = new Set<string>();
    const rest = (async (): Promise<void> => {
      for (let next = await items.next(); next.done !== true; next = await items.next())
        if (next.value.kind === 'document') refs.add(next.value.ref);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'csv/file-being-written' });
    expect([...refs]).toEqual(['305:old']);
  });
});

describe('the import file', () => {
  const config = { path: 'a.csv', importFile: 'short' };
  const IMPORT = 'a.ishur-import.csv';
  const file = (...rows: string[]): string => ['דוח', HEADER.join(';'), ...rows, ''].join('\r\n');
  const rowOf = (reference: string): string => ROW.with(1, reference).join(';');

  beforeEach(() =>
    world.write('a.csv', file(rowOf('1'), rowOf('2'), 'סה"כ;;;;;1;1;2'), {
      name: 'windows-1255',
      byteOrderMark: false,
    }),
  );

  const record = async (reference: string, settings: object = config): Promise<string[]> => {
    const documents = await world.documents({ ...settings });
    return kinds(
      await world.record({ ...settings }, settle(documents.find(({ fields }) => fields.reference === reference))),
    );
  };

  it('holds the rows that have a number, and the number as the accounting system takes it', async () => {
    expect(await record('2')).toEqual(['handed-over']);
    const quoted = rowOf('2').replace('כהן ובניו בע"מ', '"כהן ובניו בע""מ"');
    const header = HEADER.map((name) => (name.includes('"') ? `"${name.replaceAll('"', '""')}"` : name)).join(';');
    expect(await world.text(IMPORT, 'windows-1255')).toBe(`${header};מספר הקצאה\r\n${quoted};${NUMBER.slice(-9)}\r\n`);
    expect(await record('2', { ...config, importFile: 'whole' })).toEqual(['already-there']);
    const report = await (await world.open(config)).check({ signal: NOT_ABORTED });
    expect(report.writeBack).toMatchObject({ where: `a.ishur.csv, ${IMPORT}` });
  });

  it('fills the column that the source has', async () => {
    const own = [`${HEADER.join(',')},מס' הקצאה,הערות`, `${ROW.join(',')},,דחוף`].join('\n');
    await world.write('a.csv', `${own}\n`);
    expect(await record('1001', { ...config, importFile: 'whole' })).toEqual(['handed-over']);
    const [header, row] = (await world.text(IMPORT)).split('\n');
    expect(header).toMatch(/,מס' הקצאה,הערות$/);
    expect(row).toMatch(new RegExp(`,14160.00,${NUMBER},דחוף$`));
    // It is read by the system, and by us as any other source would be.
    await world.write('imported.csv', await world.text(IMPORT));
    expect(await world.documents({ path: 'imported.csv' })).toMatchObject([{ existingNumber: NUMBER, fields: FIELDS }]);
  });

  it('is never a source, is made again when it is gone, and is not made where nobody wants it', async () => {
    expect(await record('1', { path: 'a.csv' })).toEqual(['handed-over']);
    await expect(world.text(IMPORT)).rejects.toThrow('ENOENT');
    expect(await record('1')).toEqual(['already-there']);
    const written = await world.text(IMPORT, 'windows-1255');
    expect(written).toContain('012345678');
    expect(await world.documents({ path: '*.csv' })).toHaveLength(2);
    await expect(world.read({ path: IMPORT })).rejects.toMatchObject({ code: 'csv/path-is-result' });
  });
});
