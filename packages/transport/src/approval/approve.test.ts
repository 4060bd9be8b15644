import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AgentOptions } from 'node:https';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { IshurError } from '@ishur/contract';
import { describe, expect, test } from 'vitest';
import { TOKEN, askAt } from '../fixtures/asking.ts';
import { NOON, requestFor } from '../fixtures/request.ts';
import { SHARED_KEY, closedAddress, httpServer, tcpServer, tlsServer } from '../fixtures/servers.ts';
import { spell } from './spell.ts';

const APPROVED =
  '{"status":200,"message":"Invoice approved","confirmation_number":"20260630120000000000000001","approved":true}';
const NUMBER = '20260630120000000000000001';

const certain = (code: string, remedy: string = 'retry'): object => ({ kind: 'thrown', cause: { code, remedy } });
const unconfirmed = (code: string): object => ({ kind: 'unconfirmed', cause: { code, remedy: 'retry' } });

/** A whole HTTP answer, as it goes over the wire. */
const raw = (head: string, body: string, length: number = Buffer.byteLength(body)): string =>
  `HTTP/1.1 ${head}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;

describe('before a connection stood it is certain that nothing happened', () => {
  test('refused', async () => {
    expect(await askAt(await closedAddress())).toMatchObject(certain('transport/refused'));
  });

  test('no such name', async () => {
    const lookup: AgentOptions['lookup'] = (host, _options, done) =>
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), []);
    const agent = { https: new HttpsAgent({ lookup }) };
    expect(await askAt('https://authority.invalid', { agent })).toMatchObject(certain('transport/dns'));
  });

  test('a name that nobody looks up in time', async () => {
    const agent = { https: new HttpsAgent({ lookup: () => {} }) };
    const timeouts = { connectMs: 50 };
    expect(await askAt('https://authority.invalid', { agent, timeouts })).toMatchObject(
      certain('transport/connect-timeout'),
    );
  });

  test('a handshake that is not TLS', async () => {
    await using server = await tcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await askAt(server.address.replace('http:', 'https:'))).toMatchObject(certain('transport/tls'));
  });

  test('a handshake that is cut', async () => {
    await using server = await tcpServer((socket) => socket.resetAndDestroy());
    expect(await askAt(server.address.replace('http:', 'https:'))).toMatchObject(certain('transport/tls'));
  });

  test('a handshake that never ends', async () => {
    await using server = await tcpServer(() => {});
    const timeouts = { connectMs: 50 };
    expect(await askAt(server.address.replace('http:', 'https:'), { timeouts })).toMatchObject(
      certain('transport/connect-timeout'),
    );
  });

  test('a certificate that is not accepted; the server has read nothing', async () => {
    await using server = await tlsServer((socket) => socket.end(raw('200 OK', APPROVED)));
    const checkServerIdentity = (): Error =>
      Object.assign(new Error('other host'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(await askAt(server.address, { agent: shared({ checkServerIdentity }) })).toMatchObject(
      certain('transport/tls'),
    );
    expect(server.received()).toBe('');
  });

  test('stopped before it began', async () => {
    await using server = await httpServer((_request, response) => response.end(APPROVED));
    expect(await askAt(server.address, {}, AbortSignal.abort())).toMatchObject(certain('transport/aborted'));
    expect(server.received()).toBe('');
  });

  test.each([
    ['throws', () => Promise.reject(new Error(`${TOKEN} is no good`)), 'transport/no-access-token'],
    ['is empty', () => Promise.resolve(''), 'transport/no-access-token'],
    ['would split the header', () => Promise.resolve('a\r\nb: c'), 'transport/no-access-token'],
    ['throws an error of ours', () => Promise.reject(reconnect), 'vault/reconnect'],
  ])('an access token that %s', async (_name, accessToken, code) => {
    await using server = await httpServer((_request, response) => response.end(APPROVED));
    expect(await askAt(server.address, { accessToken })).toMatchObject(certain(code, 'fix-config'));
    expect(server.received()).toBe('');
  });
});

describe('an answer that turns the request away at the door makes it certain too', () => {
  test.each([
    [401, 'transport/unauthorized', 'fix-config'],
    [403, 'transport/forbidden', 'fix-config'],
    [404, 'transport/not-found', 'fix-config'],
    [406, 'transport/no-permission-for-dealer', 'fix-config'],
    [422, 'transport/schema-refused', 'report-bug'],
    [429, 'transport/too-many-requests', 'retry'],
  ])('%i', async (status, code, remedy) => {
    for (const body of ['', '<html>', `{"httpCode":"${status}"}`]) {
      await using server = await httpServer((_request, response) => response.writeHead(status).end(body));
      expect(await askAt(server.address)).toMatchObject(certain(code, remedy));
    }
  });

  test('422 says why, without what we sent', async () => {
    const { name } = requestFor().document.customer;
    const moreInformation = `Validate: /customer_name: '${name}' is longer than 25 [JSV0006]`;
    await using server = await httpServer((_request, response) =>
      response
        .writeHead(422)
        .end(JSON.stringify({ httpCode: '422', httpMessage: 'Unprocessable Entity', moreInformation })),
    );
    expect(await askAt(server.address)).toMatchObject({
      cause: { message: expect.stringContaining("/customer_name: '***' is longer than 25 [JSV0006]") },
    });
  });

  test('406 keeps the error id that the help desk asks for', async () => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(406).end('{"status":406,"message":"Not Acceptable","error_id":"20260630-17"}'),
    );
    expect(await askAt(server.address)).toMatchObject({ cause: { authorityErrorId: '20260630-17' } });
  });

  test.each([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['a date', { 'retry-after': new Date(NOON.getTime() + 60_000).toUTCString(), date: NOON.toUTCString() }, 60_000],
  ])('429 with Retry-After in %s', async (_name, headers, retryAfterMs) => {
    await using server = await httpServer((_request, response) => response.writeHead(429, headers).end());
    expect(await askAt(server.address)).toMatchObject({ kind: 'thrown', cause: { retryAfterMs } });
  });

  test('the status counts although the rest of the answer is cut', async () => {
    await using server = await tcpServer((socket) => socket.end(raw('401 Unauthorized', '{', 500)));
    expect(await askAt(server.address)).toMatchObject(certain('transport/unauthorized', 'fix-config'));
  });

  test.each([200, 400])('the body names the status, under HTTP %i', async (status) => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(status).end('{"status":406,"message":"Not Acceptable","error_id":"1"}'),
    );
    expect(await askAt(server.address)).toMatchObject(certain('transport/no-permission-for-dealer', 'fix-config'));
  });
});

describe('after that, whatever is no verdict is unconfirmed', () => {
  test('reset before the whole body was written', async () => {
    await using server = await tcpServer((socket) => socket.resetAndDestroy());
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/connection-lost'));
  });

  test('reset after the body was read', async () => {
    await using server = await httpServer((request) => request.socket.resetAndDestroy());
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/connection-lost'));
    expect(server.received()).toBe(spell(requestFor()).body);
  });

  test('closed without an answer', async () => {
    await using server = await httpServer((request) => request.socket.end());
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/connection-lost'));
  });

  test('reset over TLS', async () => {
    await using server = await tlsServer((socket) => socket.destroy());
    expect(await askAt(server.address, { agent: shared() })).toMatchObject(unconfirmed('transport/connection-lost'));
    expect(server.received()).toContain('POST /shaam/tsandbox/Invoices/v2/Approval');
  });

  test('silence', async () => {
    await using server = await httpServer(() => {});
    expect(await askAt(server.address, { timeouts: { wholeMs: 80 } })).toMatchObject(
      unconfirmed('transport/no-answer'),
    );
  });

  test('an answer that begins and does not go on', async () => {
    await using server = await tcpServer((socket) =>
      socket.write(raw('200 OK', APPROVED.slice(0, 20), APPROVED.length)),
    );
    expect(await askAt(server.address, { timeouts: { wholeMs: 80 } })).toMatchObject(
      unconfirmed('transport/no-answer'),
    );
  });

  test('an answer that is cut', async () => {
    await using server = await tcpServer((socket) => socket.end(raw('200 OK', APPROVED.slice(0, 90), APPROVED.length)));
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/connection-lost'));
  });

  test('an answer that is no HTTP', async () => {
    await using server = await tcpServer((socket) => socket.end('approved!\r\n\r\n'));
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/connection-lost'));
  });

  test.each([
    ['HTML', '<!doctype html><title>Invoice approved</title>'],
    ['nothing', ''],
    ['half of JSON', APPROVED.slice(0, -1)],
    ['JSON that is no object', '"Invoice approved"'],
    ['an approval without a number', '{"status":200,"approved":true,"confirmation_number":"0"}'],
    ['an approval without a number that also says 422', '{"status":422,"approved":true,"confirmation_number":"0"}'],
    ['very deep JSON', '['.repeat(200_000)],
  ])('200 with %s', async (_name, body) => {
    await using server = await httpServer((_request, response) => response.end(body));
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/unreadable-answer'));
  });

  test('400 without a list of errors', async () => {
    await using server = await httpServer((_request, response) => response.writeHead(400).end('{"status":400}'));
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/unreadable-answer'));
  });

  test.each([
    [
      '500 with error_id',
      500,
      '{"status":500,"message":"Internal error server","error_id":"e-9"}',
      { authorityErrorId: 'e-9' },
    ],
    ['500 that says 401', 500, '{"status":401}', {}],
    ['500 with a whole approval', 500, APPROVED, {}],
    ['500 with a list of errors', 500, '{"message":{"errors":[{"code":434,"location":"request"}]}}', {}],
    ['502 of a proxy', 502, '<html>', {}],
    ['503 that asks to wait', 503, '', { retryAfterMs: 30_000 }],
  ])('%s', async (_name, status, body, details) => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(status, status === 503 ? { 'retry-after': '30' } : {}).end(body),
    );
    expect(await askAt(server.address)).toMatchObject({
      kind: 'unconfirmed',
      cause: { code: 'transport/server-error', remedy: 'retry', ...details },
    });
  });

  test.each([
    ['in the open', {}, Buffer.alloc(20_000, 0x20)],
    ['packed', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000, 0x20))],
  ])('an answer beyond the limit, %s', async (_name, headers, body) => {
    await using server = await httpServer((_request, response) => response.writeHead(200, headers).end(body));
    expect(await askAt(server.address, { maximumAnswerBytes: 10_000 })).toMatchObject(
      unconfirmed('transport/answer-too-large'),
    );
  });

  test('a redirect, which is not followed', async () => {
    await using target = await httpServer((_request, response) => response.end(APPROVED));
    await using server = await httpServer((_request, response) =>
      response.writeHead(307, { location: target.address }).end(),
    );
    expect(await askAt(server.address)).toMatchObject(unconfirmed('transport/unexpected-status'));
    expect(target.received()).toBe('');
  });

  test('nobody waits for the answer any more', async () => {
    const stop = new AbortController();
    await using server = await httpServer(() => stop.abort());
    expect(await askAt(server.address, {}, stop.signal)).toMatchObject(unconfirmed('transport/aborted'));
  });
});

describe('an answer that is one', () => {
  test('the bytes of the ask go out as they are, once, with the token', async () => {
    await using server = await tcpServer((socket) => socket.end(raw('200 OK', APPROVED)));
    expect(await askAt(server.address)).toEqual({ kind: 'allocated', number: NUMBER });
    const [head = '', ...body] = server.received().split('\r\n\r\n');
    expect(head).toMatch(/^POST \/shaam\/tsandbox\/Invoices\/v2\/Approval HTTP\/1\.1\r\n/);
    expect(head.toLowerCase()).toContain(`authorization: bearer ${TOKEN}`);
    expect(head.toLowerCase()).toContain('content-type: application/json');
    expect(body.join()).toBe(spell(requestFor()).body);
  });

  test('over TLS', async () => {
    await using server = await tlsServer((socket) => socket.end(raw('200 OK', APPROVED)));
    expect(await askAt(server.address, { agent: shared() })).toEqual({ kind: 'allocated', number: NUMBER });
  });

  test('packed', async () => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(APPROVED)),
    );
    expect(await askAt(server.address)).toEqual({ kind: 'allocated', number: NUMBER });
  });

  test('through an agent of our own: every connection goes where it says', async () => {
    await using server = await httpServer((_request, response) => response.end(APPROVED));
    const port = Number(new URL(server.address).port);
    const agent = Object.assign(new HttpAgent(), { createConnection: () => connect(port, '127.0.0.1') });
    expect(await askAt('http://127.0.0.1:9', { agent: { http: agent } })).toEqual({
      kind: 'allocated',
      number: NUMBER,
    });
  });
});

const reconnect = new IshurError({
  code: 'vault/reconnect',
  remedy: 'fix-config',
  message: { he: 'התחברו', en: 'Log in' },
});

/** An agent that knows the key of {@link tlsServer}. */
function shared(options: AgentOptions = {}): { https: HttpsAgent } {
  const pskCallback = (): { psk: Uint8Array; identity: string } => ({ psk: SHARED_KEY, identity: 'test' });
  const checkServerIdentity = (): undefined => undefined;
  return {
    https: new HttpsAgent({ ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback, checkServerIdentity, ...options }),
  };
}
