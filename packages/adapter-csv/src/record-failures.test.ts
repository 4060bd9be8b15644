import { chmod, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { nameFile } from '@ishur/adapter-kit';
import { csvAdapter } from './csv-adapter.ts';
import { CELLS, HEADER, kinds, row, settle, settleAll as settleRefs } from './fixtures/settlements.ts';
import { createWorld, NOT_ABORTED, UTF_8 } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { recordSettlements } from './record-settlements.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const NOTICE = { code: 'no-deduction', text: 'אין לנכות מס תשומות בגין חשבונית זו' };
const settleAll = (config: Record<string, unknown>, ...refs: string[]): Promise<Settlement[]> =>
  settleRefs(world, config, ...refs);

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
    const file = nameFile(world.path('a.csv'), world.folder);
    const recording = recordSettlements(settlements, [file], { path: 'a.csv' }, NOT_ABORTED, system);
    for await (const receipt of recording) receipts.push(receipt);
    expect(receipts).toMatchObject([
      {
        kind: 'failed',
        cause: {
          code: 'file/locked',
          remedy: 'retry',
          text: { he: expect.stringMatching(/^הקובץ a\.ishur\.csv פתוח .*Excel/) },
        },
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
      cause: { code: 'csv/file-being-written', remedy: 'retry' },
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

  it('is told with the place as the configuration would write it, or with all of it for a file elsewhere', async () => {
    await world.write('office/יוני/b.csv', `${HEADER}\n${row(2)}\nx\n`);
    const session = await world.open({ path: ['יוני\\b.csv', '../a.csv'] }, world.path('office'));
    const items = [];
    for await (const item of session.read({ signal: NOT_ABORTED })) items.push(item);
    const outside = world.path('a.csv').split('\\').join('/');
    expect(items.map((item) => (item.kind === 'unreadable' ? item.where : item.cursor))).toEqual(
      [`${outside}:2`, 'יוני/b.csv:2', 'יוני/b.csv:3'].toSorted(),
    );
    const settlements = items.flatMap((item) => (item.kind === 'document' ? [settle(item)] : []));
    const places: string[] = [];
    for await (const receipt of session.record?.(settlements, { signal: NOT_ABORTED }) ?? [])
      places.push('where' in receipt ? receipt.where : receipt.kind);
    expect(places.toSorted()).toEqual([`${outside.replace('.csv', '.ishur.csv')}:2`, 'יוני/b.ishur.csv:2'].toSorted());
    expect((await session.check({ signal: NOT_ABORTED })).writeBack).toMatchObject({
      where: expect.stringContaining('יוני/b.ishur.csv'),
    });
  });

  it('says beforehand where results will be', async () => {
    const report = await (await world.open({ path: 'a.csv' })).check({ signal: NOT_ABORTED });
    expect(report.writeBack).toEqual({ possible: true, where: 'a.ishur.csv' });
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
