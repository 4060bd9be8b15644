import { Agent } from 'node:http';
import type { Call } from '@ishur/contract/v1';
import { businessDayOf } from '@ishur/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HttpAuthority } from './create-authority.ts';
import { asksOf, authorityAt, resultOf } from './fixtures/asking.ts';
import type { Thrown } from './fixtures/asking.ts';
import { CHOICE, DETAILS_QUERY, NUMBER_QUERY } from './fixtures/looking-up.ts';
import { NOON } from './fixtures/request.ts';
import { httpServer } from './fixtures/servers.ts';

const call: Call = { signal: new AbortController().signal };
const NUMBER = '20260630120000000000000001';
const TURNED_AWAY = [401, 403, 404, 406, 422, 429];

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const NAMES = (
  'status httpCode message errors success invoice_id approved confirmation_number code param location msg ' +
  'is_error_in_main transaction_id moreInformation error_id items vat_number payment_amount minimum_amount __proto__'
).split(' ');
const VALUES: readonly (string | number | boolean | null)[] = [
  ...[200, 400, ...TURNED_AWAY, 500, 0, -1, 1e300, 0.1, 431, 438, 446, 460, 461, 462, 463, 472, 447],
  ...['200', '406', '0', 'a', 'b', NUMBER, 'approval', 'request', 'body', 'Decision accepted', '', ' '],
  ...['Cannot retrieve information', 'please send VAT number', true, false, null],
];

/** JSON that is made of what answers are made of, put together at random. */
const { answer } = fc.letrec<{ answer: Json; object: Json; value: Json }>((tie) => ({
  answer: fc.oneof({ weight: 5, arbitrary: tie('object') }, { weight: 1, arbitrary: tie('value') }),
  object: fc.dictionary(
    fc.constantFrom(...NAMES).chain((name) => fc.constantFrom(name, name, name.toUpperCase())),
    tie('value'),
    { maxKeys: 6 },
  ),
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(...VALUES),
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const body = fc.oneof(
  { weight: 8, arbitrary: answer.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const status = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(200, 400) },
  { weight: 1, arbitrary: fc.constantFrom(201, 406, 422, 500, 503) },
);

test('whatever is answered to an ask or a choice, its end is an outcome or proven certainty', async () => {
  await withAnswers(250, async (ask, httpStatus, text) => {
    const [single, many, choice] = [
      await ask((authority) => authority.approve(asksOf('a')[0] ?? { invoiceId: '', body: '' }, call)),
      await ask((authority) => authority.approveMany(asksOf('a', 'b'), call)),
      await ask((authority) => authority.report(authority.spellChoice(CHOICE), call)),
    ];
    for (const result of [single, many]) {
      if ('kind' in result && result.kind === 'thrown') expect(isProof(httpStatus, text)).toBe(true);
    }
    for (const outcome of [single, ...('kind' in many ? [many] : many)]) {
      if (outcome.kind !== 'allocated') continue;
      expect([httpStatus, text]).toEqual([200, expect.stringMatching(/"approved":true/i)]);
      expect(text).toContain(`"${outcome.number}"`);
    }
    if (choice.kind === 'thrown') expect(isProof(httpStatus, text)).toBe(true);
    if (choice.kind === 'accepted') expect([httpStatus, text]).toEqual([200, expect.stringMatching(/"status":"?200/i)]);
  });
});

test('whatever is answered to a look-up, its end is a finding or an error of ours', async () => {
  await withAnswers(100, async (ask, httpStatus, text) => {
    await ask((authority) => authority.findDetails(DETAILS_QUERY, call));
    const found = await ask((authority) => authority.findNumber(NUMBER_QUERY, call));
    if (found.kind === 'found') expect([httpStatus, text]).toEqual([200, expect.stringContaining(`"${found.number}"`)]);
    await ask((authority) => authority.minimumAmount(businessDayOf(NOON), call));
    await ask((authority) => authority.health(call));
  });
});

type Ask = <T>(ask: (authority: HttpAuthority) => Promise<T>) => Promise<T | Thrown>;

/** Tries one answer after the other on a server, each with an authority of its own: nothing is remembered. */
async function withAnswers(
  numRuns: number,
  check: (ask: Ask, httpStatus: number, text: string) => Promise<void>,
): Promise<void> {
  let next = { status: 200, body: '' };
  await using server = await httpServer((_request, response) => response.writeHead(next.status).end(next.body));
  const agent = { http: new Agent({ keepAlive: true }) };
  const property = fc.asyncProperty(status, body, async (httpStatus, text) => {
    next = { status: httpStatus, body: text };
    await check((ask) => resultOf(ask(authorityAt(server.address, { agent }))), httpStatus, text);
  });
  await fc.assert(property, { numRuns });
  agent.http.destroy();
}

/** What an answer has to be for it to be certain that nothing happened. Written apart from the code that decides it. */
function isProof(httpStatus: number, text: string): boolean {
  if (new RegExp(`"(?:approved":true|confirmation_number":"${NUMBER}")`, 'i').test(text)) return false;
  if (TURNED_AWAY.includes(httpStatus)) return true;
  if (httpStatus !== 200 && httpStatus !== 400) return false;
  const saysSo = TURNED_AWAY.some((each) => new RegExp(`"(?:status|httpcode)":"?${each}\\b`, 'i').test(text));
  const isWholeRefused = httpStatus === 400 && /"(?:is_error_in_main":true|errors":\[)/i.test(text);
  return saysSo || isWholeRefused;
}
