import assert from 'node:assert/strict';
import { isIshurError } from '@ishur/contract';
import type { AdapterTest } from '../adapter-test.ts';
import { sampleDocument, sampleDocuments } from '../sample-document.ts';
import { part, readDocuments, readItems, readOne, recordAll, recordedIn, recordOne, settlementOf } from '../stage.ts';
import { assertAllThere } from './assertions.ts';

const NUMBER = '20260630111111111111111111';
const OTHER = '20260630222222222222222222';

/** What holds of calls that are broken off, of the end, and of neighbours. */
export const SESSION_TESTS: readonly AdapterTest[] = [
  {
    name: 'abort/reading stops soon after it',
    needs: [],
    section: 'Call.signal',
    says: 'aborted when nobody waits for the answer any more.',
    advice: 'Ask the signal before each item, and hand it to every request.',
    async run({ world, open }) {
      await world.put(sampleDocuments(2_000));
      const session = await open();
      const controller = new AbortController();
      let count = 0;
      try {
        for await (const _item of session.read({ signal: controller.signal })) {
          count += 1;
          controller.abort();
        }
      } catch {
        // To throw is one way to stop.
      }
      assert.ok(count < 2_000, 'Every document came, long after nobody waited any more.');
    },
  },
  {
    name: 'abort/nothing is read that was called off before',
    needs: [],
    section: 'Call.signal',
    says: 'aborted when nobody waits for the answer any more.',
    advice: 'Ask the signal before the first item too.',
    async run({ world, open }) {
      await world.put(sampleDocuments(50));
      const items = await readItems(await open(), { signal: AbortSignal.abort() }).catch(() => []);
      assert.equal(items.length, 0);
    },
  },
  {
    name: 'abort/the session can be used afterwards',
    needs: [],
    section: 'AdapterSession',
    says: '`read` may be called any number of times.',
    advice: 'An abort ends one call, not the session.',
    async run({ world, open }) {
      const documents = sampleDocuments(50);
      await world.put(documents);
      const session = await open();
      const controller = new AbortController();
      try {
        for await (const _item of session.read({ signal: controller.signal })) controller.abort();
      } catch {
        // To throw is one way to stop.
      }
      await assertAllThere(session, documents);
    },
  },
  {
    name: 'abort/nothing is written that was called off before',
    needs: ['record'],
    section: 'AdapterSession.record',
    says: 'a receipt says what became of the settlement; one that was called off has none, or a true one.',
    advice: 'Ask the signal before you write.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const settlement = settlementOf(await readOne(session, sampleDocument()), NUMBER);
      await recordAll(session, [settlement], { signal: AbortSignal.abort() }).catch(() => []);
      assert.equal(await recordedIn(world, sampleDocument()), undefined);
      await recordOne(session, settlement);
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
    },
  },
  {
    name: 'dispose/twice is as good as once',
    needs: [],
    section: 'AdapterSession',
    says: 'the engine disposes of it at the end; after a failure that may be twice.',
    advice: 'Remember that it is closed.',
    async run({ open }) {
      const session = await open();
      await session[Symbol.asyncDispose]();
      await session[Symbol.asyncDispose]();
    },
  },
  {
    name: 'dispose/after a reading that was left',
    needs: [],
    section: 'AdapterSession',
    says: 'disposed of at the end, whatever was left.',
    advice: 'Do not wait for a reading that nobody goes on with.',
    async run({ world, open, call }) {
      await world.put(sampleDocuments(50));
      const session = await open();
      const reading = session.read(call)[Symbol.asyncIterator]();
      await reading.next();
      await session[Symbol.asyncDispose]();
      await reading.return?.().catch(() => undefined);
    },
  },
  {
    name: 'dispose/leaves other sessions alone',
    needs: [],
    section: 'AdapterSession',
    says: 'one open connection to one source.',
    advice: 'Keep connections in the session, not in the module.',
    async run({ world, open }) {
      const documents = sampleDocuments(3);
      await world.put(documents);
      const [first, second] = [await open(), await open()];
      await first[Symbol.asyncDispose]();
      await assertAllThere(second, documents);
    },
  },
  {
    name: 'secrets/a refused configuration does not show them',
    needs: ['secrets'],
    section: 'IshurErrorDetails.message',
    says: 'never holds a secret.',
    advice: 'Do not quote the value of a secret setting in an issue.',
    async run({ world, open }) {
      for (const { config } of world.wrongConfigs) {
        const error = await failureOf(() => open(world, config));
        assertNoSecret(world.secrets, everythingIn(error));
      }
    },
  },
  {
    name: 'secrets/errors do not show them',
    needs: ['secrets', 'break-reading'],
    section: 'IshurErrorDetails.message',
    says: 'never holds a secret.',
    advice: 'Take user names, passwords and keys out of addresses and answers before you quote them; also in `cause`.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const session = await open();
      await part(world.break?.bind(world), 'break')('reading');
      for (const work of [() => session.check(call), () => readItems(session)]) {
        assertNoSecret(world.secrets, everythingIn(await failureOf(work)));
      }
    },
  },
  {
    name: 'secrets/the log and the report do not show them',
    needs: ['secrets'],
    section: 'Log',
    says: 'never give it a secret.',
    advice: 'Log names of settings, not their values.',
    async run({ world, open, call, logged }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const report = await session.check(call);
      await readItems(session);
      assertNoSecret(world.secrets, `${JSON.stringify(report)} ${logged.join('\n')}`);
    },
  },
  {
    name: 'secrets/the log does not show customers',
    needs: [],
    section: 'Log',
    says: 'never give it a customer’s name.',
    advice: 'Log counts and places.',
    async run({ world, open, call, logged }) {
      await world.put([sampleDocument({ customer: { name: 'שמואל הקנרי' } })]);
      const session = await open();
      await session.check(call);
      await readItems(session);
      assert.ok(!logged.join('\n').includes('הקנרי'), 'The log holds the customer’s name.');
    },
  },
  {
    name: 'secrets/messages are for people and hold no stack',
    needs: ['break-reading'],
    section: 'IshurErrorDetails.message',
    says: 'says where, what was found, what was expected and what to do.',
    advice: 'Put the original error into `cause`, and words into the message.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const session = await open();
      await part(world.break?.bind(world), 'break')('reading');
      const failure = await failureOf(() => session.check(call));
      const said = isIshurError(failure) ? `${failure.text.he}\n${failure.text.en}` : String(failure);
      assert.doesNotMatch(said, /\n\s+at |\[object Object\]|undefined/);
    },
  },
  {
    name: 'tenancy/each source has its own documents',
    needs: [],
    section: 'AdapterDefinition.open',
    says: 'a session is of one source.',
    advice: 'Keep nothing of a source in the module.',
    async run({ world, open, openWorld }) {
      const other = await openWorld();
      await world.put([sampleDocument()]);
      await other.put([sampleDocument({ reference: '9001' })]);
      const [mine, theirs] = [await open(), await open(other)];
      assert.deepEqual([...(await readDocuments(mine)).keys()], ['305:1001']);
      assert.deepEqual([...(await readDocuments(theirs)).keys()], ['305:9001']);
      assert.deepEqual([...(await readDocuments(mine)).keys()], ['305:1001']);
    },
  },
  {
    name: 'tenancy/a number goes into its own source alone',
    needs: ['record'],
    section: 'AdapterSession.record',
    says: 'a session is of one source; the same number series exist in all of them.',
    advice: 'Keep nothing of a source in the module: no connection, no cache of refs.',
    async run({ world, open, openWorld }) {
      const other = await openWorld();
      for (const each of [world, other]) await each.put([sampleDocument()]);
      const [mine, theirs] = [await open(), await open(other)];
      await recordOne(mine, settlementOf(await readOne(mine, sampleDocument()), NUMBER));
      assert.equal(await recordedIn(other, sampleDocument()), undefined);
      await recordOne(theirs, settlementOf(await readOne(theirs, sampleDocument()), OTHER));
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
      assert.equal(await recordedIn(other, sampleDocument()), OTHER);
    },
  },
];

/** What it threw; `check` has a test of its own that it throws. */
async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  return await work().then(
    () => undefined,
    (cause: unknown) => cause,
  );
}

function assertNoSecret(secrets: readonly string[] | undefined, text: string): void {
  const found = part(secrets, 'secrets').filter((secret) => text.includes(secret));
  assert.equal(found.length, 0, `${found.length} of the world’s secrets are shown.`);
}

/** All that a log would show of an error, its causes included. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = Object.getOwnPropertyNames(error)
    .filter((name) => name !== 'stack' && name !== 'cause')
    .map((name) => JSON.stringify(Reflect.get(error, name)));
  return `${own.join(' ')} ${error.cause === undefined ? '' : everythingIn(error.cause)}`;
}
