import { expect, it } from 'vitest';
import { createRepeatedKeys } from './repeated-keys.ts';

it('finds every key that comes twice, among few keys and nothing else', () => {
  const keys = createRepeatedKeys();
  for (const key of ['a', 'b', 'c', 'a', 'd', 'c']) keys.add(key);
  expect([...keys.suspects]).toEqual(['a', 'c']);
});

it('finds every key that comes twice among very many, and suspects hardly another', () => {
  const keys = createRepeatedKeys();
  for (let index = 0; index < 300_000; index += 1) keys.add(`imovein-1:${index}`);
  const before = keys.suspects.size;
  for (const index of [0, 1, 65_536, 65_537, 299_999]) keys.add(`imovein-1:${index}`);
  for (const index of [0, 1, 65_536, 65_537, 299_999]) expect(keys.suspects.has(`imovein-1:${index}`)).toBe(true);
  expect(before).toBeLessThan(300);
});

it('says when more are repeated than can be kept', () => {
  const keys = createRepeatedKeys();
  let isKept = true;
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < 100_001; index += 1) isKept = keys.add(String(index)) && isKept;
  }
  expect(isKept).toBe(false);
});
