import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY } from '../fixtures/ask.ts';
import { controlled, post } from '../fixtures/client.ts';
import { RETURN_TO, oauthOf } from '../fixtures/log-in.ts';
import type { OAuthSettings, Scenario } from '../settings.ts';
import { startSimulator } from '../start-simulator.ts';
import type { Simulator } from '../start-simulator.ts';

const start = (oauth: Partial<OAuthSettings> = {}, scenario: Scenario = {}): Promise<Simulator> =>
  startSimulator({ now: () => NOON, tokens: 'issued', ...scenario, oauth: { consent: 'approve', ...oauth } });

const APPROVAL = 'Invoices/v2/Approval';
const exchangeOf = (code: string): Record<string, string> => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: RETURN_TO,
});
const refreshOf = (token: unknown): Record<string, string> => ({
  grant_type: 'refresh_token',
  refresh_token: String(token),
});

describe('a log-in', () => {
  test('gives a pair that opens the services of its dealer and tier alone', async () => {
    await using simulator = await start({}, { dealers: { '514713288': {} } });
    const oauth = oauthOf(simulator.address);
    const response = await oauth.authorize({ state: 'a b&c' });
    expect(response.status).toBe(302);
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.href).toContain(RETURN_TO);
    expect(back.searchParams.get('state')).toBe('a b&c');

    const { status, body } = await oauth.token(exchangeOf(back.searchParams.get('code') ?? ''));
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: 'Bearer',
      access_token: expect.any(String),
      scope: 'scope',
      expires_in: 14_400,
      consented_on: Math.floor(NOON.getTime() / 1000),
      refresh_token: expect.any(String),
      refresh_token_expires_in: 7_776_000,
    });
    const token = String(body['access_token']);
    expect((await post(simulator.address, APPROVAL, ORDINARY, token)).status).toBe(200);
    expect((await post(simulator.address, APPROVAL, { ...ORDINARY, vat_number: 514713288 }, token)).status).toBe(406);
    expect((await post(simulator.address, APPROVAL, ORDINARY, 'another')).status).toBe(401);
    const production = await fetch(`${simulator.address}/shaam/production/${APPROVAL}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(ORDINARY),
    });
    expect(production.status).toBe(401);
  });

  test('without the scope that the services want is 403', async () => {
    await using simulator = await start({ scope: 'invoices_scope' });
    const oauth = oauthOf(simulator.address);
    const { body } = await oauth.token(exchangeOf(await oauth.code()));
    const reply = await post(simulator.address, APPROVAL, ORDINARY, String(body['access_token']));
    expect([reply.status, reply.body['httpCode']]).toEqual([403, '403']);
  });

  test('lasts as long as it says: the old access token outlives a refresh, and ends at its own time', async () => {
    await using simulator = await start({ expiresIn: 600 });
    const oauth = oauthOf(simulator.address);
    const first = (await oauth.token(exchangeOf(await oauth.code()))).body;
    await controlled(simulator.address, 'clock', { moveMs: 300_000 });
    const second = (await oauth.token(refreshOf(first['refresh_token']))).body;
    const open = async (pair: typeof first): Promise<number> =>
      (await post(simulator.address, APPROVAL, ORDINARY, String(pair['access_token']))).status;
    expect([await open(first), await open(second)]).toEqual([200, 200]);
    await controlled(simulator.address, 'clock', { moveMs: 300_000 });
    expect([await open(first), await open(second)]).toEqual([401, 200]);
    // The 90 days began at the log-in.
    expect(second['refresh_token_expires_in']).toBe(7_776_000 - 300);
  });

  test.each<[string, Partial<OAuthSettings>, Record<string, string>, string]>([
    ['access was refused', { consent: 'refuse' }, {}, 'access_denied'],
    ['another response type', {}, { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s: the browser goes back with an error', async (_name, settings, parameters, error) => {
    await using simulator = await start(settings);
    const response = await oauthOf(simulator.address).authorize({ state: 's', ...parameters });
    const back = new URL(response.headers.get('location') ?? '');
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([error, 's']);
  });

  const clients = [{ id: 'an-app', secret: 'a-secret', redirectUris: [RETURN_TO, `${RETURN_TO}/2`] }];
  test.each<[string, Record<string, string>, string]>([
    ['an address that is not registered, by one letter', { redirect_uri: RETURN_TO.toUpperCase() }, 'invalid_request'],
    ['an address that is no web page', { redirect_uri: 'javascript:alert(1)' }, 'invalid_request'],
    ['an unknown application', { client_id: 'other' }, 'unauthorized_client'],
  ])('%s: nobody is sent anywhere', async (_name, parameters, error) => {
    await using simulator = await start({ clients });
    const response = await oauthOf(simulator.address).authorize(parameters);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.json()).toMatchObject({ error });
  });
});

describe('a refresh token', () => {
  test('works once; that it came again is told, without its text', async () => {
    await using simulator = await start();
    const oauth = oauthOf(simulator.address);
    const first = (await oauth.token(exchangeOf(await oauth.code()))).body;
    const second = await oauth.token(refreshOf(first['refresh_token']));
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first['refresh_token']);
    const again = await oauth.token(refreshOf(first['refresh_token']));
    expect([again.status, again.body['error']]).toEqual([400, 'invalid_grant']);
    // The pair that is in use goes on.
    expect((await oauth.token(refreshOf(second.body['refresh_token']))).status).toBe(200);

    const { body } = await controlled(simulator.address, 'tokens');
    expect(body).toMatchObject({
      grants: [{ vat_number: '777777715', client_id: 'an-app', tier: 'tsandbox' }],
      refreshes: [{}, {}],
      reuses: [{ refresh_token_sha256: expect.stringMatching(/^[0-9a-f]{12}$/) }],
    });
    const log = await (await fetch(`${simulator.address}/__simulator/log`)).text();
    for (const secret of [first, second.body].flatMap((pair) => [pair['access_token'], pair['refresh_token']])) {
      expect(JSON.stringify(body) + log).not.toContain(secret);
    }
    expect(log).not.toContain('a-secret');
  });

  test('of which a used one revokes the newest pair, where that is chosen', async () => {
    await using simulator = await start({ reuseRevokes: true });
    const oauth = oauthOf(simulator.address);
    const first = (await oauth.token(exchangeOf(await oauth.code()))).body;
    const second = (await oauth.token(refreshOf(first['refresh_token']))).body;
    await oauth.token(refreshOf(first['refresh_token']));
    expect((await oauth.token(refreshOf(second['refresh_token']))).body['error']).toBe('invalid_grant');
    expect((await post(simulator.address, APPROVAL, ORDINARY, String(second['access_token']))).status).toBe(401);
  });

  test.each<[string, Partial<OAuthSettings>, object | undefined, RegExp]>([
    ['after its 90 days', {}, { moveDays: 90 }, /refresh_token expired/],
    ['more often than the authority allows', { refreshes: 0 }, undefined, /count exceeded/],
  ])('does not work %s', async (_name, settings, move, description) => {
    await using simulator = await start(settings);
    const oauth = oauthOf(simulator.address);
    const { body } = await oauth.token(exchangeOf(await oauth.code()));
    if (move !== undefined) await controlled(simulator.address, 'clock', move);
    expect((await oauth.token(refreshOf(body['refresh_token']))).body).toEqual({
      error: 'invalid_grant',
      error_description: expect.stringMatching(description),
    });
  });

  test('of one tier is nothing in the other', async () => {
    await using simulator = await start();
    const oauth = oauthOf(simulator.address);
    const { body } = await oauth.token(exchangeOf(await oauth.code()));
    const elsewhere = await oauthOf(simulator.address, 'production').token(refreshOf(body['refresh_token']));
    expect(elsewhere.body['error']).toBe('invalid_grant');
  });
});

describe('the token service refuses', () => {
  test.each<[string, Record<string, string>, string | null | undefined, number, object]>([
    ['client credentials', { grant_type: 'client_credentials' }, undefined, 400, { error: 'unsupported_grant_type' }],
    ['no grant type', {}, undefined, 400, { error: 'invalid_request' }],
    ['no code', { grant_type: 'authorization_code' }, undefined, 400, { error: 'invalid_request' }],
    ['no refresh token', { grant_type: 'refresh_token' }, undefined, 400, { error: 'invalid_request' }],
    ['an invented code', exchangeOf('x'), undefined, 400, { error: 'invalid_grant' }],
    [
      'no credentials',
      exchangeOf('x'),
      null,
      401,
      { httpCode: '401', moreInformation: 'Invalid client id or secret.' },
    ],
    [
      'credentials in both places',
      { ...exchangeOf('x'), client_id: 'an-app', client_secret: 'a-secret' },
      undefined,
      400,
      { error: 'invalid_request' },
    ],
  ])('%s', async (_name, form, authorization, status, answer) => {
    await using simulator = await start();
    const reply = await oauthOf(simulator.address).token(form, authorization);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject(answer);
  });

  test('a code that was used, one that is too old, and one that goes elsewhere', async () => {
    await using simulator = await start();
    const oauth = oauthOf(simulator.address);
    const code = await oauth.code();
    const elsewhere = { ...exchangeOf(code), redirect_uri: `${RETURN_TO}x` };
    expect((await oauth.token(elsewhere)).body['error']).toBe('invalid_grant');
    expect((await oauth.token(exchangeOf(code))).status).toBe(200);
    expect((await oauth.token(exchangeOf(code))).body['error_description']).toBe('Authorization code was used before');
    const late = await oauth.code();
    await controlled(simulator.address, 'clock', { moveMs: 600_000 });
    expect((await oauth.token(exchangeOf(late))).body['error_description']).toMatch(/code expired/);
  });

  test('a wrong secret of a known application; a right one in the body is accepted', async () => {
    await using simulator = await start({ clients: [{ id: 'an-app', secret: 'right' }] });
    const oauth = oauthOf(simulator.address);
    const form = exchangeOf(await oauth.code());
    expect((await oauth.token(form)).status).toBe(401);
    expect((await oauth.token({ ...form, client_id: 'an-app', client_secret: 'right' }, null)).status).toBe(200);
  });
});

describe('the page', () => {
  const answer = (simulator: Simulator, form: Record<string, string>): Promise<Response> =>
    fetch(`${simulator.address}/shaam/tsandbox/longtimetoken/oauth2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ response_type: 'code', client_id: 'an-app', redirect_uri: RETURN_TO, ...form }),
    });

  test('is in Hebrew, right to left, and shows what came from outside as text', async () => {
    await using simulator = await start({ consent: 'page' });
    const response = await oauthOf(simulator.address).authorize({ client_id: '"><script>x</script>', state: "'>" });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('<html lang="he" dir="rtl">');
    expect(text).toContain('777777723');
    expect(text).not.toContain('<script');
    expect(text).toContain('&#39;&gt;');
  });

  test('approves for the dealer that was typed, and says what is wrong with one', async () => {
    await using simulator = await start({ consent: 'page' });
    for (const vat_number of ['', 'x', '777777716', '514713288']) {
      expect((await answer(simulator, { decision: 'approve', vat_number, user_name: 'דנה' })).status).toBe(400);
    }
    const response = await answer(simulator, { decision: 'approve', vat_number: '777777723', user_name: 'דנה' });
    const code = new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    await oauthOf(simulator.address).token(exchangeOf(code));
    expect((await controlled(simulator.address, 'tokens')).body).toMatchObject({
      grants: [{ vat_number: '777777723', user_name: 'דנה' }],
    });
  });

  test('refuses, and gives way to a switch of the control API', async () => {
    await using simulator = await start({ consent: 'page' });
    const response = await answer(simulator, { decision: 'refuse' });
    expect(response.headers.get('location')).toContain('error=access_denied');
    await controlled(simulator.address, 'consent', { consent: 'approve', dealer: '777777723' });
    expect(await oauthOf(simulator.address).code()).not.toBe('');
  });
});
