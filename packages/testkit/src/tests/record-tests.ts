import assert from 'node:assert/strict';
import type { AdapterTest } from '../adapter-test.ts';
import { sampleDocument, sampleDocuments } from '../sample-document.ts';
import { part, readDocuments, readOne, recordAll, recordedIn, recordOne, settlementOf } from '../stage.ts';
import { assertError, assertFields } from './assertions.ts';

const section = 'AdapterSession.record';
const NUMBER = '20260630123456789012345678';
/** With zeros in front, and longer than any number type keeps. */
const ZEROS = '00000630123456789012345678';
const OTHER = '20260630999999999999999999';
const EDITED = sampleDocument({ netAmount: '20000.00', vatAmount: '3600.00', grossAmount: '23600.00' });
const NOTICE = { code: 'no-deduction', text: 'אין לנכות את מס התשומות' };

/** What holds where numbers are brought back. */
export const RECORD_TESTS: readonly AdapterTest[] = [
  {
    name: 'record/a number stands where it was said to stand',
    needs: ['record'],
    section,
    says: 'recorded or handed-over, with the place where a person finds it.',
    advice: 'Answer only after the source has confirmed, or the file is on the disk, with every digit.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const receipt = await recordOne(session, settlementOf(await readOne(session, sampleDocument()), ZEROS));
      assert.ok(receipt.kind === 'recorded' || receipt.kind === 'handed-over', `The receipt is ${receipt.kind}.`);
      assert.ok(receipt.where.trim() !== '', '`where` is empty.');
      assert.equal(await recordedIn(world, sampleDocument()), ZEROS);
    },
  },
  {
    name: 'record/a field of the source is recorded',
    needs: ['field'],
    section: 'RecordReceipt',
    says: '`recorded`: it stands in the source now.',
    advice: 'handed-over is for files that somebody has to import.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const receipt = await recordOne(session, settlementOf(await readOne(session, sampleDocument()), NUMBER));
      assert.equal(receipt.kind, 'recorded');
    },
  },
  {
    name: 'record/a file is handed over',
    needs: ['file'],
    section: 'RecordReceipt',
    says: '`handed-over`: a file holds it, the source not yet.',
    advice: 'Do not call recorded what a person still has to import.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const receipt = await recordOne(session, settlementOf(await readOne(session, sampleDocument()), NUMBER));
      assert.equal(receipt.kind, 'handed-over');
    },
  },
  {
    name: 'record/the source shows the number when it is read again',
    needs: ['field'],
    section: 'SourceDocument.existingNumber',
    says: 'a number that the source already holds.',
    advice: 'Read the field that you write.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      await recordOne(session, settlementOf(await readOne(session, sampleDocument()), NUMBER));
      const found = (await readOne(session, sampleDocument())).existingNumber ?? '';
      assert.ok(found !== '' && NUMBER.endsWith(found), `It shows ${found || 'none'}.`);
    },
  },
  {
    name: 'record/twice is already-there',
    needs: ['record'],
    section,
    says: 'idempotent.',
    advice: 'Look whether the number stands there, and write nothing then.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const settlement = settlementOf(await readOne(session, sampleDocument()), NUMBER);
      await recordOne(session, settlement);
      const receipt = await recordOne(session, settlement);
      assert.equal(receipt.kind, 'already-there');
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
    },
  },
  {
    name: 'record/after a restart it is already-there',
    needs: ['record'],
    section,
    says: 'idempotent, also across sessions: the engine may have been killed before it saw the receipt.',
    advice: 'Look in the source, not in the session’s memory.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const first = await open();
      const settlement = settlementOf(await readOne(first, sampleDocument()), NUMBER);
      await recordOne(first, settlement);
      await first[Symbol.asyncDispose]();
      const receipt = await recordOne(await open(), settlement);
      assert.equal(receipt.kind, 'already-there');
    },
  },
  {
    name: 'record/another number is a conflict and stays',
    needs: ['record'],
    section,
    says: 'never overwrites another number.',
    advice: 'Read before you write, and answer conflict with what you found.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const document = await readOne(session, sampleDocument());
      await recordOne(session, settlementOf(document, NUMBER));
      const receipt = await recordOne(session, settlementOf(document, OTHER));
      assert.equal(receipt.kind, 'conflict');
      assert.ok(NUMBER.endsWith(receipt.existingNumber), `The conflict names ${receipt.existingNumber}.`);
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
    },
  },
  {
    name: 'record/a number that somebody else brought stays',
    needs: ['record', 'existing-numbers'],
    section,
    says: 'never overwrites another number, whoever wrote it.',
    advice: 'Look at the source’s own field too, at the moment of writing.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const document = await readOne(session, sampleDocument());
      await world.put([sampleDocument({ existingNumber: '987654321' })]);
      const receipt = await recordOne(session, settlementOf(document, NUMBER));
      assert.equal(receipt.kind, 'conflict');
      assert.equal(receipt.existingNumber, '987654321');
      assert.equal((await readOne(session, sampleDocument())).existingNumber, '987654321');
    },
  },
  {
    name: 'record/the same number that somebody else brought is already-there',
    needs: ['record', 'existing-numbers'],
    section: 'RecordReceipt',
    says: '`already-there`: it stood there before.',
    advice: 'Compare numbers as texts. The short number is the last nine digits of the whole one.',
    async run({ world, open }) {
      await world.put([sampleDocument({ existingNumber: NUMBER.slice(-9) })]);
      const session = await open();
      const receipt = await recordOne(session, settlementOf(await readOne(session, sampleDocument()), NUMBER));
      assert.equal(receipt.kind, 'already-there');
    },
  },
  {
    name: 'record/an edited document is stale and gets no number',
    needs: ['record'],
    section: 'RecordReceipt',
    says: '`stale`: the document changed since it was asked for; its number was not written.',
    advice: 'Compare `asked` with the document as it stands, when you write.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const document = await readOne(session, sampleDocument());
      await world.put([EDITED]);
      const receipt = await recordOne(session, settlementOf(document, NUMBER));
      assert.equal(receipt.kind, 'stale');
      assert.equal(await recordedIn(world, EDITED), undefined);
    },
  },
  {
    name: 'record/needs no reading before it',
    needs: ['record'],
    section,
    says: 'a ref stands for a document also after a restart.',
    advice: 'Keep no table of refs in the session.',
    async run({ world, open }) {
      await world.put(sampleDocuments(3));
      const document = await readOne(await open(), sampleDocument());
      await recordOne(await open(), settlementOf(document, NUMBER));
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
    },
  },
  {
    name: 'record/each settlement has one receipt and each document its number',
    needs: ['record'],
    section,
    says: 'one receipt for each settlement, in any order.',
    advice: 'Answer for every settlement, also for those that nothing was done about.',
    async run({ world, open }) {
      const documents = sampleDocuments(100);
      await world.put(documents);
      const session = await open();
      const found = [...(await readDocuments(session)).values()];
      const settlements = found.map((document) =>
        settlementOf(document, `${OTHER.slice(0, -4)}${document.fields.reference}`),
      );
      const receipts = await recordAll(session, settlements);
      assert.deepEqual(receipts.map(({ ref }) => ref).toSorted(), found.map(({ ref }) => ref).toSorted());
      for (const document of documents) {
        assert.equal(await recordedIn(world, document), `${OTHER.slice(0, -4)}${document.fields.reference}`);
      }
    },
  },
  {
    name: 'record/one that fails does not stop the others',
    needs: ['record', 'removal'],
    section: 'RecordReceipt',
    says: '`failed`, with its cause, is a receipt like the others.',
    advice: 'Yield a failed receipt and go on; throw only when nothing at all can be written.',
    async run({ world, open }) {
      const [one, two, three] = sampleDocuments(3) as [ReturnType<typeof sampleDocument>, EditedSample, EditedSample];
      await world.put([one, two, three]);
      const session = await open();
      const found = await readDocuments(session);
      await part(world.remove?.bind(world), 'remove')(two);
      const receipts = await recordAll(
        session,
        [...found.values()].map((document, index) => settlementOf(document, `${NUMBER.slice(0, -1)}${index}`)),
      );
      const failed = receipts.filter(({ kind }) => kind === 'failed');
      assert.deepEqual(
        failed.map(({ ref }) => ref),
        [found.get('305:1002')?.ref],
      );
      for (const document of [one, three]) {
        assert.notEqual(await recordedIn(world, document), undefined, 'Another document has no number because of it.');
      }
    },
  },
  {
    name: 'record/a document that never was is failed with a cause',
    needs: ['record'],
    section: 'RecordReceipt',
    says: '`failed` has an IshurError as its cause.',
    advice: 'Say in both languages that the document is gone, and where you looked.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const { ref: _ref, ...rest } = settlementOf(await readOne(session, sampleDocument()), NUMBER);
      for (const ref of ['no such document', '__proto__']) {
        const receipt = await recordOne(session, { ...rest, ref });
        assert.equal(receipt.kind, 'failed', ref);
        assertError(receipt.cause);
      }
      assert.equal(await recordedIn(world, sampleDocument()), undefined);
    },
  },
  {
    name: 'record/nothing to record is nothing done',
    needs: ['record'],
    section,
    says: 'one receipt for each settlement: none for none.',
    advice: 'Return at once for an empty list.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      assert.deepEqual(await recordAll(await open(), []), []);
    },
  },
  {
    name: 'record/notices alone bring no number',
    needs: ['record'],
    section: 'Settlement',
    says: 'a number, notices, or both.',
    advice: 'Write the notices where there is room for them, and no number.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const settlement = { ...settlementOf(await readOne(session, sampleDocument())), notices: [NOTICE] };
      const receipt = await recordOne(session, settlement);
      assert.notEqual(receipt.kind, 'conflict');
      assert.equal(await recordedIn(world, sampleDocument()), undefined);
    },
  },
  {
    name: 'record/notices with a number are told twice alike',
    needs: ['record'],
    section,
    says: 'idempotent, with notices too.',
    advice: 'Do not add a notice that stands there.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const settlement = { ...settlementOf(await readOne(session, sampleDocument()), NUMBER), notices: [NOTICE] };
      await recordOne(session, settlement);
      assert.equal((await recordOne(session, settlement)).kind, 'already-there');
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
    },
  },
  {
    name: 'record/a notice that holds no more is taken away',
    needs: ['record'],
    section: 'Settlement.withdrawn',
    says: 'notices that an earlier settlement brought and that hold no more: take them away where they stand.',
    advice: 'Take the text out where you put it, keep the others, and answer already-there the second time.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const settlement = settlementOf(await readOne(session, sampleDocument()), NUMBER);
      const [kept, taken] = [{ code: 'copy', text: 'העתק נאמן למקור' }, NOTICE];
      await recordOne(session, { ...settlement, notices: [kept, taken] });
      const later = { ...settlement, withdrawn: [taken] };
      const { kind } = await recordOne(session, later);
      // A source without room for notices has nothing to take away.
      assert.ok(['recorded', 'handed-over', 'already-there'].includes(kind), `The receipt is ${kind}.`);
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
      assert.equal((await recordOne(session, later)).kind, 'already-there', 'Told again, it was done again.');
      const text = await world.noticed?.(sampleDocument());
      assert.ok(text?.includes(taken.text) !== true, 'The notice that holds no more stands there.');
    },
  },
  {
    name: 'record/changes nothing else in the source',
    needs: ['record'],
    section,
    says: 'brings numbers and notices back, and nothing more.',
    advice: 'Write the one field. A whole record that is sent back may lose what others changed.',
    async run({ world, open, lacks }) {
      const documents = sampleDocuments(3);
      await world.put(documents);
      const session = await open();
      await recordOne(session, settlementOf(await readOne(session, sampleDocument()), NUMBER));
      for (const document of documents) assertFields(await readOne(session, document), document, lacks);
      assert.equal(await recordedIn(world, sampleDocument({ reference: '1002' })), undefined);
    },
  },
  {
    name: 'record/an earlier number survives a later one',
    needs: ['record'],
    section,
    says: 'never overwrites the number of any document.',
    advice: 'Keep what the result file holds when you write it anew.',
    async run({ world, open }) {
      const [one, two] = [sampleDocument(), sampleDocument({ reference: '1002' })];
      await world.put([one, two]);
      const first = await open();
      await recordOne(first, settlementOf(await readOne(first, one), NUMBER));
      const second = await open();
      await recordOne(second, settlementOf(await readOne(second, two), OTHER));
      assert.equal(await recordedIn(world, one), NUMBER);
      assert.equal(await recordedIn(world, two), OTHER);
    },
  },
  {
    name: 'record/two sessions at once lose no number',
    needs: ['record'],
    section,
    says: 'never overwrites the number of any document. A watch and a run by hand may write at one moment.',
    advice:
      'Take `lockFile` of adapter-kit, and only then read the result file, change it and replace it; where there are several, all under the one lock. Over the network, write the one field and no list that was read before.',
    async run({ world, open }) {
      const documents = sampleDocuments(6);
      await world.put(documents);
      const recordHalf = async (first: number): Promise<Awaited<ReturnType<typeof recordAll>>> => {
        const session = await open();
        const found = [...(await readDocuments(session)).values()].slice(first, first + 3);
        const number = (index: number): string => `${NUMBER.slice(0, -1)}${first + index}`;
        return await recordAll(
          session,
          found.map((document, index) => settlementOf(document, number(index))),
        );
      };
      const receipts = await Promise.all([recordHalf(0), recordHalf(3)]);
      for (const { ref, kind } of receipts.flat())
        assert.ok(kind === 'recorded' || kind === 'handed-over', `The receipt of ${ref} is ${kind}.`);
      for (const document of documents) {
        const number = await recordedIn(world, document);
        assert.notEqual(
          number,
          undefined,
          `The receipt of ${document.fields.documentType}:${document.fields.reference} says that its number was written; after both sessions none stands there.`,
        );
      }
    },
  },
  {
    name: 'record/a receipt is true as soon as it is given',
    needs: ['record'],
    section: 'RecordReceipt',
    says: 'what became of the settlement, not what will.',
    advice: 'Yield a receipt after its number is written, not before.',
    async run({ world, open, call }) {
      const documents = sampleDocuments(5);
      await world.put(documents);
      const session = await open();
      const found = await readDocuments(session);
      const settlements = [...found.values()].map((document, index) =>
        settlementOf(document, `${NUMBER.slice(0, -1)}${index}`),
      );
      for await (const receipt of session.record?.(settlements, call) ?? []) {
        const index = settlements.findIndex(({ ref }) => ref === receipt.ref);
        const document = documents.find(({ fields }) => fields.reference === settlements[index]?.asked.reference);
        assert.equal(await recordedIn(world, document ?? sampleDocument()), settlements[index]?.number);
        break;
      }
    },
  },
  {
    name: 'record/a failure to write is told and made good later',
    needs: ['record', 'break-writing'],
    section,
    says: 'failures are receipts or IshurErrors; an adapter does not retry.',
    advice: 'Let the failure of the source come through as `failed`, and keep nothing that stops the next try.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const settlement = settlementOf(await readOne(session, sampleDocument()), NUMBER);
      await part(world.break?.bind(world), 'break')('writing');
      const receipts = await recordAll(session, [settlement]).catch((cause: unknown) => {
        assertError(cause as Parameters<typeof assertError>[0]);
        return [];
      });
      for (const receipt of receipts) {
        assert.equal(receipt.kind, 'failed');
        assertError(receipt.cause);
      }
      await part(world.mend?.bind(world), 'mend')();
      assert.equal(await recordedIn(world, sampleDocument()), undefined);
      await recordOne(session, settlement);
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
    },
  },
];

type EditedSample = ReturnType<typeof sampleDocument>;
