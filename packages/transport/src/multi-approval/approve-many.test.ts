import { expect, test } from 'vitest';
import { TOKEN, asksOf, authorityAt, resultOf } from '../fixtures/asking.ts';
import { closedAddress, httpServer } from '../fixtures/servers.ts';
import { envelopeOf } from './envelope.ts';

const call = { signal: new AbortController().signal };
const NUMBER = '20260630120000000000000001';

const success = (ids: readonly string[]): string =>
  JSON.stringify({
    status: 200,
    is_error_in_main: false,
    message: { success: ids.map((invoice_id) => ({ invoice_id, confirmation_number: NUMBER, approved: true })) },
  });

test('one exchange with the envelope, and outcomes in the order of the asks', async () => {
  const paths: string[] = [];
  await using server = await httpServer((request, response) => {
    paths.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.end(success(['c', 'a']));
  });
  const asks = asksOf('a', 'b', 'c');
  expect(await authorityAt(server.address).approveMany(asks, call)).toMatchObject([
    { kind: 'allocated', number: NUMBER },
    { kind: 'unconfirmed', cause: { code: 'transport/missing-from-answer' } },
    { kind: 'allocated', number: NUMBER },
  ]);
  expect(server.received()).toBe(envelopeOf(asks));
  expect(paths).toEqual([`POST /shaam/tsandbox/Multi-invoices/v2/MultiApproval Bearer ${TOKEN}`]);
});

test('an impossible batch leaves nothing on the wire', async () => {
  await using server = await httpServer((_request, response) => response.end(success(['a'])));
  expect(await resultOf(authorityAt(server.address).approveMany([], call))).toMatchObject({
    kind: 'thrown',
    cause: { code: 'transport/invalid-batch', remedy: 'report-bug' },
  });
  expect(server.received()).toBe('');
});

test.each([
  [401, 'transport/unauthorized', 'fix-config'],
  [403, 'transport/forbidden', 'fix-config'],
  [406, 'transport/no-permission-for-dealer', 'fix-config'],
  [422, 'transport/batch-refused', 'retry'],
  [429, 'transport/too-many-requests', 'retry'],
])('%i is thrown: nothing was processed', async (status, code, remedy) => {
  await using server = await httpServer((_request, response) => response.writeHead(status).end());
  const asked = authorityAt(server.address).approveMany(asksOf('a', 'b'), call);
  expect(await resultOf(asked)).toMatchObject({ kind: 'thrown', cause: { code, remedy } });
});

test('nobody there is thrown too', async () => {
  const asked = authorityAt(await closedAddress()).approveMany(asksOf('a'), call);
  expect(await resultOf(asked)).toMatchObject({ kind: 'thrown', cause: { code: 'transport/refused' } });
});

test('a refused header says its codes, the transaction, and to send singly', async () => {
  const errors = [{ invoice_id: '0', message: { errors: [{ code: 438, location: 'request' }] } }];
  const body = JSON.stringify({ status: 400, transaction_id: '77', is_error_in_main: true, message: { errors } });
  await using server = await httpServer((_request, response) => response.writeHead(400).end(body));
  const result = await resultOf(authorityAt(server.address).approveMany(asksOf('a'), call));
  expect(result).toMatchObject({
    cause: { code: 'transport/batch-refused', remedy: 'retry', authorityErrorId: '77' },
  });
  const { text } = (result as { cause: { text: { he: string; en: string } } }).cause;
  expect(text.en).toMatch(/\(438\).*singly/);
  expect(text.he).toMatch(/\(438\).*בנפרד/);
});

test.each([
  ['reset', undefined],
  ['500', 500],
  ['HTML', 200],
])('%s: every ask is unconfirmed', async (_name, status) => {
  await using server = await httpServer((request, response) => {
    if (status === undefined) request.socket.resetAndDestroy();
    else response.writeHead(status).end('<html>');
  });
  const outcomes = await authorityAt(server.address).approveMany(asksOf('a', 'b'), call);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['unconfirmed', 'unconfirmed']);
});

test('the room for an answer grows with the batch, and ends', async () => {
  let padding = '';
  await using server = await httpServer((_request, response) => response.end(success(['a', 'b']) + padding));
  const authority = authorityAt(server.address, { maximumAnswerBytes: 1000 });
  padding = ' '.repeat(4000);
  expect(await authority.approveMany(asksOf('a', 'b'), call)).toMatchObject([{ kind: 'allocated' }, {}]);
  expect(await authority.approveMany(asksOf('a'), call)).toMatchObject([
    { kind: 'unconfirmed', cause: { code: 'transport/answer-too-large' } },
  ]);
  padding = ' '.repeat(10_000);
  expect(await authority.approveMany(asksOf('a', 'b'), call)).toMatchObject([{ kind: 'unconfirmed' }, {}]);
});

// Each of their words is cleaned of all that a thousand invoices say: minutes, if that were done one text at a time.
test('a batch of a thousand, of which all are refused with words of their own, is read within the patience of a test', async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `777777715-305-${index}`);
  const words = 'a'.repeat(1000);
  const errors = ids.map((invoice_id) => ({
    invoice_id,
    message: { errors: [{ code: 447, message: words, location: 'request' }] },
  }));
  await using server = await httpServer((_request, response) => response.end(JSON.stringify({ message: { errors } })));
  const outcomes = await authorityAt(server.address).approveMany(asksOf(...ids), call);
  expect(outcomes.every(({ kind }) => kind === 'rejected')).toBe(true);
});
