import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { HELD_ROWS, openHeldWorld } from './testing/held-world.ts';
import type { HeldWorld } from './testing/held-world.ts';

const MAIN = resolve(import.meta.dirname, 'main.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** A process of its own, on the ledger of this world. */
async function processOf(world: HeldWorld, ...argv: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=@ishur/source', MAIN, ...argv], {
    cwd: world.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8', NODE_OPTIONS: '' },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (out += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

/** So many answers are held back: their requests are at the authority, and what they are about is durable. */
async function waiting(world: HeldWorld, atLeast: number): Promise<void> {
  await fetch(`${world.simulator.address}/__simulator/waiting?atLeast=${atLeast}`);
}

test(
  'a choice is made in one process while another asks, and neither waits for the other',
  { timeout: 60_000 },
  async () => {
    await using world = await openHeldWorld();
    world.write(...HELD_ROWS.slice(0, 2));
    await world.ishur(['run']);
    world.write(...HELD_ROWS);
    world.simulator.setFaults([{ kind: 'hold', service: 'approval' }]);
    const running = processOf(world, 'run', '--json');
    await waiting(world, 1);
    // The ask of 305:1003 is on the wire and stays there.
    expect(await processOf(world, 'choose', '305:1001', 'cancel', '--json')).toMatchObject({ code: 0 });
    expect(await world.standingOf('305:1001')).toBe('cancelled');
    expect(await world.standingOf('305:1003')).toBe('asking');
    world.simulator.release();
    expect((await running).code).toBe(0);
    expect(await world.standingOf('305:1003')).toBe('allocated');
    expect((await world.choices()).map(({ decision }) => decision)).toEqual(['Cancel']);
  },
);

test('a choice that is on the wire is told by no run of another process', { timeout: 60_000 }, async () => {
  await using world = await openHeldWorld();
  await world.ishur(['run']);
  world.simulator.setFaults([{ kind: 'hold', service: 'decision' }]);
  const choosing = processOf(world, 'choose', '305:1001', 'continue', '--json');
  await waiting(world, 1);
  expect(await world.standingOf('305:1001')).toBe('choosing');
  const beside = await Promise.all([
    processOf(world, 'run', '--json'),
    processOf(world, 'choose', '305:1001', 'continue'),
    processOf(world, 'choose', '305:1001', 'cancel'),
  ]);
  expect(beside.map(({ code }) => code)).toEqual([0, 75, 65]);
  world.simulator.release();
  expect((await choosing).code).toBe(0);
  expect(await world.standingOf('305:1001')).toBe('continued');
  expect(await world.choices()).toHaveLength(1);
});
