import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf, documents, fieldsOf, unreadableAt } from '../fixtures/documents.ts';
import { failureWith, movedBy } from '../fixtures/failures.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import { statusOf } from '../status.ts';

/** Reads and decides, and asks for nothing. */
const READ_ONLY = { business: { ask: 'nothing' } } as const;

describe('what is read', () => {
  test('is decided, and counted by its decision', async () => {
    const world = newWorld();
    const source = fakeSource('office', [
      documentOf('1'),
      documentOf('2', SMALL_AMOUNT),
      documentOf('3', { grossAmount: '7000.00' }),
      documentOf('4', {}, { existingNumber: '20260101000000000001' }),
      documentOf('5', {}, { standing: 'draft' }),
      documentOf('6', {}, { standing: 'cancelled' }),
      unreadableAt('a.csv:8'),
    ]);
    await world.start([source], READ_ONLY).run();
    expect(await statusOf(world.ledger, {})).toMatchObject({
      read: 7,
      queued: 1,
      notRequired: 1,
      invalid: 1,
      alreadyAllocated: 1,
      waiting: 1,
      closed: 1,
      unreadable: 1,
    });
    expect((await world.caseOf('3')).state.faults.map(({ code }) => code)).toEqual(['document/total-mismatch']);
  });

  test('is counted by source, and by business', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1'), unreadableAt('a.csv:2')]);
    const shop = fakeSource('shop', [documentOf('2'), documentOf('3', SMALL_AMOUNT)]);
    await world.start([office, shop], READ_ONLY).run();
    expect(await statusOf(world.ledger, { source: 'office' })).toMatchObject({ read: 2, queued: 1, unreadable: 1 });
    expect(await statusOf(world.ledger, { source: 'shop' })).toMatchObject({ read: 2, queued: 1, unreadable: 0 });
    expect(await statusOf(world.ledger, { business: 'acme' })).toMatchObject({ read: 4 });
    expect(await statusOf(world.ledger, { business: 'gal' })).toMatchObject({ read: 0 });
  });

  test('adds nothing to any journal when it is read again', async () => {
    const world = newWorld();
    const source = fakeSource('office', [
      documentOf('1'),
      documentOf('2', SMALL_AMOUNT),
      documentOf('3', { grossAmount: '7000.00' }),
      documentOf('4', {}, { standing: 'draft' }),
      documentOf('5', {}, { standing: 'cancelled' }),
    ]);
    await world.start([source]).run();
    const before = await world.cases();
    await world.start([source], { name: 'second' }).run();
    expect((await world.cases()).map(({ stored }) => stored)).toEqual(before.map(({ stored }) => stored));
  });

  test('adds one "seen" for each row that changed, and decides it again', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1', SMALL_AMOUNT), documentOf('2', SMALL_AMOUNT)]);
    await world.start([source], READ_ONLY).run();
    source.items[1] = documentOf('2');
    await world.start([source], READ_ONLY).run();
    expect((await world.caseOf('1')).story).toEqual(['seen']);
    expect(await world.caseOf('2')).toMatchObject({ story: ['seen', 'seen'], summary: { standing: 'queued' } });
  });

  test('names in the journal who read it, when, and by which rules', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', [documentOf('1')])], { ...READ_ONLY, name: 'ishur run #7' }).run();
    const [entry] = (await world.caseOf('1')).stored.entries;
    expect(entry).toMatchObject({
      at: '2026-06-30T09:00:00.000Z',
      by: 'ishur run #7',
      event: { source: 'office', ref: '305:1', rules: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
  });

  test('is left out where its date is before the day from which the source counts', async () => {
    const world = newWorld();
    const items = [
      documentOf('1', { documentDate: '2026-05-31' }),
      documentOf('2', { documentDate: '2026-06-01' }),
      // Sorts before the day as a text, and is no day: kept, and found invalid.
      documentOf('3', { documentDate: '10/06/2026' }),
    ];
    await world.start([fakeSource('office', items, { from: '2026-06-01' })], READ_ONLY).run();
    expect((await world.cases()).map(({ summary }) => [summary.reference, summary.standing])).toEqual([
      ['2', 'queued'],
      ['3', 'invalid'],
    ]);
  });

  test('has no id as long as it is a draft, whose number may still change', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('D-1', {}, { ref: 'row 1', standing: 'draft' })]);
    await world.start([source]).run();
    expect((await world.caseOf('D-1')).state).toMatchObject({ standing: 'waiting', invoiceId: undefined });
    source.items = [documentOf('1001', {}, { ref: 'row 1' })];
    await world.start([source]).run();
    expect(await world.caseOf('1001')).toMatchObject({
      summary: { id: 'acme/office/row 1', invoiceId: '777777715-305-1001', standing: 'allocated' },
    });
  });

  test('is closed when it is cancelled before it was asked for, and queued when that is taken back', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source], READ_ONLY).run();
    source.items = [documentOf('1', {}, { standing: 'cancelled' })];
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({ story: ['seen', 'seen'], summary: { standing: 'closed' } });
    source.items = [documentOf('1')];
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({ summary: { standing: 'allocated' } });
    expect(world.authority.came).toHaveLength(1);
  });

  test('has its number again when it was cancelled after its ask and comes back, and is not asked for twice', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    const { number } = (await world.caseOf('1')).summary;
    source.items = [documentOf('1', {}, { standing: 'cancelled' })];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'closed', number });
    source.items = [documentOf('1')];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', number });
    const before = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(before);
    expect(world.authority.came).toHaveLength(1);
  });

  test('is kept whole when there is more of it than one commit takes', async () => {
    const world = newWorld();
    const sizes: number[] = [];
    const process = world.start([fakeSource('office', documents(450))], {
      ...READ_ONLY,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          sizes.push(changes.length);
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    expect((await world.cases()).map(({ summary }) => summary.reference)).toEqual(
      documents(450).map(({ fields }) => fields.reference),
    );
    // Three portions, and the reading by itself when all of them are safe.
    expect(sizes).toEqual([200, 200, 50, 0]);
  });
});

describe('a reading', () => {
  test('keeps the rows that could not be read, and replaces those of the reading before', async () => {
    const world = newWorld();
    const source = fakeSource('office', [unreadableAt('a.csv:2'), documentOf('1'), unreadableAt('a.csv:4')]);
    await world.start([source]).run();
    const [first] = await world.ledger.readings('acme');
    expect(first).toMatchObject({ source: 'office', cursor: 'a.csv:4', finishedAt: '2026-06-30T09:00:00.000Z' });
    expect(first?.unreadable).toEqual([
      { where: 'a.csv:2', faults: unreadableAt('').faults },
      { where: 'a.csv:4', faults: unreadableAt('').faults },
    ]);

    source.items = [documentOf('1'), unreadableAt('a.csv:4')];
    await world.start([source]).run();
    const readings = await world.ledger.readings('acme');
    expect(readings.map(({ unreadable }) => unreadable.map(({ where }) => where))).toEqual([['a.csv:4']]);
  });

  test('that fails keeps what was read until then, keeps the reading before, and stops no other source', async () => {
    const world = newWorld();
    const office = fakeSource('office', [unreadableAt('a.csv:2')]);
    const shop = fakeSource('shop', [documentOf('2')]);
    await world.start([office]).run();

    office.items = [documentOf('1'), unreadableAt('a.csv:9')];
    office.failure = () => failureWith('fix-config');
    const { failures } = await world.start([office, shop]).run();
    expect(failures.map(({ code }) => code)).toEqual(['test/fix-config']);
    expect((await world.cases()).map(({ summary }) => [summary.reference, summary.standing])).toEqual([
      ['1', 'allocated'],
      ['2', 'allocated'],
    ]);
    const [reading] = await world.ledger.readings('acme');
    expect(reading?.unreadable.map(({ where }) => where)).toEqual(['a.csv:2']);
  });

  test('of an adapter that breaks stops no other source, and tells nothing that the error says', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    office.failure = () => new TypeError('password=hunter2 is undefined');
    const { failures } = await world.start([office, fakeSource('shop', [documentOf('2')])]).run();
    expect(failures).toMatchObject([{ code: 'engine/source-failed', remedy: 'report-bug' }]);
    expect(JSON.stringify(failures.map(({ text }) => text))).not.toContain('hunter2');
    expect(failures[0]?.text.he).toContain('"office"');
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(['allocated', 'allocated']);
  });

  test('that is stopped in the middle keeps its documents and the reading before, and is no failure', async () => {
    const world = newWorld();
    const source = fakeSource('office', [unreadableAt('a.csv:2')]);
    await world.start([source]).run();

    const stop = new AbortController();
    source.items = [documentOf('1'), documentOf('2'), documentOf('3')];
    source.onItem = (item) => {
      if (item.cursor === '305:2') stop.abort();
    };
    const shop = fakeSource('shop', [documentOf('4')]);
    expect(await world.start([source, shop]).run(stop.signal)).toMatchObject({ asked: 0, failures: [] });
    expect((await world.cases()).map(({ summary }) => summary.reference)).toEqual(['1', '2']);
    expect(world.authority.came).toEqual([]);
    const readings = await world.ledger.readings('acme');
    expect(readings.map(({ source: id, unreadable }) => [id, unreadable.length])).toEqual([['office', 1]]);
  });

  test('of a source that throws when it is told to stop is no failure either', async () => {
    const world = newWorld();
    const stop = new AbortController();
    const source = fakeSource('office', [documentOf('1')]);
    source.failure = () => {
      stop.abort();
      return new DOMException('This operation was aborted', 'AbortError');
    };
    expect(await world.start([source]).run(stop.signal)).toMatchObject({ asked: 0, failures: [] });
    expect(await world.ledger.readings('acme')).toEqual([]);
    expect((await world.cases()).map(({ summary }) => summary.reference)).toEqual(['1']);
  });
});

describe('a commit for which another process was first', () => {
  test('is tried again, document by document, and nothing is lost or doubled', async () => {
    const world = newWorld();
    const items = [documentOf('1'), documentOf('2'), documentOf('3')];
    let isFirst = true;
    const process = world.start([fakeSource('office', items)], {
      ...READ_ONLY,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (isFirst) {
            isFirst = false;
            // Between our load and our commit the other one reads the same file, of which it sees the second row otherwise.
            const other = fakeSource('office', [documentOf('2', OTHER_AMOUNT)]);
            await world.start([other], { ...READ_ONLY, name: 'second' }).run();
          }
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    const cases = await world.cases();
    expect(cases.map(({ summary, story }) => [summary.reference, story])).toEqual([
      ['2', ['seen', 'seen']],
      ['1', ['seen']],
      ['3', ['seen']],
    ]);
    expect(cases[0]?.stored.entries.map(({ by }) => by)).toEqual(['second', 'first']);
    expect(cases[0]?.state.fields).toEqual(fieldsOf('2'));
    expect(process.told.filter(({ kind }) => kind === 'read')).toHaveLength(3);
  });

  test('is given up after some tries: the source has failed, and nothing was asked', async () => {
    const world = newWorld();
    let tries = 0;
    const process = world.start([fakeSource('office', [documentOf('1')])], {
      ledger: () => ({
        async commit() {
          tries += 1;
          throw movedBy('second');
        },
      }),
    });
    const { asked, failures } = await process.run();
    expect(asked).toBe(0);
    expect(failures.map(({ code }) => code)).toEqual(['ledger/moved']);
    expect(tries).toBeLessThan(10);
    // What was read and could not be kept is read again.
    await world.start([fakeSource('office', [documentOf('1')])]).run();
  });
});
