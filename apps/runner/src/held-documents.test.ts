import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { HELD_ROWS, openHeldWorld } from './testing/held-world.ts';
import type { HeldWorld } from './testing/held-world.ts';
import { recordFrames } from './testing/record-frames.ts';

const DOCUMENT = resolve(import.meta.dirname, '../../../docs/held-documents.md');

/** What happens outside of the program, by the sentences that tell it. */
const HAPPENINGS: Readonly<Record<string, (world: HeldWorld) => unknown>> = {
  'The Tax Authority allows the invoice.': (world) => world.decideHearing('won'),
  'The accounting software issues the zero-rate invoice 1004.': (world) =>
    world.write(...HELD_ROWS.slice(0, 1), '305,1004,2026-06-10,000000018,א בע"מ,6000.00,0.00,6000.00'),
  'The answer to the next choice is lost on its way.': (world) =>
    world.simulator.setFaults([{ kind: 'reset', when: 'after', service: 'decision' }]),
};

function happen(world: HeldWorld, sentence: string): unknown {
  const deed = HAPPENINGS[sentence];
  if (deed === undefined) throw new Error(`Nobody knows how to do this: ${sentence}`);
  return deed(world);
}

/** Whoever reads it has one invoice, which is held. */
async function openReader(): Promise<HeldWorld> {
  const world = await openHeldWorld({ seed: 8 });
  world.write(...HELD_ROWS.slice(0, 1));
  return world;
}

test('what stands in the frames is what the program prints: each of the four ends', { timeout: 120_000 }, async () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  const done: string[] = [];
  let frames = 0;
  for (const section of text.split(/^(?=## )/m)) {
    let world: HeldWorld | undefined;
    // A frame that begins with a run begins anew.
    const worldFor = async (frame: string): Promise<HeldWorld> => {
      frames += 1;
      if (world !== undefined && !frame.startsWith('$ ishur run')) return world;
      await world?.[Symbol.asyncDispose]();
      world = await openReader();
      return world;
    };
    done.push(await recordFrames(section, worldFor, happen));
    await world?.[Symbol.asyncDispose]();
  }
  expect(frames).toBe(9);
  // `vitest run --update` writes the recordings anew.
  await expect(done.join('')).toMatchFileSnapshot(DOCUMENT);
});
