import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, documentOf, documents, fieldsOf, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith, movedBy } from '../fixtures/failures.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource, Receipt } from '../fixtures/fake-source.ts';
import type { Process, World } from '../fixtures/world.ts';
import { newWorld } from '../fixtures/world.ts';
import { statusOf } from '../status.ts';

interface Delivered {
  readonly world: World;
  readonly source: FakeSource;
  readonly process: Process;
}

/** One document, for which a number came, in a source that answers so. */
async function deliveredWith(receipt: Receipt): Promise<Delivered> {
  const world = newWorld();
  const source = fakeSource('office', [documentOf('1')]);
  source.receipt = receipt;
  const process = world.start([source]);
  await process.run();
  return { world, source, process };
}

async function deliveryIn(world: World): Promise<object | undefined> {
  return (await world.caseOf('1')).state.places[0]?.delivery;
}

describe('a receipt', () => {
  const DONE: readonly (readonly [string, Receipt, object, number])[] = [
    [
      'recorded',
      ({ ref }) => ({ ref, kind: 'recorded', where: 'a.csv:2' }),
      { kind: 'recorded', where: 'a.csv:2', attempts: 1 },
      1,
    ],
    [
      'already-there',
      ({ ref }) => ({ ref, kind: 'already-there', where: 'a.csv:2' }),
      { kind: 'recorded', where: 'a.csv:2', attempts: 1 },
      1,
    ],
    [
      'handed-over',
      ({ ref }) => ({ ref, kind: 'handed-over', where: 'numbers.doc' }),
      { kind: 'handed-over', where: 'numbers.doc', attempts: 1 },
      1,
    ],
    ['stale', ({ ref }) => ({ ref, kind: 'stale' }), { kind: 'stale', attempts: 1 }, 0],
    [
      'conflict',
      ({ ref }) => ({ ref, kind: 'conflict', existingNumber: '7' }),
      { kind: 'conflict', existingNumber: '7', attempts: 1 },
      0,
    ],
  ];

  test.each(DONE)(
    '"%s" ends the delivery: it is kept, and nothing is brought there again',
    async (_kind, receipt, delivery, recorded) => {
      const { world, source } = await deliveredWith(receipt);
      expect(await deliveryIn(world)).toEqual(delivery);
      // Where a number stands with the authority is another matter.
      expect((await world.caseOf('1')).summary.standing).toBe('allocated');
      expect(await statusOf(world.ledger, {})).toMatchObject({ allocated: 1, recorded });
      const before = await world.entries();
      await world.start([source]).run();
      expect(source.brought).toHaveLength(1);
      expect(await world.entries()).toBe(before);
    },
  );

  test('"failed" is a failure of the run; the number waits, and is brought again without another ask', async () => {
    const { world, source } = await deliveredWith(({ ref }) => ({
      ref,
      kind: 'failed',
      cause: failureWith('fix-config'),
    }));
    expect(await deliveryIn(world)).toMatchObject({ kind: 'pending', attempts: 1, cause: { code: 'test/fix-config' } });
    const { failures } = await world.start([source]).run();
    expect(failures.map(({ code }) => code)).toEqual(['test/fix-config']);
    expect(await deliveryIn(world)).toMatchObject({ kind: 'pending', attempts: 2 });

    source.receipt = ({ ref }) => ({ ref, kind: 'recorded', where: 'a.csv:2' });
    expect(await world.start([source]).run()).toMatchObject({ asked: 0, failures: [] });
    expect(await deliveryIn(world)).toEqual({ kind: 'recorded', where: 'a.csv:2', attempts: 3 });
    expect(world.authority.came).toHaveLength(1);
    expect(new Set(source.brought.map(({ number }) => number)).size).toBe(1);
  });

  test.each<[string, unknown, string]>([
    ['missing', undefined, ''],
    [
      'for a document that was not brought',
      { ref: 'unheard of', kind: 'recorded', where: 'x' },
      "{ ref: 'unheard of', … }",
    ],
    ['a number', 7, 'number'],
    ['null', null, 'null'],
    ['of a kind that the contract does not have', { ref: '305:1', kind: 'done' }, "{ kind: 'done', … }"],
    ['without its place', { ref: '305:1', kind: 'recorded' }, "{ kind: 'recorded', … }"],
  ])('that is %s is told, and the number is kept and brought again', async (_how, receipt, instead) => {
    const { world, source } = await deliveredWith(() => receipt as never);
    const { failures } = await world.start([source]).run();
    expect(failures).toMatchObject([{ code: 'engine/no-receipt', remedy: 'report-bug' }]);
    expect(failures[0]?.text.en).toContain(
      `for 1 of 1 (305:1).${instead === '' ? '' : ` Given instead: ${instead}.`} The`,
    );
    // Its journal says so too, for whoever looks at the document.
    expect(await deliveryIn(world)).toMatchObject({
      kind: 'pending',
      attempts: 2,
      cause: { code: 'engine/no-receipt' },
    });
    expect(source.brought).toHaveLength(2);

    source.receipt = ({ ref }) => ({ ref, kind: 'recorded', where: 'a.csv:2' });
    expect(await world.start([source]).run()).toMatchObject({ asked: 0, failures: [] });
    expect(await deliveryIn(world)).toMatchObject({ kind: 'recorded' });
  });

  test('that is missing for some keeps none of the others from being brought, and is told once', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(520), {});
    const write = source.receipt;
    source.receipt = (settlement) => (Number(settlement.ref.slice(-1)) === 3 ? undefined : write(settlement));
    const { failures } = await world.start([source], { asksAtOnce: 8 }).run();
    expect(failures.map(({ code }) => code)).toEqual(['engine/no-receipt', 'engine/no-receipt']);
    expect(failures[0]?.text.en).toContain('of 500 (305:1003, 305:1013, 305:1023, …)');
    expect(source.written.size).toBe(520 - 52);
  });

  test('that is missing for all ends the handing over, and the source rests', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(520), {});
    source.receipt = () => undefined;
    await world.start([source], { asksAtOnce: 8 }).run();
    expect(source.brought).toHaveLength(500);
  });

  test.each([['no'], [undefined], [{ code: 'x' }]])(
    '"failed" with %j for a cause is a failure of the adapter',
    async (cause) => {
      const { world } = await deliveredWith(({ ref }) => ({ ref, kind: 'failed', cause: cause as never }));
      expect(await deliveryIn(world)).toMatchObject({ kind: 'pending', cause: { code: 'engine/source-failed' } });
    },
  );
});

describe('a number', () => {
  test('is brought with the fields for which it was asked, also after the document changed', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    source.receipt = () => undefined;
    await world.start([source]).run();
    source.items = [documentOf('1', OTHER_AMOUNT)];
    source.receipt = ({ ref }) => ({ ref, kind: 'stale' });
    await world.start([source]).run();
    const number = world.authority.issued.get(invoiceIdOf('1'))?.[0];
    expect(source.brought).toEqual(Array(2).fill({ ref: '305:1', asked: fieldsOf('1'), number, notices: [] }));
    expect((await world.caseOf('1')).summary).toMatchObject({
      standing: 'diverged',
      places: [{ source: 'office', ref: '305:1', delivery: 'stale' }],
    });
  });

  test.each(['nowhere', 'not here'] as const)(
    'that its source cannot take (%s) is kept, and no failure',
    async (writeBack) => {
      const world = newWorld();
      const source = fakeSource('office', [documentOf('1')], { writeBack });
      expect(await world.start([source]).run()).toMatchObject({ asked: 1, failures: [] });
      expect(await deliveryIn(world)).toMatchObject({ kind: 'impossible' });
      expect(await statusOf(world.ledger, {})).toMatchObject({ allocated: 1, recorded: 0 });
      expect(source.brought).toEqual([]);
      const before = await world.entries();
      await world.start([source]).run();
      expect(await world.entries()).toBe(before);
    },
  );

  test('is not brought to a source that was left out of this run', async () => {
    const world = newWorld();
    const [office, shop] = [fakeSource('office', [documentOf('1')]), fakeSource('shop', [documentOf('1')])];
    await world.start([office, shop], { business: { ask: 'nothing' } }).run();
    await world.start([office]).run();
    expect((await world.caseOf('1')).summary.places.map(({ delivery }) => delivery)).toEqual(['recorded', 'pending']);
    await world.start([shop]).run();
    expect(shop.written.size).toBe(1);
  });

  test('is brought nowhere when another number came for the same document', async () => {
    const world = newWorld('new number');
    const source = fakeSource('office', [documentOf('1')]);
    world.authority.next(invoiceIdOf('1'), async (allocate) => {
      // Another process takes us for gone, and asks as well; its source is down, so the number waits.
      const down = fakeSource('office', [documentOf('1')]);
      down.receipt = () => failureWith('retry');
      await world.start([down], { name: 'second', gone: ['first'] }).run();
      return allocate();
    });
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'conflict', number: '20260630000000000001', places: [{ delivery: 'pending' }] },
      state: { cause: { code: 'workflow/two-numbers' } },
    });
    expect(source.brought).toEqual([]);
  });

  test('that the source holds differently by now is not brought over it', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    source.receipt = () => failureWith('retry');
    await world.start([source]).run();
    source.items = [documentOf('1', {}, { existingNumber: '4711' })];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('conflict');
    expect(source.brought).toHaveLength(1);
  });
});

describe('a source that fails while numbers are brought', () => {
  test.each([
    ['with an error that says what to do', failureWith('fix-config'), 'test/fix-config'],
    ['in a way that nobody foresaw', new TypeError('password=hunter2 is undefined'), 'engine/source-failed'],
  ])(
    '%s keeps what has its receipt, and brings the rest in the next run; other sources go on',
    async (_how, error, code) => {
      const world = newWorld();
      const office = fakeSource('office', documents(3));
      const shop = fakeSource('shop', documents(3));
      const write = office.receipt;
      office.receipt = (settlement) => (settlement.ref === '305:1002' ? error : write(settlement));
      const process = world.start([office, shop], { asksAtOnce: 1 });
      const { failures } = await process.run();
      expect(failures.map((failure) => failure.code)).toEqual([code]);
      expect(process.told.filter(({ kind }) => kind === 'trouble')).toMatchObject([
        { source: 'office', error: { code } },
      ]);
      expect((await world.cases()).map(({ summary }) => summary.places.map(({ delivery }) => delivery))).toEqual([
        ['recorded', 'recorded'],
        ['pending', 'recorded'],
        ['pending', 'recorded'],
      ]);

      office.receipt = write;
      expect(await world.start([office, shop]).run()).toMatchObject({ asked: 0, failures: [] });
      expect(office.brought.map(({ ref }) => ref)).toEqual(['305:1001', '305:1002', '305:1002', '305:1003']);
      expect(office.written.size).toBe(3);
    },
  );

  test('because it was told to leave at once has not failed', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(2));
    const force = new AbortController();
    source.receipt = () => {
      force.abort();
      return new DOMException('This operation was aborted', 'AbortError');
    };
    const run = world.start([source]).run(new AbortController().signal, { force: force.signal });
    expect(await run).toMatchObject({ asked: 2, failures: [] });
    expect(source.brought).toHaveLength(1);
  });
});

describe('a receipt for which another process was first', () => {
  test('is kept when the case moved on otherwise', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    let tries = 0;
    const process = world.start([source], {
      ledger: (ledger) => ({
        async commit(changes, reading) {
          const isDelivery = changes.some(({ entries }) => entries.some(({ event }) => event.kind === 'delivered'));
          if (isDelivery && (tries += 1) === 1) throw movedBy('second');
          await ledger.commit(changes, reading);
        },
      }),
    });
    expect((await process.run()).failures).toEqual([]);
    expect(tries).toBe(2);
    expect(await deliveryIn(world)).toMatchObject({ kind: 'recorded', attempts: 1 });
  });

  test('does not undo that the other one has delivered', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const second = fakeSource('office', [documentOf('1')]);
    let isFirst = true;
    const process = world.start([source], {
      ledger: (ledger) => ({
        async load(id) {
          const stored = await ledger.load(id);
          const isBrought = source.brought.length > 0 && isFirst;
          if (isBrought) {
            isFirst = false;
            await world.start([second], { name: 'second' }).run();
            return ledger.load(id);
          }
          return stored;
        },
      }),
    });
    source.receipt = ({ ref }) => ({ ref, kind: 'failed', cause: failureWith('retry') });
    await process.run();
    expect(second.written.size).toBe(1);
    expect(await deliveryIn(world)).toMatchObject({ kind: 'recorded', attempts: 1 });
  });
});

test('many numbers are brought a few hundred at a time', async () => {
  const world = newWorld();
  const source = fakeSource('office', documents(520));
  const sizes: number[] = [];
  const { session } = source;
  const record = session.record?.bind(session);
  Object.assign(session, {
    record: (...[settlements, call]: Parameters<NonNullable<typeof record>>) => {
      sizes.push(settlements.length);
      return record?.(settlements, call);
    },
  });
  await world.start([source], { asksAtOnce: 8 }).run();
  expect(sizes).toEqual([500, 20]);
  expect(source.written.size).toBe(520);
  expect(new Set(source.written.values()).size).toBe(520);
});
