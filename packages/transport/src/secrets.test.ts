import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { isIshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import { businessDayOf } from '@ishur/core';
import { describe, expect, test } from 'vitest';
import type { HttpAuthority } from './create-authority.ts';
import { TOKEN, authorityAt, resultOf } from './fixtures/asking.ts';
import { CHOICE, DETAILS_QUERY, NUMBER_QUERY } from './fixtures/looking-up.ts';
import { CUSTOMER_NAME, NOON, requestFor } from './fixtures/request.ts';
import { closedAddress, httpServer } from './fixtures/servers.ts';

const call: Call = { signal: new AbortController().signal };
const REFERENCE = 'INV/secret-1';

/** Every service, each with everything that it may tell. */
const SERVICES: readonly (readonly [string, (authority: HttpAuthority) => Promise<unknown>])[] = [
  ['approve', (authority) => authority.approve(authority.spell(requestFor({ reference: REFERENCE })), call)],
  [
    'approveMany',
    (authority) =>
      authority.approveMany(
        ['a', 'b'].map((invoiceId) => authority.spell(requestFor({ reference: REFERENCE }, { invoiceId }))),
        call,
      ),
  ],
  ['report', (authority) => authority.report(authority.spellChoice(CHOICE), call)],
  ['findDetails', (authority) => authority.findDetails(DETAILS_QUERY, call)],
  ['findNumber', (authority) => authority.findNumber({ ...NUMBER_QUERY, reference: REFERENCE }, call)],
  ['minimumAmount', (authority) => authority.minimumAmount(businessDayOf(NOON), call)],
  ['health', (authority) => authority.health(call)],
  ['alive', (authority) => authority.alive(call)],
];

const SECRETS = [
  TOKEN,
  CUSTOMER_NAME,
  JSON.stringify(CUSTOMER_NAME).slice(1, -1),
  '777777715',
  'acme-office',
  REFERENCE,
];

describe.each(SERVICES)('%s', (_name, ask) => {
  test.each([200, 400, 401, 403, 404, 406, 418, 422, 429, 500, 503])(
    'an authority that repeats everything with %i',
    async (status) => {
      for (const invoiceId of ['a', '0', undefined]) {
        await using server = await httpServer((request, response) =>
          echo(request, server.received(), response, status, invoiceId),
        );
        expectNoSecret(await resultOf(ask(authorityAt(server.address))));
      }
    },
  );

  test('an authority that answers HTML, one that resets, one that is not there', async () => {
    await using html = await httpServer(babble);
    await using reset = await httpServer((request) => request.socket.resetAndDestroy());
    for (const address of [html.address, reset.address, await closedAddress()]) {
      expectNoSecret(await resultOf(ask(authorityAt(address))));
    }
  });

  test('a token that cannot be had', async () => {
    const address = 'http://127.0.0.1:9';
    const accessToken = (): Promise<string> => Promise.reject(new Error(TOKEN));
    expectNoSecret(await resultOf(ask(authorityAt(address, { accessToken }))));
    expectNoSecret(await resultOf(ask(authorityAt(address, { accessToken: () => Promise.resolve(`${TOKEN}\n`) }))));
  });
});

test('a batch that cannot be one does not say what is in it', async () => {
  const authority = authorityAt('http://127.0.0.1:9');
  const { body } = authority.spell(requestFor({ reference: REFERENCE }));
  for (const wrong of [body.slice(0, -1), body.replace('"payment_amount"', '"x"'), `${body},${body}`]) {
    const result = await resultOf(authority.approveMany([{ invoiceId: '777777715-305-1001', body: wrong }], call));
    expect(result).toMatchObject({ cause: { code: 'transport/invalid-batch' } });
    expectNoSecret(result);
  }
});

test('the canary: what got throws does hold the token', () => {
  const careless = Object.assign(new Error('x'), { options: { headers: { authorization: TOKEN } } });
  expect(() => expectNoSecret(new Error('outer', { cause: careless }))).toThrow(TOKEN);
});

/** An authority that says everything it was told, wherever it can: as it came, and text by text. */
function echo(
  request: IncomingMessage,
  sent: string,
  response: ServerResponse,
  status: number,
  invoiceId: string | undefined,
): void {
  const texts = [...sent.matchAll(/"(?:[^"\\]|\\.)*"|\d+/g)].map(([text]) => String(JSON.parse(text)));
  const said = `${request.headers.authorization} ${sent.slice(0, 1500)} ${texts.join(' ')}`;
  const error = { code: 447, message: said, msg: said, param: said, value: said, location: 'request' };
  const entry = { invoice_id: invoiceId, message: { errors: [error] }, approved: false };
  const body = {
    status,
    message: { errors: invoiceId === undefined ? [error] : [entry] },
    is_error_in_main: invoiceId === '0',
    httpCode: String(status),
    moreInformation: said,
    error_id: said,
    transaction_id: said,
  };
  response.writeHead(status, said.replaceAll(/[^\x20-\x7e]/g, '')).end(JSON.stringify(body));
}

/** An authority that answers in no form at all. */
function babble(request: IncomingMessage, response: ServerResponse): void {
  response.end(`<html>${request.headers.authorization} ${CUSTOMER_NAME}`);
}

/** Looks at everything that a log could print: properties, hidden ones too, stacks and causes to any depth. */
function expectNoSecret(value: unknown): void {
  const printed = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
    JSON.stringify(value),
  ];
  for (const error of errorsIn(value)) printed.push(String(error), error.stack ?? '', JSON.stringify(error));
  for (const secret of SECRETS) expect(printed.join('\n')).not.toContain(secret);
}

/** An outcome's cause, or those of a batch, and what caused them. */
function errorsIn(value: unknown): readonly Error[] {
  if (Array.isArray(value)) return value.flatMap(errorsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = isIshurError(value) || value instanceof Error ? [value] : [];
  return 'cause' in value ? [...own, ...errorsIn(value.cause)] : own;
}
