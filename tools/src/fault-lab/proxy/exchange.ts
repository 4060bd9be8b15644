import type { Socket } from 'node:net';
import { bytesOf } from './http-messages.ts';
import type { HttpMessage } from './http-messages.ts';
import type { Upstream } from './upstream.ts';

/** One request that the proxy received whole, and what a script may do about it. */
export interface Exchange {
  readonly path: string;
  /** `invoice_reference_number` of every invoice in the body: one, many in a batch, none where nothing is asked for. */
  readonly references: readonly string[];
  /** Sends the request on and gives the whole answer, which nobody has yet. Any number of times. */
  forward(): Promise<HttpMessage>;
  /** Gives bytes to whoever asked; resolves when the system has taken them. */
  give(bytes: Uint8Array): Promise<void>;
  /** Ends the connection with a reset. */
  reset(): void;
  /** Ends the connection politely, after what was given. */
  end(): void;
}

/** What becomes of an exchange. When it resolves, the next request of the connection is read. */
export type Script = (exchange: Exchange) => Promise<void> | void;

/** As if there were no proxy. */
export const passOn: Script = async (exchange) => exchange.give(bytesOf(await exchange.forward()));

/** What is remembered of an exchange. */
export interface ExchangeRecord {
  readonly references: readonly string[];
  /** Whether whoever asked was given exactly what the server had answered. */
  isWhole: boolean;
}

export function createExchange(
  request: HttpMessage,
  socket: Socket,
  upstream: Upstream,
): { readonly exchange: Exchange; readonly record: ExchangeRecord } {
  const body = request.body.toString('utf8');
  const references = [...body.matchAll(/"invoice_reference_number"\s*:\s*"([^"]*)"/g)].map(([, found = '']) => found);
  const record: ExchangeRecord = { references, isWhole: false };
  let answered: Buffer | undefined;
  const given: Uint8Array[] = [];
  const exchange: Exchange = {
    path: request.head.toString('latin1').split(' ')[1] ?? '',
    references,
    async forward() {
      const answer = await upstream.send(request);
      answered = bytesOf(answer);
      return answer;
    },
    give(bytes) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (bytes.length === 0 || socket.destroyed || !socket.writable) resolve();
      else {
        given.push(bytes);
        socket.write(bytes, (error) => {
          record.isWhole = (error ?? undefined) === undefined && answered?.equals(Buffer.concat(given)) === true;
          resolve();
        });
      }
      return promise;
    },
    reset: () => void socket.resetAndDestroy(),
    end: () => void socket.end(),
  };
  return { exchange, record };
}
