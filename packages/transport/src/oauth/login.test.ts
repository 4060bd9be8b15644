import type { TokenPair } from '@ishur/core';
import { describe, expect, test } from 'vitest';
import { NOON } from '../fixtures/request.ts';
import { closedAddress, httpServer } from '../fixtures/servers.ts';
import { ANSWER, CLIENT, CODE, GRANTS, HELD, REDIRECT, answering, loginAt } from './fixtures/token-service.ts';
import { REFUSALS } from './fixtures/refusals.ts';
import { newState } from './login.ts';

const PAIR: TokenPair = {
  accessToken: 'canary-new-access',
  accessExpiresAt: '2026-06-30T09:10:01.000Z',
  refreshToken: 'canary-new-refresh',
  refreshExpiresAt: '2026-09-28T09:00:00.000Z',
  scope: 'scope',
};

const later = (seconds: number): string => new Date(NOON.getTime() + seconds * 1000).toISOString();

describe('the address of the log-in', () => {
  const nowhere = { address: 'http://127.0.0.1:9' };

  test('asks for a code, in the scope of the settings', () => {
    const url = loginAt(nowhere).authorizeUrl({ state: 'a+b' });
    expect(url.href).toBe(
      'http://127.0.0.1:9/shaam/tsandbox/longtimetoken/oauth2/authorize' +
        '?response_type=code&client_id=d1d2b9a7c5&scope=scope&state=a%2Bb',
    );
  });

  test('names the redirect URI to the letter', () => {
    const login = loginAt(nowhere, { scope: 'invoices_scope' });
    const { searchParams } = login.authorizeUrl({ state: 's', redirectUri: REDIRECT });
    expect(Object.fromEntries(searchParams)).toMatchObject({ redirect_uri: REDIRECT, scope: 'invoices_scope' });
  });

  test('never holds the secret', () => {
    expect(loginAt(nowhere).authorizeUrl({ state: 's' }).href).not.toContain('canary');
  });

  test('a state is never used twice, and is long enough that nobody guesses it', () => {
    const states = new Set(Array.from({ length: 100 }, newState));
    expect(states.size).toBe(100);
    for (const state of states) expect(state).toMatch(/^[\w-]{43}$/);
  });
});

describe('what is sent', () => {
  const BASIC = `Basic ${btoa(`${CLIENT.id}:${CLIENT.secret}`)}`;
  const forms = {
    code: { grant_type: 'authorization_code', code: CODE, redirect_uri: REDIRECT, scope: 'scope' },
    'refresh-token': { grant_type: 'refresh_token', refresh_token: HELD.refreshToken, scope: 'scope' },
  } as const;

  for (const grant of ['code', 'refresh-token'] as const) {
    test(`${grant}: one form, with the client in the header`, async () => {
      await using server = await answering(200, ANSWER);
      await GRANTS[grant](loginAt(server));
      const [request, ...others] = server.requests;
      expect(others).toEqual([]);
      expect(request).toMatchObject({
        path: '/shaam/tsandbox/longtimetoken/oauth2/token',
        headers: { authorization: BASIC, 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(Object.fromEntries(new URLSearchParams(server.received()))).toEqual(forms[grant]);
    });

    test(`${grant}: one form, with the client in it, and never both`, async () => {
      await using server = await answering(200, ANSWER);
      await GRANTS[grant](loginAt(server, { clientAuthentication: 'body', scope: 'a b' }));
      expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
      expect(Object.fromEntries(new URLSearchParams(server.received()))).toEqual({
        ...forms[grant],
        scope: 'a b',
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
      });
    });
  }
});

describe('the pair that comes', () => {
  test('lives count from the moment before the request left', async () => {
    let now = NOON;
    await using server = await httpServer((_request, response) => {
      now = new Date(NOON.getTime() + 30_000);
      response.end(JSON.stringify(ANSWER));
    });
    const login = loginAt(server, { now: () => now });
    expect(await GRANTS['refresh-token'](login)).toEqual(PAIR);
  });

  test('the first one says when the person agreed', async () => {
    await using server = await answering(200, ANSWER);
    expect(await GRANTS.code(loginAt(server))).toEqual({ ...PAIR, consentedAt: '2023-10-16T09:09:59.000Z' });
  });

  test.each<[string, Record<string, unknown>, Partial<Record<keyof TokenPair, string | undefined>>]>([
    ['four hours', { expires_in: 14_400 }, { accessExpiresAt: later(14_400) }],
    ['lives as texts', { expires_in: '601', refresh_token_expires_in: '60' }, { refreshExpiresAt: later(60) }],
    ['another spelling of bearer', { token_type: 'bearer' }, {}],
    ['no type', { token_type: undefined }, {}],
    ['a life of zero', { expires_in: 0 }, { accessExpiresAt: '9999-12-31T23:59:59.999Z' }],
    ['a life below zero', { expires_in: -1 }, { accessExpiresAt: '9999-12-31T23:59:59.999Z' }],
    ['a life of ages', { expires_in: 1e12 }, { accessExpiresAt: '9999-12-31T23:59:59.999Z' }],
    ['a life that is no number', { expires_in: 'soon' }, { accessExpiresAt: '9999-12-31T23:59:59.999Z' }],
    ['no life', { expires_in: null }, { accessExpiresAt: '9999-12-31T23:59:59.999Z' }],
    ['no new scope', { scope: '' }, { scope: undefined }],
  ])('%s', async (_name, change, expected) => {
    await using server = await answering(200, { ...ANSWER, ...change });
    const { scope, ...rest } = { ...PAIR, ...expected };
    expect(await GRANTS['refresh-token'](loginAt(server))).toEqual({ ...rest, ...(scope !== undefined && { scope }) });
  });

  test.each([1, 'yesterday', 99_999_999_999, null])('a consent that is no moment: %j', async (consented_on) => {
    await using server = await answering(200, { ...ANSWER, consented_on });
    expect(await GRANTS.code(loginAt(server))).toEqual(PAIR);
  });

  test('a life of the refresh token that the authority does not tell is not made up', async () => {
    await using server = await answering(200, { ...ANSWER, refresh_token_expires_in: undefined });
    expect(await GRANTS['refresh-token'](loginAt(server))).not.toHaveProperty('refreshExpiresAt');
  });

  test('a refresh without a new refresh token keeps the old one, and its end', async () => {
    await using server = await answering(200, { access_token: 'new', expires_in: 60 });
    expect(await GRANTS['refresh-token'](loginAt(server))).toEqual({
      accessToken: 'new',
      accessExpiresAt: later(60),
      refreshToken: HELD.refreshToken,
      refreshExpiresAt: HELD.refreshExpiresAt,
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['a log-in without a refresh token, which would not last', { refresh_token: undefined }],
    ['another type', { token_type: 'mac' }],
    ['a token that would split a header', { access_token: 'a\r\nb' }],
    ['no access token', { access_token: '' }],
  ])('%s is no pair', async (_name, change) => {
    await using server = await answering(200, { ...ANSWER, ...change });
    await expect(GRANTS.code(loginAt(server))).rejects.toMatchObject({ code: 'transport/unreadable-answer' });
  });
});

describe('a no', () => {
  for (const [name, { status, body, code, refresh = code, remedy = 'fix-config' }] of Object.entries(REFUSALS)) {
    test(name, async () => {
      await using server = await answering(status, body);
      await expect(GRANTS.code(loginAt(server))).rejects.toMatchObject({ code, remedy });
      await expect(GRANTS['refresh-token'](loginAt(server))).rejects.toMatchObject({ code: refresh, remedy });
    });
  }

  test('says what the authority said', async () => {
    await using server = await answering(400, { error: 'invalid_grant', error_description: 'code expired' });
    await expect(GRANTS.code(loginAt(server))).rejects.toThrow('"code expired"');
  });
});

describe('no answer', () => {
  test('nothing was sent: the refresh token is as good as it was', async () => {
    await expect(GRANTS['refresh-token'](loginAt({ address: await closedAddress() }))).rejects.toMatchObject({
      code: 'transport/refused',
      message: expect.stringContaining('Nothing was sent'),
    });
  });

  test.each(['code', 'refresh-token'] as const)('sent: the %s may be used up, and the error says so', async (grant) => {
    const words = { code: 'the log-in code was used up', 'refresh-token': 'the refresh token, which works once' }[
      grant
    ];
    await using reset = await httpServer(({ socket }) => socket.resetAndDestroy());
    await expect(GRANTS[grant](loginAt(reset))).rejects.toMatchObject({
      code: 'transport/connection-lost',
      remedy: 'retry',
      message: expect.stringContaining(words),
    });
    await using silent = await httpServer(() => {});
    await expect(GRANTS[grant](loginAt(silent, { timeouts: { wholeMs: 80 } }))).rejects.toMatchObject({
      code: 'transport/no-answer',
      message: expect.stringContaining(words),
    });
    await using failing = await answering(503, '', { 'retry-after': '7' });
    await expect(GRANTS[grant](loginAt(failing))).rejects.toMatchObject({
      code: 'transport/server-error',
      retryAfterMs: 7000,
      message: expect.stringContaining(words),
    });
  });

  test('given up before it was sent', async () => {
    await using server = await answering(200, ANSWER);
    await expect(GRANTS.code(loginAt(server), AbortSignal.abort())).rejects.toMatchObject({
      code: 'transport/aborted',
    });
    expect(server.requests).toEqual([]);
  });

  test('a token service that keeps failing is left alone', async () => {
    await using server = await answering(500, '');
    const login = loginAt(server, { circuit: { failures: 2 } });
    for (let index = 0; index < 2; index += 1) {
      await expect(GRANTS['refresh-token'](login)).rejects.toMatchObject({ code: 'transport/server-error' });
    }
    await expect(GRANTS['refresh-token'](login)).rejects.toMatchObject({ code: 'transport/circuit-open' });
    expect(server.requests).toHaveLength(2);
  });
});
