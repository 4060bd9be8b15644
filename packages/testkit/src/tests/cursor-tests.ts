import assert from 'node:assert/strict';
import { isIshurError } from '@ishur/contract';
import type { AdapterSession } from '@ishur/contract/v1';
import type { AdapterTest } from '../adapter-test.ts';
import { keyOf, sampleDocument, sampleDocuments } from '../sample-document.ts';
import type { SampleDocument } from '../sample-document.ts';
import { readDocuments, readItems } from '../stage.ts';
import type { Stage } from '../stage.ts';
import { assertAllThere, assertFields } from './assertions.ts';

const section = 'AdapterCapabilities.incremental';
const says = 'whatever becomes readable, final or different after a cursor was handed out is read after it.';
const dishonest = 'declare incremental: false, and the engine always reads from the start.';

/** What a cursor promises. */
export const CURSOR_TESTS: readonly AdapterTest[] = [
  {
    name: 'cursor/every item has one',
    needs: [],
    section: 'SourceDocument.cursor',
    says: 'where reading goes on.',
    advice: 'Give every item a cursor; without `incremental` any text will do.',
    async run({ world, open }) {
      await world.put(sampleDocuments(3));
      for (const { cursor } of await readItems(await open())) assert.ok(cursor !== '', 'A cursor is empty.');
    },
  },
  {
    name: 'cursor/a new document is read after it',
    needs: ['incremental'],
    section,
    says,
    advice: `Order by the moment of change, and begin at the cursor; or ${dishonest}`,
    async run(stage) {
      await stage.world.put(sampleDocuments(3));
      await assertReadAfter(stage, sampleDocument({ reference: '5000' }));
    },
  },
  {
    name: 'cursor/a document of an earlier day that is made later is read after it',
    needs: ['incremental'],
    section,
    says,
    advice: `A document's day is no cursor: people date documents back. Or ${dishonest}`,
    async run(stage) {
      await stage.world.put(sampleDocuments(3));
      await assertReadAfter(stage, sampleDocument({ reference: '5001', documentDate: '2026-06-01' }));
    },
  },
  {
    name: 'cursor/reading resumes in the middle without a loss',
    needs: ['incremental'],
    section: 'ReadRequest.after',
    says: 'go on after this cursor.',
    advice: 'A cursor covers what was delivered up to its item and nothing more: not the whole page.',
    async run({ world, open }) {
      await world.put(sampleDocuments(12));
      const session = await open();
      const items = await readItems(session);
      for (const [index, { cursor }] of items.entries()) {
        const rest = new Set((await readDocuments(session, { after: cursor })).keys());
        for (const item of items.slice(index + 1)) {
          if (item.kind === 'document') {
            assert.ok(
              rest.has(keyOf(item.fields)),
              `${keyOf(item.fields)} is lost after the cursor of item ${index + 1}.`,
            );
          }
        }
      }
    },
  },
  {
    name: 'cursor/a late finalisation is read after it',
    needs: ['incremental', 'drafts'],
    section,
    says,
    advice: `Order by the moment of finalisation, not of creation; or ${dishonest}`,
    async run(stage) {
      await stage.world.put([sampleDocument({ standing: 'draft' }), sampleDocument({ reference: '1002' })]);
      await assertReadAfter(stage, sampleDocument());
    },
  },
  {
    name: 'cursor/an edited document is read after it',
    needs: ['incremental'],
    section,
    says,
    advice: `Order by the moment of the last change; or ${dishonest}`,
    async run(stage) {
      await stage.world.put(sampleDocuments(3));
      await assertReadAfter(
        stage,
        sampleDocument({ netAmount: '20000.00', vatAmount: '3600.00', grossAmount: '23600.00' }),
      );
    },
  },
  {
    name: 'cursor/a later cancellation is read after it',
    needs: ['incremental', 'cancelled'],
    section,
    says,
    advice: `Deliver a cancelled document again, with its standing; or ${dishonest}`,
    async run(stage) {
      await stage.world.put(sampleDocuments(3));
      await assertReadAfter(stage, sampleDocument({ standing: 'cancelled' }));
    },
  },
  {
    name: 'cursor/outlives its session',
    needs: ['incremental'],
    section: 'Cursor',
    says: 'opaque to everyone but the adapter, and stored between runs.',
    advice: 'Keep all that a cursor means in its text, or in the source; nothing in the session.',
    async run({ world, open }) {
      await world.put(sampleDocuments(3));
      const first = await open();
      const after = lastCursor(await readItems(first));
      await first[Symbol.asyncDispose]();
      await world.put([sampleDocument({ reference: '5000' })]);
      const second = await open();
      const found = await readDocuments(second, { after });
      assert.ok(found.has('305:5000'), 'The document that was put after the cursor is not read by a later session.');
    },
  },
  {
    name: 'cursor/one that makes no sense is told',
    needs: ['incremental'],
    section: 'AdapterSession.read',
    says: 'throws `adapter/cursor-lost` when `after` cannot be used any more.',
    advice: 'Check the form of a cursor. Reading nothing, in silence, loses documents for ever.',
    async run({ world, open }) {
      const documents = sampleDocuments(3);
      await world.put(documents);
      const session = await open();
      for (const after of ['', 'no cursor of yours', '{}', '-1', '99999999999999999999']) {
        await assertLostOrComplete(session, after, documents);
      }
    },
  },
  {
    name: 'cursor/one of another source is told',
    needs: ['incremental'],
    section: 'AdapterSession.read',
    says: 'a cursor that cannot be used, because the configuration names another source now, is lost.',
    advice: 'Let the cursor name the source that it belongs to.',
    async run({ world, open, openWorld }) {
      const other = await openWorld();
      await other.put(sampleDocuments(20));
      const after = lastCursor(await readItems(await open(other)));
      const documents = sampleDocuments(3);
      await world.put(documents);
      await assertLostOrComplete(await open(), after, documents);
    },
  },
  {
    name: 'cursor/without one everything is read again',
    needs: [],
    section: 'ReadRequest.after',
    says: 'from the start when absent.',
    advice: 'Do not remember in the session what was delivered.',
    async run({ world, open }) {
      const documents = sampleDocuments(5);
      await world.put(documents);
      const session = await open();
      await readItems(session);
      await assertAllThere(session, documents);
    },
  },
];

/** Reads all, puts this document, and reads from the last cursor. */
async function assertReadAfter({ world, open, lacks }: Stage, document: SampleDocument): Promise<void> {
  const session = await open();
  const after = lastCursor(await readItems(session));
  await world.put([document]);
  const found = (await readDocuments(session, { after })).get(keyOf(document.fields));
  assert.ok(found !== undefined, `${keyOf(document.fields)} is not read after the cursor.`);
  assert.equal(found.standing, document.standing);
  assertFields(found, document, lacks);
}

async function assertLostOrComplete(
  session: AdapterSession,
  after: string,
  documents: readonly SampleDocument[],
): Promise<void> {
  try {
    const found = await readDocuments(session, { after });
    const missing = documents.filter((document) => !found.has(keyOf(document.fields)));
    assert.equal(missing.length, 0, `The cursor "${after}" was accepted, and ${missing.length} documents are lost.`);
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
    assert.equal(cause.code, 'adapter/cursor-lost');
  }
}

function lastCursor(items: readonly { readonly cursor: string }[]): string {
  const last = items.at(-1);
  if (last === undefined) throw new Error('Nothing was read, so that there is no cursor.');
  return last.cursor;
}
