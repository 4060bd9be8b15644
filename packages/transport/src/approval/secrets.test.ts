import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { TOKEN, askAt } from '../fixtures/asking.ts';
import { CUSTOMER_NAME, requestFor } from '../fixtures/request.ts';
import { closedAddress, httpServer } from '../fixtures/servers.ts';
import { spell } from './spell.ts';

/** An authority that says everything it was told, wherever it can. */
function echo(status: number): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const said = `${request.headers.authorization} ${spell(requestFor()).body} ${CUSTOMER_NAME}`;
    const errors = [{ code: 447, message: said, msg: said, param: said, value: said, location: 'request' }];
    const body = { status, message: { errors }, httpCode: String(status), moreInformation: said, error_id: said };
    response.writeHead(status, said.replaceAll(/[^\x20-\x7e]/g, '')).end(JSON.stringify(body));
  };
}

/** An authority that answers in no form at all. */
function babble(request: IncomingMessage, response: ServerResponse): void {
  response.end(`<html>${request.headers.authorization} ${CUSTOMER_NAME}`);
}

const SECRETS = [TOKEN, CUSTOMER_NAME, JSON.stringify(CUSTOMER_NAME).slice(1, -1), '777777715', 'acme-office'];

test.each([200, 400, 401, 403, 404, 406, 418, 422, 429, 500, 503])(
  'an authority that repeats everything with %i',
  async (status) => {
    await using server = await httpServer(echo(status));
    expectNoSecret(await askAt(server.address));
  },
);

test('an authority that answers HTML, one that resets, one that is not there', async () => {
  await using html = await httpServer(babble);
  await using reset = await httpServer((request) => request.socket.resetAndDestroy());
  for (const address of [html.address, reset.address, await closedAddress()]) expectNoSecret(await askAt(address));
});

test('a token that cannot be had', async () => {
  const accessToken = (): Promise<string> => Promise.reject(new Error(TOKEN));
  expectNoSecret(await askAt('http://127.0.0.1:9', { accessToken }));
  expectNoSecret(await askAt('http://127.0.0.1:9', { accessToken: () => Promise.resolve(`${TOKEN}\n`) }));
});

test('the canary: what got throws does hold the token', () => {
  const careless = Object.assign(new Error('x'), { options: { headers: { authorization: TOKEN } } });
  expect(() => expectNoSecret(new Error('outer', { cause: careless }))).toThrow(TOKEN);
});

/** Looks at everything that a log could print: properties, hidden ones too, stacks and causes to any depth. */
function expectNoSecret(value: unknown): void {
  const printed = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
    JSON.stringify(value),
  ];
  if (typeof value === 'object' && value !== null && 'cause' in value) {
    for (let cause: unknown = value.cause; cause instanceof Error; cause = cause.cause) {
      printed.push(String(cause), cause.stack ?? '', JSON.stringify(cause));
    }
  }
  for (const secret of SECRETS) expect(printed.join('\n')).not.toContain(secret);
}
