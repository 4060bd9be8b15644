import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const HEADER = 'סוג מסמך,מספר מסמך,תאריך,לקוח,מספר עוסק,לפני מע"מ,מע"מ,סה"כ';
const csv = (...rows: string[]): string => [HEADER, ...rows, ''].join('\r\n');

describe('rows', () => {
  it.each([
    ['csv/bad-date', 'תאריך', '305,1,31/06/2026,,,100,18,118'],
    ['csv/value-missing', 'תאריך', '305,1,,,,100,18,118'],
    ['csv/value-missing', 'מספר מסמך', '305,,1/6/2026,,,100,18,118'],
    ['csv/value-missing', 'סוג מסמך', ',1,1/6/2026,,,100,18,118'],
    ['csv/bad-document-type', 'סוג מסמך', 'חשבונית,1,1/6/2026,,,100,18,118'],
    ['csv/bad-reference', 'מספר מסמך', '305,1.23E+11,1/6/2026,,,100,18,118'],
    ['csv/bad-dealer-number', 'מספר עוסק', '305,1,1/6/2026,,5.14E+08,100,18,118'],
    ['csv/bad-amount', 'לפני מע"מ', '305,1,1/6/2026,,,1e3,18,118'],
    ['csv/bad-amount', 'סה"כ', '305,1,1/6/2026,,,100,18,"1.234,50"'],
    ['csv/too-many-cells', 'סה"כ', '305,1,1/6/2026,,,1,234.50,222.21,1,456.71'],
    ['csv/too-few-cells', 'סה"כ', '305,1,1/6/2026,514123451,100,18,118'],
    ['csv/too-few-cells', 'מע"מ', '305,1,1/6/2026,,,100'],
  ])('refuses a row with %s in %s, and reads the next', async (code, header, row) => {
    await world.write('דוח.csv', csv(row, '305,99,1/6/2026,,,100,18,118'));
    const [bad, good] = await world.read({ path: 'דוח.csv' });
    expect(bad).toMatchObject({
      kind: 'unreadable',
      where: 'דוח.csv:2',
      cursor: 'דוח.csv:2',
      faults: [{ code, path: header }],
    });
    const message = bad?.kind === 'unreadable' ? bad.faults[0]?.message : undefined;
    expect(message?.he).toContain(`דוח.csv:2, עמודה «${header}»: נמצא`);
    expect(message?.en).toContain(`דוח.csv:2, column «${header}»: found`);
    expect(good).toMatchObject({ kind: 'document', ref: '305:99' });
  });

  it.each([
    ['31/11/2026', {}, 'נדרש יום שקיים: בנובמבר 2026 יש 30 יום. תקנו את התאריך.'],
    ['29/02/2026', {}, 'נדרש יום שקיים: בפברואר 2026 יש 28 יום. תקנו את התאריך.'],
    ['2026-06-31', {}, 'נדרש יום שקיים: ביוני 2026 יש 30 יום. תקנו את התאריך.'],
    ['06/31/2026', { dateOrder: 'month-first' }, 'נדרש יום שקיים: ביוני 2026 יש 30 יום. תקנו את התאריך.'],
    ['13/13/2026', {}, 'נדרש חודש בין 1 ל-12, ולא 13. תקנו את התאריך.'],
    ['אתמול', {}, 'נדרש תאריך כמו 30/06/2026. תקנו את התאריך.'],
  ])('says of the date %s what is wrong with it, and of no setting', async (date, settings, expected) => {
    await world.write('a.csv', csv(`305,1,${date},,,100,18,118`));
    const [item] = await world.unreadable({ path: 'a.csv', ...settings });
    expect(item?.faults).toMatchObject([{ code: 'csv/bad-date', path: 'תאריך' }]);
    expect(item?.faults[0]?.message.he).toBe(`a.csv:2, עמודה «תאריך»: נמצא «${date}», ${expected}`);
    expect(item?.faults[0]?.message.en).not.toContain('month-first');
  });

  it('advises the other order only for a date that has one', async () => {
    await world.write('a.csv', csv('305,1,06/25/2026,,,100,18,118'));
    await world.write('b.csv', csv('305,1,25/06/2026,,,100,18,118'));
    const [a] = await world.unreadable({ path: 'a.csv' });
    expect(a?.faults[0]?.message.en).toMatch(/expected the day before the month.*set dateOrder: month-first\.$/);
    const [b] = await world.unreadable({ path: 'b.csv', dateOrder: 'month-first' });
    expect(b?.faults[0]?.message.en).toMatch(/expected the month before the day.*remove that setting\.$/);
  });

  it('delivers both rows with one number, each with its place', async () => {
    await world.write(
      'יוני/a.csv',
      csv('305,1,1/6/2026,,,100,18,118', '305,2,1/6/2026,,,1,0,1', '305,1,2/6/2026,,,5,0,5'),
    );
    const rows = (await world.documents({ path: '*/a.csv' })).filter(({ ref }) => ref === '305:1');
    expect(rows.map(({ cursor, fields }) => [cursor, fields.grossAmount])).toEqual([
      ['יוני/a.csv:2', '118'],
      ['יוני/a.csv:4', '5'],
    ]);
  });

  it('quotes a cell without what steers a terminal', async () => {
    await world.write('a.csv', csv('305,1,\u001b[2J\u202e9,,,100,18,118'));
    const [item] = await world.unreadable({ path: 'a.csv' });
    expect(item?.faults[0]?.message.he).toContain('נמצא «[2J9»');
  });

  it('refuses a number that is none in the allocation and currency columns', async () => {
    await world.write(
      'a.csv',
      `${HEADER},מספר הקצאה,מטבע\n305,1,1/6/2026,,,1,0,1,2.02E+25,שקלים\n305,2,1/6/2026,,,1,0,1,,זהב\n`,
    );
    const items = await world.unreadable({ path: 'a.csv' });
    expect(items.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
      ['csv/bad-allocation-number'],
      ['csv/bad-currency'],
    ]);
  });

  it('names a foreign currency and passes over shekels', async () => {
    const rows = ['ש"ח', '₪', 'NIS', 'ILS', 'USD', '$'].map(
      (currency, index) => `305,${index},1/6/2026,,,1,0,1,${currency}`,
    );
    await world.write('a.csv', [`${HEADER},מטבע`, ...rows].join('\n'));
    const documents = await world.documents({ path: 'a.csv' });
    expect(documents.map(({ fields }) => fields.currency)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'USD',
      'USD',
    ]);
  });

  it('lists every fault of a row', async () => {
    await world.write('a.csv', csv('?,,x,,y,z,18,118'));
    const [item] = await world.unreadable({ path: 'a.csv' });
    expect(item?.faults.map(({ code }) => code)).toEqual([
      'csv/bad-date',
      'csv/bad-document-type',
      'csv/value-missing',
      'csv/bad-amount',
      'csv/bad-dealer-number',
    ]);
  });

  it('lists no more than five faults of a row, and quotes no more of it than a person reads', async () => {
    const [amount, header] = ['9'.repeat(60_000), `מטבע ${'א'.repeat(190)}`];
    const bad = ['?', '1E+11', 'x', '', 'y', amount, amount, amount, 'זהב'].join(',');
    await world.write('a.csv', `${HEADER},${header}\n${bad}\n305,1,1/6/2026,,,1,0,1,${'ז'.repeat(60_000)}\n`);
    const [first, second] = await world.unreadable({ path: 'a.csv', columns: { currency: header } });
    expect(first?.faults).toHaveLength(5);
    expect(second?.faults).toMatchObject([{ code: 'csv/bad-currency' }]);
    for (const { message } of [...(first?.faults ?? []), ...(second?.faults ?? [])]) {
      for (const text of [message.he, message.en]) {
        const quoted = [...text.matchAll(/«([^»]*)»/g)].map(([, inside = '']) => inside.length);
        expect(Math.max(0, ...quoted)).toBeLessThanOrEqual(80);
        expect(text.length).toBeLessThan(500);
      }
    }
  });

  it('refuses a sign before a dealer number', async () => {
    const rows = ['-1', '51-111111-8'].map((dealer, index) => `305,${index + 1},1/6/2026,,${dealer},1,0,1`);
    await world.write('a.csv', csv(...rows));
    const [refused, document] = await world.read({ path: 'a.csv' });
    expect(refused).toMatchObject({ kind: 'unreadable', faults: [{ code: 'csv/bad-dealer-number' }] });
    expect(document).toMatchObject({ kind: 'document', fields: { customer: { vatNumber: '511111118' } } });
  });

  it('counts real lines, also after a quoted line end', async () => {
    await world.write('a.csv', `\r\n${csv('305,1,1/6/2026,"שם\r\nבשתי\r\nשורות",,1,0,1', '305,2,רע,,,1,0,1')}`);
    expect((await world.unreadable({ path: 'a.csv' })).map(({ where }) => where)).toEqual(['a.csv:6']);
  });

  it('leaves out blank rows, totals, footers and repeated headers, and nothing else', async () => {
    await world.write(
      'a.csv',
      csv(
        '305,1,1/6/2026,,,1,0,1',
        ',,,,,,,',
        HEADER,
        'סה"כ לקוח כהן,,,,,1,0,1',
        ',,,,,1,0,1',
        ',,סה"כ,,,1,0,1',
        'הופק על ידי מערכת א,,,,,,,',
        '305,2,1/6/2026,,,1,0,1',
        'חשבונית מס',
        '3051',
        '',
      ),
    );
    const items = await world.read({ path: 'a.csv' });
    expect(items.map((item) => item.cursor)).toEqual(['a.csv:2', 'a.csv:9', 'a.csv:10', 'a.csv:11']);
    expect(items.map(({ kind }) => kind)).toEqual(['document', 'document', 'unreadable', 'unreadable']);
  });

  it('leaves out what is dated before the asked day', async () => {
    await world.write('a.csv', csv('305,1,31/5/2026,,,1,0,1', '305,2,1/6/2026,,,1,0,1'));
    const items = await world.read({ path: 'a.csv' }, '2026-06-01');
    expect(items).toMatchObject([{ ref: '305:2' }]);
  });

  it('links a credit note to what it credits', async () => {
    await world.write('a.csv', `${HEADER},חשבונית מקור\n330,1,1/6/2026,,,1,0,1,1001\n305,2,1/6/2026,,,1,0,1,77\n`);
    const documents = await world.documents({ path: 'a.csv' });
    expect(documents.map(({ fields }) => fields.related)).toEqual([[{ as: 'credited', reference: '1001' }], undefined]);
  });

  it('links a tax invoice to the pro-forma on which it rests, and nothing else', async () => {
    const rows = ['305', '320', '310', '332'].map((type, index) => `${type},${index},1/6/2026,,,1,0,1,77`);
    const base = [{ as: 'base', documentType: 332, reference: '77' }];
    for (const header of ['base_reference', 'על סמך חשבון עסקה']) {
      await world.write('a.csv', `${HEADER},${header}\n${rows.join('\n')}\n305,9,1/6/2026,,,1,0,1,\n`);
      const documents = await world.documents({ path: 'a.csv' });
      expect(documents.map(({ fields }) => fields.related)).toEqual([base, base, undefined, undefined, undefined]);
    }
  });
});

describe('rows that end before the header', () => {
  const file = [
    'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ,סה"כ,הערות,צבע',
    '305,1,1/6/2026,100,18,118',
    '305,2,1/6/2026,100,18',
    '',
  ];

  it('are refused, and accepted where that is declared and nothing is lacking', async () => {
    await world.write('a.csv', file.join('\n'));
    expect(await world.read({ path: 'a.csv' })).toMatchObject([
      {
        faults: [
          { code: 'csv/too-few-cells', path: 'הערות', message: { he: expect.stringContaining('shortRows: accept') } },
        ],
      },
      { faults: [{ code: 'csv/too-few-cells', path: 'סה"כ' }] },
    ]);
    expect(await world.read({ path: 'a.csv', shortRows: 'accept' })).toMatchObject([
      { ref: '305:1', fields: { grossAmount: '118' } },
      { faults: [{ code: 'csv/too-few-cells', path: 'סה"כ' }] },
    ]);
  });

  it('may leave out what has no name', async () => {
    await world.write('a.csv', 'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ,,\n305,1,1/6/2026,100,18\n');
    expect(await world.documents({ path: 'a.csv' })).toMatchObject([{ ref: '305:1' }]);
  });
});

describe('an amount of more digits than there is money', () => {
  it.each(['סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ', 'סוג,אסמכתא,תאריך,לפני מע"מ,מע"מ,סה"כ'])(
    'is refused under %s',
    async (header) => {
      const row = '305,1,1/6/2026,"123,456,789,012,345.00",18';
      await world.write('a.csv', `${header}\n${row}${header.endsWith('סה"כ') ? ',' : ''}\n`);
      expect(await world.read({ path: 'a.csv' })).toMatchObject([
        { kind: 'unreadable', faults: [{ path: 'לפני מע"מ' }, ...(header.endsWith('סה"כ') ? [{ path: 'סה"כ' }] : [])] },
      ]);
    },
  );
});
