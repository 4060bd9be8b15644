import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import type { Simulator } from '@ishur/simulator';
import { expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';
import type { BusinessFolder } from './testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');

type World = BusinessFolder & { readonly simulator: Simulator };

async function openWorld(): Promise<World> {
  const simulator = await startSimulator({ now: () => NOON, tokens: 'issued', oauth: { consent: 'approve' } });
  const business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
  return {
    ...business,
    simulator,
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

const keyOf = (world: World): string => join(world.folder, 'ishur.key');

async function connect(world: World): Promise<void> {
  const answer = async (address: string): Promise<string> =>
    (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '';
  expect(await world.ishur(['connect', '--paste'], { answer })).toMatchObject({ code: 0 });
}

test.each([['status'], ['list'], ['connections'], ['check'], ['audit', 'verify'], ['migrate', '--check'], ['doctor']])(
  'ishur %s %s leaves nothing behind where nothing is',
  async (...argv) => {
    await using world = await openWorld();
    const before = readdirSync(world.folder).toSorted();
    await world.ishur(argv);
    expect(readdirSync(world.folder).toSorted()).toEqual(before);
  },
);

test.each([['status'], ['list'], ['show', '305:1001'], ['audit', 'verify'], ['connections'], ['run']])(
  'ishur %s %s makes no new key where something is sealed with the lost one, and says what to do',
  async (...argv) => {
    await using world = await openWorld();
    await connect(world);
    await world.ishur(['run']);
    rmSync(keyOf(world));
    const { code, err } = await world.ishur(argv);
    expect(code).toBe(78);
    expect(err).toContain('config/key-missing');
    expect(err).toContain('ishur keys new');
    expect(existsSync(keyOf(world))).toBe(false);
  },
);

test('a key that is lost for good is made anew by word of a person, and the business logs in again', async () => {
  await using world = await openWorld();
  await connect(world);
  await world.ishur(['run']);
  rmSync(keyOf(world));
  expect(await world.ishur(['keys', 'new'])).toMatchObject({ code: 0 });
  await connect(world);
  expect((await world.ishur(['connections'])).out).toContain('90 days');
  expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
});

test('an open ask whose key is lost stops its business in words, until a person says how the ask ended', async () => {
  await using world = await openWorld();
  await connect(world);
  world.simulator.setFaults([{ kind: 'reset', when: 'after', service: 'approval', times: 1 }]);
  await world.ishur(['run']);
  rmSync(keyOf(world));
  await world.ishur(['keys', 'new']);
  await connect(world);
  const { code, out } = await world.ishur(['run']);
  expect(code).toBe(78);
  expect(out).toMatch(/What failed\n.*sealed with key/);
  expect(out).toContain('read: 1');
  expect(await world.ishur(['show', '305:1001'])).toMatchObject({ code: 0 });
  expect(
    await world.ishur(['enter', '305:1001', '20260701090000000618033989', '--evidence', 'personal area']),
  ).toMatchObject({ code: 0 });
  expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
});

test('a key is changed: a new one above, everything sealed again, the old one taken out', async () => {
  await using world = await openWorld();
  await connect(world);
  await world.ishur(['run']);
  const old = readFileSync(keyOf(world), 'utf8');
  expect(await world.ishur(['keys', 'new'])).toMatchObject({ code: 0 });
  const both = readFileSync(keyOf(world), 'utf8');
  expect(both.endsWith(old)).toBe(true);
  // Before everything is sealed again, the new one alone opens nothing.
  writeFileSync(keyOf(world), both.replace(old, ''));
  expect((await world.ishur(['connections'])).err).toContain('key/unknown');
  writeFileSync(keyOf(world), both);

  const resealed = await world.ishur(['keys', 'reseal', '--json']);
  expect(JSON.parse(resealed.out)).toEqual({ connections: 1, open: 0 });
  writeFileSync(keyOf(world), both.replace(old, ''));
  expect((await world.ishur(['connections'])).out).toContain('90 days');
});

test('an open ask keeps the old key in the file until it is settled', async () => {
  await using world = await openWorld();
  await connect(world);
  world.simulator.setFaults([{ kind: 'reset', when: 'after', service: 'approval', times: 1 }]);
  await world.ishur(['run']);
  await world.ishur(['keys', 'new']);
  const { out } = await world.ishur(['keys', 'reseal']);
  expect(out).toContain('still sealed with an older key: 1');
  await world.ishur(['run']);
  expect((await world.ishur(['keys', 'reseal'])).out).toContain('older lines may be taken out');
});

test('a key that comes from the environment is not written, and that is said', async () => {
  await using world = await openWorld();
  const file = join(world.folder, 'ishur.config.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}key: { env: OUR_KEY }\n`);
  const { code, err } = await world.ishur(['keys', 'new'], { environment: { OUR_KEY: 'b'.repeat(64) } });
  expect(code).toBe(78);
  expect(err).toContain('OUR_KEY');
});

test('a file that is something else is not made into a key file', async () => {
  await using world = await openWorld();
  writeFileSync(keyOf(world), 'my notes\n');
  expect((await world.ishur(['keys', 'new'])).err).toContain('key/unreadable');
  expect(readFileSync(keyOf(world), 'utf8')).toBe('my notes\n');
});
