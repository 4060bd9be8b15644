import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const HEADER = 'סוג,מספר מסמך,תאריך,לפני מע"מ,מע"מ';
const ROWS = ['305,1001,1/6/2026,100,18', '305,1002,2/6/2026,200,36'];
/** The second has the right check digit. */
const DEALERS = ['514123451', '777777715'];
const NUMBER = '20260630123456789012345678';

function file(name: string, values: readonly string[]): string {
  return `${HEADER},${name}\n${ROWS.map((each, index) => `${each},${values[index] ?? ''}`).join('\n')}\n`;
}

async function read(text: string, config: object = {}): Promise<(string | undefined)[]> {
  await world.write('a.csv', text);
  return (await world.documents({ path: 'a.csv', ...config })).map(({ fields }) => fields.customer.vatNumber);
}

describe('a column whose name is not understood', () => {
  it.each([
    ['dealers’ numbers', file('קוד', DEALERS)],
    ['dealers’ numbers and letters that got into them', file('קוד', ['5141x23451', DEALERS[1] ?? ''])],
    ['numbers of allocation', file('קוד', ['', NUMBER])],
    ['a name that is one letter from a known one', file('עוסק מורשא', [])],
    ['a name with figures in it', file('ע5540וסק מורשה', [])],
    ['customers’ numbers that are those of dealers', file('מספר לקוח', DEALERS)],
    ['different numbers of one issuer', file('vat_number', DEALERS)],
    ['no name', file('', [NUMBER])],
    ['customers’ numbers under a name with a gap in it', file('customer_    number', [DEALERS[1] ?? ''])],
    ['a missing amount under nearly its name', file('total0 including vat', ['118.00', '236.00'])],
  ])('and that holds %s is refused, and the message says what to set', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'csv/column-unnamed',
      remedy: 'fix-config',
      text: {
        en: expect.stringMatching(/otherColumns: \[|has no header/),
        he: expect.stringMatching(/otherColumns: \[|שאין לה כותרת/),
      },
    });
  });

  it('is told with all others of its kind, so that they are mended at once', async () => {
    const text = `${HEADER},קוד,מסומן\n${ROWS.map((row, index) => `${row},${DEALERS[index]},${NUMBER}`).join('\n')}\n`;
    await expect(read(text)).rejects.toMatchObject({
      code: 'csv/column-unnamed',
      text: { en: expect.stringMatching(/«קוד».*customer\.vatNumber.*«מסומן».*existingNumber/) },
    });
    const columns = { 'customer.vatNumber': 'קוד', existingNumber: 'מסומן' };
    await expect(read(text, { columns })).resolves.toEqual(DEALERS);
  });

  it('is read where the settings say which field it is, or that it is none', async () => {
    await expect(read(file('קוד', DEALERS), { columns: { 'customer.vatNumber': 'קוד' } })).resolves.toEqual(DEALERS);
    const none = [undefined, undefined];
    await expect(read(file('קוד', DEALERS), { otherColumns: ['קוד'] })).resolves.toEqual(none);
    await expect(read(file('מספר לקוח', DEALERS), { columns: { 'customer.account': 'מספר לקוח' } })).resolves.toEqual(
      none,
    );
    // Whatever it is called.
    await expect(read(file('עוסק מורשה', DEALERS), { otherColumns: ['עוסק מורשה'] })).resolves.toEqual(none);
  });

  it.each([
    ['telephone numbers', file('טלפון', DEALERS)],
    ['other numbers of nine digits', file('קוד', ['514123452', '777777716'])],
    ['amounts', file('עמלה', ['100.00', '250.00'])],
    ['days', file('תאריך אספקה', ['01/06/2026', '02/06/2026'])],
  ])('and that holds %s is left alone', async (_, text) => {
    await expect(read(text)).resolves.toEqual([undefined, undefined]);
  });
});

describe('rows that ran into each other', () => {
  it('make a header that is refused: a total before it, or the whole file behind a quotation mark', async () => {
    await expect(read(`סה"כ,,,,,${file('x', [])}`)).rejects.toMatchObject({ code: 'csv/header-holds-value' });
    const [header = '', ...rows] = file('x', []).split('\n');
    await expect(read(`${header.replace(/x$/, '"x')}\n${rows.join('\n')}"\n`)).rejects.toMatchObject({
      code: 'csv/header-holds-value',
    });
  });

  it('are told where they stand among rows without a document', async () => {
    await world.write('a.csv', `${file('x', [])},"סה""כ\n${ROWS.join('\n')}",,,,\n`);
    expect((await world.read({ path: 'a.csv' })).map(({ kind }) => kind)).toEqual([
      'document',
      'document',
      'unreadable',
    ]);
  });
});
