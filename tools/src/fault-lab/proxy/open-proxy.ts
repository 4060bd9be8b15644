import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createExchange, passOn } from './exchange.ts';
import type { ExchangeRecord, Script } from './exchange.ts';
import { createMessageSplitter } from './http-messages.ts';
import type { HttpMessage } from './http-messages.ts';
import { openUpstream } from './upstream.ts';
import type { Upstream } from './upstream.ts';

/** A TCP proxy between the runner and the simulator, that does to every exchange what its script says. */
export interface Proxy extends AsyncDisposable {
  readonly address: string;
  /** Every exchange since the start that carried an invoice, oldest first. */
  readonly records: readonly ExchangeRecord[];
  /** For the exchanges that begin from now on. */
  script: Script;
  /** Told of every connection. `silent`: it is accepted, and not a byte of it is ever read. */
  door: (connection: number) => 'read' | 'silent';
}

export async function openProxy(target: string): Promise<Proxy> {
  const upstream = openUpstream(new URL(target));
  const records: ExchangeRecord[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    connections += 1;
    if (proxy.door(connections) === 'read') serve(socket, upstream, proxy, records);
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  await promise;
  const { port } = server.address() as AddressInfo;

  const proxy: Proxy = {
    address: `http://127.0.0.1:${String(port)}`,
    records,
    script: passOn,
    door: () => 'read',
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      for (const socket of sockets) socket.destroy();
      upstream[Symbol.dispose]();
      await closed.promise;
    },
  };
  return proxy;
}

/** The requests of one connection, one after another. */
function serve(socket: Socket, upstream: Upstream, proxy: Proxy, records: ExchangeRecord[]): void {
  const splitter = createMessageSplitter();
  let last = Promise.resolve();
  const play = async (request: HttpMessage): Promise<void> => {
    if (socket.destroyed) return;
    const { exchange, record } = createExchange(request, socket, upstream);
    if (record.references.length > 0) records.push(record);
    try {
      await proxy.script(exchange);
    } catch {
      // The server behind us went away: whoever asked sees the same.
      exchange.reset();
    }
  };
  socket.on('data', (bytes: Uint8Array) => {
    for (const request of splitter.push(bytes)) last = last.then(() => play(request));
  });
}
