import { describe, expect, test } from 'vitest';
import { missingNeeds } from './adapter-test.ts';
import { memoryAdapter } from './fixtures/memory-adapter.ts';
import { MEMORY_WORLD } from './fixtures/memory-source.ts';
import { TWINS } from './fixtures/twins.ts';
import { runAdapterTest } from './run-adapter-test.ts';
import { ADAPTER_TESTS } from './tests/adapter-tests.ts';

describe('broken twins', () => {
  test('there is one for every test', () => {
    expect(Object.keys(TWINS).toSorted()).toEqual(ADAPTER_TESTS.map(({ name }) => name).toSorted());
  });

  test.for(Object.entries(TWINS))('each fails its test and no other: %s', async ([name, breakage]) => {
    const adapter = memoryAdapter(breakage);
    const failed: string[] = [];
    for (const each of ADAPTER_TESTS) {
      if (missingNeeds(each, adapter, MEMORY_WORLD).length > 0) continue;
      await runAdapterTest(each, adapter, MEMORY_WORLD).catch(() => failed.push(each.name));
    }
    expect(failed).toEqual([name]);
  });

  test('a failing test says what the contract says and what to do', async () => {
    const [shape] = ADAPTER_TESTS;
    if (shape === undefined) throw new Error('There are no tests.');
    const adapter = memoryAdapter({ adapter: () => ({ id: 'Memory' }) });
    await expect(runAdapterTest(shape, adapter, MEMORY_WORLD)).rejects.toThrow(
      /^shape\/is of .*\n {2}The contract \(AdapterDefinition\.id\): .*\n {2}What to do: .*\n {2}Found: /,
    );
  });
});
