import { access } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settlement } from '@ishur/contract/v1';
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
      `${HEADER},מספר הקצאה,מספר הקצאה מקוצר\n${row(1)},${NUMBER},\n${row(2)},012345678,\n${row(3)},7777777,\n${row(4)},,\n`,
    );
    const receipts = await world.record(config, ...(await settleAll(config, '305:1', '305:2', '305:3', '305:4')));
    expect(receipts.toSorted((one, other) => one.ref.localeCompare(other.ref))).toEqual([
      { ref: '305:1', kind: 'already-there', where: 'a.csv:2' },
      { ref: '305:2', kind: 'already-there', where: 'a.csv:3' },
      { ref: '305:3', kind: 'conflict', existingNumber: '7777777' },
      { ref: '305:4', kind: 'handed-over', where: 'a.ishur.csv:5' },
    ]);
    const lines = (await world.text('a.ishur.csv')).split('\n');
    expect(lines[0]).toBe(`${HEADER},מספר הקצאה,מספר הקצאה מקוצר,מספר הקצאה (אישור),מספר הקצאה מקוצר (אישור)`);
    expect(lines[3]).toBe(`${row(3)},7777777,,,`);
    expect(lines[4]).toBe(`${row(4)},,,${CELLS}`);
    expect(kinds(await world.record(config, ...(await settleAll(config, '305:4'))))).toEqual(['already-there']);
  });

  it("tells its columns apart from the source's, whatever those are called", async () => {
    await world.write('a.csv', `${HEADER},מס' הקצאה\n${row(1)},012345678\n${row(2)},\n`);
    const before = await settleAll(config, '305:1', '305:2');
    expect(kinds(await world.record(config, ...before))).toEqual(['already-there', 'handed-over']);
    // A row that had its number before keeps it in the source's column only.
    expect(await world.text('a.ishur.csv')).toBe(
      `${HEADER},מס' הקצאה,מספר הקצאה (אישור),מספר הקצאה מקוצר (אישור)\n${row(1)},012345678,,\n${row(2)},,${CELLS}\n`,
    );
    expect(kinds(await world.record(config, ...before))).toEqual(['already-there', 'already-there']);
  });

  it('goes on with a result file from before the source had such a column, and with one that became a source', async () => {
    await world.write('a.csv', `${HEADER}\n${row(1)}\n${row(2)}\n`);
    const [one, two] = await settleAll(config, '305:1', '305:2');
    await world.record(config, settle(one?.asked));
    await world.write('a.csv', `${HEADER},הקצאה\n${row(1)},\n${row(2)},\n`);
    expect(kinds(await world.record(config, settle(one?.asked), settle(two?.asked, OTHER)))).toEqual([
      'already-there',
      'handed-over',
    ]);
    const [header = '', first] = (await world.text('a.ishur.csv')).split('\n');
    expect([header, first]).toEqual([
      `${HEADER},הקצאה,מספר הקצאה (אישור),מספר הקצאה מקוצר (אישור)`,
      `${row(1)},,${CELLS}`,
    ]);
    await world.write('b.csv', `${header}\n${row(3)},,,\n`);
    await world.record({ path: 'b.csv' }, ...(await settleAll({ path: 'b.csv' }, '305:3')));
    expect(await world.text('b.ishur.csv')).toBe(
      `${header},מספר הקצאה (אישור) (אישור),מספר הקצאה מקוצר (אישור) (אישור)\n${row(3)},,,,${CELLS}\n`,
    );
    expect(await world.documents({ path: 'b.csv' })).toHaveLength(1);
  });
});
