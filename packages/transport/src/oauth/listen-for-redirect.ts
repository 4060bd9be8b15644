import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import { readQuery } from './read-redirect.ts';
import { PAGES } from './redirect-page.ts';

/** Waits on this machine for the browser to come back from a log-in. */
export interface RedirectListener extends AsyncDisposable {
  /** Where it listens: the redirect URI, with the port that was chosen where that was 0. */
  readonly redirectUri: string;
  /**
   * The code. Settles with the first answer that carries the right state; whatever else comes, a favicon or an old
   * window, is answered and forgotten.
   *
   * @throws IshurError what the authority answered instead (as `readRedirect`); `connection/login-unfinished`
   * (`fix-config`): the call was aborted, or the listener closed, before an answer came.
   */
  readonly code: Promise<string>;
}

/** Where to listen for a name. `localhost` may mean either family of addresses to a browser. */
const LOOPBACK_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['localhost', ['127.0.0.1', '::1']],
  ['127.0.0.1', ['127.0.0.1']],
  ['[::1]', ['::1']],
]);

/** Whoever speaks longer than this for one request is no browser. */
const REQUEST_MS = 10_000;

/**
 * Listens at a redirect URI of this machine: `http://localhost:9999/callback`. The authority knows such addresses in the
 * sandbox, and for local installations (presentation of 8.11.2023); elsewhere a person pastes the address.
 *
 * Listens once it resolves: open the browser then. Ends with the first answer, with `call.signal`, or when disposed.
 *
 * @throws IshurError `connection/invalid-redirect` (no http address of this machine), `connection/port-in-use`
 * (`fix-config`).
 */
export async function listenForRedirect(redirectUri: string, state: string, call: Call): Promise<RedirectListener> {
  const expected = parse(redirectUri);
  const outcome = Promise.withResolvers<string>();
  // Whoever closes the listener without asking for the code is not told of it in another way.
  outcome.promise.catch(() => {});

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = URL.parse(request.url ?? '', expected.href);
    if (url === null || url.pathname !== expected.pathname || !isOurs(request)) return reply(response, 404, '');
    if (request.method !== 'GET') return reply(response, 405, '');
    if (url.searchParams.get('state') !== state) return reply(response, 400, PAGES.other);
    // The person sees the page before the listener goes.
    try {
      const code = readQuery(url.searchParams, state);
      response.once('close', () => outcome.resolve(code));
      reply(response, 200, PAGES.done);
    } catch (error) {
      response.once('close', () => outcome.reject(error));
      reply(response, 400, PAGES.failed);
    }
  };

  const servers: Server[] = [];
  let port = portOf(expected);
  try {
    for (const host of hostsOf(expected)) {
      const server = await listening(answer, host, port);
      if (server === undefined) continue;
      servers.push(server);
      port = (server.address() as AddressInfo).port;
    }
    if (servers.length === 0) throw cannotListen(port);
  } catch (error) {
    await closeAll(servers);
    throw error;
  }

  const giveUp = (): void => outcome.reject(unfinished());
  const finish = async (): Promise<void> => {
    call.signal.removeEventListener('abort', giveUp);
    giveUp();
    await closeAll(servers);
  };
  call.signal.addEventListener('abort', giveUp, { once: true });
  if (call.signal.aborted) giveUp();
  void outcome.promise.then(finish, finish);
  const wasChosen = portOf(expected) === 0;
  if (wasChosen) expected.port = String(port);
  return {
    redirectUri: wasChosen ? expected.href : redirectUri,
    code: outcome.promise,
    [Symbol.asyncDispose]: finish,
  };
}

function parse(redirectUri: string): URL {
  const url = URL.parse(redirectUri);
  const isPlain = url !== null && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (url !== null && isPlain && url.protocol === 'http:' && LOOPBACK_NAMES.has(url.hostname)) return url;
  throw new IshurError({
    code: 'connection/invalid-redirect',
    remedy: 'fix-config',
    message: {
      he: `אי אפשר להמתין לתשובה בכתובת ${redirectUri}. כתבו כתובת של המחשב הזה: http://localhost:9999/`,
      en: `No answer can be waited for at ${redirectUri}. Give an address of this machine: http://localhost:9999/`,
    },
  });
}

function portOf({ port }: URL): number {
  return Number(port === '' ? 80 : port);
}

function hostsOf({ hostname }: URL): readonly string[] {
  return LOOPBACK_NAMES.get(hostname) ?? [];
}

/** A page of another site may send a browser here under a name of its own; what it sends is not for us. */
function isOurs({ headers }: IncomingMessage): boolean {
  const host = URL.parse(`http://${headers.host ?? ''}`);
  return host !== null && LOOPBACK_NAMES.has(host.hostname);
}

function reply(response: ServerResponse, status: number, page: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // The address holds the code: no other page is told of it.
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      connection: 'close',
    })
    .end(page);
}

/** `undefined` where this machine has no addresses of that family. */
async function listening(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host: string,
  port: number,
): Promise<Server | undefined> {
  const server = createServer(
    { maxHeaderSize: 32_768, requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
    answer,
  );
  server.maxConnections = 32;
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => resolve(undefined));
  });
  if (failure === undefined) return server;
  if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'EAFNOSUPPORT') return undefined;
  throw cannotListen(port, failure.code);
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  for (const server of servers) server.closeAllConnections();
  await Promise.all(closed);
}

function cannotListen(port: number, code?: string): IshurError {
  const reason = code === undefined ? '' : ` (${code})`;
  return new IshurError({
    code: 'connection/port-in-use',
    remedy: 'fix-config',
    message: {
      he: `אי אפשר להמתין לדפדפן ביציאה ${port} של המחשב הזה${reason}: כנראה תוכנה אחרת תופסת אותה. סגרו אותה, או התחברו בהדבקת הכתובת.`,
      en:
        `The browser cannot be waited for at port ${port} of this machine${reason}: another program seems to have it. ` +
        'Close that, or log in by pasting the address.',
    },
  });
}

function unfinished(): IshurError {
  return new IshurError({
    code: 'connection/login-unfinished',
    remedy: 'fix-config',
    message: {
      he: 'ההתחברות לרשות המסים לא הסתיימה: הדפדפן לא חזר ממנה. התחילו אותה מחדש.',
      en: 'The log-in to the authority was not finished: the browser did not come back from it. Start it again.',
    },
  });
}
