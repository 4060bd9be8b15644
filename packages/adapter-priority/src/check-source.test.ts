import type { IshurError } from '@ishur/contract';
import type { SourceReport } from '@ishur/contract/v1';
import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import { ALLOCATION_COLUMN } from './fake-server/index.ts';
import type { FakeQuirks } from './fake-server/index.ts';
import { CALL, documentsIn, openSession, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const ONE_FORM = { forms: ['AINVOICES'] };

async function reportWith(
  quirks: Partial<FakeQuirks>,
  settings: Readonly<Record<string, unknown>> = ONE_FORM,
): Promise<SourceReport> {
  await using world = await openWorld(quirks, settings);
  save(world.fake, sampleDocument());
  save(world.fake, sampleDocument({ reference: '1002', existingNumber: '123456789' }));
  await using opened = await openSession(world.config, world.folder);
  const report = await opened.session.check(CALL);
  expect(world.fake.written.billedWrites).toBe(0);
  return report;
}

test.each<[FakeQuirks['allocationColumn'], RegExp, RegExp]>([
  ['absent', /no column for allocation numbers/, /אין עמודה למספר הקצאה/],
  ['read-only', /ROYY_ALLOCNUM .* is read-only/, /לקריאה בלבד/],
  ['hidden', /ROYY_ALLOCNUM .* hidden from the API user/, /מוסתרת ממשתמש ה־API/],
])('a column that is %s is found before anything is asked for, and said in words', async (allocationColumn, en, he) => {
  const { writeBack } = await reportWith({ allocationColumn });
  expect(writeBack.possible ? undefined : writeBack.reason.en).toMatch(en);
  expect(writeBack.possible ? undefined : writeBack.reason.he).toMatch(he);
});

test('without titles of columns it is told that the column for numbers has to be named', async () => {
  const named = { ...ONE_FORM, columns: { customerVatNumber: 'WTAXNUM' } };
  const { writeBack } = await reportWith({ metadata: 'absent' }, named);
  expect(writeBack.possible ? '' : writeBack.reason.en).toMatch(/no titles .* a second time\. Name it/);
  expect(writeBack.possible ? '' : writeBack.reason.he).toMatch(/כותרות עמודות .* פעם נוספת/);
});

test('a column that is too narrow for a short number is told too', async () => {
  const { writeBack } = await reportWith({ allocationLength: 8 });
  expect(writeBack.possible ? undefined : writeBack.reason.en).toMatch(/room for 8 characters/);
});

test("numbers that Priority's own link brought are told before asking", async () => {
  const { writeBack, notes } = await reportWith({});
  expect(writeBack).toMatchObject({ possible: true });
  expect(notes.map(({ en }) => en).join()).toMatch(
    /1 of the latest 2 final documents hold an allocation number already/,
  );
});

test.each<FakeQuirks['allocationColumn']>(['absent', 'read-only', 'hidden'])(
  'with another column as fallback, %s is told and the number goes there',
  async (allocationColumn) => {
    const settings = { ...ONE_FORM, fallback: { column: 'BOOKNUM' } };
    const { writeBack, notes } = await reportWith({ allocationColumn }, settings);
    expect(writeBack).toMatchObject({ possible: true, where: 'AINVOICES: BOOKNUM «אסמכתא חיצונית»' });
    expect(notes.map(({ en }) => en).join()).toMatch(/allocation number/i);
    await using world = await openWorld({ allocationColumn }, settings);
    save(world.fake, sampleDocument());
    await using opened = await openSession(world.config, world.folder);
    const settlements = settlementsOf(await documentsIn(opened.session));
    expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'recorded' }]);
    expect(world.fake.find('AINVOICES', '1001')?.row['BOOKNUM']).toBe(settlements[0]?.number);
    expect((await documentsIn(opened.session))[0]?.existingNumber).toBe(settlements[0]?.number);
  },
);

test('a text of somebody else in the fallback stays', async () => {
  await using world = await openWorld({ allocationColumn: 'absent' }, { ...ONE_FORM, fallback: { column: 'DETAILS' } });
  save(world.fake, sampleDocument({ note: 'הזמנה 4411' }));
  await using opened = await openSession(world.config, world.folder);
  const receipts = await recordAll(opened.session, settlementsOf(await documentsIn(opened.session)));
  expect(receipts).toMatchObject([{ kind: 'failed', cause: { code: 'priority/field-taken' } }]);
  expect(world.fake.find('AINVOICES', '1001')?.row['DETAILS']).toBe('הזמנה 4411');
});

test('a number in the column of details does not make a changed document of its own', async () => {
  await using world = await openWorld({ allocationColumn: 'absent' }, { ...ONE_FORM, fallback: { column: 'DETAILS' } });
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'recorded' }]);
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'already-there' }]);
});

test('an attachment as fallback is written once, also where its answer is lost', async () => {
  await using world = await openWorld(
    { allocationColumn: 'read-only', patch: 'answer-lost' },
    { ...ONE_FORM, fallback: { attachment: true } },
  );
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'recorded' }]);
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'already-there' }]);
  const attachments = world.fake.find('AINVOICES', '1001')?.attachments ?? [];
  expect(attachments.map(({ EXTFILEDES }) => EXTFILEDES)).toEqual([`מספר הקצאה ${settlements[0]?.number}`]);
  expect(world.fake.written.billedWrites).toBe(1);
});

test.each<[string, Partial<FakeQuirks>, Readonly<Record<string, unknown>>, string, RegExp]>([
  ['a closed form', { closedForms: ['EINVOICES'] }, {}, 'priority/form-closed', /EINVOICES/],
  [
    "no column for the customer's VAT number",
    { vatNumberIn: 'nowhere' },
    {},
    'priority/vat-column-missing',
    /customerVatNumber/,
  ],
  ['another company', {}, { company: 'other' }, 'priority/form-unknown', /company/],
])('%s stops before anything is asked for', async (_, quirks, settings, code, words) => {
  const failure = await reportWith(quirks, settings).catch((cause: IshurError) => cause);
  expect(failure).toMatchObject({ code, remedy: 'fix-config' });
  expect((failure as IshurError).text.en).toMatch(words);
});

test('a wrong log-in is told as one', async () => {
  await using world = await openWorld();
  const login = { user: 'apidemo', password: { file: './אסימון.txt' } };
  await using opened = await openSession({ ...world.config, login }, world.folder);
  await expect(opened.session.check(CALL)).rejects.toMatchObject({ code: 'priority/login-refused' });
});

test('a column is found by the title that people see, for each form by itself', async () => {
  const byTitle = { allocationNumber: { AINVOICES: { title: 'מספר  הקצאה' } } };
  const { writeBack } = await reportWith({}, { ...ONE_FORM, columns: byTitle });
  expect(writeBack).toMatchObject({ possible: true, where: `AINVOICES: ${ALLOCATION_COLUMN} «מספר הקצאה»` });
  const wrong = await reportWith({}, { ...ONE_FORM, columns: { allocationNumber: 'NO_SUCH' } });
  expect(wrong.writeBack.possible ? '' : wrong.writeBack.reason.en).toMatch(/«NO_SUCH»/);
});

const ALL = (report: SourceReport, language: 'he' | 'en' = 'en'): string =>
  report.notes.map((note) => note[language]).join('\n');

test.each<[string, Partial<FakeQuirks>, string, RegExp]>([
  ['a needed column that is hidden', { hiddenColumns: ['FINAL'] }, 'priority/column-missing', /FINAL/],
  [
    "the customers' VAT number hidden",
    { hiddenColumns: ['WTAXNUM'] },
    'priority/vat-column-missing',
    /customerVatNumber/,
  ],
  ['no licence', { licence: 'missing' }, 'priority/licence-missing', /licence/],
  ['customers closed', { closedForms: ['CUSTOMERS'] }, 'priority/form-closed', /CUSTOMERS(?!.*take it out)/],
  ['no titles of columns', { metadata: 'absent' }, 'priority/vat-column-missing', /serves no titles.*allocationNumber/],
])('%s is found before anything is asked for', async (_, quirks, code, words) => {
  const failure = await reportWith(quirks).catch((cause: IshurError) => cause);
  expect(failure).toMatchObject({ code, remedy: 'fix-config' });
  expect((failure as IshurError).text.en).toMatch(words);
  expect((failure as IshurError).text.he).toMatch(/\p{Script=Hebrew}/u);
});

test('a column of cancelled documents that is hidden is told', async () => {
  expect(ALL(await reportWith({ hiddenColumns: ['STORNOFLAG'] }))).toMatch(/cancelled documents are not recognised/);
});

test('a column for notices that cannot be written is told', async () => {
  for (const notices of ['IVNUM', 'NO_SUCH']) {
    const report = await reportWith({}, { ...ONE_FORM, columns: { notices } });
    expect(ALL(report)).toContain(`«${notices}»`);
    expect(ALL(report, 'he')).toContain('columns.notices');
  }
});

test('a fallback that cannot be used either is told with the reason why it would be needed', async () => {
  const { writeBack } = await reportWith(
    { allocationColumn: 'absent' },
    { ...ONE_FORM, fallback: { column: 'NO_SUCH' } },
  );
  expect(writeBack.possible ? '' : writeBack.reason.en).toMatch(/no column for allocation numbers.*`fallback` names/);
});

test('the latest documents show texts in the fallback, sums that do not add up and customers without a number', async () => {
  const settings = { ...ONE_FORM, fallback: { column: 'DETAILS' } };
  await using world = await openWorld({ allocationColumn: 'absent' }, settings);
  save(world.fake, sampleDocument({ note: 'הזמנה 4500012345' }));
  save(world.fake, sampleDocument({ reference: '2', grossAmount: '11800.01' }));
  await using opened = await openSession(world.config, world.folder);
  const notes = ALL(await opened.session.check(CALL));
  expect(notes).toMatch(/1 of the latest 2 final documents hold another text in the column DETAILS/);
  expect(notes).toMatch(/in 1 of the latest 2 final documents DISPRICE \+ VAT is not TOTPRICE/);
  expect(notes).toMatch(/2 of the latest 2 final documents have a customer with a VAT number/);
  for (const customer of world.fake.store.customers.values()) customer['WTAXNUM'] = null;
  expect(ALL(await opened.session.check(CALL))).toMatch(/0 of the latest 2 .* check `columns.customerVatNumber`/);
});

test("the number of an order in a fallback column is no allocation number, and somebody's text", async () => {
  const settings = { ...ONE_FORM, fallback: { column: 'BOOKNUM' } };
  await using world = await openWorld({ allocationColumn: 'absent' }, settings);
  save(world.fake, sampleDocument());
  const row = world.fake.find('AINVOICES', '1001')?.row ?? {};
  row['BOOKNUM'] = '450001234567';
  await using opened = await openSession(world.config, world.folder);
  const documents = await documentsIn(opened.session);
  expect(documents[0]?.existingNumber).toBeUndefined();
  expect(await recordAll(opened.session, settlementsOf(documents))).toMatchObject([
    { kind: 'failed', cause: { code: 'priority/field-taken' } },
  ]);
  expect(row['BOOKNUM']).toBe('450001234567');
});

test('what a look costs is told, and looks the same twice', async () => {
  await using world = await openWorld({}, ONE_FORM);
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const first = await opened.session.check(CALL);
  expect(ALL(first)).toContain(`This look: ${world.fake.requests.length} calls, no billed writes.`);
  expect(await opened.session.check(CALL)).toEqual(first);
});
