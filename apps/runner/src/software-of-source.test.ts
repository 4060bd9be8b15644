import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { startSimulator } from '@ishur/simulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command } from './testing/acme-world.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'שתי תוכנות');
  mkdirSync(folder);
});
afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }));

const HEADER =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat';
const row = (reference: string): string => `305,${reference},2026-06-10,000000018,א,6000.00,1080.00,7080.00`;

type Body = Readonly<Record<string, unknown>>;

/** Hands on what the runner asks, and hears the bodies. */
async function listenBetween(address: string, hear: (body: Body) => void): Promise<Disposable & { address: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      if (body.startsWith('{')) hear(JSON.parse(body) as Body);
      const headers = { ...request.headers } as Record<string, string>;
      for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) delete headers[name];
      const init = { method: request.method ?? 'GET', headers, ...(body === '' ? {} : { body }) };
      const answer = await fetch(address + (request.url ?? ''), init);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(await answer.text());
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('each document is asked for with the number of the program that made it', async () => {
  await using simulator = await startSimulator({ now: () => new Date('2026-07-01T09:00:00+03:00') });
  const told = new Map<string, unknown>();
  using between = await listenBetween(simulator.address, (body) => {
    const { invoice_reference_number: reference, accounting_software_number: software } = body;
    if (typeof reference === 'string') told.set(reference, software);
  });
  const source = (id: string, more: string): string => `{ id: ${id}, adapter: csv, ${more}with: { path: ${id}.csv } }`;
  writeFileSync(
    join(folder, 'ishur.config.yaml'),
    `authority: { tier: simulator, url: "${between.address}" }
businesses:
  - id: acme
    vatNumber: "777777715"
    softwareNumber: 111
    operator: { name: office }
    sources: [${source('old', 'softwareNumber: "222", ')}, ${source('new', '')}]
`,
  );
  writeFileSync(join(folder, 'old.csv'), `${HEADER},accounting_software_number\n${row('1')},\n${row('2')},333\n`);
  writeFileSync(join(folder, 'new.csv'), `${HEADER}\n${row('3')}\n`);
  expect((await command(folder, ['run'])).code).toBe(0);
  expect(Object.fromEntries(told)).toEqual({ '1': 222, '2': 333, '3': 111 });
  // Read again, nothing is news.
  const again = await command(folder, ['run']);
  expect(again.code).toBe(0);
  expect(again.out).toContain('asked for in this run: 0');
});
