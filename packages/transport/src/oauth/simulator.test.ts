import type { TokenPair } from '@ishur/core';
import { startSimulator } from '@ishur/simulator';
import type { OAuthSettings, Simulator } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { createAuthority } from '../create-authority.ts';
import { NOON, requestFor } from '../fixtures/request.ts';
import type { LoginOptions } from '../settings.ts';
import { listenForRedirect } from './listen-for-redirect.ts';
import { createLogin, newState } from './login.ts';
import type { Login } from './login.ts';
import { readRedirect } from './read-redirect.ts';

const call = { signal: new AbortController().signal };
const BACK = 'http://localhost:9999/back';
const CLIENT = { id: 'an-office.1', secret: 'a-secret_of.its own' };

const start = (oauth: Partial<OAuthSettings> = {}): Promise<Simulator> =>
  startSimulator({
    now: () => NOON,
    tokens: 'issued',
    oauth: { consent: 'approve', clients: [{ ...CLIENT, redirectUris: [BACK] }], ...oauth },
  });

const loginAt = ({ address }: Simulator, options: Partial<LoginOptions> = {}): Login =>
  createLogin({ tier: 'simulator', address, client: CLIENT, now: () => NOON, ...options });

/** What a browser does at the address of the log-in: where it is sent. */
async function sentBack(login: Login, state: string, redirectUri: string = BACK): Promise<string> {
  const response = await fetch(login.authorizeUrl({ state, redirectUri }), { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

async function codeFrom(login: Login): Promise<string> {
  const state = newState();
  return readRedirect(await sentBack(login, state), state);
}

test('a log-in through the browser, on this machine', async () => {
  await using simulator = await start({ clients: [] });
  const login = loginAt(simulator);
  const state = newState();
  await using listener = await listenForRedirect('http://localhost:0/back', state, call);
  const page = await fetch(login.authorizeUrl({ state, redirectUri: listener.redirectUri }));
  expect(await page.text()).toContain('אפשר לסגור את החלון');
  expect(await login.exchangeCode(await listener.code, listener.redirectUri, call)).toEqual({
    accessToken: expect.any(String),
    accessExpiresAt: '2026-06-30T13:00:00.000Z',
    refreshToken: expect.any(String),
    refreshExpiresAt: '2026-09-28T09:00:00.000Z',
    scope: 'scope',
    consentedAt: '2026-06-30T09:00:00.000Z',
  });
});

test.each(['basic', 'body'] as const)('a log-in by pasting, and refreshes, with the client in: %s', async (where) => {
  await using simulator = await start();
  const login = loginAt(simulator, { clientAuthentication: where });
  const first = await login.exchangeCode(await codeFrom(login), BACK, call);
  const second = await login.refresh(first, call);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  // A used token is refused, and the one that it brought is as good as before.
  await expect(login.refresh(first, call)).rejects.toMatchObject({ code: 'connection/login-needed' });
  expect(await login.refresh(second, call)).toMatchObject({ scope: 'scope' });
});

test('a number is asked for with what the log-in brought; after a 401, with what the refresh brought', async () => {
  await using simulator = await start({ clients: [] });
  const login = loginAt(simulator);
  const granted = await login.exchangeCode(await codeFrom(login), BACK, call);
  let pair: TokenPair = { ...granted, accessToken: 'no-longer-good' };
  const authority = createAuthority({
    tier: 'simulator',
    address: simulator.address,
    accessToken: async (current, refused) => {
      if (refused !== undefined) pair = await login.refresh(pair, current);
      return pair.accessToken;
    },
  });
  expect(await authority.approve(authority.spell(requestFor()), call)).toMatchObject({ kind: 'allocated' });
});

describe('a no', () => {
  test('of the person', async () => {
    await using simulator = await start({ consent: 'refuse' });
    const back = await sentBack(loginAt(simulator), 'the-state');
    expect(() => readRedirect(back, 'the-state')).toThrow(
      expect.objectContaining({ code: 'connection/access-denied' }),
    );
  });

  test('a code works once', async () => {
    await using simulator = await start();
    const login = loginAt(simulator);
    const code = await codeFrom(login);
    await login.exchangeCode(code, BACK, call);
    await expect(login.exchangeCode(code, BACK, call)).rejects.toMatchObject({ code: 'connection/code-refused' });
  });

  test('another redirect URI than that of the log-in', async () => {
    await using simulator = await start();
    const login = loginAt(simulator);
    const code = await codeFrom(login);
    await expect(login.exchangeCode(code, `${BACK}/`, call)).rejects.toMatchObject({
      code: 'connection/redirect-refused',
    });
  });

  test('another secret', async () => {
    await using simulator = await start();
    const login = loginAt(simulator);
    const stranger = loginAt(simulator, { client: { ...CLIENT, secret: 'another' } });
    await expect(stranger.exchangeCode(await codeFrom(login), BACK, call)).rejects.toMatchObject({
      code: 'connection/client-refused',
    });
  });

  test('no more refreshes', async () => {
    await using simulator = await start({ refreshes: 0 });
    const login = loginAt(simulator);
    const pair = await login.exchangeCode(await codeFrom(login), BACK, call);
    await expect(login.refresh(pair, call)).rejects.toMatchObject({ code: 'connection/login-needed' });
  });
});
