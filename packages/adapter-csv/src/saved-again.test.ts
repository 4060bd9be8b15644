import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settlement } from '@ishur/contract/v1';
import { CELLS, HEADER, kinds, NAMES, NUMBER, OTHER, row, settle, settleAll } from './fixtures/settlements.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const golden = (name: string): Promise<Buffer> => readFile(new URL(`fixtures/${name}`, import.meta.url));

describe('a result file that a spreadsheet saved', () => {
  const config = { path: 'november.csv' };
  const result = 'november.ishur.csv';

  async function settlements(): Promise<readonly [Settlement, Settlement, Settlement]> {
    const [first, second, third] = await world.documents(config);
    return [
      settle(first, '20261105231846297944271912'),
      settle(second, '20261105231846298012345678'),
      settle(third, '20261106231846299555555555'),
    ];
  }

  beforeEach(() => world.use('november.csv'));

  it('twice: what is spoiled stays as it stands, with the intact short number, when another row gets its number', async () => {
    await world.use('november.saved-twice.csv', result);
    const [, , third] = await settlements();
    expect(await world.record(config, third)).toEqual([{ ref: '305:2003', kind: 'handed-over', where: `${result}:4` }]);
    expect(await readFile(world.path(result))).toEqual(await golden('november.kept.csv'));
  });

  it('twice: numbers that end in the short number are restored, and were there already', async () => {
    await world.use('november.saved-twice.csv', result);
    const receipts = await world.record(config, ...(await settlements()));
    expect(receipts.toSorted((one, other) => one.ref.localeCompare(other.ref))).toEqual([
      { ref: '305:2001', kind: 'already-there', where: `${result}:2` },
      { ref: '305:2002', kind: 'already-there', where: `${result}:3` },
      { ref: '305:2003', kind: 'handed-over', where: `${result}:4` },
    ]);
    expect(await readFile(world.path(result))).toEqual(await golden('november.whole.csv'));
  });

  it('twice: a number that does not end in the short number is a conflict, and nothing is touched', async () => {
    await world.use('november.saved-twice.csv', result);
    const [first] = await settlements();
    expect(await world.record(config, { ...first, number: '20261105231846297944271913' })).toEqual([
      { ref: '305:2001', kind: 'conflict', existingNumber: '944271912' },
    ]);
    expect(await readFile(world.path(result))).toEqual(await golden('november.saved-twice.csv'));
  });

  it('once: the digits are all there and get their ="…" back when the file is written', async () => {
    await world.use('november.saved-once.csv', result);
    const [first, second, third] = await settlements();
    expect(kinds(await world.record(config, first, second))).toEqual(['already-there', 'already-there']);
    expect(await readFile(world.path(result))).toEqual(await golden('november.saved-once.csv'));
    expect(kinds(await world.record(config, third))).toEqual(['handed-over']);
    expect(await readFile(world.path(result))).toEqual(await golden('november.whole.csv'));
  });

  it('is kept over many rewrites', async () => {
    await world.use('november.saved-twice.csv', result);
    const [, , third] = await settlements();
    await world.record(config, third);
    for (const text of ['א', 'ב']) await world.record(config, { ...third, notices: [{ code: 'x', text }] });
    const text = await world.text(result);
    expect(text).toContain('2.02611E+25,"=""944271912""",');
    expect(text).toContain('2.02611E+25,"=""012345678""",');
  });
});

describe('cells of numbers', () => {
  const config = { path: 'a.csv' };
  const put = (cells: string): Promise<void> =>
    world.write('a.ishur.csv', `${HEADER}${NAMES}\n${row(1)},${cells}\n${row(2)},,\n`);
  beforeEach(() => world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`));

  it.each([
    ['2.02406E+25,12345678', '2.02406E+25,"=""012345678"""'],
    ['2.02406E+25,', '2.02406E+25,'],
    ['"2,02406E+25",', '"2,02406E+25",'],
    ['2.02406E+25,1.23E+07', '2.02406E+25,1.23E+07'],
    ['2.02406E+25,02406E+25', '2.02406E+25,02406E+25'],
    ['########,012345678', '########,"=""012345678"""'],
    [',012345678', ',"=""012345678"""'],
    ['20240627231846300000000000,12345678', '"=""20240627231846300000000000""","=""012345678"""'],
    ['ממתין,', 'ממתין,'],
    ['=1+1,', "'=1+1,"],
    [`${NUMBER},`, CELLS],
    [`${NUMBER},999999999`, CELLS],
    [`'${NUMBER},#`, CELLS],
    ['0,0', ','],
  ])('%s without a settlement are written as %s', async (cells, written) => {
    await put(cells);
    const [two] = await settleAll(world, config, '305:2');
    expect(kinds(await world.record(config, settle(two?.asked, OTHER)))).toEqual(['handed-over']);
    expect((await world.text('a.ishur.csv')).split('\n')[1]).toBe(`${row(1)},${written}`);
  });

  it.each([
    ['2.02406E+25,12345678', 'already-there'],
    ['2.02406E+25,', 'already-there'],
    ['2.02406E+25,02406E+25', 'already-there'],
    ['"2,02E+25",', 'already-there'],
    ['2E+25,', 'already-there'],
    ['20240627231846300000000000,12345678', 'already-there'],
    ['20240627231846200000000000,', 'already-there'],
    [',012345678', 'already-there'],
    ['012345678,', 'already-there'],
    [`${NUMBER},12345678`, 'already-there'],
    [`${NUMBER},`, 'already-there'],
    ['########,', 'handed-over'],
    ['0,0', 'handed-over'],
  ])('%s with its settlement become whole: %s', async (cells, kind) => {
    await put(cells);
    expect(kinds(await world.record(config, ...(await settleAll(world, config, '305:1'))))).toEqual([kind]);
    expect((await world.text('a.ishur.csv')).split('\n')[1]).toBe(`${row(1)},${CELLS}`);
  });

  it.each([
    ['2.02406E+25,99999999', '099999999'],
    ['2.02407E+25,', '2.02407E+25'],
    ['2.02406E+24,', '2.02406E+24'],
    ['20240627231847300000000000,', '20240627231847300000000000'],
    [`${OTHER},12345678`, OTHER],
    ['ממתין,', 'ממתין'],
  ])('%s against its settlement are a conflict with %s', async (cells, existingNumber) => {
    await put(cells);
    const before = await world.hash('a.ishur.csv');
    const receipts = await world.record(config, ...(await settleAll(world, config, '305:1')));
    expect(receipts).toEqual([{ ref: '305:1', kind: 'conflict', existingNumber }]);
    expect(await world.hash('a.ishur.csv')).toBe(before);
  });

  it('of a row that left the source are restored too', async () => {
    await put('2.02406E+25,12345678');
    const [gone] = await settleAll(world, config, '305:1');
    await world.write('a.csv', `${HEADER}\n${row(2)}\n`);
    expect(await world.record(config, settle(gone?.asked))).toEqual([
      { ref: '305:1', kind: 'already-there', where: 'a.ishur.csv:2' },
    ]);
    expect(await world.text('a.ishur.csv')).toBe(
      `${HEADER}${NAMES}\n${row(2)},,\n305,1,1/6/2026,"כהן בע""מ",,100,18,118,${CELLS}\n`,
    );
  });

  it('of a row whose own number the spreadsheet changed are not lost and not doubled', async () => {
    await world.write('a.csv', `${HEADER}\n${row('007')}\n${row('202600000123')}\n${row(2)}\n`);
    const [seven, long, two] = await settleAll(world, config, '305:007', '305:202600000123', '305:2');
    await world.write(
      'a.ishur.csv',
      `${HEADER}${NAMES}\n${row('7')},${NUMBER},012345678\n${row('2.026E+11')},${OTHER},099999999\n${row(2)},,\n`,
    );
    await world.record(config, settle(two?.asked, `${NUMBER}7`));
    const lines = (await world.text('a.ishur.csv')).trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[4]).toMatch(new RegExp(`^305,7,.*${NUMBER}.*012345678`));
    expect(lines[5]).toMatch(new RegExp(`^305,2\\.026E\\+11,.*${OTHER}.*099999999`));
    const all = [settle(seven?.asked), settle(long?.asked, OTHER), settle(two?.asked, `${NUMBER}7`)];
    await world.record(config, ...all);
    const mended = (await world.text('a.ishur.csv')).trimEnd().split('\n');
    expect(mended).toHaveLength(4);
    expect(mended[1]).toBe(`${row('007')},${CELLS}`);
    expect(mended[2]).toContain(OTHER);
  });
});
