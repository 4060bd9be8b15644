import { IshurError } from '@ishur/contract';
import { describe, expect, test } from 'vitest';
import { NOON } from '../fixtures/request.ts';
import { httpServer } from '../fixtures/servers.ts';
import type { TestServer } from '../fixtures/servers.ts';
import type { AuthorityOptions } from '../settings.ts';
import { converse } from './converse.ts';
import type { Conversation } from './converse.ts';
import { APPROVED, BODY } from './fixtures/scenario.ts';
import { openGateway } from './open-gateway.ts';

/** A server that takes some tokens, and what it was sent under which. */
interface Guarded extends TestServer {
  readonly asked: { readonly token: string | undefined; readonly body: string }[];
}

async function guarded(good: readonly string[], answer: string = APPROVED): Promise<Guarded> {
  const asked: Guarded['asked'] = [];
  let before = 0;
  const server: TestServer = await httpServer((request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    const all = server.received();
    asked.push({ token, body: all.slice(before) });
    before = all.length;
    if (token !== undefined && good.includes(token)) response.end(answer);
    else response.writeHead(401).end('{"httpCode":"401","moreInformation":"expired"}');
  });
  return { ...server, asked };
}

function ask(
  { address }: { readonly address: string },
  accessToken: AuthorityOptions['accessToken'],
  options: Partial<AuthorityOptions> & { readonly signal?: AbortSignal; readonly isEffective?: boolean } = {},
): Promise<Conversation<boolean>> {
  const { signal = new AbortController().signal, isEffective = true, ...settings } = options;
  const gateway = openGateway({ tier: 'simulator', address, accessToken, now: () => NOON, ...settings });
  const url = new URL('/service', address);
  return converse(
    gateway,
    { method: 'POST', url, body: BODY, isEffective, read: ({ parsed }) => parsed.approved },
    { signal },
  );
}

/** Gives these tokens one after the other, and remembers which were refused. */
function tokens(...given: readonly string[]): {
  source: AuthorityOptions['accessToken'];
  refused: (string | undefined)[];
} {
  const left = given.values();
  const refused: (string | undefined)[] = [];
  return {
    refused,
    source: async (_call, token) => {
      refused.push(token);
      return left.next().value ?? 'no more';
    },
  };
}

describe('401', () => {
  test('brings another token once, and the same bytes go out under it', async () => {
    await using server = await guarded(['new']);
    const { source, refused } = tokens('old', 'new', 'never');
    expect(await ask(server, source)).toEqual({ kind: 'read', reading: true });
    expect(server.asked).toEqual([
      { token: 'old', body: BODY },
      { token: 'new', body: BODY },
    ]);
    expect(refused).toEqual([undefined, 'old']);
  });

  test('twice: that is all, and it is certain that nothing was processed', async () => {
    await using server = await guarded([]);
    const { source } = tokens('old', 'new', 'never');
    expect(await ask(server, source)).toMatchObject({
      kind: 'failed',
      certain: true,
      error: { code: 'transport/unauthorized', remedy: 'fix-config' },
    });
    expect(server.asked.map(({ token }) => token)).toEqual(['old', 'new']);
  });

  test('and no other token: the bytes do not go out again', async () => {
    await using server = await guarded([]);
    expect(await ask(server, tokens('old', 'old').source)).toMatchObject({ certain: true, status: 401 });
    expect(server.asked).toHaveLength(1);
  });

  test('and then no answer: nothing is certain any more', async () => {
    await using server = await guarded(['new'], '<html>');
    expect(await ask(server, tokens('old', 'new').source)).toMatchObject({
      certain: false,
      error: { code: 'transport/unreadable-answer' },
    });
  });

  test('and then no refresh: what failed there is thrown as it is', async () => {
    await using server = await guarded([]);
    const needed = new IshurError({
      code: 'connection/login-needed',
      remedy: 'fix-config',
      message: { he: 'התחברו', en: 'Log in' },
    });
    const source: AuthorityOptions['accessToken'] = (_call, refused) =>
      refused === undefined ? Promise.resolve('old') : Promise.reject(needed);
    await expect(ask(server, source)).rejects.toBe(needed);
  });

  test('and then nobody who waits: the first bytes were turned away, and no others went', async () => {
    await using server = await guarded(['new']);
    const stop = new AbortController();
    const source: AuthorityOptions['accessToken'] = async (_call, refused) => {
      if (refused !== undefined) stop.abort();
      return refused === undefined ? 'old' : 'new';
    };
    expect(await ask(server, source, { signal: stop.signal })).toMatchObject({
      certain: true,
      error: { code: 'transport/aborted' },
    });
    expect(server.asked).toHaveLength(1);
  });

  test('in the body, under 200, is no reason to send anything twice', async () => {
    await using server = await guarded(['old'], '{"status":401}');
    expect(await ask(server, tokens('old', 'new').source)).toMatchObject({
      certain: true,
      error: { code: 'transport/unauthorized' },
    });
    expect(server.asked).toHaveLength(1);
  });
});

test.each<[string, AuthorityOptions['accessToken']]>([
  ['throws', () => Promise.reject(new Error('canary-token is no good'))],
  ['is empty', () => Promise.resolve('')],
  ['would split the header', () => Promise.resolve('a\r\nb: c')],
  ['is no ASCII', () => Promise.resolve('אסימון')],
])('an access token that %s: nothing is sent', async (_name, source) => {
  await using server = await guarded([]);
  await expect(ask(server, source)).rejects.toMatchObject({
    code: 'transport/no-access-token',
    remedy: 'fix-config',
    message: expect.not.stringContaining('canary'),
  });
  expect(server.asked).toEqual([]);
});

test('a gate that is closed for a while says for how long', async () => {
  await using server = await httpServer((_request, response) => response.writeHead(503, { 'retry-after': '90' }).end());
  const gateway = openGateway({ tier: 'simulator', address: server.address, accessToken: async () => 'good' });
  const question = { method: 'GET', url: new URL(server.address), isEffective: false, read: () => true } as const;
  const call = { signal: new AbortController().signal };
  expect(await converse(gateway, question, call)).toMatchObject({ error: { code: 'transport/server-error' } });
  const closed = await converse(gateway, question, call);
  expect(closed).toMatchObject({ certain: true, error: { code: 'transport/circuit-open', remedy: 'retry' } });
  const wait = closed.kind === 'failed' ? closed.error.retryAfterMs : undefined;
  expect(wait).toBeGreaterThan(60_000);
  expect(wait).toBeLessThanOrEqual(90_000);
});

test.each([
  [true, 'send it again only under the same id'],
  [false, 'Try again later'],
])('a question that changes something (%s) is told from one that does not', async (isEffective, words) => {
  await using server = await httpServer(({ socket }) => socket.resetAndDestroy());
  expect(await ask(server, tokens('good').source, { isEffective })).toMatchObject({
    certain: false,
    error: { message: expect.stringContaining(words) },
  });
});
