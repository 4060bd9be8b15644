import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { API_CLOSED, NO_LICENCE, refusal } from './answer.ts';
import type { Said } from './answer.ts';
import { answerQuery, answerSubForm, spelled } from './answer-query.ts';
import { answerAttachment, answerPatch } from './answer-write.ts';
import type { Written } from './answer-write.ts';
import { ATTACHMENTS, FORMS, columnsOf } from './columns.ts';
import type { FakeForm } from './columns.ts';
import { metadataOf, metadataOfAnother } from './metadata.ts';
import { numbersIn } from './parse-filter.ts';
import { PLAIN } from './quirks.ts';
import type { FakeQuirks } from './quirks.ts';
import { createStore, keyOf } from './store.ts';
import type { FakeInvoice, Store } from './store.ts';

/** One request as it came, for a test that counts. */
export interface FakeRequest {
  readonly method: string;
  /** Decoded, with the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface FakePriorityOptions {
  readonly quirks?: Partial<FakeQuirks>;
  /** PEM; with it the server speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A Priority server on a loopback socket that behaves as live ones were seen to, awkwardness included. */
export interface FakePriority extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/odata/Priority` */
  readonly url: string;
  readonly environment: string;
  readonly company: string;
  /** A personal access token. */
  readonly token: string;
  /** A basic log-in beside it. */
  readonly user: { readonly name: string; readonly password: string };
  readonly quirks: FakeQuirks;
  readonly store: Store;
  readonly requests: FakeRequest[];
  readonly written: Written;
  /** The most requests that were under way at one moment. */
  readonly mostAtOnce: number;
  /** Called before each answer is made: documents are finalised and inserted here while others are read. */
  before: ((request: FakeRequest) => void) | undefined;
  /** What is sent in place of the answer: pages of a web server, errors with status 200, redirects. Nothing is done then. */
  instead: ((request: FakeRequest) => Said | undefined) | undefined;
  /** The same, after the request was carried out. */
  afterwards: ((request: FakeRequest) => Said | undefined) | undefined;
  find(form: FakeForm, number: string, debit?: string): FakeInvoice | undefined;
}

/** Characters of a query: IIS answers longer ones with 404 (maxQueryString). */
const LONGEST_QUERY = 2048;
const ENVIRONMENT = 'tabbtd38.ini';
const COMPANY = 'usdemo';

export async function startFakePriority(options: FakePriorityOptions = {}): Promise<FakePriority> {
  const quirks: FakeQuirks = { ...PLAIN, ...options.quirks };
  const store = createStore();
  const token = `PAT${Math.random().toString(36).slice(2).toUpperCase()}`;
  const user = { name: 'apidemo', password: `pass-${Math.random().toString(36).slice(2)}` };
  const accepted = [`${token}:PAT`, `${user.name}:${user.password}`].map((pair) => `Basic ${btoa(pair)}`);
  const warm = new Set<string>();
  const requests: FakeRequest[] = [];
  const written: Written = { billedWrites: 0, overwritten: 0 };
  let readings = 0;
  let underWay = 0;
  let mostAtOnce = 0;

  function answer(request: FakeRequest, target: URL, body: Readonly<Record<string, unknown>>): Said {
    if (quirks.isDown) return html(503);
    if (!accepted.includes(request.headers.authorization ?? '')) return refusal(401, 'Unauthorized');
    if (quirks.atOnce !== undefined && underWay > quirks.atOnce) return html(429);
    if (quirks.licence === 'missing') return refusal(400, NO_LICENCE);
    if (target.search.length > LONGEST_QUERY) return html(404);
    const segments = target.pathname.split('/').map(decodeURIComponent);
    const at = segments.findIndex((each) => /^[\w-]+\.ini(?:,\d+)?$/.test(each));
    if (at < 0 || !segments[at]?.startsWith(ENVIRONMENT) || segments[at + 1] !== COMPANY)
      return refusal(404, 'Not found');
    const [called = '', subForm] = segments.slice(at + 2);
    const isHebrew = !/,[23]$/.test(segments[at] ?? '');
    const asked = /^GetMetadataFor\(entity='(\w+)'\)$/.exec(called)?.[1];
    if (asked !== undefined) return metadata(asked, isHebrew);
    const [, name = '', , key] = /^(\w+)(\((.*)\))?$/su.exec(called) ?? [];
    const form = FORMS.find((each) => each === name);
    if (form === undefined) return refusal(404, 'Not found');
    if (quirks.closedForms.includes(form)) return refusal(400, API_CLOSED);
    const isCold = quirks.coldStart && !warm.has(form);
    warm.add(form);
    if (isCold) return refusal(404, 'Not found');
    return key === undefined ? reading(form, target.searchParams) : single(form, key, subForm, request.method, body);
  }

  function metadata(asked: string, isHebrew: boolean): Said {
    const form = FORMS.find((each) => each === asked);
    if (quirks.metadata === 'absent' || form === undefined) return refusal(404, 'Not found');
    const text = warm.has(form) ? metadataOf(form, quirks, isHebrew) : metadataOfAnother();
    return { status: 200, text, type: 'application/xml' };
  }

  function reading(form: FakeForm, query: URLSearchParams): Said {
    if (isTurn(quirks.throttlesEvery)) {
      const wait = quirks.retryAfter;
      return { ...html(429), ...(wait === undefined ? {} : { headers: { 'retry-after': String(wait) } }) };
    }
    if (isTurn(quirks.breaksEvery)) return html(502);
    const held =
      form === 'CUSTOMERS'
        ? [...store.customers.values()].map((row) => ({ row }))
        : invoicesFor(form, query.get('$filter') ?? '').map((invoice) => ({ row: invoice.row, invoice }));
    const said = answerQuery(form, held, query, quirks);
    return isTurn(quirks.truncatesEvery) ? { ...said, text: said.text.slice(0, said.text.length >> 1) } : said;
  }

  function invoicesFor(form: FakeForm, filter: string): readonly FakeInvoice[] {
    const numbers = quirks.ignoredFilters.includes('IVNUM') ? undefined : numbersIn(filter);
    const all = store.invoices.get(form);
    if (numbers === undefined) return [...(all?.values() ?? [])];
    const keys = new Set(numbers.flatMap((IVNUM) => ['D', 'C'].map((DEBIT) => keyOf({ IVNUM, DEBIT }))));
    return [...keys].flatMap((key) => all?.get(key) ?? []);
  }

  function isTurn(every: number | undefined): boolean {
    return every !== undefined && readings > 0 && readings % every === 0;
  }

  function single(
    form: FakeForm,
    key: string,
    subForm: string | undefined,
    method: string,
    body: Readonly<Record<string, unknown>>,
  ): Said {
    const parts = new Map(
      [...key.matchAll(/(\w+)='((?:[^']|'')*)'/g)].map(([, name = '', value = '']) => [
        name,
        value.replaceAll("''", "'"),
      ]),
    );
    if (parts.size !== 3) return refusal(400, 'The number of keys specified in the URI does not match');
    const [number = '', debit] = [parts.get('IVNUM'), parts.get('DEBIT')];
    const invoice = parts.get('IVTYPE') === form.slice(0, 1) ? find(form, number, debit) : undefined;
    if (invoice === undefined) return refusal(404, 'Not found');
    if (subForm === undefined) {
      if (method === 'PATCH') return answerPatch(form, invoice, body, quirks, written);
      return { ...jsonOf(spelled(invoice.row, columnsOf(form, quirks), quirks)) };
    }
    if (method === 'POST' && subForm === ATTACHMENTS) return answerAttachment(invoice, body, quirks, written);
    return answerSubForm(form, subForm, invoice, quirks);
  }

  function find(form: FakeForm, number: string, debit = 'D'): FakeInvoice | undefined {
    return store.invoices.get(form)?.get(keyOf({ IVNUM: number, DEBIT: debit }));
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    try {
      const text = await textOf(incoming);
      const target = new URL(incoming.url ?? '/', 'http://localhost');
      const request: FakeRequest = {
        method: incoming.method ?? 'GET',
        path: decodeURIComponent(`${target.pathname}${target.search}`),
        headers: incoming.headers,
      };
      requests.push(request);
      if (request.method === 'GET') readings += 1;
      fake.before?.(request);
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      const own = fake.instead?.(request) ?? answer(request, target, body);
      const said = fake.afterwards?.(request) ?? own;
      const isWriting = request.method !== 'GET' && said.status < 300;
      if (isWriting && ['answer-lost', 'lost'].includes(quirks.patch)) {
        response.destroy();
        return;
      }
      const sent = isWriting && quirks.patch === 'answered-with-502' ? html(502) : said;
      response.writeHead(sent.status, { 'content-type': sent.type, ...sent.headers });
      if (request.method === 'GET' && isTurn(quirks.dropsEvery)) {
        response.write(sent.text.slice(0, sent.text.length >> 1), () => response.destroy());
        return;
      }
      response.end(sent.text);
    } finally {
      underWay -= 1;
    }
  }

  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    serve(incoming, response).catch(() => response.destroy());
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakePriority = {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/odata/Priority`,
    environment: ENVIRONMENT,
    company: COMPANY,
    token,
    user,
    quirks,
    store,
    requests,
    written,
    get mostAtOnce() {
      return mostAtOnce;
    },
    before: undefined,
    instead: undefined,
    afterwards: undefined,
    find,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

function jsonOf(value: unknown): Said {
  return { status: 200, text: JSON.stringify(value), type: 'application/json' };
}

/** As IIS and content networks answer. */
function html(status: number): Said {
  return { status, text: `<html><body><h1>${status}</h1></body></html>`, type: 'text/html' };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
