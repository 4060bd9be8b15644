import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isIshurError } from '@ishur/contract';
import type { FileSample } from '@ishur/contract/v1';
import { csvAdapter } from './csv-adapter.ts';
import { createWorld, UTF_8 } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const HEADER = 'סוג מסמך,מספר מסמך,תאריך,לקוח,מספר עוסק,לפני מע"מ,מע"מ,סה"כ';
const row = (reference: string | number): string => `305,${reference},1/6/2026,,,1,0,1`;
const refsOf = async (path: string | string[]): Promise<string[]> =>
  (await world.documents({ path })).map(({ ref }) => ref);

describe('configuration', () => {
  const PATHS = 'expected a path or a list of paths';

  it.each([
    [{}, `path: ${PATHS}`],
    [{ path: '' }, `path: ${PATHS}`],
    [{ path: [] }, `path: ${PATHS}`],
    [{ path: ['a.csv', 5] }, `path: ${PATHS}`],
    [
      { path: 'a.csv', colums: {} },
      'with: colums: expected path | holds | encoding | hebrew | delimiter | dateOrder | settleSeconds | columns | ',
    ],
    [
      { path: 'a.csv', encoding: 'latin1' },
      'encoding: expected utf-8 | utf-16le | utf-16be | windows-1255 | iso-8859-8 | cp862',
    ],
    [{ path: 'a.csv', delimiter: 'x' }, String.raw`delimiter: expected "," | ";" | "\t" | "|" | "tab"`],
    [{ path: 'a.csv', dateOrder: 'dmy' }, 'dateOrder: expected day-first | month-first'],
    [{ path: 'a.csv', columns: { netto: 'x' } }, 'columns: netto: expected documentType | reference | '],
    [{ path: 'a.csv', columns: { note: 5 } }, 'columns.note: expected a header of the file'],
    [{ path: 'a.csv', columns: 'note' }, 'columns: expected reference: אסמכתא'],
    [{ path: 'a.csv', documentTypes: { x: '305' } }, 'documentTypes.x: expected a number such as 305'],
    [{ path: 'a.csv', documentTypes: { '': 305 } }, 'documentTypes.: expected חשבונית: 305'],
    [{ path: 'a.csv', documentType: 0 }, 'documentType: expected a number such as 305'],
    ['a.csv', 'with: expected path: ./invoices/*.csv'],
  ])('refuses %j and says what is expected', async (config, message) => {
    await expect(world.open(config)).rejects.toMatchObject({
      code: 'adapter/invalid-config',
      remedy: 'fix-config',
      text: { he: expect.stringContaining(`אינן תקינות: ${message}`), en: expect.stringContaining(message) },
    });
  });
});

describe('paths', () => {
  beforeEach(async () => {
    await world.write('יוני/ב.csv', `${HEADER}\n${row('ב')}\n`);
    await world.write('יוני/א.CSV', `${HEADER}\n${row('א')}\n`);
    await world.write('יוני/[א] (1).csv', `${HEADER}\n${row('סוגר')}\n`);
    await world.write('יוני/ב.ishur.csv', `${HEADER}\n${row('תוצאה')}\n`);
    await world.write('יוני/~$ב.csv', 'lock');
    await world.write('יוני/.hidden.csv', 'hidden');
    await world.write('x.txt', `${HEADER}\n${row('x')}\n`);
  });

  it('finds files by pattern, sorted, each once, and never its own results', async () => {
    expect(await refsOf('יוני/*.csv')).toEqual(['305:סוגר', '305:א', '305:ב']);
    expect(await refsOf(['יוני/*.csv', 'יוני/ב.csv', 'x.*'])).toEqual(['305:x', '305:סוגר', '305:א', '305:ב']);
    expect(await refsOf('**/*')).toEqual(['305:x', '305:סוגר', '305:א', '305:ב']);
  });

  it('takes backslashes, absolute paths and a path with brackets', async () => {
    expect(await refsOf('יוני\\ב.csv')).toEqual(['305:ב']);
    expect(await refsOf('.\\יוני\\*.csv')).toHaveLength(3);
    expect(await refsOf(world.path('יוני/[א] (1).csv'))).toEqual(['305:סוגר']);
    expect(await refsOf('יוני/[א] (1).csv')).toEqual(['305:סוגר']);
    expect(await refsOf(`${world.folder}/יוני/ב*.csv`)).toEqual(['305:ב']);
  });

  it('says what was looked for and where when nothing is found', async () => {
    const message = { he: expect.stringContaining(world.folder), en: expect.stringContaining('«אין/*.csv»') };
    await expect(world.read({ path: 'אין/*.csv' })).rejects.toMatchObject({
      code: 'csv/no-file',
      remedy: 'fix-config',
      text: message,
    });
  });

  it('names the source where a result file is named', async () => {
    await expect(world.read({ path: 'יוני/ב.ishur.csv' })).rejects.toMatchObject({
      code: 'csv/path-is-result',
      remedy: 'fix-config',
      text: { he: expect.stringMatching(/^יוני\/ב\.ishur\.csv הוא קובץ תוצאה .*כגון ב\.csv/), en: expect.any(String) },
    });
    await expect(world.read({ path: '*/ב.ishur.csv' })).rejects.toMatchObject({ code: 'csv/no-file' });
  });

  it.each(['[יוני] (1) {א,ב}!+@.csv', 'a b  c.csv', "o'clock, 100%.csv", 'דוח #7 ~ $x.csv'])(
    'reads %s by its absolute path, as a command names it',
    async (name) => {
      await world.write(`תיקייה [2026] (א)/${name}`, `${HEADER}\n${row(7)}\n`);
      await world.write(`תיקייה [2026] (א)/1.csv`, `${HEADER}\n${row('other')}\n`);
      const path = world.path(`תיקייה [2026] (א)/${name}`);
      expect(await refsOf(path)).toEqual(['305:7']);
      expect(await refsOf(path.split('/').join('\\'))).toEqual(['305:7']);
      expect(await refsOf(`${world.folder}/תיקייה [2026] (א)/1*.csv`)).toEqual(['305:other']);
    },
  );

  // Windows has no such names.
  it.skipIf(process.platform === 'win32')(
    'reads a file with a backslash, a star or a question mark in its name',
    async () => {
      for (const name of ['a\\b.csv', 'c*.csv', 'd?.csv']) {
        await world.write(name, `${HEADER}\n${row(name)}\n`);
        await world.write(name.replace(/\W/, 'x'), `${HEADER}\n${row('other')}\n`);
        expect(await refsOf(world.path(name))).toEqual([`305:${name}`]);
      }
    },
  );

  it('asks for a pattern where a folder is named', async () => {
    await mkdir(world.path('ריק'));
    await expect(world.read({ path: 'ריק' })).rejects.toMatchObject({
      code: 'csv/path-is-folder',
      message: expect.stringContaining('*.csv'),
    });
  });
});

describe('files that cannot be understood', () => {
  const LONG = 'א'.repeat(70_000);

  it.each([
    ['csv/empty-file', new Uint8Array()],
    ['csv/not-text', Buffer.from([0x50, 0x4b, 3, 4, 20, 0])],
    ['csv/not-text', Buffer.from('a,b\0c\n')],
    ['csv/no-header', Buffer.from([0xfe, 0xff, 0, 0x41])],
    ['csv/not-text', Buffer.from([0x41, 0x42, 0, 0, 0x43, 0x44])],
    ['csv/not-text', Buffer.from('caf\xe9'.replace('\xe9', '\xfc'), 'latin1')],
    ['csv/no-header', Buffer.from('1,2,3\n4,5,6\n')],
    ['csv/empty-file', Buffer.from('\r\n \n\t\n')],
    [
      'csv/columns-missing',
      Buffer.from('invoice_number,document_date,customer_name,tax_id,amount_gross\n1,2026-06-01,x,18,100\n'),
    ],
    ['csv/cell-too-long', Buffer.from(`${HEADER}\n305,1,1/6/2026,"${LONG}",,1,0,1\n`)],
    ['csv/cell-too-long', Buffer.from(`${HEADER}\n305,1,1/6/2026,${LONG},,1,0,1\n`)],
    ['csv/row-too-long', Buffer.from(`${HEADER}\n${'305,'.repeat(300_000)}\n`)],
    ['csv/row-too-long', Buffer.from(`${HEADER}\n${'305,'.repeat(300_000)}`)],
    [
      'csv/wrong-encoding',
      Buffer.concat([Buffer.from(`${HEADER}\n${`${row(1)}\n`.repeat(5000)}`), Buffer.from([0xe0, 0xe1, 0x0a])]),
    ],
  ])('%s', async (code, bytes) => {
    await world.writeBytes('קובץ.csv', bytes);
    await expect(world.read({ path: 'קובץ.csv' })).rejects.toMatchObject({
      code,
      remedy: 'fix-config',
      text: { he: expect.stringContaining('קובץ.csv'), en: expect.stringContaining('קובץ.csv') },
    });
  });

  it('names the headers that were found and the fields that are missing', async () => {
    await world.write('a.csv', 'כותרת\nאסמכתא,תאריך,צבע\n1,1/6/2026,כחול\n');
    const text = {
      he: expect.stringMatching(
        /^a\.csv:2: בשורת הכותרות .*סוג מסמך.*סכום לפני מע"מ.*הכותרות שנמצאו: «אסמכתא», «תאריך», «צבע»/,
      ),
    };
    await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({ code: 'csv/columns-missing', text });
  });

  it('names a declared header that is not there', async () => {
    await world.write('a.csv', `${HEADER}\n`);
    await expect(world.read({ path: 'a.csv', columns: { note: 'הערת אגב' } })).rejects.toMatchObject({
      code: 'csv/declared-column-missing',
      text: { he: expect.stringContaining('note: «הערת אגב»') },
    });
  });

  it('lists what was found and what is missing where hardly a header is known', async () => {
    await world.write('a.csv', 'דוח\nid,when,sum,תאריך,\u001b[31m\n1,2,3,4,5\n');
    const found = '«id», «when», «sum», «תאריך», «[31m»';
    await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({ code: 'csv/not-text' });
    await world.write('a.csv', 'דוח\nid,when,sum,תאריך,\u202e[31m\n1,2,3,4,5\n');
    await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({
      code: 'csv/no-header',
      remedy: 'fix-config',
      text: {
        he: `a.csv:2: לא נמצאה שורת כותרות. השורה הקרובה ביותר לכך היא ${found}. נדרשות עמודות של סוג מסמך (documentType), מספר מסמך (reference), תאריך מסמך (documentDate), סכום לפני מע"מ (netAmount), סכום מע"מ (vatAmount), סכום כולל מע"מ (grossAmount). הוסיפו שורה עם שמות העמודות, או ציינו ב-columns איזו כותרת שייכת לכל שדה.`,
        en: expect.stringContaining(`The row that comes closest is ${found}. Columns are needed for document type`),
      },
    });
  });

  it('quotes no more of a file than a person reads', async () => {
    await world.write(
      'a.csv',
      `${Array.from({ length: 900 }, (_, index) => `${index}${'א'.repeat(30)}`).join(',')}\n1,2\n`,
    );
    await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({ code: 'csv/no-header' });
    const cause = await world.read({ path: 'a.csv' }).catch((failure: unknown) => failure);
    expect(isIshurError(cause) ? cause.message.length : Infinity).toBeLessThan(2000);
  });

  it('is found by check already', async () => {
    await world.writeBytes('a.csv', new Uint8Array());
    await expect(world.notes({ path: 'a.csv' })).rejects.toMatchObject({ code: 'csv/empty-file' });
  });

  it('is read in a declared encoding where the bytes tell nothing', async () => {
    await world.write('a.csv', `${HEADER}\n305,1,1/6/2026,כהן,,1,0,1\n`, { name: 'iso-8859-8', byteOrderMark: false });
    const [document] = await world.documents({ path: 'a.csv', encoding: 'iso-8859-8' });
    expect(document?.fields.customer.name).toBe('כהן');
    await expect(world.read({ path: 'a.csv', encoding: 'utf-8' })).rejects.toMatchObject({
      code: 'csv/wrong-encoding',
    });
  });

  it('finds Hebrew that begins far below an English header', async () => {
    const english = 'invoice_type,invoice_reference_number,invoice_date,customer_name,payment_amount,vat_amount';
    const rows = Array.from({ length: 10_000 }, (_, index) => `305,${index},2026-06-01,x,1,0`);
    const text = [english, ...rows, '305,last,2026-06-01,כהן,1,0', ''].join('\r\n');
    await world.write('a.csv', text, { name: 'windows-1255', byteOrderMark: false });
    const documents = await world.documents({ path: 'a.csv' });
    expect(documents.at(-1)?.fields.customer.name).toBe('כהן');
    expect(documents).toHaveLength(10_001);
  });
});

describe('a file that is not recognised and opened all the same, to be diagnosed', () => {
  it.each([
    ['csv/columns-missing', Buffer.from('אסמכתא,תאריך,צבע\n'), /הכותרות שנמצאו: «אסמכתא», «תאריך», «צבע»/],
    ['csv/no-header', Buffer.from('x,y\n1,2\n'), /«x», «y».*נדרשות עמודות של סוג מסמך/],
    ['csv/empty-file', new Uint8Array(), /ריק/],
    ['csv/empty-file', Uint8Array.from([0xef, 0xbb, 0xbf]), /ריק/],
    ['csv/not-text', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), /Excel \(xlsx\).*כ-CSV/],
    ['csv/not-text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), /אינו קובץ טקסט/],
    [
      'csv/not-text',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => 1 + ((index * 37) % 255))),
      /אינו קובץ טקסט/,
    ],
    ['csv/no-header', Buffer.from('א'.repeat(3_000_000)), /לא נמצאה שורת כותרות/],
    ['csv/no-header', Buffer.from('a,'.repeat(2_000_000)), /לא נמצאה שורת כותרות/],
    ['csv/cell-too-long', Buffer.from(`${HEADER}\n"${'אבג,\n'.repeat(300_000)}`), /חסרה מירכה/],
    ['csv/row-too-long', Buffer.from(`${HEADER}\n${'a,'.repeat(2_000_000)}`), /שורה ארוכה/],
  ])('%s', async (code, bytes, words) => {
    await world.writeBytes('דוח (1).csv', bytes);
    const path = world.path('דוח (1).csv');
    expect(csvAdapter.recognise?.({ path, head: bytes.subarray(0, 65_536) }) === undefined).toBe(
      !/too-long/.test(code),
    );
    const reading = world.read({ path }).catch((cause: unknown) => cause);
    expect(await reading).toMatchObject({
      code,
      remedy: 'fix-config',
      text: { he: expect.stringMatching(words), en: expect.stringContaining('דוח (1).csv') },
    });
  });
});

describe('recognise', () => {
  const sample = (path: string, text: string): FileSample => ({ path, head: Buffer.from(text) });

  it('knows a table of documents by its header', async () => {
    const config = csvAdapter.recognise?.(sample(world.path('דוח (יוני).csv'), `דוח\n${HEADER}\n${row(1)}\n${row(2)}`));
    expect(config).toEqual({ path: world.path('דוח (יוני).csv') });
    await world.write('דוח (יוני).csv', `${HEADER}\n${row(1)}\n`, UTF_8);
    expect(await refsOf(world.path('דוח (יוני).csv'))).toEqual(['305:1']);
  });

  it.each([
    ['a.csv', '1,2,3\n'],
    ['a.csv', ''],
    ['a.json', `${HEADER}\n`],
    ['a.ishur.csv', `${HEADER}\n`],
    ['BKMVDATA.TXT', `A100000000001514123451000000000000001&OF1.31&${' '.repeat(50)}\r\n`],
  ])('does not know %s with %j', (path, text) => {
    expect(csvAdapter.recognise?.(sample(path, text))).toBeUndefined();
  });

  it('knows a sample that is cut off in a character', () => {
    const head = Buffer.from(`${HEADER}\n${row('א')}`).subarray(0, -12);
    expect(csvAdapter.recognise?.({ path: 'a.txt', head })).toEqual({ path: 'a.txt' });
  });
});
