import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import type { FakeQuirks } from './fake-server/index.ts';
import { documentsIn, openSession } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

type Settings = Readonly<Record<string, unknown>>;
const NAMED = { columns: { customerVatNumber: 'WTAXNUM' } };

async function readWith(quirks: Partial<FakeQuirks>, settings: Settings): Promise<readonly unknown[]> {
  await using world = await openWorld(quirks, { forms: ['AINVOICES'], ...settings });
  save(world.fake, sampleDocument());
  save(world.fake, sampleDocument({ reference: '1002', existingNumber: '123456789' }));
  await using opened = await openSession(world.config, world.folder);
  return await documentsIn(opened.session);
}

test.each<[string, Partial<FakeQuirks>, Settings]>([
  ['hidden', { allocationColumn: 'hidden' }, {}],
  ['not there under its name', {}, { columns: { allocationNumber: 'ROYY_OTHER' } }],
  ['not known by its title', { metadata: 'absent' }, NAMED],
  ['hidden, and the fallback too', { allocationColumn: 'hidden' }, { fallback: { column: 'ROYY_OTHER' } }],
])('nothing is read where the column of numbers is %s: who has one would be asked for again', async (_, ...given) => {
  await expect(readWith(...given)).rejects.toMatchObject({ code: 'priority/number-unseen', remedy: 'fix-config' });
});

test.each<[string, Partial<FakeQuirks>, Settings]>([
  ['is not there at all', { allocationColumn: 'absent' }, {}],
  ['is read-only: what stands in it is seen', { allocationColumn: 'read-only' }, {}],
  [
    'is hidden, and a fallback says where numbers stand',
    { allocationColumn: 'hidden' },
    { fallback: { attachment: true } },
  ],
])('documents are read where the column %s', async (_, ...given) => {
  expect(await readWith(...given)).toHaveLength(2);
});
