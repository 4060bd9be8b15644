import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHeldWorld } from './testing/held-world.ts';

// Sentences of the authority's document (docs/sentences.md) that no test of a single part can hold.

const HELD = '305,1001,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00';

describe('API description 2.0 / 7.2024, section 2.2.2', () => {
  test('choosing a hearing shows the link to the portal', async () => {
    const portal = 'https://portal.example.invalid/hearings';
    await using world = await openHeldWorld();
    const file = join(world.folder, 'ishur.config.yaml');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(file, settings.replace('tier: simulator', `tier: simulator, hearings: "${portal}"`));
    await world.ishur(['run']);
    const { code, out } = await world.ishur(['choose', '305:1001', 'hearing']);
    expect(code).toBe(0);
    expect(out).toContain(portal);
    // And whenever somebody looks how it stands.
    expect((await world.ishur(['hearing', '305:1001', '--lang', 'he'])).out).toContain(portal);
    // No source publishes the address: where the configuration names none, the place is told in words.
    await using other = await openHeldWorld();
    await other.ishur(['run']);
    expect((await other.ishur(['choose', '305:1001', 'hearing'])).out).toContain('personal area');
  });

  test('a held invoice is not its own replacement', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    // The same reference, without VAT: an edit of the held document, and no other one.
    world.write(HELD.replace('1080.00,7080.00', '0.00,6000.00'));
    await world.ishur(['run']);
    const { code, err } = await world.ishur(['choose', '305:1001', 'reverse-charge', '--with', '305:1001']);
    expect(code).toBe(65);
    expect(err).not.toBe('');
    expect(await world.standingOf('305:1001')).not.toBe('replaced');
  });
});

describe('API description 2.0 / 7.2024, section 2.4', () => {
  test('a pro-forma gets its approval: a large one by itself, a small one where somebody asks for it', async () => {
    await using world = await openHeldWorld();
    world.write(
      '332,771,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00',
      '332,772,2026-06-10,000000018,א בע"מ,600.00,108.00,708.00',
    );
    await world.ishur(['run']);
    expect(await world.standingOf('332:771')).toBe('allocated');
    expect(await world.standingOf('332:772')).toBe('not-required');
    await world.ishur(['ask', '332:772']);
    await world.ishur(['run']);
    expect(await world.standingOf('332:772')).toBe('allocated');
  });
});
