import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakePriority } from './index.ts';
import type { FakePriority } from './index.ts';

interface Answer {
  readonly status: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly text: string;
}

let fake: FakePriority;
beforeEach(async () => {
  fake = await startFakePriority();
  for (let index = 1; index <= 5; index += 1) {
    fake.store.save('AINVOICES', { IVNUM: `SI${index}`, IVDATE: `2026-06-0${index}`, TOTPRICE: `${index}00.00` });
  }
  fake.store.save('AINVOICES', { IVNUM: 'T9', FINAL: 'N', IVDATE: '2026-06-09', TOTPRICE: '900.00' });
});
afterEach(async () => {
  await fake[Symbol.asyncDispose]();
});

async function call(path: string, options: RequestInit = {}, login: string = `${fake.token}:PAT`): Promise<Answer> {
  const url = `${fake.url}/${fake.environment}/${fake.company}/${path}`;
  const answer = await fetch(url, { ...options, headers: { authorization: `Basic ${btoa(login)}` } });
  const text = await answer.text();
  const parsed: unknown = text.startsWith('{') && answer.ok ? JSON.parse(text) : {};
  const { value = [] } = parsed as { readonly value?: Answer['rows'] };
  return { status: answer.status, rows: value, text };
}

function filtered(filter: string): Promise<Answer> {
  return call(`AINVOICES?$filter=${encodeURIComponent(filter)}&$orderby=IVNUM`);
}

test.each<[string, readonly string[]]>([
  ["IVNUM eq 'SI2' or IVNUM eq 'SI4'", ['SI2', 'SI4']],
  ["(IVNUM gt 'SI1' and IVNUM le 'SI3') and FINAL eq 'Y'", ['SI2', 'SI3']],
  ['IVDATE ge 2026-06-04T00:00:00Z', ['SI5', 'T9']],
  ['IV gt 4', ['SI5', 'T9']],
  // Null equals nothing and differs from nothing, so that ordinary rows are dropped.
  ["STORNOFLAG ne 'Y'", []],
  ["STORNOFLAG eq 'Y'", []],
  // A column that there is not is passed over: every row.
  ["NO_SUCH eq 'x' and IVNUM eq 'SI1'", ['SI1', 'SI2', 'SI3', 'SI4', 'SI5', 'T9']],
])('a filter: %s', async (filter, numbers) => {
  expect((await filtered(filter)).rows.map((row) => row['IVNUM'])).toEqual(numbers);
});

test.each<[string, number]>([
  ["IVNUM in ('SI1')", 501],
  ["contains(IVNUM,'SI')", 501],
  ['IVNUM eq', 400],
  ['IVDATE ge 2026-06-04', 400],
])('a filter that it does not take: %s', async (filter, status) => {
  expect((await filtered(filter)).status).toBe(status);
});

test.each<[string, string, number]>([
  ['a single key', "AINVOICES('SI1')", 400],
  ['another form', 'NO_SUCH', 404],
  ['a form of another case', 'ainvoices', 404],
  ['a sub-form by itself', 'AINVOICEITEMS_SUBFORM', 404],
  ['an address that is too long', `AINVOICES?$filter=${'x'.repeat(2100)}`, 404],
])('%s: %s', async (_, path, status) => {
  expect((await call(path)).status).toBe(status);
});

test('a log-in, a form and a licence that are not right are refused as live servers refuse them', async () => {
  expect((await call('AINVOICES', {}, 'PAT:token')).status).toBe(401);
  expect((await call('AINVOICES', {}, `${fake.user.name}:${fake.user.password}`)).status).toBe(200);
  fake.quirks.closedForms = ['AINVOICES'];
  expect(await call('AINVOICES')).toMatchObject({ status: 400, text: expect.stringContaining('API') as string });
  Object.assign(fake.quirks, { licence: 'missing' });
  expect((await call('CINVOICES')).status).toBe(400);
});

test('rows are capped without a word, and a skip beyond the cap is empty', async () => {
  fake.quirks.rowCap = 2;
  const { rows, text } = await call('AINVOICES?$top=50');
  expect(rows).toHaveLength(2);
  expect(text).not.toContain('nextLink');
  expect((await call('AINVOICES?$skip=2&$top=2')).rows).toHaveLength(2);
  fake.quirks.skipEndsAtCap = true;
  expect((await call('AINVOICES?$skip=2&$top=2')).rows).toHaveLength(0);
});

test('metadata is of this form only when it was read before', async () => {
  expect((await call("GetMetadataFor(entity='AINVOICES')")).text).toContain('ADDRECIPIENTS');
  await call('AINVOICES?$top=1');
  const { text } = await call("GetMetadataFor(entity='AINVOICES')");
  expect(text).toContain('<EntityType Name="AINVOICES">');
  expect(text).toContain('<EntityType Name="AINVOICEITEMS">');
});

test('a draft that becomes final gets a number and keeps its IV', async () => {
  const iv = fake.find('AINVOICES', 'T9')?.row['IV'];
  fake.store.finalise('AINVOICES', Number(iv), 'SI6');
  expect(fake.find('AINVOICES', 'T9')).toBeUndefined();
  expect(fake.find('AINVOICES', 'SI6')?.row).toMatchObject({ IV: iv, FINAL: 'Y' });
});

test('a PATCH answers with the row, counts, and refuses what it cannot write', async () => {
  const key = "AINVOICES(IVNUM='SI1',IVTYPE='A',DEBIT='D')";
  const patch = (body: object, path = key): Promise<Answer> =>
    call(path, { method: 'PATCH', body: JSON.stringify(body) });
  expect(await patch({ BOOKNUM: 'x' })).toMatchObject({ status: 200, text: expect.stringContaining('SI1') as string });
  expect(fake.written).toEqual({ billedWrites: 1, overwritten: 0 });
  await patch({ BOOKNUM: 'y' });
  expect(fake.written).toEqual({ billedWrites: 2, overwritten: 1 });
  expect(await patch({ IVNUM: 'z' })).toMatchObject({ status: 400 });
  expect(await patch({ NO_SUCH: 'z' })).toMatchObject({ status: 400 });
  expect(await patch({ BOOKNUM: 'z' }, key.replace('SI1', 'SI99'))).toMatchObject({ status: 404 });
  fake.quirks.patch = 'answer-lost';
  await expect(patch({ BOOKNUM: 'z' })).rejects.toThrow('fetch failed');
  expect(fake.find('AINVOICES', 'SI1')?.row['BOOKNUM']).toBe('z');
});
