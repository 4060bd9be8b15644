import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { listenForRedirect } from './listen-for-redirect.ts';

const STATE = 'the-state';
const call = { signal: new AbortController().signal };
const GOOD = `?code=AB%2B&state=${STATE}`;

interface Page {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a browser does, at an address of our own choice. */
async function visit(
  uri: string,
  path: string,
  options: { readonly host?: string; readonly method?: string } = {},
): Promise<Page> {
  const { port } = new URL(uri);
  const asked = request({
    hostname: options.host ?? '127.0.0.1',
    port,
    path,
    method: options.method ?? 'GET',
    agent: false,
    headers: { host: `localhost:${port}` },
  });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  return { status: response.statusCode, headers: response.headers, body };
}

describe('the answer', () => {
  test('brings the code, and the person sees in Hebrew that the window may be closed', async () => {
    await using listener = await listenForRedirect('http://localhost:0/back', STATE, call);
    const page = await visit(listener.redirectUri, `/back${GOOD}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<html lang="he" dir="rtl">');
    expect(page.body).toContain('אפשר לסגור את החלון');
    expect(page.body).not.toContain('AB');
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(await listener.code).toBe('AB+');
  });

  // Not every machine has the newer family of addresses.
  const families = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const hosts = families.some(({ address }) => address === '::1') ? ['127.0.0.1', '::1'] : ['127.0.0.1'];

  test.each(hosts)('localhost is heard at %s', async (host) => {
    await using listener = await listenForRedirect('http://localhost:0/back', STATE, call);
    await visit(listener.redirectUri, `/back${GOOD}`, { host });
    expect(await listener.code).toBe('AB+');
  });

  test('a no of the authority ends it too', async () => {
    await using listener = await listenForRedirect('http://127.0.0.1:0/', STATE, call);
    const page = await visit(listener.redirectUri, `/?error=access_denied&state=${STATE}`);
    expect(page.body).toContain('ההתחברות לא הושלמה');
    await expect(listener.code).rejects.toMatchObject({ code: 'connection/access-denied' });
  });

  test('nobody listens any more afterwards', async () => {
    const listener = await listenForRedirect('http://127.0.0.1:0/', STATE, call);
    await visit(listener.redirectUri, `/${GOOD}`);
    await listener.code;
    await listener[Symbol.asyncDispose]();
    await expect(visit(listener.redirectUri, `/${GOOD}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('whatever else comes is answered and forgotten', () => {
  test.each<[string, string, number, { readonly method?: string }]>([
    ['a favicon', '/favicon.ico', 404, {}],
    ['another path', `/other${GOOD}`, 404, {}],
    ['another state', '/back?code=evil&state=other', 400, {}],
    ['no state', '/back?code=evil', 400, {}],
    ['a no for another log-in', '/back?error=access_denied&state=other', 400, {}],
    ['a form', `/back${GOOD}`, 405, { method: 'POST' }],
    ['nonsense', '//', 404, {}],
  ])('%s', async (_name, path, status, options) => {
    await using listener = await listenForRedirect('http://127.0.0.1:0/back', STATE, call);
    expect(await visit(listener.redirectUri, path, options)).toMatchObject({ status });
    await visit(listener.redirectUri, `/back${GOOD}`);
    expect(await listener.code).toBe('AB+');
  });

  test('a page that calls this machine by another name', async () => {
    await using listener = await listenForRedirect('http://127.0.0.1:0/back', STATE, call);
    const socket = connect(Number(new URL(listener.redirectUri).port), '127.0.0.1');
    socket.write(`GET /back${GOOD} HTTP/1.1\r\nhost: evil.example\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Uint8Array];
    expect(String(answer)).toContain('404');
    socket.destroy();
    await visit(listener.redirectUri, `/back${GOOD}`);
    expect(await listener.code).toBe('AB+');
  });

  test('headers without end, and somebody who says nothing', async () => {
    await using listener = await listenForRedirect('http://127.0.0.1:0/back', STATE, call);
    const port = Number(new URL(listener.redirectUri).port);
    const [endless, silent] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    endless.on('error', () => {});
    silent.on('error', () => {});
    endless.write(`GET /back${GOOD} HTTP/1.1\r\nx: ${'x'.repeat(100_000)}`);
    const [answer] = (await once(endless, 'data')) as [Uint8Array];
    expect(String(answer)).toContain('431');
    await visit(listener.redirectUri, `/back${GOOD}`);
    expect(await listener.code).toBe('AB+');
    // Neither holds up the end.
    await Promise.all([listener[Symbol.asyncDispose](), once(silent, 'close')]);
  });
});

describe('no answer', () => {
  const unfinished = { code: 'connection/login-unfinished', remedy: 'fix-config' };

  test('given up', async () => {
    const stop = new AbortController();
    await using listener = await listenForRedirect('http://127.0.0.1:0/back', STATE, { signal: stop.signal });
    stop.abort();
    await expect(listener.code).rejects.toMatchObject(unfinished);
  });

  test('given up before it began', async () => {
    await using listener = await listenForRedirect('http://127.0.0.1:0/', STATE, { signal: AbortSignal.abort() });
    await expect(listener.code).rejects.toMatchObject(unfinished);
  });

  test('closed', async () => {
    const listener = await listenForRedirect('http://127.0.0.1:0/', STATE, call);
    await listener[Symbol.asyncDispose]();
    await expect(listener.code).rejects.toMatchObject(unfinished);
  });

  test.each(['localhost', '127.0.0.1'])('a port that another program has, for %s', async (host) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(listenForRedirect(`http://${host}:${port}/`, STATE, call)).rejects.toMatchObject({
      code: 'connection/port-in-use',
      remedy: 'fix-config',
    });
    other.close();
  });

  test.each(['https://localhost:9999/', 'http://example.org/', 'http://localhost:9999/?x=1', 'localhost:9999', 'x'])(
    '%s is nowhere to listen',
    async (uri) => {
      await expect(listenForRedirect(uri, STATE, call)).rejects.toMatchObject({ code: 'connection/invalid-redirect' });
    },
  );
});
