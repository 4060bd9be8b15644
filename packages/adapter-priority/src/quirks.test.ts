import { sampleDocument } from '@ishur/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALLOCATION_COLUMN, PLAIN } from './fake-server/index.ts';
import type { FakePriority, FakeQuirks } from './fake-server/index.ts';
import { documentsIn, openSession, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

/** The values of every quirk that is survived without a person; the names of columns are in the configuration. */
const SURVIVED: { readonly [quirk in keyof FakeQuirks]?: readonly FakeQuirks[quirk][] } = {
  rowCap: [2000, 12],
  skipEndsAtCap: [false, true],
  decimalsAsText: [false, true],
  dateType: ['Edm.DateTimeOffset', 'Edm.Date'],
  exposesIv: [true, false],
  vatNumberIn: ['CUSTOMERS', 'form'],
  allocationLength: [30, 9],
  ignoredFilters: [[], ['IVDATE']],
  patch: ['done', 'answer-lost', 'answered-with-502'],
  throttlesEvery: [undefined, 7],
  retryAfter: [undefined, 0],
  breaksEvery: [undefined, 5],
  truncatesEvery: [undefined, 11],
  dropsEvery: [undefined, 13],
  coldStart: [false, true],
  atOnce: [undefined, 10],
  selectWithExpandTruncates: [false, true],
  expandTruncates: [false, true],
  metadata: ['served', 'absent'],
};

const NAMED = { columns: { allocationNumber: ALLOCATION_COLUMN, customerVatNumber: 'WTAXNUM' } };

/** Invoices, credits, receipts, drafts and cancelled ones, two of them with a number of somebody else. */
function fill(fake: FakePriority): void {
  for (let index = 0; index < 30; index += 1) {
    save(
      fake,
      sampleDocument({
        documentType: [305, 305, 330, 320][index % 4] ?? 305,
        reference: `SI26${1000 + index}`,
        documentDate: index < 3 ? '2026-05-31' : '2026-06-15',
        standing: index % 9 === 8 ? 'draft' : index % 10 === 9 ? 'cancelled' : 'final',
        customer: { vatNumber: index % 2 === 0 ? '777777715' : '000000018', account: `C${index}` },
        ...(index % 15 === 0 ? { existingNumber: `98765432${index % 10}` } : {}),
      }),
    );
  }
}

function arbitraryQuirks(): fc.Arbitrary<Partial<FakeQuirks>> {
  const values = Object.fromEntries(Object.entries(SURVIVED).map(([name, some]) => [name, fc.constantFrom(...some)]));
  return fc.record(values) as fc.Arbitrary<Partial<FakeQuirks>>;
}

async function survives(quirks: Partial<FakeQuirks>): Promise<void> {
  // Where no metadata says how wide the column is, the configuration does.
  const isNarrow = quirks.allocationLength === 9 && quirks.metadata === 'absent';
  const settings = { ...NAMED, pageRows: 10, ...(isNarrow ? { numberForm: 'short' } : {}) };
  await using world = await openWorld(quirks, settings);
  const { fake } = world;
  fill(fake);
  await using opened = await openSession(world.config, world.folder);
  const { writeBack } = await opened.session.check({ signal: new AbortController().signal });
  expect(writeBack.possible).toBe(true);
  const documents = await documentsIn(opened.session);
  expect(new Set(documents.map(({ ref }) => ref)).size).toBe(documents.length);
  // Of thirty, three are drafts; of the others three are cancelled.
  expect(documents).toHaveLength(27);
  expect(documents.filter(({ standing }) => standing === 'cancelled')).toHaveLength(3);
  expect(documents.filter(({ existingNumber }) => existingNumber !== undefined)).toHaveLength(2);
  expect(documents.every(({ fields }) => fields.items === undefined || fields.items.length === 0)).toBe(true);
  const open = documents.filter(({ standing, existingNumber }) => standing === 'final' && existingNumber === undefined);
  const settlements = settlementsOf(open);
  const receipts = await recordAll(opened.session, settlements);
  expect(receipts.map(({ kind }) => kind)).toEqual(settlements.map(() => 'recorded'));
  const again = await recordAll(opened.session, settlements);
  expect(again.map(({ kind }) => kind)).toEqual(settlements.map(() => 'already-there'));
  expect(fake.written).toEqual({ billedWrites: settlements.length, overwritten: 0 });
  const numbers = new Map((await documentsIn(opened.session)).map((each) => [each.ref, each.existingNumber]));
  for (const { ref, number } of settlements) expect(number?.endsWith(numbers.get(ref) ?? '?')).toBe(true);
}

test('whatever quirks meet: each final document once, each number once, nothing overwritten', async () => {
  await fc.assert(fc.asyncProperty(arbitraryQuirks(), survives), { numRuns: 25 });
});

const EACH = Object.entries(SURVIVED).flatMap(([name, values]) =>
  values.filter((value) => value !== PLAIN[name as keyof FakeQuirks]).map((value) => [name, value] as const),
);

test.each(EACH)('%s: %j, alone', async (name, value) => {
  await survives({ [name]: value });
});
