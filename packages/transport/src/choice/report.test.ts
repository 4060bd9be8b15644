import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SentChoice } from '@ishur/core';
import { describe, expect, test } from 'vitest';
import { authorityAt, resultOf } from '../fixtures/asking.ts';
import { CHOICE } from '../fixtures/looking-up.ts';
import { vatNumber } from '../fixtures/request.ts';
import { closedAddress, httpServer } from '../fixtures/servers.ts';
import { spellChoice } from './spell-choice.ts';

const call = { signal: new AbortController().signal };
const ACCEPTED = '{"status":200,"message":"Decision accepted"}';
const listed = (...errors: readonly object[]): object => ({ status: 400, message: { errors } });

async function reported(status: number, body: unknown): Promise<unknown> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  await using server = await httpServer((_request, response) => response.writeHead(status).end(text));
  return await resultOf(authorityAt(server.address).report(spellChoice(CHOICE), call));
}

test('the bytes are those of table 4.1, in its order', () => {
  expect(spellChoice({ ...CHOICE, authorizedCompany: vatNumber('26'), operator: { id: vatNumber('18') } })).toEqual({
    choice: 'continue',
    invoiceId: '777777715-305-1001',
    body:
      '{"invoice_id":"777777715-305-1001","vat_number":777777715,"authorized_company":26,"user_id":18,' +
      '"accounting_software_number":11111115}',
  });
  expect(spellChoice(CHOICE).body).toBe(
    '{"invoice_id":"777777715-305-1001","vat_number":777777715,"user_name":"acme-office",' +
      '"accounting_software_number":11111115}',
  );
});

test.each<[SentChoice, string]>([
  ['cancel', 'Cancel'],
  ['continue', 'Continue'],
  ['hearing', 'FurtherObjection'],
])('%s goes to %s', async (choice, word) => {
  let asked = '';
  await using server = await httpServer((request, response) => {
    asked = `${request.method} ${request.url}`;
    response.end(ACCEPTED);
  });
  const frozen = spellChoice({ ...CHOICE, choice });
  expect(await authorityAt(server.address).report(frozen, call)).toEqual({ kind: 'accepted' });
  expect(asked).toBe(`POST /shaam/tsandbox/InvoiceDecisionApi/v1/${word}`);
  expect(server.received()).toBe(frozen.body);
});

describe('accepted is only what says so with its status', () => {
  test.each([
    ['other words', { status: 200, message: 'ההחלטה נקלטה' }],
    ['PascalCase', { Status: 200, Message: 'Decision accepted' }],
    ['a status in text', { status: '200', message: 'Decision accepted' }],
  ])('%s', async (_name, body) => {
    expect(await reported(200, body)).toEqual({ kind: 'accepted' });
  });

  test.each([
    ['nothing', 200, ''],
    ['HTML', 200, '<html>Decision accepted'],
    ['no status', 200, { message: 'Decision accepted' }],
    ['no message', 200, { status: 200 }],
    ['a message that is no sentence', 200, { status: 200, message: {} }],
    ['an empty list of errors', 200, { status: 200, message: { errors: [] } }],
    ['an error that says nothing', 200, { status: 200, message: 'Decision accepted', errors: [{}] }],
    ['an id of an error', 200, { status: 200, message: 'Decision accepted', error_id: 'e-1' }],
    ['the answer of another service', 200, { status: 200, message: 'x', approved: false }],
    ['another status in the body', 200, { status: 500, message: 'Decision accepted' }],
    ['400 without errors', 400, { status: 400, message: 'Decision accepted' }],
    ['400 that says 200', 400, ACCEPTED],
    ['201', 201, ACCEPTED],
    ['500', 500, ACCEPTED],
    ['460, which is no word on a choice', 200, listed({ code: 460, location: 'approval' })],
    ['an unknown code in an unknown place', 200, listed({ code: 464 })],
    ['an unknown one beside 463', 200, listed({ code: 464 }, { code: 463 })],
    ['approved beside 463', 200, { approved: true, ...listed({ code: 463 }) }],
  ])('%s is unconfirmed', async (_name, status, body) => {
    expect(await reported(status, body)).toMatchObject({ kind: 'unconfirmed', cause: { remedy: 'retry' } });
  });
});

describe('refused', () => {
  test.each([
    ['463 under HTTP 200', 200, listed({ code: 463 }), 'authority/463'],
    ['463 as text', 400, listed({ code: '463' }), 'authority/463'],
    ['an unknown code under HTTP 400', 400, listed({ code: 464 }), 'authority/464'],
    ['462 under HTTP 400', 400, listed({ code: 462, location: 'approval' }), 'authority/462'],
    ['446 under HTTP 200', 200, listed({ code: 446 }), 'authority/446'],
    ['the validator', 400, listed({ msg: 'x', param: 'user_id', location: 'body' }), 'authority/invalid-value'],
  ])('%s', async (_name, status, body, code) => {
    expect(await reported(status, body)).toMatchObject({ kind: 'refused', faults: [{ code }] });
  });
});

describe('the older path', () => {
  const NEWER = '/shaam/tsandbox/InvoiceDecisionApi/v1/Continue';
  const OLDER = '/shaam/tsandbox/Invoice-decision/v1/Continue';

  /** An authority that has these paths only. */
  function having(paths: readonly string[], asked: string[], otherwise = 404) {
    return (request: IncomingMessage, response: ServerResponse): void => {
      asked.push(request.url ?? '');
      if (paths.includes(request.url ?? '')) response.end(ACCEPTED);
      else response.writeHead(otherwise).end();
    };
  }

  test('is tried after 404, and remembered', async () => {
    const asked: string[] = [];
    await using server = await httpServer(having([OLDER], asked));
    const authority = authorityAt(server.address);
    expect(await authority.report(spellChoice(CHOICE), call)).toEqual({ kind: 'accepted' });
    expect(await authority.report(spellChoice(CHOICE), call)).toEqual({ kind: 'accepted' });
    expect(asked).toEqual([NEWER, OLDER, OLDER]);
  });

  test('and forgotten where it is gone', async () => {
    const asked: string[] = [];
    const paths = [OLDER];
    await using server = await httpServer(having(paths, asked));
    const authority = authorityAt(server.address);
    await authority.report(spellChoice(CHOICE), call);
    paths.splice(0, 1, NEWER);
    await authority.report(spellChoice(CHOICE), call);
    await authority.report(spellChoice(CHOICE), call);
    expect(asked).toEqual([NEWER, OLDER, OLDER, NEWER, NEWER]);
  });

  test.each([400, 401, 403, 406, 422, 429, 500, 503])('is not tried after %i', async (status) => {
    const asked: string[] = [];
    await using server = await httpServer(having([OLDER], asked, status));
    await resultOf(authorityAt(server.address).report(spellChoice(CHOICE), call));
    expect(asked).not.toContain(OLDER);
  });

  test('404 at both is thrown', async () => {
    const asked: string[] = [];
    await using server = await httpServer(having([], asked));
    expect(await resultOf(authorityAt(server.address).report(spellChoice(CHOICE), call))).toMatchObject({
      kind: 'thrown',
      cause: { code: 'transport/not-found', remedy: 'fix-config' },
    });
    expect(asked).toEqual([NEWER, OLDER]);
  });

  test('404 and then silence is unconfirmed: the second may have been processed', async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === OLDER) request.socket.resetAndDestroy();
      else response.writeHead(404).end();
    });
    expect(await resultOf(authorityAt(server.address).report(spellChoice(CHOICE), call))).toMatchObject({
      kind: 'unconfirmed',
    });
  });

  test('is never tried where the settings have none', async () => {
    const asked: string[] = [];
    await using server = await httpServer(having([OLDER], asked));
    const authority = authorityAt(server.address, { paths: { olderChoice: '' } });
    expect(await resultOf(authority.report(spellChoice(CHOICE), call))).toMatchObject({
      cause: { code: 'transport/not-found' },
    });
    expect(asked).toEqual([NEWER]);
  });

  test('is not tried where nobody is there', async () => {
    expect(await resultOf(authorityAt(await closedAddress()).report(spellChoice(CHOICE), call))).toMatchObject({
      kind: 'thrown',
      cause: { code: 'transport/refused' },
    });
  });
});
