import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SAMPLE_MESSAGE, SIGNING_SECRET, failure } from '../testing/sample-message.ts';
import type { Channel } from './notification.ts';
import { urlChannel } from './url-channel.ts';

const NOW = new Date('2026-07-01T09:00:00.400+03:00');
const SIGNAL = new AbortController().signal;

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Receiver {
  readonly url: string;
  readonly received: Received[];
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that keeps what it gets. */
async function receiver(handle: Handler): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(parts) });
      handle(request, response);
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function channelTo(url: string, timeout = 10): Channel {
  return urlChannel({ url, secret: SIGNING_SECRET, timeout, clock: { now: () => NOW } });
}

/** What a receiver in the browser's own cryptography makes of a call: another implementation than the one that signed it. */
async function isOurs({ headers, body }: Received, secret: string): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const hex = /^sha256=([0-9a-f]{64})$/.exec(String(headers['ishur-signature']))?.[1] ?? '';
  const signed = Buffer.concat([Buffer.from(`${String(headers['ishur-timestamp'])}.`), body]);
  return subtle.verify('HMAC', key, Buffer.from(hex, 'hex'), signed);
}

describe('a call of an address', () => {
  test('is a signed POST, and whoever shares the secret can tell', async () => {
    const { url, received } = await receiver((_, response) => response.writeHead(204).end());
    await channelTo(`${url}/hook?key=1`).call(SAMPLE_MESSAGE, SIGNAL);
    const [call] = received;
    if (call === undefined) throw new Error('Nothing came.');
    expect(call).toMatchObject({ method: 'POST', url: '/hook?key=1' });
    expect(call.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'ishur-id': SAMPLE_MESSAGE.id,
      'ishur-timestamp': '1782885600',
    });
    expect(JSON.parse(call.body.toString('utf8'))).toEqual(SAMPLE_MESSAGE);
    expect(await isOurs(call, SIGNING_SECRET)).toBe(true);
    expect(await isOurs(call, 'another secret')).toBe(false);
    // Neither what is said nor when can be changed.
    const changed = Buffer.from(call.body.toString('utf8').replace('1001', '1002'));
    expect(await isOurs({ ...call, body: changed }, SIGNING_SECRET)).toBe(false);
    const later = { ...call, headers: { ...call.headers, 'ishur-timestamp': '1782885601' } };
    expect(await isOurs(later, SIGNING_SECRET)).toBe(false);
    expect(call.body.toString('utf8') + JSON.stringify(call.headers)).not.toContain(SIGNING_SECRET);
  });

  test.each([
    ['server error', 500, 'notify/refused', 'retry'],
    ['unavailable', 503, 'notify/refused', 'retry'],
    ['too many', 429, 'notify/refused', 'retry'],
    ['timeout of theirs', 408, 'notify/refused', 'retry'],
    ['not found', 404, 'notify/refused', 'fix-config'],
    ['wrong signature', 401, 'notify/refused', 'fix-config'],
    ['not modified', 304, 'notify/redirected', 'fix-config'],
  ] as const)('that is answered with %s got nowhere', async (_, status, code, remedy) => {
    const { url } = await receiver((__, response) => response.writeHead(status).end());
    expect(await failure(channelTo(`${url}/hook`).call(SAMPLE_MESSAGE, SIGNAL))).toMatchObject({ code, remedy });
  });

  test('follows no redirect', async () => {
    const elsewhere = await receiver((_, response) => response.writeHead(200).end());
    const { url, received } = await receiver((_, response) =>
      response.writeHead(307, { location: `${elsewhere.url}/taken` }).end(),
    );
    expect(await failure(channelTo(`${url}/hook`).call(SAMPLE_MESSAGE, SIGNAL))).toMatchObject({
      code: 'notify/redirected',
    });
    expect(received).toHaveLength(1);
    expect(elsewhere.received).toEqual([]);
  });

  test('whose answer is lost got nowhere', async () => {
    const { url } = await receiver((request) => request.socket.destroy());
    expect(await failure(channelTo(`${url}/hook`).call(SAMPLE_MESSAGE, SIGNAL))).toMatchObject({
      code: 'notify/no-answer',
      remedy: 'retry',
    });
  });

  test('where nobody listens got nowhere', async () => {
    // A port that is closed again.
    const { url } = await receiver((_, response) => response.end());
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    expect(url).not.toContain(String(port));
    expect(await failure(channelTo(`http://127.0.0.1:${port}/hook`).call(SAMPLE_MESSAGE, SIGNAL))).toMatchObject({
      code: 'notify/no-answer',
    });
  });

  test('that is not answered ends in its time', async () => {
    const { url } = await receiver(() => undefined);
    const { code, he } = await failure(channelTo(`${url}/hook`, 0.2).call(SAMPLE_MESSAGE, SIGNAL));
    expect(code).toBe('notify/no-answer');
    expect(he).toContain('בזמן');
  });

  test('ends when it is asked to stop', async () => {
    const stop = new AbortController();
    const { url } = await receiver(() => stop.abort());
    await failure(channelTo(`${url}/hook`, 60).call(SAMPLE_MESSAGE, stop.signal));
  });

  test('does not read an answer that never ends', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(200);
      const write = (): void => {
        if (response.destroyed) return;
        response.write('x'.repeat(65_536), () => setImmediate(write));
      };
      write();
    });
    await channelTo(`${url}/hook`, 30).call(SAMPLE_MESSAGE, SIGNAL);
  });

  test('says how long it was asked to wait', async () => {
    const { url } = await receiver((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    const error: unknown = await channelTo(`${url}/hook`)
      .call(SAMPLE_MESSAGE, SIGNAL)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ retryAfterMs: 120_000 });
  });
});
