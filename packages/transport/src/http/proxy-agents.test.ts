import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { TOKEN, askAt } from '../fixtures/asking.ts';
import type { Result } from '../fixtures/asking.ts';
import type { TestServer } from '../fixtures/servers.ts';
import type { AuthorityOptions } from '../settings.ts';
import { certificateFor } from './fixtures/certificate.ts';
import { proxy, tunnelTo } from './fixtures/proxy.ts';
import { APPROVED, raw } from './fixtures/scenario.ts';
import { tlsServerWith } from './fixtures/socket-servers.ts';
import { canUseProxies, proxyAgents } from './proxy-agents.ts';

const CERTIFICATE = certificateFor('authority.example');
const NUMBER = '20260630120000000000000001';

function authority(talk: Parameters<typeof tlsServerWith>[1]): Promise<TestServer> {
  return tlsServerWith(CERTIFICATE, talk);
}

/** Asks the authority behind a proxy, of which only the proxy knows where it is. */
function askThrough(address: string, options: Partial<AuthorityOptions> = {}, signal?: AbortSignal): Promise<Result> {
  const agent = proxyAgents(address);
  if (agent.https !== undefined) agent.https.options.ca = CERTIFICATE.cert;
  return askAt('https://authority.example', { agent, ...options }, signal);
}

test('the authority is reached through the proxy, which learns its name and no more', async () => {
  await using server = await authority((socket) => socket.end(raw('200 OK', APPROVED)));
  await using between = await tunnelTo(server.address);
  expect(await askThrough(between.address)).toEqual({ kind: 'allocated', number: NUMBER });
  expect(between.targets).toEqual(['authority.example:443']);
  expect(between.credentials).toEqual([undefined]);
  expect(server.received()).toContain(`Bearer ${TOKEN}`);
});

test('user and password go to the proxy, and into no error', async () => {
  await using between = await proxy((socket) => socket.end('HTTP/1.1 407 canary-user canary-password\r\n\r\n'));
  const address = between.address.replace('//', '//canary-user:canary-p%40ssword@');
  const result = await askThrough(address);
  expect(result).toMatchObject({ kind: 'thrown', cause: { code: 'transport/proxy-refused', remedy: 'fix-config' } });
  expect(between.credentials).toEqual([`Basic ${btoa('canary-user:canary-p@ssword')}`]);
  expect(inspect(result, { depth: Infinity, showHidden: true })).not.toContain('canary');
});

test.each<[string, string, Parameters<typeof tlsServerWith>[1], Partial<AuthorityOptions>]>([
  ['resets', 'transport/connection-lost', (socket) => socket.destroy(), {}],
  ['is silent', 'transport/no-answer', () => {}, { timeouts: { wholeMs: 80 } }],
  ['answers HTML', 'transport/unreadable-answer', (socket) => socket.end(raw('200 OK', '<html>')), {}],
])('once the way is open nothing is certain: the authority %s', async (_name, code, talk, options) => {
  await using server = await authority(talk);
  await using between = await tunnelTo(server.address);
  expect(await askThrough(between.address, options)).toMatchObject({ kind: 'unconfirmed', cause: { code } });
  expect(server.received()).toContain('Approval');
});

test('whoever gives up while the proxy is silent need not wait for it', async () => {
  const stop = new AbortController();
  await using between = await proxy(() => stop.abort());
  expect(await askThrough(between.address, {}, stop.signal)).toMatchObject({
    kind: 'thrown',
    cause: { code: 'transport/aborted' },
  });
});

test('plain http, which is for this machine itself, goes direct', () => {
  expect(Object.keys(proxyAgents('http://127.0.0.1:9'))).toEqual(['https']);
});

test.each([
  '',
  'proxy.example:8080',
  'socks5://proxy.example',
  'http://u:canary@proxy.example/path',
  'http://x/?canary',
])('%j is no address of a proxy', (address) => {
  const made = (): unknown => proxyAgents(address);
  expect(made).toThrow(expect.objectContaining({ code: 'transport/invalid-proxy', remedy: 'fix-config' }));
  expect(made).not.toThrow('canary');
});

test.each([
  ['20.20.2', false],
  ['22.20.0', false],
  ['22.21.0', true],
  ['23.11.0', false],
  ['24.4.1', false],
  ['24.5.0', true],
  ['25.0.0', true],
])('Node %s knows proxies: %s', (version, expected) => {
  expect(canUseProxies(version)).toBe(expected);
});
