import { describe, expect, test } from 'vitest';
import { IshurError } from '@ishur/contract';
import type { Remedy } from '@ishur/contract';
import type { AllocationNumber } from '@ishur/core';
import { OTHER_AMOUNT, documentOf, fieldsOf, invoiceIdOf } from '../fixtures/documents.ts';
import { A_FAULT, failureWith } from '../fixtures/failures.ts';
import { answerLost, fails, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

const ID = invoiceIdOf('1');
const NUMBER = '20260630000000000099' as AllocationNumber;

describe('an ask', () => {
  test('is in the ledger, to the byte, before the authority hears of it', async () => {
    const world = newWorld();
    const seen: unknown[] = [];
    world.authority.next(ID, async (_allocate, ask) => {
      const stored = await world.ledger.load('acme/office/305:1');
      seen.push(stored?.frozen, stored?.entries.at(-1)?.event);
      for await (const { standing, bucket } of world.ledger.list({ invoiceId: ID })) seen.push([standing, bucket]);
      expect(ask.invoiceId).toBe(ID);
      return { kind: 'allocated', number: NUMBER };
    });
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    const [{ body } = { body: '' }] = world.authority.came;
    expect(seen).toEqual([
      { ask: 1, body },
      {
        kind: 'asking',
        runner: 'first',
        ask: {
          number: 1,
          action: 0,
          reference: '1',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          fields: fieldsOf('1'),
        },
      },
      ['asking', 'queued'],
    ]);
    expect((await world.caseOf('1')).summary.number).toBe(NUMBER);
  });

  test('says the day in Israel on which the document was made, where its source does not say it', async () => {
    const world = newWorld();
    // Past midnight in Jerusalem, the day before in UTC.
    world.setClock('2026-06-30T21:30:00.000Z');
    const items = [documentOf('1'), documentOf('2', { producedOn: '2026-06-11' })];
    await world.start([fakeSource('office', items)], { asksAtOnce: 1 }).run();
    expect(world.authority.came.map(({ body }) => JSON.parse(body).issuedOn)).toEqual(['2026-07-01', '2026-06-11']);
  });

  test('is not made where the business wants none, and everything is decided all the same', async () => {
    const world = newWorld();
    const process = world.start([fakeSource('office', [documentOf('1')])], { business: { ask: 'nothing' } });
    expect(await process.run()).toMatchObject({ asked: 0, failures: [] });
    expect(world.authority.came).toEqual([]);
    expect((await world.caseOf('1')).summary.standing).toBe('queued');
  });

  test('is not made again for what has a number, is held, or was rejected and not mended', async () => {
    const world = newWorld();
    world.authority.next(invoiceIdOf('2'), held);
    world.authority.next(invoiceIdOf('3'), rejected);
    const source = fakeSource('office', [documentOf('1'), documentOf('2'), documentOf('3')]);
    expect(await world.start([source]).run()).toMatchObject({ asked: 3 });
    expect(await world.start([source], { name: 'second' }).run()).toMatchObject({ asked: 0, failures: [] });
    expect(world.authority.came).toHaveLength(3);
  });

  test('is not made again when its number stands in the source that it was brought to', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    const existingNumber = source.written.get('305:1') ?? '';
    source.items = [documentOf('1', {}, { existingNumber })];
    await world.start([source]).run();
    const before = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(before);
    expect(await world.caseOf('1')).toMatchObject({ summary: { standing: 'allocated', number: existingNumber } });
    expect(world.authority.came).toHaveLength(1);
  });

  test('of a rejected document that was mended in its source goes under the same id as ask 2', async () => {
    const world = newWorld();
    world.authority.next(ID, rejected);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    source.items = [documentOf('1', OTHER_AMOUNT)];
    await world.start([source]).run();
    const { state, story } = await world.caseOf('1');
    expect(state).toMatchObject({ standing: 'allocated', invoiceId: ID, ask: { number: 2, fields: OTHER_AMOUNT } });
    expect(story).toEqual(['seen', 'asking', 'rejected', 'seen', 'asking', 'allocated', 'delivered']);
    expect(new Set(world.authority.bodiesOf(ID)).size).toBe(2);
  });

  test('of a document whose reference was mended keeps the id under which it was rejected', async () => {
    const world = newWorld();
    world.authority.next(ID, rejected);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    source.items = [documentOf('1001', {}, { ref: '305:1' })];
    await world.start([source]).run();
    expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual([ID, ID]);
    expect((await world.caseOf('1001')).summary.standing).toBe('allocated');
  });
});

describe('an answer', () => {
  const OUTCOMES: readonly (readonly [string, Answer, string, object])[] = [
    ['a number', () => ({ kind: 'allocated', number: NUMBER }), 'allocated', { number: NUMBER, faults: [] }],
    ['a refusal in substance', held, 'held', { faults: [A_FAULT], number: undefined }],
    [
      'a choice known already',
      () => ({ kind: 'held', choiceKnown: true, faults: [A_FAULT] }),
      'settled-elsewhere',
      { faults: [A_FAULT] },
    ],
    ['a rejection', rejected, 'rejected', { faults: [A_FAULT], number: undefined }],
    ['none that can be read', unanswered, 'unconfirmed', { unconfirmedSendings: 1, cause: { code: 'test/retry' } }],
    ...(['retry', 'fix-config', 'fix-document', 'report-bug'] as const).map(
      (remedy): readonly [string, Answer, string, object] => [
        `certainly none, to be mended by ${remedy}`,
        fails(failureWith(remedy)),
        'queued',
        { unconfirmedSendings: 0, cause: { code: `test/${remedy}`, remedy } },
      ],
    ),
    [
      'an error that nobody expected',
      fails(new TypeError('token=hunter2')),
      'unconfirmed',
      { unconfirmedSendings: 1, cause: { code: 'engine/unexpected', remedy: 'report-bug' } },
    ],
  ];

  // That bytes are kept exactly while they may have to be sent again, every test looks for at its end.
  test.each(OUTCOMES)('%s', async (_what, answer, standing, state) => {
    const world = newWorld();
    world.authority.next(ID, answer);
    const source = fakeSource('office', [documentOf('1')]);
    const { asked } = await world.start([source]).run();
    // What certainly did not arrive was not asked.
    expect(asked).toBe(standing === 'queued' ? 0 : 1);
    const found = await world.caseOf('1');
    expect(found.state).toMatchObject({ standing, invoiceId: ID, ...state });
    expect(found.stored.frozen === undefined).toBe(standing !== 'unconfirmed');
    expect(JSON.stringify(found.stored)).not.toContain('hunter2');
  });

  test('of a known choice says so in the journal', async () => {
    const world = newWorld();
    world.authority.next(ID, () => ({ kind: 'held', choiceKnown: true, faults: [] }));
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    expect((await world.caseOf('1')).stored.entries.at(-1)?.event).toMatchObject({ kind: 'held', choiceKnown: true });
  });

  test.each(['retry', 'fix-config', 'fix-document', 'report-bug'] satisfies Remedy[])(
    'that certainly did not come (%s) is a failure of the run, and the document is asked for in the next as ask 2',
    async (remedy) => {
      const world = newWorld();
      world.authority.next(ID, fails(failureWith(remedy)));
      const source = fakeSource('office', [documentOf('1')]);
      expect((await world.start([source]).run()).failures.map(({ code }) => code)).toEqual([`test/${remedy}`]);
      expect(await world.start([source]).run()).toMatchObject({ asked: 1, failures: [] });
      expect((await world.caseOf('1')).state).toMatchObject({ standing: 'allocated', ask: { number: 2 } });
    },
  );

  test('that nobody can read is a failure of the run', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered);
    const { failures } = await world.start([fakeSource('office', [documentOf('1')])]).run();
    expect(failures.map(({ code }) => code)).toEqual(['test/retry']);
  });

  test('for a document that was materially changed meanwhile is kept, and shown as diverged', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    world.authority.next(ID, async (allocate) => {
      const other = fakeSource('office', [documentOf('1', OTHER_AMOUNT)]);
      await world.start([other], { name: 'second', business: { ask: 'nothing' } }).run();
      return allocate();
    });
    await world.start([source]).run();
    const { summary, story } = await world.caseOf('1');
    expect(summary).toMatchObject({ standing: 'diverged', net: '6000.00', number: expect.stringMatching(/^\d+$/) });
    expect(story.slice(0, 4)).toEqual(['seen', 'asking', 'seen', 'allocated']);
  });

  test.each<readonly [string, Answer, string, number]>([
    ['does not come: it is not asked again', unanswered, 'already-allocated', 0],
    ['is another number: neither is hidden', (allocate) => allocate(), 'conflict', 1],
  ])('for a document that got a number in its source meanwhile %s', async (_what, answer, standing, issued) => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    world.authority.next(ID, async (...ask) => {
      source.items = [documentOf('1', {}, { existingNumber: '4711' })];
      await world.start([source], { name: 'second', business: { ask: 'nothing' } }).run();
      return answer(...ask);
    });
    source.receipt = () => undefined;
    await world.start([source]).run();
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe(standing);
    expect(world.authority.came).toHaveLength(1);
    expect([...world.authority.issued]).toHaveLength(issued);
  });

  test('whose commit is overtaken is kept beside what the other one wrote', async () => {
    const world = newWorld();
    const other = fakeSource('office', [documentOf('1', OTHER_AMOUNT)]);
    const process = world.start([fakeSource('office', [documentOf('1')])], {
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (changes.some(({ entries }) => entries.some(({ event }) => event.kind === 'allocated'))) {
            await world.start([other], { name: 'second', business: { ask: 'nothing' } }).run();
          }
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    const { summary, story } = await world.caseOf('1');
    expect(summary).toMatchObject({ standing: 'diverged', number: world.authority.issued.get(ID)?.[0] });
    expect(story.slice(0, 4)).toEqual(['seen', 'asking', 'seen', 'allocated']);
  });

  test('whose commit keeps being overtaken is given up as an error, and the ask is known to have been made', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    let isAnswered = false;
    world.authority.next(ID, (allocate) => {
      isAnswered = true;
      return allocate();
    });
    const process = world.start([source], {
      ledger: (ledger) => ({
        async commit(changes, reading) {
          const message = { he: 'עודכן בינתיים.', en: 'Changed meanwhile.' };
          if (isAnswered) throw new IshurError({ code: 'ledger/moved', remedy: 'retry', message });
          await ledger.commit(changes, reading);
        },
      }),
    });
    await expect(process.run()).rejects.toMatchObject({ code: 'ledger/moved' });
    expect((await world.caseOf('1')).summary.standing).toBe('asking');
  });

  test('that was lost is found again by the same bytes, and the number is the one that was issued', async () => {
    const world = newWorld('same number');
    world.authority.next(ID, answerLost);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    await world.start([source]).run();
    expect(world.authority.issued.get(ID)).toEqual([(await world.caseOf('1')).summary.number]);
  });
});
