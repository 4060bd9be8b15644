import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AgentOptions } from 'node:https';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TOKEN, askAt } from '../fixtures/asking.ts';
import { requestFor } from '../fixtures/request.ts';
import { SHARED_KEY, closedAddress, httpServer, tcpServer, tlsServer } from '../fixtures/servers.ts';
import { spell } from './spell.ts';

const APPROVED =
  '{"status":200,"message":"Invoice approved","confirmation_number":"20260630120000000000000001","approved":true}';
const NUMBER = '20260630120000000000000001';

/** A whole HTTP answer, as it goes over the wire. */
const raw = (head: string, body: string): string =>
  `HTTP/1.1 ${head}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

// Every way to fail stands in classify-failure.socket.test.ts; here is what an ask makes of them.
describe('an answer that brings no verdict', () => {
  test('certain: the error is thrown', async () => {
    expect(await askAt(await closedAddress())).toMatchObject({ kind: 'thrown', cause: { code: 'transport/refused' } });
  });

  test('not certain: the ask is unconfirmed', async () => {
    await using server = await httpServer((request) => request.socket.resetAndDestroy());
    expect(await askAt(server.address)).toMatchObject({
      kind: 'unconfirmed',
      cause: { code: 'transport/connection-lost', remedy: 'retry' },
    });
    expect(server.received()).toBe(spell(requestFor()).body);
  });

  test.each([
    [200, 'an approval without a number', '{"status":200,"approved":true,"confirmation_number":"0"}'],
    [200, 'one that also says 422', '{"status":422,"approved":true,"confirmation_number":"0"}'],
    [200, 'a number that says 406', APPROVED.replace('200', '406').replace('true', '"true"')],
    [200, 'a number that has lost digits', '{"status":200,"approved":true,"confirmation_number":20260630120000000001}'],
    [500, 'a whole approval', APPROVED],
    [500, 'a list of errors', '{"message":{"errors":[{"code":434,"location":"request"}]}}'],
  ])('%i with %s is no verdict', async (status, _name, body) => {
    await using server = await httpServer((_request, response) => response.writeHead(status).end(body));
    expect(await askAt(server.address)).toMatchObject({ kind: 'unconfirmed' });
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

/** An agent that knows the key of {@link tlsServer}. */
function shared(): { https: HttpsAgent } {
  const pskCallback: AgentOptions['pskCallback'] = () => ({ psk: SHARED_KEY, identity: 'test' });
  const checkServerIdentity = (): undefined => undefined;
  return { https: new HttpsAgent({ ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback, checkServerIdentity }) };
}
