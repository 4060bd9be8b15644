import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../lab.ts';
import { openAssistant } from '../runner/open-assistant.ts';
import type { Assistant } from '../runner/open-assistant.ts';
import { carryOutCase } from './sweep-case.ts';

// A lab that finds nothing proves nothing: two twins that are broken on purpose, and one that is sound.

const lab: Lab = { root: resolve(import.meta.dirname, '../../../..'), isBuilt: false, jobs: 1 };
let assistant: Assistant;

beforeAll(() => {
  assistant = openAssistant(lab);
});
afterAll(() => assistant[Symbol.dispose]());

test('a number that was on its way when the process was killed is found again', async () => {
  const outcome = await carryOutCase(lab, assistant, { point: 'answer held', kind: 'allocated', seed: 1 });
  expect(outcome).toMatchObject({ wasKilled: true, findings: [] });
});

test('a ledger that is gone after a kill is found: what was told is asked for again', async () => {
  const twin = { point: 'outcome known', kind: 'allocated', seed: 1, twin: 'forgetful' } as const;
  const { wasKilled, findings } = await carryOutCase(lab, assistant, twin);
  expect(wasKilled).toBe(true);
  expect(findings.map(({ check }) => check)).toContain('asked too often');
});

test('a request that goes out twice is found', async () => {
  const twin = { point: 'outcome known', kind: 'allocated', seed: 1, twin: 'doubling' } as const;
  const { findings } = await carryOutCase(lab, assistant, twin);
  expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['asked too often']));
});
