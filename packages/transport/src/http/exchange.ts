import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import got, { RequestError, TimeoutError } from 'got';
import type { Agents } from 'got';

/** One request as it goes out. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** The whole Authorization header. It is a secret. */
  readonly authorization?: string;
  /** Already spelled, and sent as it stands. */
  readonly body?: string;
  /** Default: JSON. */
  readonly contentType?: string;
  readonly agent: Agents;
  readonly connectMs: number;
  readonly wholeMs: number;
  readonly maximumAnswerBytes: number;
  readonly signal: AbortSignal;
}

/** A whole answer. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** No whole answer: the facts, from which `classify-failure.ts` draws the conclusion. */
export interface BrokenExchange {
  readonly kind: 'broken';
  /**
   * How far the connection got. Before `connected` no connection stood and, over TLS, no certificate was accepted:
   * no byte of the request has left for the authority.
   */
  readonly stage: 'connecting' | 'handshaking' | 'connected';
  /** Present where the head of an answer came, although its body did not, or not all of it. */
  readonly status?: number;
  readonly headers?: IncomingHttpHeaders;
  readonly reason: 'network' | 'connect-timeout' | 'deadline' | 'aborted' | 'too-large';
  /** Code of the operating system or of Node: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
  readonly systemCode?: string;
  /** What a proxy answered that opened no way to the server. */
  readonly proxyStatus?: number;
  /** Message and code only: what got throws holds the headers, and so the token. */
  readonly cause: Error;
}

/** What is the same for every request. Given to got once: to merge it anew for each costs a tenth of what a request costs. */
const once = got.extend({
  headers: { accept: 'application/json', 'user-agent': 'ishur' },
  https: { minVersion: 'TLSv1.2' },
  retry: { limit: 0 },
  followRedirect: false,
  throwHttpErrors: false,
});

/** Sends once: no retry, no redirect, no cookie, no answer above the limit. Never throws. */
export async function exchange(outgoing: Outgoing): Promise<Answer | BrokenExchange> {
  const stream = once.stream(outgoing.url, {
    method: outgoing.method,
    ...(outgoing.body !== undefined && { body: outgoing.body }),
    headers: {
      ...(outgoing.authorization !== undefined && { authorization: outgoing.authorization }),
      ...(outgoing.body !== undefined && {
        'content-type': outgoing.contentType ?? 'application/json; charset=utf-8',
      }),
    },
    agent: outgoing.agent,
    timeout: {
      lookup: outgoing.connectMs,
      connect: outgoing.connectMs,
      secureConnect: outgoing.connectMs,
      request: outgoing.wholeMs,
    },
    signal: outgoing.signal,
  });
  // What goes wrong arrives through the loop below; an error after its end concerns nobody.
  stream.on('error', () => {});
  const progress = watch(stream);

  let tooLarge = false;
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > outgoing.maximumAnswerBytes) {
        tooLarge = true;
        break;
      }
      chunks.push(chunk);
    }
    const response = stream.response;
    if (!tooLarge && response !== undefined) {
      const body = new TextDecoder().decode(Buffer.concat(chunks));
      return { kind: 'answer', status: response.statusCode, headers: response.headers, body };
    }
    const problem = tooLarge
      ? new Error(`The answer is larger than ${outgoing.maximumAnswerBytes} bytes`)
      : new Error('The connection ended before an answer came');
    return broken(problem, tooLarge ? 'too-large' : 'network');
  } catch (error) {
    return broken(error, reasonOf(error, outgoing.signal));
  }

  function broken(error: unknown, reason: BrokenExchange['reason']): BrokenExchange {
    const cause = cleaned(error);
    const proxyStatus = proxyStatusOf(error);
    return {
      kind: 'broken',
      stage: progress.stage,
      ...(stream.response !== undefined && { status: stream.response.statusCode, headers: stream.response.headers }),
      reason,
      ...(cause.code !== undefined && { systemCode: cause.code }),
      ...(proxyStatus !== undefined && { proxyStatus }),
      cause,
    };
  }
}

interface Progress {
  stage: BrokenExchange['stage'];
}

/**
 * Follows the connection. Where it cannot be told that no connection stood, one did: an agent may hand over a socket
 * that has been connected for long, through a proxy or from an earlier call.
 */
function watch(stream: { on(event: 'request', listener: (request: ClientRequest) => void): unknown }): Progress {
  const progress: Progress = { stage: 'connecting' };
  const reach = (stage: BrokenExchange['stage']) => (): void => {
    progress.stage = stage;
  };
  stream.on('request', (request) => {
    request.once('socket', (socket: Socket) => {
      const encrypted = socket instanceof TLSSocket;
      // Node sets `secureConnecting` until the end of a handshake, and documents it nowhere.
      const handshaking = encrypted && 'secureConnecting' in socket && socket.secureConnecting === true;
      // A socket that failed before it was handed over, for want of a local address: no byte can be in it.
      if (socket.pending && !socket.connecting) return;
      if (socket.connecting) socket.once('connect', reach(encrypted ? 'handshaking' : 'connected'));
      else reach(handshaking ? 'handshaking' : 'connected')();
      if (encrypted) socket.once('secureConnect', reach('connected'));
    });
  });
  return progress;
}

function reasonOf(error: unknown, signal: AbortSignal): BrokenExchange['reason'] {
  if (error instanceof TimeoutError) return error.event === 'request' ? 'deadline' : 'connect-timeout';
  return signal.aborted ? 'aborted' : 'network';
}

function cleaned(error: unknown): Error & { code?: string } {
  const origin = originOf(error);
  const code = origin instanceof Error && 'code' in origin && typeof origin.code === 'string' ? origin.code : undefined;
  // Node repeats the first line of what the proxy answered, and it may repeat what it was told.
  if (code === FROM_PROXY) return Object.assign(new Error('The proxy opened no way'), { code });
  const message = origin instanceof Error ? origin.message : 'unknown';
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

/** Node's code where a proxy opened no way. */
const FROM_PROXY = 'ERR_PROXY_TUNNEL';

/** Node puts it into that error, and documents it nowhere. */
function proxyStatusOf(error: unknown): number | undefined {
  const origin = originOf(error);
  const isProxys = origin instanceof Error && 'code' in origin && origin.code === FROM_PROXY;
  return isProxys && 'statusCode' in origin && typeof origin.statusCode === 'number' ? origin.statusCode : undefined;
}

/** What got wraps. */
function originOf(error: unknown): unknown {
  return error instanceof RequestError && error.cause instanceof Error ? error.cause : error;
}
