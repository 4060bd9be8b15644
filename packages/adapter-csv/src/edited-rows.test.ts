import { access, utimes, stat } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settlement } from '@ishur/contract/v1';
import { CELLS, HEADER, kinds, NAMES, NOTE, NUMBER, OTHER, row, settle } from './fixtures/settlements.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const config = { path: 'a.csv' };
const note = (number: string): string => `למסמך הוקצה מספר ${number} לפני שהשורה שונתה; בדקו`;

/** A row that got its number, and was edited after that. */
async function edited(changed = row(1, '200')): Promise<{ one: Settlement; two: Settlement }> {
  await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`);
  const [first, second] = await world.documents(config);
  const [one, two] = [settle(first), settle(second, OTHER)];
  await world.record(config, one);
  await world.write('a.csv', `${HEADER}\n${changed}\n${row(2)}\n`);
  return { one, two };
}

const lines = async (): Promise<string[]> => (await world.text('a.ishur.csv')).trimEnd().split('\n');

describe('a row that was edited after its number came', () => {
  it.each([
    ['its amount', row(1, '200')],
    ['its date', row(1).replace('1/6', '2/6')],
    ['its dealer', row(1).replace(',,', ',514123451,')],
    ['its spelling', row(1, 'x')],
  ])('in %s: loses its cells of numbers, and the number stands in the note', async (_, changed) => {
    const { one, two } = await edited(changed);
    expect(await world.record(config, one, two)).toEqual([
      { ref: '305:1', kind: 'stale' },
      { ref: '305:2', kind: 'handed-over', where: 'a.ishur.csv:3' },
    ]);
    expect(await lines()).toEqual([
      `${HEADER}${NAMES}${NOTE}`,
      `${changed},,,${note(NUMBER)}`,
      `${row(2)},"=""${OTHER}""","=""099999999""",`,
    ]);
  });

  it('says so also when only another row is recorded', async () => {
    const { two } = await edited();
    expect(kinds(await world.record(config, two))).toEqual(['handed-over']);
    expect((await lines())[1]).toBe(`${row(1, '200')},,,${note(NUMBER)}`);
  });

  it('says so at once, although nothing else is written, and then keeps quiet', async () => {
    const { one } = await edited();
    expect(kinds(await world.record(config, one))).toEqual(['stale']);
    expect((await lines())[1]).toBe(`${row(1, '200')},,,${note(NUMBER)}`);
    await utimes(world.path('a.ishur.csv'), 1, 1);
    expect(kinds(await world.record(config, one))).toEqual(['stale']);
    expect((await stat(world.path('a.ishur.csv'))).mtimeMs).toBe(1000);
  });

  it('gets its number back, and loses the note, when it says again what was asked', async () => {
    const { one } = await edited();
    await world.record(config, one);
    await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`);
    expect(kinds(await world.record(config, one))).toEqual(['handed-over']);
    expect(await lines()).toEqual([`${HEADER}${NAMES}`, `${row(1)},${CELLS}`, `${row(2)},,`]);
  });

  it('keeps the notices that it has', async () => {
    const { one, two } = await edited(row(1));
    const notices = [{ code: 'x', text: 'הערה' }];
    await world.record(config, { ...one, notices });
    await world.write('a.csv', `${HEADER}\n${row(1, '200')}\n${row(2)}\n`);
    await world.record(config, one, two);
    expect((await lines())[1]).toBe(`${row(1, '200')},,,הערה; ${note(NUMBER)}`);
    await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`);
    await world.record(config, one, two);
    expect((await lines())[1]).toBe(`${row(1)},${CELLS},הערה`);
  });

  it('keeps the number of before in sight when the edited row has one of its own', async () => {
    const { one } = await edited();
    await world.record(config, one);
    const [now] = await world.documents(config);
    expect(kinds(await world.record(config, settle(now, OTHER)))).toEqual(['handed-over']);
    expect((await lines())[1]).toBe(`${row(1, '200')},"=""${OTHER}""","=""099999999""",${note(NUMBER)}`);
  });

  it('names the short number where the whole one is spoiled', async () => {
    const { two } = await edited();
    await world.write('a.ishur.csv', `${HEADER}${NAMES}\n${row(1)},2.02406E+25,12345678\n${row(2)},,\n`);
    await world.record(config, two);
    expect((await lines())[1]).toBe(`${row(1, '200')},,,${note('012345678')}`);
  });

  it('is not said of a row that is only spelled otherwise', async () => {
    const { one, two } = await edited('305,1,01/06/2026,כהן ושות,0,100.00,18.0,118');
    expect(kinds(await world.record(config, one, two))).toEqual(['already-there', 'handed-over']);
    expect((await lines())[1]).toBe(`305,1,01/06/2026,כהן ושות,0,100.00,18.0,118,${CELLS}`);
  });

  it('is said in a result file that is written anew', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`);
    const [first, second] = await world.documents(config);
    await world.write('a.csv', `${HEADER}\n${row(1, '200')}\n${row(2)}\n`);
    expect(kinds(await world.record(config, settle(first)))).toEqual(['stale']);
    await expect(access(world.path('a.ishur.csv'))).rejects.toThrow('ENOENT');
    expect(kinds(await world.record(config, settle(first), settle(second, OTHER)))).toEqual(['stale', 'handed-over']);
    expect((await lines())[1]).toBe(`${row(1, '200')},,,${note(NUMBER)}`);
  });

  it('is not said of a row that took the place of the one that was asked about', async () => {
    const { one } = await edited(`${row(1, '200')}\n${row(1)}`);
    expect(kinds(await world.record(config, one))).toEqual(['handed-over']);
    expect(await lines()).toEqual([`${HEADER}${NAMES}`, `${row(1, '200')},,`, `${row(1)},${CELLS}`, `${row(2)},,`]);
  });

  it("is left alone where the number stands in the source's own column", async () => {
    await world.write('a.csv', `${HEADER},מספר הקצאה\n${row(1)},${NUMBER}\n`);
    const [first] = await world.documents(config);
    await world.write('a.csv', `${HEADER},מספר הקצאה\n${row(1, '200')},${NUMBER}\n`);
    expect(await world.record(config, settle(first))).toEqual([
      { ref: '305:1', kind: 'already-there', where: 'a.csv:2' },
    ]);
  });
});
