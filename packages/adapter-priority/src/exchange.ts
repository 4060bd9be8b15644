import type { IncomingHttpHeaders } from 'node:http';
import got, { RequestError } from 'got';
import type { Agents } from 'got';
import { CONNECT_MS } from './agents.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly method: 'GET' | 'PATCH' | 'POST';
  readonly url: string;
  /** The log-in among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly agents: Agents;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export type Exchange =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }
  /** No whole answer. Whether the request was carried out is not known. */
  | { readonly kind: 'broken'; readonly cause: Error & { code?: string } };

/** In bytes. An answer of Priority may have 350 MB; a page of ours is far from it, and must not fill the memory. */
const LARGEST_ANSWER = 134_217_728;

const once = got.extend({
  headers: { accept: 'application/json', 'odata-version': '4.0', 'user-agent': 'ishur' },
  // Retries are the caller's, who knows what may be repeated.
  retry: { limit: 0 },
  // The log-in goes nowhere else.
  followRedirect: false,
  throwHttpErrors: false,
});

/** Sends once. Never throws. */
export async function exchange(outgoing: Outgoing): Promise<Exchange> {
  const { method, url, headers, body, agents, timeoutMs, signal } = outgoing;
  const stream = once.stream(url, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json;odata.metadata=minimal' }),
    },
    ...(body === undefined ? {} : { body }),
    agent: agents,
    timeout: { lookup: CONNECT_MS, connect: CONNECT_MS, secureConnect: CONNECT_MS, request: timeoutMs },
    signal,
  });
  // What goes wrong arrives through the loop below; an error after its end concerns nobody.
  stream.on('error', () => {});
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > LARGEST_ANSWER) return { kind: 'broken', cause: tooLarge() };
      chunks.push(chunk);
    }
    const { response } = stream;
    if (response === undefined)
      return { kind: 'broken', cause: new Error('The connection ended before an answer came') };
    const text = new TextDecoder().decode(Buffer.concat(chunks));
    return { kind: 'answer', status: response.statusCode, headers: response.headers, text };
  } catch (error) {
    return { kind: 'broken', cause: cleaned(error) };
  }
}

function tooLarge(): Error & { code: string } {
  return Object.assign(new Error(`more than ${LARGEST_ANSWER} bytes`), { code: 'more than 128 MB; lower pageRows' });
}

/** Message and code alone: what got throws holds the headers, and so the log-in. */
function cleaned(error: unknown): Error & { code?: string } {
  const origin = error instanceof RequestError && error.cause instanceof Error ? error.cause : error;
  const code = origin instanceof Error && 'code' in origin && typeof origin.code === 'string' ? origin.code : undefined;
  // Node repeats the first line of what the proxy answered, and it may repeat what it was told.
  if (code === 'ERR_PROXY_TUNNEL') return Object.assign(new Error('The proxy opened no way'), { code });
  return Object.assign(
    new Error(origin instanceof Error ? origin.message : 'unknown'),
    code === undefined ? {} : { code },
  );
}
