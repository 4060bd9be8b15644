import { expect, test } from 'vitest';
import { TOKEN, authorityAt, resultOf } from '../fixtures/asking.ts';
import { httpServer } from '../fixtures/servers.ts';

const call = { signal: new AbortController().signal };

test.each([
  [200, 'Healthy', true],
  [200, '', true],
  [200, '{"status":"Healthy"}', true],
  [503, 'Unhealthy', false],
  [503, '{"status":503}', false],
])('%i with %j', async (status, body, isHealthy) => {
  await using server = await httpServer((_request, response) => response.writeHead(status).end(body));
  expect(await authorityAt(server.address).health(call)).toEqual({ isHealthy, status });
  expect(await authorityAt(server.address).alive(call)).toEqual({ isHealthy, status });
});

test('it is a GET with a token', async () => {
  const asked: string[] = [];
  await using server = await httpServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.end();
  });
  await authorityAt(server.address).health(call);
  await authorityAt(server.address).alive(call);
  expect(asked).toEqual([
    `GET /shaam/tsandbox/Invoices/v2/health Bearer ${TOKEN}`,
    `GET /shaam/tsandbox/Invoices/v2/alive Bearer ${TOKEN}`,
  ]);
});

test.each([
  [401, 'transport/unauthorized'],
  [404, 'transport/not-found'],
  [500, 'transport/server-error'],
])('%i says nothing about health', async (status, code) => {
  await using server = await httpServer((_request, response) => response.writeHead(status).end());
  expect(await resultOf(authorityAt(server.address).health(call))).toMatchObject({ kind: 'thrown', cause: { code } });
});
