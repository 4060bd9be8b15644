import assert from 'node:assert/strict';
import type { AdapterSession, SourceDocument } from '@ishur/contract/v1';
import type { AdapterTest } from '../adapter-test.ts';
import { GOLDEN_DOCUMENTS } from '../golden-documents.ts';
import { sampleDocument } from '../sample-document.ts';
import { part, readOne } from '../stage.ts';
import { assertFields } from './assertions.ts';

const section = 'AdapterSession.reread';

/** What holds where a source can be asked for one document. */
export const REREAD_TESTS: readonly AdapterTest[] = [
  {
    name: 'reread/is what a reading delivers',
    needs: ['reread'],
    section,
    says: 'the document as it stands now.',
    advice: 'Use one mapping for both.',
    async run({ world, open, lacks }) {
      const document = sampleDocument();
      await world.put([document, sampleDocument({ reference: '1002' })]);
      const session = await open();
      const { ref } = await readOne(session, document);
      const found = await reread(session, ref);
      assert.ok(found !== undefined, 'It is not found.');
      assert.equal(found.ref, ref);
      assertFields(found, document, lacks);
    },
  },
  {
    name: 'reread/shows what was changed',
    needs: ['reread'],
    section,
    says: 'as it stands *now*.',
    advice: 'Ask the source, not a cache.',
    async run({ world, open, lacks }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const { ref } = await readOne(session, sampleDocument());
      await reread(session, ref);
      const after = sampleDocument({ netAmount: '20000.00', vatAmount: '3600.00', grossAmount: '23600.00' });
      await world.put([after]);
      const found = await reread(session, ref);
      assert.ok(found !== undefined, 'It is not found.');
      assertFields(found, after, lacks);
    },
  },
  {
    name: 'reread/what is gone is undefined',
    needs: ['reread', 'removal'],
    section,
    says: 'undefined when it is gone.',
    advice: 'Answer undefined where the source says “not found”; throw for any other failure.',
    async run({ world, open }) {
      await world.put([sampleDocument(), sampleDocument({ reference: '1002' })]);
      const session = await open();
      const { ref } = await readOne(session, sampleDocument());
      await part(world.remove?.bind(world), 'remove')(sampleDocument());
      assert.equal(await reread(session, ref), undefined);
    },
  },
  {
    name: 'reread/what never was is undefined',
    needs: ['reread'],
    section,
    says: 'undefined when there is none.',
    advice: 'A ref may come from an older configuration: answer undefined.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      for (const ref of ['no such document', '__proto__', '']) assert.equal(await reread(session, ref), undefined, ref);
    },
  },
  {
    name: 'reread/brings the lines',
    needs: ['reread', 'items'],
    section,
    says: 'lines included.',
    advice: 'Fetch the lines with the document.',
    async run({ world, open }) {
      await world.put([GOLDEN_DOCUMENTS.items]);
      const session = await open();
      const { ref } = await readOne(session, GOLDEN_DOCUMENTS.items);
      assert.equal((await reread(session, ref))?.fields.items?.length, 2);
    },
  },
  {
    name: 'reread/needs no reading before it',
    needs: ['reread'],
    section,
    says: 'a ref stands for a document also after a restart.',
    advice: 'Keep no table of refs in the session.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const { ref } = await readOne(await open(), sampleDocument());
      assert.equal((await reread(await open(), ref))?.ref, ref);
    },
  },
];

async function reread(session: AdapterSession, ref: string): Promise<SourceDocument | undefined> {
  if (session.reread === undefined) throw new Error('The session has no `reread`, though the capabilities say so.');
  return session.reread(ref, { signal: new AbortController().signal });
}
