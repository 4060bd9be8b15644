import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, NOT_ABORTED } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const HEADER = 'סוג מסמך,מספר מסמך,תאריך,לקוח,מספר עוסק,לפני מע"מ,מע"מ,סה"כ';
const csv = (...rows: string[]): string => [HEADER, ...rows, ''].join('\r\n');

const JUNE = [
  {
    ref: '305:1001',
    fields: {
      documentType: 305,
      reference: '1001',
      documentDate: '2026-06-01',
      netAmount: '12000.00',
      vatAmount: '2160.00',
      grossAmount: '14160.00',
      customer: { name: 'כהן ובניו בע"מ', vatNumber: '514123451' },
    },
  },
  {
    ref: '305:1002',
    fields: {
      documentType: 305,
      reference: '1002',
      documentDate: '2026-06-02',
      netAmount: '5000',
      vatAmount: '900',
      grossAmount: '5900',
      customer: { name: '"תקווה" בע"מ', vatNumber: '514123469' },
      note: 'בדיוק על הסף',
    },
  },
  {
    ref: '320:2001',
    fields: {
      documentType: 320,
      reference: '2001',
      documentDate: '2026-06-03',
      netAmount: '6000.00',
      vatAmount: '1080.00',
      grossAmount: '7080.00',
      customer: { name: 'ישראל ישראלי' },
      note: 'לקוח פרטי',
    },
  },
  {
    ref: '330:3001',
    fields: {
      documentType: 330,
      reference: '3001',
      documentDate: '2026-06-04',
      netAmount: '-500.00',
      vatAmount: '-90',
      grossAmount: '-590.00',
      customer: { name: 'כהן ובניו בע"מ', vatNumber: '514123451' },
      note: 'זיכוי חלקי, לפי בקשת הלקוח',
    },
  },
  {
    ref: '400:4001',
    fields: {
      documentType: 400,
      reference: '4001',
      documentDate: '2026-06-05',
      netAmount: '5900',
      vatAmount: '0',
      grossAmount: '5900',
      customer: { name: 'לוי, שותפים', vatNumber: '012345674' },
    },
  },
  {
    ref: '305:1003',
    fields: {
      documentType: 305,
      reference: '1003',
      documentDate: '2026-06-07',
      netAmount: '20000.00',
      vatAmount: '0.00',
      grossAmount: '20000.00',
      customer: { name: 'יבוא עולמי בע"מ', vatNumber: '514999997' },
      note: 'מע"מ אפס',
    },
  },
];

describe('golden files', () => {
  it.each(['june.windows-1255.csv', 'june.utf-8-bom.csv', 'june.cp862.csv', 'june.utf-16le.txt'])(
    'reads %s, titles and totals left out',
    async (name) => {
      await world.use(name);
      const items = await world.read({ path: name });
      expect(items).toMatchObject(JUNE.map((document) => ({ kind: 'document', standing: 'final', ...document })));
      expect(items).toHaveLength(JUNE.length);
      expect(items.map((item) => item.kind === 'document' && item.fields)).toEqual(JUNE.map(({ fields }) => fields));
      expect(world.logged).toEqual([
        { message: expect.stringContaining('left out'), details: { file: name, rows: 2 } },
      ]);
    },
  );

  it('holds the letters of Windows-1255, not of UTF-8', async () => {
    const bytes = await readFile(new URL('fixtures/june.windows-1255.csv', import.meta.url));
    expect([...bytes.subarray(0, 3)]).toEqual([0xe3, 0xe5, 0xe7]);
  });

  it("reads the authority's names", async () => {
    await world.use('authority-names.csv');
    expect(await world.documents({ path: '*.csv' })).toEqual([
      {
        kind: 'document',
        ref: '305:A-17',
        cursor: 'authority-names.csv:2',
        standing: 'final',
        fields: {
          documentType: 305,
          reference: 'A-17',
          documentDate: '2026-06-10',
          netAmount: '10000.00',
          vatAmount: '1800.00',
          grossAmount: '11800.00',
          amountBeforeDiscount: '11000.00',
          discount: '1000.00',
          customer: { name: 'Cohen & Sons, Ltd.', vatNumber: '514123451' },
        },
      },
      expect.objectContaining({ ref: '330:A-18' }),
    ]);
  });

  it('reads a real income archive with its allocation column', async () => {
    await world.use('income-archive.csv');
    const documents = await world.documents({ path: '*.csv' });
    expect(documents.map(({ ref, existingNumber }) => [ref, existingNumber])).toEqual([
      ['305:50017', '012345678'],
      ['320:50018', undefined],
      ['305:50019', undefined],
    ]);
  });
});

describe('columns', () => {
  it('works out the amount that has no column', async () => {
    await world.write('a.csv', 'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ\n305,1,1/6/2026,0.20,0.10\n');
    await world.write('b.csv', 'סוג,אסמכתא,תאריך,מע"מ,סה"כ\n305,2,1/6/2026,18.01,118.02\n');
    await world.write('c.csv', 'סוג,אסמכתא,תאריך,לפני מע"מ,סה"כ\n305,3,1/6/2026,-100,-118\n');
    const documents = await world.documents({ path: '*.csv' });
    expect(documents.map(({ fields }) => [fields.netAmount, fields.vatAmount, fields.grossAmount])).toEqual([
      ['0.20', '0.10', '0.30'],
      ['100.01', '18.01', '118.02'],
      ['-100', '-18.00', '-118'],
    ]);
    expect(await world.notes({ path: '*.csv' })).toMatch(/b\.csv: אין עמודה של סכום לפני מע"מ; הסכום מחושב/);
  });

  it('works out one empty amount of a row, and refuses two', async () => {
    await world.write('a.csv', csv('305,1,1/6/2026,,,100,-,100', '305,2,1/6/2026,,,100,,'));
    const [first, second] = await world.read({ path: 'a.csv' });
    expect(first).toMatchObject({ fields: { netAmount: '100', vatAmount: '0.00', grossAmount: '100' } });
    expect(second).toMatchObject({
      faults: [
        { code: 'csv/amount-missing', path: 'מע"מ' },
        { code: 'csv/amount-missing', path: 'סה"כ' },
      ],
    });
  });

  it('takes a file of numbered invoices for tax invoices, and says so', async () => {
    await world.write('a.csv', 'מספר חשבונית;תאריך;שם לקוח;ח"פ;סכום לפני מע"מ;מע"מ;סכום\n7;1/6/2026;א;18;100;18;118\n');
    expect(await world.documents({ path: 'a.csv' })).toMatchObject([{ ref: '305:7' }]);
    expect(await world.notes({ path: 'a.csv' })).toMatch(/כולם נקראים כחשבונית מס \(305\).*documentType/);
    expect(await world.documents({ path: 'a.csv', documentType: 320 })).toMatchObject([{ ref: '320:7' }]);
  });

  it.each(['מספר', "מס'", 'number', 'No'])('takes a column that is called just %s for the number', async (name) => {
    await world.write('a.csv', `סוג,${name},תאריך,לפני מע"מ,מע"מ\n305,7,1/6/2026,100,18\n`);
    await world.write('b.csv', `סוג,${name},אסמכתא,תאריך,לפני מע"מ,מע"מ\n305,1,8,1/6/2026,100,18\n`);
    await world.write('c.csv', `${name},תאריך,לפני מע"מ,מע"מ\n9,1/6/2026,100,18\n`);
    expect(await world.documents({ path: ['a.csv', 'b.csv'] })).toMatchObject([{ ref: '305:7' }, { ref: '305:8' }]);
    expect(await world.notes({ path: 'b.csv' })).toContain(`עמודות שלא נקראו: «${name}»`);
    expect(await world.documents({ path: 'c.csv', documentType: 320 })).toMatchObject([{ ref: '320:9' }]);
    await expect(world.read({ path: 'c.csv' })).rejects.toMatchObject({
      code: 'csv/columns-missing',
      message: expect.stringContaining('no columns for document type (documentType). The headers'),
    });
  });

  it('follows declared columns and types', async () => {
    await world.write('a.csv', 'kind,id,when,sum0,sum1,buyer\n1,7,06/25/2026,100,18,18\nחשבונית,8,06/26/2026,1,0,\n');
    const config = {
      path: 'a.csv',
      dateOrder: 'month-first',
      columns: {
        documentType: 'Kind',
        reference: 'id',
        documentDate: 'when',
        netAmount: 'sum0',
        vatAmount: 'sum1',
        'customer.vatNumber': 'buyer',
      },
      documentTypes: { '1': 305, חשבונית: 300 },
    };
    expect(await world.documents(config)).toMatchObject([
      {
        ref: '305:7',
        fields: { documentDate: '2026-06-25', grossAmount: '118.00', customer: { vatNumber: '000000018' } },
      },
      { ref: '300:8' },
    ]);
  });

  it('tells drafts and cancelled documents', async () => {
    await world.write(
      'a.csv',
      [
        `${HEADER},סטטוס`,
        '305,1,1/6/2026,,,1,0,1,סופי',
        '305,2,1/6/2026,,,1,0,1,טיוטה',
        '305,3,1/6/2026,,,1,0,1,מבוטל',
        'חשבונית מס - מבוטלת,4,1/6/2026,,,1,0,1,',
      ].join('\n'),
    );
    const documents = await world.documents({ path: 'a.csv' });
    expect(documents.map(({ standing }) => standing)).toEqual(['final', 'draft', 'cancelled', 'cancelled']);
  });

  it('reports how the columns were understood, once for files alike, and warns of a missing dealer column', async () => {
    await world.write('a.csv', 'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ,צבע\n');
    await world.write('b.csv', 'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ,צבע\n');
    const notes = await world.notes({ path: '*.csv' });
    expect(notes).toContain(
      'a.csv (ועוד 1 קבצים): כותרות בשורה 1, קידוד utf-8, מפריד פסיק. סוג מסמך ← «סוג», מספר מסמך ← «אסמכתא»',
    );
    expect(notes).toContain('עמודות שלא נקראו: «צבע»');
    expect(notes).toContain('לא נמצאה עמודה של מספר העוסק של הלקוח');
  });
});

describe('abort', () => {
  it('stops reading in the middle of a file', async () => {
    await world.write('a.csv', csv(...Array.from({ length: 50 }, (_, index) => `305,${index},1/6/2026,,,1,0,1`)));
    const abort = new AbortController();
    const session = await world.open({ path: 'a.csv' });
    let count = 0;
    const reading = (async (): Promise<void> => {
      for await (const _ of session.read({ signal: abort.signal })) {
        count += 1;
        if (count === 3) abort.abort();
      }
    })();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(count).toBe(3);
  });

  it('does not begin when nobody waits', async () => {
    await world.use('june.utf-8-bom.csv');
    const session = await world.open({ path: '*.csv' });
    await expect(session.check({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect((await session.check({ signal: NOT_ABORTED })).writeBack.possible).toBe(true);
  });
});
