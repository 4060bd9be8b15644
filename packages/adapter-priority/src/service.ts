import type { IncomingHttpHeaders } from 'node:http';
import type { Agents } from 'got';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { Log } from '@ishur/contract/v1';
import {
  busy,
  cutAnswer,
  formClosed,
  formUnknown,
  loginRefused,
  noLicence,
  notUnderstood,
  pageInstead,
  redirected,
  unreachable,
} from './errors.ts';
import { exchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { rest } from './fair-use.ts';
import type { FairUse, Pace } from './fair-use.ts';
import { isClosedForm, isNoLicence, saidIn } from './said.ts';

/** One company on one server, and the user who asks. */
export interface Service {
  /** With ini, language and company; without a slash at its end. */
  readonly root: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What must not be repeated of what the server says. */
  readonly secrets: readonly string[];
  readonly agents: Agents;
  readonly pace: Pace;
  readonly limits: FairUse;
  readonly timeoutMs: number;
  /** Milliseconds after a 429 that does not say for how long. */
  readonly pauseMs: number;
  /** Milliseconds that a reading waits by itself; for longer the engine comes again. */
  readonly patienceMs: number;
  readonly log: Log;
  /** What this session has cost so far. */
  readonly spent: Spent;
}

export interface Spent {
  calls: number;
  /** Readings among them that were done again. */
  repeated: number;
  /** Records that were written, and those of which nobody knows. */
  billedWrites: number;
}

/** A row of a form, or any other object of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** A reading is repeated so often, at once or nearly so: it changes nothing, and one page of many must not cost all of them. */
const READINGS = 6;
const SHORT_PAUSE_MS = 1000;

/** The rows of a form or a sub-form. */
export async function getRows(
  service: Service,
  form: string,
  path: string,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  return await get(service, form, path, signal, readRows);
}

/** The same; `undefined` where the answer was cut off, which some servers do to every one of its kind. */
export async function getWholeRows(
  service: Service,
  form: string,
  path: string,
  signal: AbortSignal,
): Promise<readonly Row[] | undefined> {
  try {
    return await get(service, form, path, signal, readRows, true);
  } catch (cause) {
    if (isCutAnswer(cause)) return undefined;
    throw cause;
  }
}

function isCutAnswer(cause: unknown): boolean {
  return isIshurError(cause) && cause.code === 'priority/answer-cut';
}

/** Text that is no JSON: metadata. `undefined` where the server does not have it. */
export async function getText(
  service: Service,
  form: string,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await get(service, form, path, signal, (text) => (isWholeMarkup(text) ? text : undefined));
  } catch (cause) {
    if (cause instanceof NotThere) return undefined;
    throw cause;
  }
}

/** Stands for the form where metadata is asked for, which old servers do not have. */
export const METADATA = '';

/** An answer that says that there is no such thing, or that the server does not know how. */
class NotThere extends Error {}

async function get<Result>(
  service: Service,
  form: string,
  path: string,
  signal: AbortSignal,
  understand: (text: string) => Result | undefined,
  once = false,
): Promise<Result> {
  for (let left = READINGS; ; left -= 1) {
    const reply = await send(service, { method: 'GET', path, signal });
    const verdict = judge(service, form, reply, understand);
    if (verdict.error === undefined) return verdict.result;
    const { error, pauseMs } = verdict;
    signal.throwIfAborted();
    const isWorthIt = pauseMs !== undefined && pauseMs <= service.patienceMs && !(once && isCutAnswer(error));
    if (left <= 1 || !isWorthIt) throw error;
    service.log.debug('priority: a reading is repeated', { form, code: 'code' in error ? error.code : 'not-there' });
    service.spent.repeated += 1;
    await rest(pauseMs, signal);
  }
}

type Verdict<Result> =
  | { readonly result: Result; readonly error?: undefined }
  | {
      readonly error: IshurError | NotThere;
      /** Milliseconds until it may be tried again; absent where that is of no use. */
      readonly pauseMs?: number;
    };

function judge<Result>(
  service: Service,
  form: string,
  reply: Exchange,
  understand: (text: string) => Result | undefined,
): Verdict<Result> {
  const { host, pauseMs, secrets } = service;
  const short = Math.min(pauseMs, SHORT_PAUSE_MS);
  if (reply.kind === 'broken') {
    const error = unreachable(host, reply.cause);
    return isCut(reply.cause) ? { error, pauseMs: short } : { error };
  }
  const { status, headers, text } = reply;
  if (status === 200) {
    const result = understand(text);
    if (result !== undefined) return { result };
    if (isPage(text)) return { error: pageInstead(host, saidIn(text, secrets)), pauseMs: short };
    // What is whole, and no rows, is a refusal that comes with the wrong status.
    if (!isWholeJson(text)) return { error: cutAnswer(host, form), pauseMs: short };
    if (form === METADATA) return { error: new NotThere() };
  }
  if (status === 429) {
    const asked = retryAfterMs(headers);
    service.pace.pause(Math.min(asked ?? pauseMs, service.patienceMs));
    return { error: busy(host, status, asked), pauseMs: asked ?? pauseMs };
  }
  if (status === 501 || ([400, 404].includes(status) && form === METADATA)) return { error: new NotThere() };
  if (status >= 500) return { error: busy(host, status, retryAfterMs(headers)), pauseMs: short };
  if (status === 401) return { error: loginRefused(host) };
  if (status >= 300 && status < 400) return { error: redirected(host, hostIn(headers, service)) };
  const said = saidIn(text, secrets);
  if (isNoLicence(said)) return { error: noLicence(host, said) };
  if (status === 403 || isClosedForm(said)) return { error: formClosed(form) };
  if (status === 404) return { error: formUnknown(form, host) };
  return { error: notUnderstood(host, `${status} ${said}`) };
}

/** A connection that was there and is gone. Where there never was one, or time ran out, the engine comes again later. */
function isCut({ code }: Error & { code?: string }): boolean {
  return ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE'].includes(code ?? '');
}

/** Seconds, or a moment by the server's own clock (RFC 9110, section 10.2.3). Anything else says nothing. */
export function retryAfterMs({ 'retry-after': value = '', date = '' }: IncomingHttpHeaders): number | undefined {
  if (/^\d{1,5}$/.test(value)) return Number(value) * 1000;
  const pause = /GMT$/.test(value) ? Date.parse(value) - Date.parse(date) : Number.NaN;
  return pause >= 0 && pause < LONGEST_RETRY_MS ? pause : undefined;
}

const LONGEST_RETRY_MS = 100_000_000;

/** The host of a redirect. It is told, and never gone to: the log-in would go with it. */
export function hostIn({ location = '' }: IncomingHttpHeaders, { root }: Service): string {
  return URL.parse(location, root)?.host ?? '';
}

/** As web servers, portals and log-in screens answer in the place of an API. */
export function isPage(text: string): boolean {
  return /^\s*<(?:!doctype\s+html|html)\b/i.test(text.slice(0, 1000));
}

function isWholeJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Ends with what it began with: half of the metadata lacks columns, and nothing else in it says so. */
function isWholeMarkup(text: string): boolean {
  if (isPage(text) || isWholeJson(text)) return false;
  const root = /^\s*(?:<\?[^>]*>\s*)?<([\w:.-]+)/.exec(text.slice(0, 1000))?.[1];
  return root !== undefined && new RegExp(`(?:</${root}\\s*>|^\\s*<[^<]*/>)\\s*$`).test(text.slice(-1000));
}

export interface Call {
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Spelled and encoded, from the company on. */
  readonly path: string;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Sends one call when its turn has come. Never repeats it. */
export async function send(service: Service, call: Call): Promise<Exchange> {
  const { pace, limits, spent } = service;
  await pace.reserve(1, limits, call.signal);
  return await pace.run(limits, call.signal, async () => {
    call.signal.throwIfAborted();
    spent.calls += 1;
    return await exchange({
      method: call.method,
      url: `${service.root}/${call.path}`,
      headers: service.headers,
      body: call.body,
      agents: service.agents,
      timeoutMs: service.timeoutMs,
      signal: call.signal,
    });
  });
}

/** `undefined` where the text is no whole answer. */
function readRows(text: string): readonly Row[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const value = isRow(parsed) ? parsed['value'] : undefined;
    return Array.isArray(value) && value.every(isRow) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
