import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { closedAddress, httpServer } from '../fixtures/servers.ts';
import type { TestServer } from '../fixtures/servers.ts';
import { ANSWER, CLIENT, CODE, GRANTS, HELD, answering, loginAt } from './fixtures/token-service.ts';
import { createLogin } from './login.ts';
import { readRedirect } from './read-redirect.ts';

/** A token service that says everything it was told, wherever it can. */
function echo(status: number, form: (typeof FORMS)[number], sent: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const fields = [...new URLSearchParams(sent).values()].join(' ');
    const said = `${request.headers.authorization} ${sent} ${fields} ${btoa(CLIENT.secret)}`;
    const bodies = {
      oauth: { error: 'invalid_grant', error_description: said, error_id: said, ...ANSWER, access_token: said },
      gateway: { httpCode: String(status), httpMessage: said, moreInformation: said },
      text: said,
    };
    response.writeHead(status, said.replaceAll(/[^\x20-\x7e]/g, '')).end(JSON.stringify(bodies[form]));
  };
}

const FORMS = ['oauth', 'gateway', 'text'] as const;

const SECRETS = [
  CLIENT.secret,
  CODE,
  HELD.refreshToken,
  HELD.accessToken,
  ANSWER.access_token,
  ANSWER.refresh_token,
  ...[CLIENT.secret, CODE, HELD.refreshToken].flatMap((secret) => [encodeURIComponent(secret), btoa(secret)]),
  btoa(`${CLIENT.id}:${CLIENT.secret}`),
  'canary',
];

for (const grant of ['code', 'refresh-token'] as const) {
  for (const clientAuthentication of ['basic', 'body'] as const) {
    test.each([200, 302, 400, 401, 403, 404, 418, 422, 429, 500, 503])(
      `${grant}, ${clientAuthentication}: a service that repeats everything with %i`,
      async (status) => {
        for (const form of FORMS) {
          await using server: TestServer = await httpServer((request, response) =>
            echo(status, form, server.received())(request, response),
          );
          expectNoSecret(await failureOf(GRANTS[grant](loginAt(server, { clientAuthentication }))));
        }
      },
    );
  }

  test(`${grant}: errors whose code is what was sent`, async () => {
    for (const error of [CODE, HELD.refreshToken, `${CLIENT.secret} ${CODE}`, 'canary_of_letters_'.repeat(5)]) {
      await using server = await answering(400, { error, error_description: 'x' });
      expectNoSecret(await failureOf(GRANTS[grant](loginAt(server))));
    }
  });

  test(`${grant}: a no that repeats tokens which it brought`, async () => {
    const words = `${ANSWER.access_token} and ${ANSWER.refresh_token}`;
    await using server = await answering(400, { ...ANSWER, error: 'invalid_grant', error_description: words });
    expectNoSecret(await failureOf(GRANTS[grant](loginAt(server))));
  });

  test(`${grant}: a reset, a half answer, nobody there`, async () => {
    await using reset = await httpServer((request) => request.socket.resetAndDestroy());
    await using half = await answering(200, JSON.stringify(ANSWER).slice(0, -10));
    await using without = await answering(200, { ...ANSWER, token_type: 'mac' });
    for (const address of [reset.address, half.address, without.address, await closedAddress()]) {
      expectNoSecret(await failureOf(GRANTS[grant](loginAt({ address }))));
    }
  });
}

test('a secret that looks like an error code', async () => {
  const secret = 'canary_of_letters';
  await using server = await answering(400, { error: secret, error_description: 'x' });
  const login = createLogin({ tier: 'simulator', address: server.address, client: { id: 'us', secret } });
  const call = { signal: new AbortController().signal };
  expectNoSecret(await failureOf(login.exchangeCode(CODE, 'http://localhost:9999/', call)));
});

test('what a browser brought back, with a no, with another state, and with nothing that is a code', () => {
  const query = new URLSearchParams({ code: CODE, state: 's', error: 'access_denied', error_description: CODE });
  for (const text of [`?${query.toString()}`, `?code=${encodeURIComponent(CODE)}&state=other`, `${CODE}\u05d0`]) {
    expectNoSecret(failureIn(() => readRedirect(text, 's')));
  }
});

test('the canary: an error that holds a secret is found', () => {
  expect(() => expectNoSecret(new Error('x', { cause: Object.assign(new Error('y'), { body: CODE }) }))).toThrow(
    'canary',
  );
});

async function failureOf(tokens: Promise<unknown>): Promise<unknown> {
  try {
    await tokens;
  } catch (error) {
    return error;
  }
  throw new Error('The test is wrong: nothing failed');
}

function failureIn(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    return error;
  }
  throw new Error('The test is wrong: nothing failed');
}

/** Looks at everything that a log could print: properties, hidden ones too, stacks and causes to any depth. */
function expectNoSecret(value: unknown): void {
  const printed = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
    JSON.stringify(value),
  ];
  for (let error = value; error instanceof Error; error = error.cause) {
    printed.push(String(error), error.stack ?? '', JSON.stringify(error));
  }
  for (const secret of SECRETS) expect(printed.join('\n')).not.toContain(secret);
}
