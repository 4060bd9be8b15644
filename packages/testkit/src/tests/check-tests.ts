import assert from 'node:assert/strict';
import type { AdapterTest } from '../adapter-test.ts';
import { sampleDocument } from '../sample-document.ts';
import { part, readOne, recordAll, recordedIn, settlementOf } from '../stage.ts';
import { assertFails, assertFields, assertMessage } from './assertions.ts';

const section = 'AdapterSession.check';

/** What holds of the first thing that is asked. */
export const CHECK_TESTS: readonly AdapterTest[] = [
  {
    name: 'check/answers with notes in both languages',
    needs: [],
    section,
    says: 'it says what a person should know before the first number is asked for.',
    advice: 'Give every note `he` and `en`.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const { notes } = await (await open()).check(call);
      for (const { he, en } of notes) assert.ok(he.trim() !== '' && en.trim() !== '', 'A note is empty.');
    },
  },
  {
    name: 'check/says where a number can be written',
    needs: ['record'],
    section: 'SourceReport.writeBack',
    says: 'what can be written back here, and where.',
    advice: 'Answer { possible: true, where } with a place that a person can find.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const { writeBack } = await (await open()).check(call);
      assert.ok(writeBack.possible, 'It says that nothing can be written, in a world that is whole.');
      assert.ok(writeBack.where.trim() !== '', '`where` is empty.');
    },
  },
  {
    name: 'check/says why nothing can be written',
    needs: ['no-record'],
    section: 'SourceReport.writeBack',
    says: 'an adapter without `record` says why.',
    advice: 'Answer { possible: false, reason } in both languages.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const { writeBack } = await (await open()).check(call);
      assert.ok(!writeBack.possible, 'It says that numbers can be written, and has no `record`.');
      assertMessage(writeBack.reason);
    },
  },
  {
    name: 'check/can be asked again',
    needs: [],
    section,
    says: 'the engine may check a session that it has checked.',
    advice: 'Keep nothing from the first check that the second cannot bear.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const first = await session.check(call);
      assert.deepEqual(await session.check(call), first);
    },
  },
  {
    name: 'check/changes nothing in the source',
    needs: [],
    section,
    says: 'it proves reachability and permissions.',
    advice: 'Look, and write nothing: no test record, no empty file.',
    async run({ world, open, call }) {
      const document = sampleDocument();
      await world.put([document]);
      await (await open()).check(call);
      assertFields(await readOne(await open(), document), document);
      if (world.recorded !== undefined) assert.equal(await world.recorded(document), undefined);
    },
  },
  {
    name: 'check/a source that cannot be reached is an error that helps',
    needs: ['break-reading'],
    section,
    says: 'failures are IshurErrors with a remedy; a message says what to do in Hebrew and in English.',
    advice: 'Catch what the file system or the HTTP client throws, and throw an IshurError with `cause`.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const session = await open();
      await part(world.break?.bind(world), 'break')('reading');
      await assertFails(() => session.check(call));
    },
  },
  {
    name: 'check/sees that the source is well again',
    needs: ['break-reading'],
    section,
    says: 'it proves reachability each time it is asked.',
    advice: 'Do not keep the failure of an earlier check.',
    async run({ world, open, call }) {
      await world.put([sampleDocument()]);
      const session = await open();
      await part(world.break?.bind(world), 'break')('reading');
      await session.check(call).catch(() => undefined);
      await part(world.mend?.bind(world), 'mend')();
      await session.check(call);
    },
  },
  {
    name: 'check/tells a source that takes nothing',
    needs: ['record', 'break-writing'],
    section: 'SourceReport.writeBack',
    says: 'what can be written back *here*: without permission, nothing.',
    advice:
      'Try the permission in `check`, or tell it with the receipt of the first settlement, and never call it recorded.',
    async run({ world, open, call }) {
      const document = sampleDocument();
      await world.put([document]);
      const session = await open();
      const read = await readOne(session, document);
      await part(world.break?.bind(world), 'break')('writing');
      const told = await session.check(call).then(
        ({ writeBack }) => !writeBack.possible,
        () => true,
      );
      if (told) return;
      const receipts = await recordAll(session, [settlementOf(read, '1'.repeat(26))]).catch(() => []);
      assert.ok(
        receipts.every(({ kind }) => kind === 'failed'),
        'Neither check nor the receipt says it.',
      );
      assert.equal(await recordedIn(world, document), undefined);
    },
  },
];
