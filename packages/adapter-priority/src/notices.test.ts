import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import { ALLOCATION_COLUMN } from './fake-server/index.ts';
import { documentsIn, numberFor, openSession, recordAll } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const IN_DETAILS = { forms: ['AINVOICES'], columns: { notices: 'DETAILS' } };
const NO_DEDUCTION = { code: 'no-deduction', text: 'אין לנכות מס תשומות בגין חשבונית זו' };
const COPY = { code: 'certified-copy', text: 'העתק נאמן למקור' };

test.each<[string, string | undefined, string]>([
  ['alone', undefined, COPY.text],
  ['behind a text of somebody else', 'הזמנה 7 | דחוף', `הזמנה 7 | דחוף | ${COPY.text}`],
])('a sentence that holds no more goes when the number comes: %s', async (_, note, after) => {
  await using world = await openWorld({}, IN_DETAILS);
  save(world.fake, sampleDocument(note === undefined ? {} : { note }));
  await using opened = await openSession(world.config, world.folder);
  const [document] = await documentsIn(opened.session);
  if (document === undefined) throw new Error('none');
  const { ref, fields: asked } = document;
  const row = world.fake.find('AINVOICES', '1001')?.row;
  expect(await recordAll(opened.session, [{ ref, asked, notices: [NO_DEDUCTION] }])).toMatchObject([
    { kind: 'recorded' },
  ]);
  expect(row?.['DETAILS']).toBe([...(note === undefined ? [] : [note]), NO_DEDUCTION.text].join(' | '));
  const later = [{ ref, asked, number: numberFor(1), notices: [COPY], withdrawn: [NO_DEDUCTION] }];
  expect(await recordAll(opened.session, later)).toMatchObject([{ kind: 'recorded' }]);
  expect(row).toMatchObject({ DETAILS: after, [ALLOCATION_COLUMN]: numberFor(1) });
  expect(await recordAll(opened.session, later)).toMatchObject([{ kind: 'already-there' }]);
  expect(world.fake.written.billedWrites).toBe(2);
});

test('a sentence that finds no room costs the number nothing', async () => {
  await using world = await openWorld({}, IN_DETAILS);
  const note = 'א'.repeat(90);
  save(world.fake, sampleDocument({ note }));
  await using opened = await openSession(world.config, world.folder);
  const [document] = await documentsIn(opened.session);
  if (document === undefined) throw new Error('none');
  const { ref, fields: asked } = document;
  expect(await recordAll(opened.session, [{ ref, asked, notices: [COPY] }])).toMatchObject([
    { kind: 'failed', cause: { code: 'priority/no-place-for-notice' } },
  ]);
  expect(world.fake.written.billedWrites).toBe(0);
  expect(await recordAll(opened.session, [{ ref, asked, number: numberFor(1), notices: [COPY] }])).toMatchObject([
    { kind: 'recorded' },
  ]);
  expect(world.fake.find('AINVOICES', '1001')?.row).toMatchObject({ DETAILS: note, [ALLOCATION_COLUMN]: numberFor(1) });
});

test('a number that cannot be taken out of a document that changed is told, and not called gone', async () => {
  await using world = await openWorld({}, IN_DETAILS);
  const { fake } = world;
  save(fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const [document] = await documentsIn(opened.session);
  if (document === undefined) throw new Error('none');
  const { ref, fields: asked } = document;
  let writes = 0;
  fake.before = ({ method }) => {
    if (method !== 'PATCH') return;
    Object.assign(fake.find('AINVOICES', '1001')?.row ?? {}, { DISPRICE: '12000.00' });
    writes += 1;
    if (writes === 2) fake.quirks.patch = 'refused-by-screen';
  };
  expect(await recordAll(opened.session, [{ ref, asked, number: numberFor(1), notices: [] }])).toMatchObject([
    { kind: 'failed', cause: { code: 'priority/not-taken-back', remedy: 'fix-document' } },
  ]);
  expect(writes).toBe(2);
});
