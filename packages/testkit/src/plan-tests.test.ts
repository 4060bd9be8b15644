import { describe, expect, test } from 'vitest';
import { memoryAdapter } from './fixtures/memory-adapter.ts';
import { MEMORY_WORLD } from './fixtures/memory-source.ts';
import { TEST_NAMES } from './fixtures/test-names.ts';
import { planTests } from './plan-tests.ts';
import type { KitOptions, PlannedTest } from './plan-tests.ts';
import { ADAPTER_TESTS } from './tests/adapter-tests.ts';

const NAME = 'shape/is of contract v1 and has a lower-case id';

describe('the names of the tests', () => {
  test('are those that were released', () => {
    expect(ADAPTER_TESTS.map(({ name }) => name)).toEqual(TEST_NAMES);
  });

  test('are all different', () => {
    expect(new Set(TEST_NAMES).size).toBe(TEST_NAMES.length);
  });
});

describe('skips and waivers', () => {
  test('only what is declared to be lacking is skipped, and the report says what', () => {
    const adapter = memoryAdapter({ capabilities: { reread: false } });
    const skipped = planTests({ adapter, world: MEMORY_WORLD }).filter(({ kind }) => kind === 'skip');
    const needing = ADAPTER_TESTS.filter(({ needs }) =>
      needs.some((need) => ['reread', 'file', 'no-record'].includes(need)),
    );
    expect(skipped.map(({ name }) => name)).toEqual(needing.map(({ name }) => name));
    expect(skipped).toContainEqual(expect.objectContaining({ why: expect.stringContaining('reread') }));
  });

  test('a waived test that fails is excused', async () => {
    const adapter = memoryAdapter({ adapter: () => ({ id: 'Memory' }) });
    await expect(runWaived({ adapter, waivers: [{ test: NAME, reason: 'renamed in June' }] })).resolves.toBe('waived');
  });

  test.for([
    ['passes', NAME, 'a reason', /passes now/],
    ['is skipped', 'check/says why nothing can be written', 'a reason', /is skipped/],
    ['does not exist', 'shape/no such test', 'a reason', /there is none/],
    ['has no reason', NAME, ' ', /needs a reason/],
  ] as const)('a waiver whose test %s fails', async ([, name, reason, message]) => {
    await expect(runWaived({ adapter: memoryAdapter(), waivers: [{ test: name, reason }] })).rejects.toThrow(message);
  });
});

/** Runs the test that the only waiver names. */
async function runWaived(options: Omit<KitOptions, 'world'>): Promise<PlannedTest['kind']> {
  const planned = planTests({ ...options, world: MEMORY_WORLD }).find(
    ({ name }) => name === options.waivers?.[0]?.test,
  );
  if (planned === undefined || planned.kind === 'skip') throw new Error('It is not run.');
  await planned.run();
  return planned.kind;
}
