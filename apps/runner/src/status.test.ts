import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHeldWorld } from './testing/held-world.ts';

test('status tells numbers that are not back at their source, and what to do about them', async () => {
  await using world = await openHeldWorld();
  // A folder stands where the result file belongs.
  const result = join(world.folder, 'invoices.ishur.csv');
  mkdirSync(result);
  await world.ishur(['run']);
  const away = (await world.ishur(['status', '--lang', 'en'])).out;
  expect(away).toMatch(/of which are back at the source, or in a result file +│ +0/);
  expect(away).toMatch(/and are not back: the source cannot take a number +│ +1 │ why: ishur doctor/);
  rmdirSync(result);
  await world.ishur(['run']);
  const back = (await world.ishur(['status', '--lang', 'en'])).out;
  expect(back).toMatch(/of which are back at the source, or in a result file +│ +1/);
  expect(back).not.toContain('not back');
});

test('status has a line of its own for each way out of a held invoice', async () => {
  await using world = await openHeldWorld();
  await world.ishur(['run']);
  await world.ishur(['choose', '305:1001', 'hearing']);
  await world.ishur(['choose', '305:1002', 'cancel']);
  const { out } = await world.ishur(['status', '--lang', 'he']);
  const plain = out.replaceAll(/[\u200e\u200f]/g, '');
  expect(plain).toMatch(/בשימוע +│ +1 │ ishur inbox מראה מה המועדים/);
  expect(plain).toMatch(/בוטל אחרי עיכוב +│ +1 /);
  expect(plain).not.toMatch(/מעוכב ברשות המסים/);
});
