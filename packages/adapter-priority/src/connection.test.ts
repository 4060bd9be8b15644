import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import { startFakePriority } from './fake-server/index.ts';
import type { FakePriority } from './fake-server/index.ts';
import { certificateFor } from './fixtures/certificate.ts';
import { CALL, documentsIn, openSession, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const ONE_FORM = { forms: ['AINVOICES'] };
const CERTIFICATE = certificateFor('127.0.0.1');

interface TlsWorld extends AsyncDisposable {
  readonly fake: FakePriority;
  readonly config: Readonly<Record<string, unknown>>;
  readonly folder: string;
}

async function tlsWorld(): Promise<TlsWorld> {
  const world = await openWorld({}, ONE_FORM);
  const fake = await startFakePriority({ tls: CERTIFICATE });
  save(fake, sampleDocument());
  const { folder = '.' } = world;
  await writeFile(join(folder, 'ca.pem'), CERTIFICATE.cert);
  await writeFile(join(folder, 'tls.txt'), fake.token);
  return {
    fake,
    folder,
    config: { ...world.config, url: fake.url, login: { token: { file: './tls.txt' } } },
    async [Symbol.asyncDispose]() {
      await fake[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

test('a certificate that nobody knows is refused with what to do; with a CA bundle it is taken', async () => {
  await using world = await tlsWorld();
  await using strict = await openSession(world.config, world.folder);
  await expect(strict.session.check(CALL)).rejects.toMatchObject({
    code: 'priority/certificate-refused',
    remedy: 'fix-config',
  });
  await using opened = await openSession({ ...world.config, certificates: './ca.pem' }, world.folder);
  expect(await documentsIn(opened.session)).toHaveLength(1);
  for (const certificates of ['./none.pem', './tls.txt']) {
    await expect(openSession({ ...world.config, certificates }, world.folder)).rejects.toMatchObject({
      code: 'priority/certificates-unreadable',
    });
  }
});

test('through a proxy: it learns the host, and TLS is spoken with the server itself', async () => {
  await using world = await tlsWorld();
  const targets: string[] = [];
  const credentials: (string | undefined)[] = [];
  const proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', (request, socket: Socket) => {
    targets.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization']);
    const onward = connect(Number(new URL(world.fake.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const each of [onward, socket]) each.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://canary:canary-secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await writeFile(join(world.folder, 'proxy.txt'), address);
    const config = { ...world.config, certificates: './ca.pem', proxy: { file: './proxy.txt' } };
    await using opened = await openSession(config, world.folder);
    expect(await documentsIn(opened.session)).toHaveLength(1);
    expect(new Set(targets)).toEqual(new Set([new URL(world.fake.url).host]));
    expect(credentials[0]).toBe(`Basic ${btoa('canary:canary-secret')}`);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('the log-in is a token or a user, and an application has its own headers', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { folder = '.' } = world;
  await writeFile(join(folder, 'password.txt'), world.fake.user.password);
  await writeFile(join(folder, 'id.txt'), 'APP-ID');
  await writeFile(join(folder, 'key.txt'), 'APP-KEY');
  const application = { id: { file: './id.txt' }, key: { file: './key.txt' } };
  const login = { user: world.fake.user.name, password: { file: './password.txt' } };
  await using opened = await openSession({ ...world.config, login, application }, folder);
  await opened.session.check(CALL);
  const [request] = world.fake.requests;
  expect(request?.headers).toMatchObject({ 'x-app-id': 'APP-ID', 'x-app-key': 'APP-KEY', 'odata-version': '4.0' });
  await using byToken = await openSession(world.config, folder);
  await byToken.session.check(CALL);
  expect(world.fake.requests.at(-1)?.headers.authorization).toBe(`Basic ${btoa(`${world.fake.token}:PAT`)}`);
});

test.each([{ env: 'ISHUR_TEST_NO_SUCH' }, { file: './none.txt' }, { file: './two-lines.txt' }])(
  'a secret that is not where it should be (%o) is told by its place',
  async (token) => {
    await using world = await openWorld({}, ONE_FORM);
    const { folder = '.' } = world;
    await writeFile(join(folder, 'two-lines.txt'), 'canary\nsecond');
    const failure: unknown = await openSession({ ...world.config, login: { token } }, folder).catch(
      (cause: unknown) => cause,
    );
    expect(failure).toMatchObject({ code: 'priority/secret-missing', remedy: 'fix-config' });
    expect(inspect(failure, { depth: Infinity, showHidden: true })).not.toContain('canary');
  },
);

test('no secret is in an error or in the log, however the server answers', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake, folder = '.' } = world;
  save(fake, sampleDocument());
  const secrets = [fake.token, btoa(`${fake.token}:PAT`)];
  const told: string[] = [];
  const clean = (what: unknown): void => {
    const text = inspect(what, { depth: Infinity, showHidden: true });
    told.push(text);
    for (const secret of secrets) expect(text).not.toContain(secret);
  };
  await using opened = await openSession(world.config, folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  const troubles: readonly (() => void)[] = [
    () => (fake.quirks.isDown = true),
    () => Object.assign(fake.quirks, { isDown: false, throttlesEvery: 1 }),
    () => Object.assign(fake.quirks, { throttlesEvery: undefined, truncatesEvery: 1 }),
    () => Object.assign(fake.quirks, { truncatesEvery: undefined, dropsEvery: 1 }),
    () => Object.assign(fake.quirks, { dropsEvery: undefined, licence: 'missing' }),
    () => Object.assign(fake.quirks, { licence: 'valid', closedForms: ['AINVOICES'] }),
  ];
  for (const trouble of troubles) {
    trouble();
    clean(await opened.session.check(CALL).catch((cause: unknown) => cause));
    clean(await recordAll(opened.session, settlements).catch((cause: unknown) => cause));
  }
  fake.quirks.closedForms = [];
  for (const patch of ['lost', 'no-permission', 'refused-by-screen'] as const) {
    fake.quirks.patch = patch;
    clean(await recordAll(opened.session, settlements));
  }
  clean(opened.logged);
  expect(told).toHaveLength(16);
});

test('a server that cannot be reached is told as one', async () => {
  await using world = await openWorld({}, ONE_FORM);
  await world.fake[Symbol.asyncDispose]();
  await using opened = await openSession(world.config, world.folder);
  await expect(opened.session.check(CALL)).rejects.toMatchObject({ code: 'priority/unreachable', remedy: 'retry' });
});
