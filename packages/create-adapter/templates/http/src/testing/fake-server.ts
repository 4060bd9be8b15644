import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** REPLACE: an invoice as your system keeps it. */
export interface FakeInvoice {
  readonly type: string;
  readonly number: string;
  readonly date: string;
  readonly netAgorot: number | string;
  readonly vatAgorot: number;
  readonly totalAgorot: number;
  readonly status: string;
  readonly customer: { readonly name: string | null; readonly dealer: string | null };
  readonly allocationNumber: string | null;
  readonly notices: readonly string[];
}

type Stored = FakeInvoice & { readonly id: number; readonly revision: number };

/** REPLACE: a small server on a real socket that answers like your system. It imports nothing of the adapter. */
export interface FakeServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** One of the type and number of an earlier one takes its place, and keeps its id. */
  save(invoice: FakeInvoice): void;
  remove(type: string, number: string): void;
  find(type: string, number: string): FakeInvoice | undefined;
  /** From now on nothing is answered, or nothing is written. */
  failing: 'reading' | 'writing' | undefined;
}

export async function startFakeServer(): Promise<FakeServer> {
  const installation = randomUUID();
  const token = `token-${randomUUID()}`;
  const invoices = new Map<number, Stored>();
  let revision = 0;
  let lastId = 0;

  const find = (type: string, number: string): Stored | undefined =>
    [...invoices.values()].find((each) => each.type === type && each.number === number);
  const ids = new Map<string, number>();
  const store = (id: number, invoice: FakeInvoice): void => {
    revision += 1;
    // A change goes to the end, so that the invoices stand in the order of their revisions.
    invoices.delete(id);
    invoices.set(id, { ...invoice, id, revision });
  };

  const server = createServer((request, response) => {
    textOf(request).then(
      (body) => {
        const { status, value } = answer(request, body);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      },
      () => response.destroy(),
    );
  });

  function answer(request: IncomingMessage, body: string): { status: number; value: unknown } {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (fake.failing === 'reading') return { status: 503, value: {} };
    if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, value: {} };
    if (pathname === '/api/status') {
      return { status: 200, value: { installation, revision, mayWrite: fake.failing !== 'writing' } };
    }
    if (pathname === '/api/invoices') {
      const [after, limit] = [Number(searchParams.get('after')), Number(searchParams.get('limit'))];
      const later = [...invoices.values()].filter((each) => each.revision > after);
      return { status: 200, value: { invoices: later.slice(0, limit), more: later.length > limit } };
    }
    const found = invoices.get(Number(/^\/api\/invoices\/(\d+)$/.exec(pathname)?.[1]));
    if (found === undefined) return { status: 404, value: {} };
    if (request.method === 'PATCH') {
      if (fake.failing === 'writing') return { status: 403, value: {} };
      if (request.headers['if-match'] !== String(found.revision)) return { status: 412, value: {} };
      store(found.id, { ...found, ...(JSON.parse(body) as Partial<FakeInvoice>) });
    }
    return { status: 200, value: invoices.get(found.id) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    token,
    failing: undefined,
    save(invoice) {
      const key = `${invoice.type}:${invoice.number}`;
      const id = ids.get(key) ?? (lastId += 1);
      ids.set(key, id);
      store(id, invoice);
    },
    remove(type, number) {
      const found = find(type, number);
      if (found !== undefined) invoices.delete(found.id);
    },
    find,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
