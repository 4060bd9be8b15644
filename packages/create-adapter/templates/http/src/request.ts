import { busy, notPermitted, notUnderstood, unreachable } from './errors.ts';

export interface Service {
  readonly url: string;
  readonly token: string;
}

export interface Request {
  readonly method?: 'GET' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  /** Write only where the record still is at this revision. */
  readonly ifMatch?: string;
  readonly signal: AbortSignal;
}

/** What came back, where it is no failure. `gone` is 404, `changed` is 409 or 412. */
export type Answer = { readonly kind: 'ok'; readonly value: unknown } | { readonly kind: 'gone' | 'changed' };

const PATIENCE_IN_MILLISECONDS = 30_000;
/** In bytes. More is no page of invoices, and must not fill the memory. */
const LARGEST_ANSWER = 33_554_432;

/**
 * One call. Every failure becomes an error with a remedy here, and nowhere else. It is not retried: the engine does that,
 * and knows how long it may take.
 */
export async function request(service: Service, { method = 'GET', ...call }: Request): Promise<Answer> {
  const { host } = new URL(service.url);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${service.url.replace(/\/$/, '')}/${call.path}`, {
      method,
      headers: {
        // REPLACE: how your system is told who asks.
        authorization: `Bearer ${service.token}`,
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(call.ifMatch === undefined ? {} : { 'if-match': call.ifMatch }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      // The token goes nowhere else.
      redirect: 'error',
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(PATIENCE_IN_MILLISECONDS)]),
    });
    text = await readText(response, host);
  } catch (cause) {
    call.signal.throwIfAborted();
    throw cause instanceof TooLarge ? notUnderstood(host, cause.message) : unreachable(host, cause);
  }
  const { status } = response;
  if (status === 404) return { kind: 'gone' };
  if (status === 409 || status === 412) return { kind: 'changed' };
  if (status === 401 || status === 403) throw notPermitted(host, status);
  if (status === 429 || status >= 500) throw busy(host, status, retryAfter(response));
  if (!response.ok) throw notUnderstood(host, String(status));
  try {
    return { kind: 'ok', value: JSON.parse(text) };
  } catch {
    throw notUnderstood(host, 'JSON');
  }
}

class TooLarge extends Error {}

async function readText(response: Response, host: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new TooLarge(`> ${LARGEST_ANSWER} bytes (${host})`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function retryAfter({ headers }: Response): number | undefined {
  const seconds = headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}
