import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import type { FakePriority, FakeRequest, Said } from './fake-server/index.ts';
import { CALL, documentsIn, openSession, readAll, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';
import { saidIn } from './said.ts';

const ONE_FORM = { forms: ['AINVOICES'] };

function fill(fake: FakePriority, count: number = 1): void {
  for (let index = 0; index < count; index += 1) save(fake, sampleDocument({ reference: String(1001 + index) }));
}

function said(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Said {
  return { status, text, type: text.startsWith('<') ? 'text/html' : 'application/json', headers };
}

function isRows({ path }: FakeRequest): boolean {
  return path.includes('/AINVOICES?');
}

test.each<[string, string, string, string, number]>([
  ['a web page', '<!DOCTYPE html><html><body>כניסה למערכת</body></html>', 'priority/page-instead', 'retry', 6],
  ['an error', '{"error":{"code":"","message":"התור מלא"}}', 'priority/answer-not-understood', 'fix-config', 1],
  ['a closed form', '{"error":{"message":"לא ניתן להפעיל API למסך זה"}}', 'priority/form-closed', 'fix-config', 1],
  ['half of an answer', '{"value":[{"IVNUM":"SI1"', 'priority/answer-cut', 'retry', 6],
])('%s with status 200 is told as what it is', async (_, text, code, remedy, calls) => {
  await using world = await openWorld({}, ONE_FORM);
  fill(world.fake);
  await using opened = await openSession(world.config, world.folder);
  await opened.session.check(CALL);
  world.fake.requests.length = 0;
  world.fake.instead = (request) => (isRows(request) ? said(200, text) : undefined);
  await expect(readAll(opened.session)).rejects.toMatchObject({ code, remedy });
  expect(world.fake.requests).toHaveLength(calls);
});

test('a web page between two answers costs one more call and no document', async () => {
  await using world = await openWorld({ rowCap: 10 }, ONE_FORM);
  fill(world.fake, 25);
  let pages = 0;
  world.fake.instead = (request) =>
    isRows(request) && (pages += 1) === 3 ? said(200, '<html><h1>רק רגע</h1></html>') : undefined;
  await using opened = await openSession(world.config, world.folder);
  expect(await documentsIn(opened.session)).toHaveLength(25);
});

test('metadata that is cut off does not pass for a form without a column for the number', async () => {
  await using world = await openWorld({}, ONE_FORM);
  fill(world.fake);
  let whole = 0;
  world.fake.afterwards = ({ path }) => {
    if (!path.includes("GetMetadataFor(entity='AINVOICES')") || (whole += 1) > 1) return undefined;
    const columns = ['IVNUM', 'DEBIT', 'FINAL', 'IVDATE', 'CUSTNAME', 'TOTPRICE', 'VAT'];
    const properties = columns.map((name) => `<Property Name="${name}" Type="Edm.String"/>`).join('');
    return said(200, `<?xml version="1.0"?><edmx:Edmx><Schema><EntityType Name="AINVOICES">${properties}`);
  };
  await using opened = await openSession(world.config, world.folder);
  expect(await opened.session.check(CALL)).toMatchObject({ writeBack: { possible: true } });
  expect(whole).toBe(2);
});

test('the log-in follows no redirect, neither for reading nor for writing, and nothing is counted as billed', async () => {
  const visitors: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    visitors.push(request.headers.authorization);
    response.end('{"value":[]}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  try {
    await using world = await openWorld({}, ONE_FORM);
    fill(world.fake, 30);
    await using opened = await openSession(world.config, world.folder);
    const settlements = settlementsOf(await documentsIn(opened.session));
    for (const status of [301, 302, 307, 308]) {
      const away = said(status, '', { location: `http://${host}/odata/Priority` });
      world.fake.instead = ({ method }) => (method === 'PATCH' ? away : undefined);
      const receipts = await recordAll(opened.session, settlements);
      expect(receipts[0]).toMatchObject({ cause: { code: 'priority/redirected', remedy: 'fix-config' } });
      expect(receipts.at(-1)).toMatchObject({ cause: { code: 'priority/not-tried' } });
      world.fake.instead = () => away;
      await expect(readAll(opened.session)).rejects.toMatchObject({
        code: 'priority/redirected',
        message: expect.stringContaining(host) as string,
      });
    }
    expect(opened.logged.filter((line) => line.includes(' 0 billed writes'))).toHaveLength(4);
    expect(visitors).toEqual([]);
  } finally {
    other.close();
  }
});

test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
  ['seconds', { 'retry-after': '7200' }, 7_200_000],
  ['a moment', { 'retry-after': 'Sat, 21 Nov 2026 12:10:00 GMT', date: 'Sat, 21 Nov 2026 12:00:00 GMT' }, 600_000],
  ['a minus', { 'retry-after': '-5' }, undefined],
  ['a word', { 'retry-after': 'soon' }, undefined],
  ['more than a day', { 'retry-after': '99999999999' }, undefined],
])('Retry-After in %s, of a reading and of a writing', async (_, headers, retryAfterMs) => {
  await using world = await openWorld(
    {},
    { ...ONE_FORM, fairUse: { callsPerMinute: 1_000_000, pauseSeconds: 0.01, patienceSeconds: 0.02 } },
  );
  fill(world.fake);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  world.fake.instead = () => said(429, '', headers);
  const failure: unknown = await readAll(opened.session).catch((cause: unknown) => cause);
  expect(failure).toMatchObject({ code: 'priority/busy', remedy: 'retry' });
  expect(failure).toHaveProperty('retryAfterMs', retryAfterMs);
  world.fake.instead = ({ method }) => (method === 'PATCH' ? said(429, '', headers) : undefined);
  const [receipt] = await recordAll(opened.session, settlements);
  expect(receipt).toHaveProperty('cause.retryAfterMs', retryAfterMs);
});

test('a log-in that ends in the middle loses neither what was read nor what was written', async () => {
  await using world = await openWorld({ rowCap: 10 }, ONE_FORM);
  const { fake } = world;
  fill(fake, 30);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  let pages = 0;
  fake.instead = (request) => (isRows(request) && (pages += 1) > 2 ? said(401, 'Unauthorized') : undefined);
  await expect(readAll(opened.session)).rejects.toMatchObject({ code: 'priority/login-refused', remedy: 'fix-config' });
  let writes = 0;
  fake.instead = ({ method }) => (method === 'PATCH' && (writes += 1) > 4 ? said(401, 'Unauthorized') : undefined);
  const receipts = await recordAll(opened.session, settlements);
  expect(receipts.filter(({ kind }) => kind === 'recorded')).toHaveLength(4);
  fake.instead = undefined;
  const again = await recordAll(opened.session, settlements);
  expect(again.filter(({ kind }) => kind === 'already-there')).toHaveLength(4);
  expect(fake.written).toEqual({ billedWrites: 30, overwritten: 0 });
});

test('a server that fails in the middle of the writing: what was written has its receipt and is counted', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake } = world;
  fill(fake, 40);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  const receipts: string[] = [];
  fake.requests.length = 0;
  fake.instead = (request) => {
    if (!isRows(request) || fake.written.billedWrites < 20) return undefined;
    // The look before the third group, and no other.
    fake.instead = undefined;
    return said(401, 'Unauthorized');
  };
  const record = async (): Promise<void> => {
    for await (const receipt of opened.session.record?.(settlements, CALL) ?? []) receipts.push(receipt.kind);
  };
  await expect(record()).rejects.toMatchObject({ code: 'priority/login-refused' });
  expect(receipts).toEqual(Array.from({ length: 20 }, () => 'recorded'));
  expect(opened.logged.join()).toContain('20 billed writes');
});

test.each<[string, string, string, string]>([
  ['an error', '{"error":{"message":"התקופה סגורה לעדכון"}}', 'priority/refused-by-screen', '0 billed writes'],
  [
    'a refusal of a screen',
    '{"AINVOICES":{"InterfaceErrors":{"text":"Line 1- סגור"}}}',
    'priority/refused-by-screen',
    '0 billed writes',
  ],
  ['a web page', '<html><h1>כניסה</h1></html>', 'priority/write-unconfirmed', '1 billed writes'],
])('%s with status 200 for a writing is no writing', async (_, text, code, billed) => {
  await using world = await openWorld({}, ONE_FORM);
  fill(world.fake);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  world.fake.instead = ({ method }) => (method === 'PATCH' ? said(200, text) : undefined);
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'failed', cause: { code } }]);
  expect(opened.logged.join()).toContain(billed);
  // Whatever was said: what stands there decides.
  world.fake.instead = undefined;
  world.fake.afterwards = ({ method }) => (method === 'PATCH' ? said(200, text) : undefined);
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'recorded' }]);
  expect(world.fake.written).toEqual({ billedWrites: 1, overwritten: 0 });
});

test('a column that takes every number and keeps none is billed for a few, and not for all', async () => {
  await using world = await openWorld({ allocationColumn: 'silently-read-only' }, ONE_FORM);
  fill(world.fake, 200);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  const receipts = await recordAll(opened.session, settlements);
  const codes = receipts.map((receipt) => (receipt.kind === 'failed' ? receipt.cause.code : receipt.kind));
  expect(codes.filter((code) => code === 'priority/number-not-kept')).toHaveLength(10);
  expect(codes.filter((code) => code === 'priority/not-tried')).toHaveLength(190);
  expect(world.fake.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(10);
});

test('no secret is repeated from a page that repeats the headers', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake } = world;
  fill(fake, 20);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  const sent = btoa(`${fake.token}:PAT`);
  const texts = [
    `<html><pre>Authorization: Basic ${sent}\nuser ${fake.token}</pre></html>`,
    JSON.stringify({ error: { message: `bad header Basic ${sent} (${fake.token}:PAT)` } }),
    // A cut must not leave the half of one.
    `${'x'.repeat(290)} ${fake.token}`,
  ];
  for (const text of texts) {
    for (const status of [200, 400, 403, 500]) {
      fake.instead = () => said(status, text);
      const told: unknown[] = [await readAll(opened.session).catch((cause: unknown) => cause)];
      fake.instead = ({ method }) => (method === 'PATCH' ? said(status, text) : undefined);
      told.push(await recordAll(opened.session, settlements).catch((cause: unknown) => cause));
      const shown = inspect(told, { depth: Infinity, showHidden: true });
      for (const secret of [sent, fake.token, fake.token.slice(0, 8)]) expect(shown).not.toContain(secret);
    }
  }
});

test('words are looked for in the beginning of an endless refusal, and found at once', () => {
  const before = performance.now();
  expect(saidIn('<'.repeat(20_000_000))).toHaveLength(300);
  expect(saidIn(`<style ${'a'.repeat(20_000_000)}`)).toHaveLength(300);
  expect(performance.now() - before).toBeLessThan(2000);
});
