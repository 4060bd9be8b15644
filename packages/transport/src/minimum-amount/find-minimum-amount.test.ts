import { businessDayOf } from '@ishur/core';
import { expect, test } from 'vitest';
import { authorityAt, resultOf } from '../fixtures/asking.ts';
import { NUMBER_QUERY } from '../fixtures/looking-up.ts';
import { NOON } from '../fixtures/request.ts';
import { httpServer } from '../fixtures/servers.ts';

const call = { signal: new AbortController().signal };
const TODAY = businessDayOf(NOON);

test.each([
  ['{"status":200,"minimum_amount":5000}', 500_000],
  ['{"Status":200,"Minimum_Amount":"5000.50"}', 500_050],
  ['{"minimum_amount":0}', 0],
])('%s', async (body, amount) => {
  let asked = '';
  await using server = await httpServer((request, response) => {
    asked = `${request.method} ${request.url}`;
    response.end(body);
  });
  expect(await authorityAt(server.address).minimumAmount(TODAY, call)).toBe(amount);
  expect(asked).toBe('GET /shaam/tsandbox/general-information/v1/MinimumAmount');
});

test.each([
  '5000',
  '{}',
  '{"minimum_amount":null}',
  '{"minimum_amount":"5,000"}',
  '{"minimum_amount":-1}',
  '{"minimum_amount":5000.005}',
  '{"minimum_amount":1e30}',
  '{"status":500,"minimum_amount":5000}',
  '{"minimum_amount":5000,"message":{"errors":[{"code":434}]}}',
])('%s is no amount', async (body) => {
  await using server = await httpServer((_request, response) => response.end(body));
  expect(await resultOf(authorityAt(server.address).minimumAmount(TODAY, call))).toMatchObject({
    kind: 'thrown',
    cause: { code: 'transport/unreadable-answer' },
  });
});

test('no other day can be asked for', async () => {
  await using server = await httpServer((_request, response) => response.end('{"minimum_amount":5000}'));
  const asked = authorityAt(server.address).minimumAmount(NUMBER_QUERY.documentDate, call);
  expect(await resultOf(asked)).toMatchObject({ kind: 'thrown', cause: { code: 'transport/other-day' } });
});
