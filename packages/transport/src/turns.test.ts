import { IshurError } from '@ishur/contract';
import { expect, test } from 'vitest';
import type { Conversation } from './http/converse.ts';
import { inTurn } from './turns.ts';

const error = new IshurError({ code: 'transport/not-found', remedy: 'fix-config', message: { he: 'אין', en: 'none' } });
const turnedAway: Conversation<string> = { kind: 'failed', status: 404, certain: true, error };
const doubtful: Conversation<string> = { kind: 'failed', status: 404, certain: false, error };
const read: Conversation<string> = { kind: 'read', reading: 'x' };

/** What each way brings, and which of them were tried. */
async function tried(answers: Readonly<Record<string, Conversation<string>>>): Promise<readonly string[]> {
  const ways: string[] = [];
  await inTurn(
    ['a', 'b', 'c'],
    404,
  )(async (way) => {
    ways.push(way);
    return answers[way] ?? read;
  });
  return ways;
}

test('the next way is tried only where the one before was turned away for certain, and with that status', async () => {
  expect(await tried({})).toEqual(['a']);
  expect(await tried({ a: turnedAway })).toEqual(['a', 'b']);
  expect(await tried({ a: turnedAway, b: turnedAway })).toEqual(['a', 'b', 'c']);
  expect(await tried({ a: doubtful })).toEqual(['a']);
  expect(await tried({ a: turnedAway, b: doubtful })).toEqual(['a', 'b']);
  expect(await tried({ a: { ...turnedAway, status: 403 } })).toEqual(['a']);
});

test('where all are turned away, the one that the settings prefer says why', async () => {
  const own = inTurn(['a', 'b'], 404);
  const answers: Record<string, Conversation<string>> = { a: turnedAway, b: { ...turnedAway } };
  expect(await own(async (way) => answers[way] ?? read)).toBe(turnedAway);
});
