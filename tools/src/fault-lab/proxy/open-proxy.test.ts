import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { seededDice } from '../seeded-dice.ts';
import { CHAOS_KINDS, strike } from './chaos.ts';
import type { ChaosKind } from './chaos.ts';
import { openProxy } from './open-proxy.ts';
import type { Proxy } from './open-proxy.ts';
import { partOf } from './parts.ts';

const BODY = JSON.stringify({ invoice_reference_number: '1001' });

interface Stage extends AsyncDisposable {
  readonly proxy: Proxy;
  /** Bodies that the server behind the proxy saw. */
  readonly seen: readonly string[];
  post(): Promise<string>;
}

async function openStage(): Promise<Stage> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(body);
      response.end('{"confirmation_number":"123"}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = await openProxy(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  return {
    proxy,
    seen,
    async post() {
      const answer = await fetch(`${proxy.address}/Approval`, { method: 'POST', body: BODY });
      return `${String(answer.status)} ${await answer.text()}`;
    },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}

test('without a script it is as if there were no proxy, and what it saw is remembered', async () => {
  await using stage = await openStage();
  expect(await stage.post()).toBe('200 {"confirmation_number":"123"}');
  expect(await stage.post()).toBe('200 {"confirmation_number":"123"}');
  expect(stage.seen).toEqual([BODY, BODY]);
  expect(stage.proxy.records).toEqual([
    { references: ['1001'], isWhole: true },
    { references: ['1001'], isWhole: true },
  ]);
});

test.each([
  ['reset, unseen', undefined, 0],
  ['reset, seen', undefined, 1],
  ['500, unseen', '500', 0],
  ['500, seen', '500', 1],
  ['503, unseen', '503', 0],
  ['429, unseen', '429', 0],
  ['page with 200, seen', '200 <!doctype', 1],
  ['cut answer, seen', undefined, 1],
] as const satisfies readonly (readonly [ChaosKind, string | undefined, number])[])(
  'chaos: %s',
  async (kind, start, seen) => {
    await using stage = await openStage();
    stage.proxy.script = (exchange) => strike(exchange, kind, seededDice(kind));
    const answer = stage.post();
    if (start === undefined) await expect(answer).rejects.toThrow(TypeError);
    else expect((await answer).startsWith(start)).toBe(true);
    expect(stage.seen).toHaveLength(seen);
    expect(stage.proxy.records).toEqual([{ references: ['1001'], isWhole: false }]);
  },
);

test('every kind of chaos is tried above', () => {
  expect(CHAOS_KINDS).toHaveLength(8);
});

test('all but one byte is not whole, and whoever asked knows', async () => {
  await using stage = await openStage();
  stage.proxy.script = async (exchange) => {
    await exchange.give(partOf(await exchange.forward(), 'all but one byte', () => 0));
    exchange.end();
  };
  await expect(stage.post()).rejects.toThrow(TypeError);
  expect(stage.proxy.records[0]?.isWhole).toBe(false);
});

test('behind a silent door a connection stands, and nothing is read', async () => {
  await using stage = await openStage();
  const arrived = Promise.withResolvers<number>();
  stage.proxy.door = (connection) => {
    arrived.resolve(connection);
    return 'silent';
  };
  const { hostname, port } = new URL(stage.proxy.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(`POST / HTTP/1.1\r\ncontent-length: ${String(BODY.length)}\r\n\r\n${BODY}`);
  expect(await arrived.promise).toBe(1);
  expect(stage.proxy.records).toEqual([]);
  expect(stage.seen).toEqual([]);
  socket.destroy();
});
