import nock from 'nock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANSWER, CLIENT, GRANTS } from './fixtures/token-service.ts';
import { createLogin } from './login.ts';

// The authority's own addresses, where no test can listen.
beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

test.each([
  ['sandbox', 'tsandbox'],
  ['production', 'production'],
] as const)('at tier %s the log-in is on a server of its own, under %s', async (tier, word) => {
  const login = createLogin({ tier, client: CLIENT });
  expect(login.authorizeUrl({ state: 's' }).href).toContain(
    `https://openapi.taxes.gov.il/shaam/${word}/longtimetoken/oauth2/authorize?`,
  );
  const service = nock('https://openapi.taxes.gov.il')
    .post(`/shaam/${word}/longtimetoken/oauth2/token`, {
      grant_type: 'refresh_token',
      refresh_token: /^canary/,
      scope: 'scope',
    })
    .basicAuth({ user: CLIENT.id, pass: CLIENT.secret })
    .reply(200, ANSWER);
  expect(await GRANTS['refresh-token'](login)).toMatchObject({ accessToken: ANSWER.access_token });
  expect(service.isDone()).toBe(true);
});

test('an address of another tier is refused before anything is sent', () => {
  const paths = { token: '/shaam/production/longtimetoken/oauth2/token' };
  expect(() => createLogin({ tier: 'sandbox', client: CLIENT, paths })).toThrow(
    expect.objectContaining({ code: 'transport/other-tier' }),
  );
});
