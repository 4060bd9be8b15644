import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import type { SimulatorOptions } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');
const REDIRECT = 'http://localhost:0/connected';

/** The person agrees without a page: the simulator sends the browser on at once. */
const APPROVING: SimulatorOptions = { now: () => NOON, tokens: 'issued', oauth: { consent: 'approve' } };

/** Where the browser arrives. */
async function arrival(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

describe('ishur connect', () => {
  test('with a pasted address: connected, listed, and asked with its token', async () => {
    await using simulator = await startSimulator(APPROVING);
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const connected = await business.ishur(['connect', '--paste'], { answer: arrival });
    expect(connected).toMatchObject({ code: 0 });
    expect(connected.out).toContain('acme is connected to the Tax Authority');
    expect(connected.out).toContain('2026-09-29');
    const listed = await business.ishur(['connections', '--json']);
    expect(JSON.parse(listed.out)).toMatchObject({ business: 'acme', connected: true, level: 'fine', daysLeft: 90 });

    // Strict: the simulator takes only tokens that it has issued.
    const run = await business.ishur(['run', '--json']);
    expect(JSON.parse(run.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ allocated: 1 });
    expect(existsSync(join(business.folder, 'ishur.vault.db'))).toBe(true);
  });

  test('as another dealer than the configured one is said at once', async () => {
    await using simulator = await startSimulator({ ...APPROVING, dealers: { '777777715': { permissions: [] } } });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const { code, out } = await business.ishur(['connect', '--paste'], { answer: arrival });
    expect(code).toBe(78);
    expect(out).toContain('406');
    expect(out).toMatch(/Check the VAT number/);
  });

  test('where nobody can say which dealer it is, doctor is named', async () => {
    await using simulator = await startSimulator({
      ...APPROVING,
      faults: [{ kind: 'status', status: 503, service: 'decision' }],
    });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const { code, out } = await business.ishur(['connect', '--paste'], { answer: arrival });
    expect(code).toBe(0);
    expect(out).toContain('could not be found out. Look: ishur doctor --business acme');
  });

  test.each(['ishur connect', 'I logged in', 'abc', 'שלום'])('%s is no code and no address', async (pasted) => {
    await using simulator = await startSimulator(APPROVING);
    await using business = await openBusinessFolder(
      `{ tier: simulator, url: "${simulator.address}", redirect: "${REDIRECT}" }`,
    );
    const { code, err } = await business.ishur(['connect', '--paste'], { answer: () => Promise.resolve(pasted) });
    expect(code).toBe(78);
    expect(err).toContain('connection/no-code');
  });

  test('with a browser on this machine, which comes back by itself', async () => {
    await using simulator = await startSimulator(APPROVING);
    await using business = await openBusinessFolder(
      `{ tier: simulator, url: "${simulator.address}", redirect: "${REDIRECT}" }`,
    );
    const browse = async (address: string): Promise<undefined> => {
      const page = await fetch(await arrival(address));
      expect(await page.text()).toContain('אפשר לסגור את החלון');
    };
    expect(await business.ishur(['connect'], { answer: browse })).toMatchObject({ code: 0 });
  });

  test.each([
    ['a person who refuses', { consent: 'refuse' }, 'connection/access-denied'],
    ['nothing that is pasted', undefined, 'connection/nothing-pasted'],
  ] as const)('%s is told what to do, and nothing is stored', async (_what, oauth, code) => {
    await using simulator = await startSimulator({ ...APPROVING, ...(oauth !== undefined && { oauth }) });
    await using business = await openBusinessFolder(
      `{ tier: simulator, url: "${simulator.address}", redirect: "${REDIRECT}" }`,
    );
    const answer = oauth === undefined ? () => Promise.resolve('') : arrival;
    const { code: exit, err } = await business.ishur(['connect', '--paste'], { answer });
    expect(err).toContain(code);
    expect(exit).toBe(78);
    expect(JSON.parse((await business.ishur(['connections', '--json'])).out)).toMatchObject({ connected: false });
  });

  test('no secret, no token and no code stands on the screen or in a file as it is', async () => {
    await using simulator = await startSimulator(APPROVING);
    await using business = await openBusinessFolder(
      `{ tier: simulator, url: "${simulator.address}" }`,
      'client: { id: my-client, secret: { env: OUR_SECRET } }',
    );
    const environment = { OUR_SECRET: 'very-secret-indeed', ISHUR_LOG: 'debug' };
    let code = '';
    const answer = async (address: string): Promise<string> => {
      const location = await arrival(address);
      code = new URL(location).searchParams.get('code') ?? '';
      return location;
    };
    const connected = await business.ishur(['connect', '--paste'], { answer, environment });
    const run = await business.ishur(['run'], { environment });
    const doctor = await business.ishur(['doctor'], { environment });
    const shown = [connected, run, doctor].map(({ out, err }) => out + err).join('\n');
    expect(code).not.toBe('');
    for (const secret of [
      'very-secret-indeed',
      code,
      readFileSync(join(business.folder, 'ishur.key'), 'utf8').trim(),
    ]) {
      expect(shown).not.toContain(secret);
      for (const file of globSync('*.db*', { cwd: business.folder })) {
        expect(readFileSync(join(business.folder, file)).includes(secret)).toBe(false);
      }
    }
  });

  test('whoever does not paste after all stops it, and nothing is stored', async () => {
    await using simulator = await startSimulator(APPROVING);
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const stop = new AbortController();
    const answer = (): Promise<string> => {
      stop.abort();
      // Nobody ever types anything.
      return new Promise(() => {});
    };
    const { code, err } = await business.ishur(['connect', '--paste'], { answer, signal: stop.signal });
    expect(code).toBe(78);
    expect(err).toContain('connection/nothing-pasted');
    expect(JSON.parse((await business.ishur(['connections', '--json'])).out)).toMatchObject({ connected: false });
  });

  test.each([
    ['a vault that cannot be written', 'vault: .', 'vault/cannot-write'],
    ['a key that is none', 'key: { env: NO_KEY }', 'key/unreadable'],
  ])('%s is told before anybody logs in: tokens come once', async (_what, more, code) => {
    await using business = await openBusinessFolder('{ tier: simulator }', more);
    const { code: exit, err } = await business.ishur(['connect', '--paste'], { environment: { NO_KEY: 'no key' } });
    expect(exit).toBe(78);
    expect(err).toContain(code);
    expect(err).not.toContain('authorize');
  });

  test('a secret that is not there is named by its setting and its place', async () => {
    await using business = await openBusinessFolder(
      '{ tier: sandbox }',
      'client: { id: my-client, secret: { env: OUR_SECRET } }',
    );
    const { code, err } = await business.ishur(['connect', '--paste']);
    expect(code).toBe(78);
    expect(err).toMatch(/client\.secret .*OUR_SECRET/);
    expect((await (await openBusinessFolder('{ tier: sandbox }')).ishur(['connect', '--paste'])).err).toContain(
      'config/client-missing',
    );
  });
});

describe('ishur connections', () => {
  test.each([
    ['2026-09-13T12:00:00+03:00', 'fine', 0],
    ['2026-09-14T12:00:00+03:00', 'remind', 0],
    ['2026-09-30T12:00:00+03:00', 'expired', 78],
  ])('%s: %s', async (now, level, code) => {
    await using simulator = await startSimulator(APPROVING);
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    await business.ishur(['connect', '--paste'], { answer: arrival });
    const listed = await business.ishur(['connections', '--json'], { now: new Date(now) });
    expect(JSON.parse(listed.out)).toMatchObject({ level });
    expect(listed.code).toBe(code);
  });
});
