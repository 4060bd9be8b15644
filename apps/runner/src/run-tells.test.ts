import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import type { Simulator, SimulatorOptions } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';
import type { BusinessFolder } from './testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');
const HEAD =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat\n';

type World = BusinessFolder & { readonly simulator: Simulator };

async function openWorld(options: SimulatorOptions = {}): Promise<World> {
  const simulator = await startSimulator({ now: () => NOON, oauth: { consent: 'approve' }, ...options });
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

function rename(world: World, before: string, after: string): void {
  const file = join(world.folder, 'ishur.config.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(before, after));
}

describe('ishur run tells', () => {
  test('that the log-in ends soon, from day 75 of 90', async () => {
    await using world = await openWorld();
    await world.ishur(['connect', '--paste'], {
      answer: async (address) => (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '',
    });
    const on = (day: string): { readonly now: Date } => ({ now: new Date(`${day}T09:00:00+03:00`) });
    expect((await world.ishur(['run'], on('2026-09-13'))).out).not.toContain('Log in again');
    expect((await world.ishur(['run'], on('2026-09-14'))).out).toMatch(/15 days left\)\. Log in again/);
    const { out } = await world.ishur(['run', '--json'], on('2026-09-14'));
    const lines = out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ event: 'connection', business: 'acme', level: 'remind', daysLeft: 15 }),
    );
    // The figures stay the last line.
    expect(JSON.parse(lines.at(-1) ?? '')).toHaveProperty('read');
  });

  test('what is worth a look at a document that needs no number, once', async () => {
    await using world = await openWorld();
    // The customer's check digit does not fit.
    writeFileSync(join(world.folder, 'a.csv'), `${HEAD}305,1002,2026-06-10,000000019,ב בע"מ,600.00,108.00,708.00\n`);
    const { out } = await world.ishur(['run']);
    expect(out).toMatch(/Worth checking\n.*305:1002/);
    expect((await world.ishur(['run'], { now: new Date('2026-07-02T09:00:00+03:00') })).out).not.toContain('305:1002');
  });

  test('what is worth a look at a held document', async () => {
    await using world = await openWorld();
    rename(world, '777777715', '777777723');
    writeFileSync(join(world.folder, 'a.csv'), `${HEAD}305,1001,2026-06-10,000000019,ב בע"מ,6000.00,1080.00,7080.00\n`);
    const { out } = await world.ishur(['run']);
    expect(out).toMatch(/305:1001.*held by the Tax Authority/);
    expect(out).toMatch(/Worth checking\n.*305:1001/);
  });
});

describe('a dealer number that changed in the configuration', () => {
  test('is refused once numbers were asked for in the name of another', async () => {
    await using world = await openWorld();
    await world.ishur(['run']);
    rename(world, '777777715', '777777749');
    const { code, out } = await world.ishur(['run']);
    expect(code).toBe(78);
    expect(out).toMatch(/"acme".*in the name of dealer 777777715.*now says vatNumber 777777749.*new id/);
    expect((await world.ishur(['ask', '305:1001'])).err).toContain('config/dealer-changed');
    expect((await world.ishur(['doctor'])).out).toContain('777777749');
    rename(world, '777777749', '777777715');
    expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
  });

  test('may be mended as long as nothing was asked for', async () => {
    await using world = await openWorld();
    rename(world, '777777715', '777777716');
    // 431: the check digit is wrong, and the run stops for this business.
    await world.ishur(['run']);
    rename(world, '777777716', '777777715');
    expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
  });
});

describe('Ctrl+C', () => {
  test('is answered at once while sources are watched, and is 130', async () => {
    await using world = await openWorld();
    const stop = new AbortController();
    const watching = world.ishur(['run', '--watch', '--json'], { signal: stop.signal });
    await expect
      .poll(async () => (await (await fetch(`${world.simulator.address}/__simulator/issued`)).text()).length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(20);
    stop.abort('SIGINT');
    const { code, err } = await watching;
    expect(err).toContain('Stopping');
    expect(code).toBe(130);
  });

  test('of a service manager (SIGTERM) is no failure', async () => {
    await using world = await openWorld();
    const stop = new AbortController();
    const watching = world.ishur(['run', '--watch'], { signal: stop.signal });
    stop.abort('SIGTERM');
    expect(await watching).toMatchObject({ code: 0 });
  });
});
