import type { Adapter } from '@ishur/contract/v1';
import { missingNeeds } from './adapter-test.ts';
import { runAdapterTest } from './run-adapter-test.ts';
import { ADAPTER_TESTS } from './tests/adapter-tests.ts';
import type { WorldDefinition } from './world.ts';

/** A test that is known to fail, for now. */
export interface Waiver {
  /** The test's name. */
  readonly test: string;
  /** Why it fails and what would have to happen, for whoever reads the report. */
  readonly reason: string;
}

export interface KitOptions {
  readonly adapter: Adapter;
  readonly world: WorldDefinition;
  /** A waiver whose test passes, is skipped or does not exist fails: it is stale. */
  readonly waivers?: readonly Waiver[];
}

/** One test as a runner registers it. */
export type PlannedTest = { readonly name: string } & (
  | { readonly kind: 'run'; readonly run: () => Promise<void> }
  /** `why` names what the adapter or the source declares not to have. */
  | { readonly kind: 'skip'; readonly why: string }
  /** `run` throws when the waiver is stale, and otherwise answers why the test fails. */
  | { readonly kind: 'waived'; readonly reason: string; readonly run: () => Promise<void> }
);

/** Every test of the kit, with what this adapter's runner has to do about it. Knows no test runner. */
export function planTests({ adapter, world, waivers = [] }: KitOptions): readonly PlannedTest[] {
  const reasons = new Map(waivers.map(({ test, reason }) => [test, reason]));
  const planned = ADAPTER_TESTS.map((test): PlannedTest => {
    const { name } = test;
    const reason = reasons.get(name);
    const missing = missingNeeds(test, adapter, world);
    if (missing.length > 0) {
      const why = `the adapter or its source declares to be without: ${missing.join(', ')}`;
      return reason === undefined
        ? { name, kind: 'skip', why }
        : failing(name, `The waiver is stale: this test is skipped (${why}). Remove the waiver.`);
    }
    const run = (): Promise<void> => runAdapterTest(test, adapter, world);
    if (reason === undefined) return { name, kind: 'run', run };
    if (reason.trim() === '') return failing(name, 'A waiver needs a reason. Write one.');
    return { name, kind: 'waived', reason, run: () => mustFail(run) };
  });
  const known = new Set(planned.map(({ name }) => name));
  const unknown = [...reasons.keys()].filter((name) => !known.has(name));
  return [
    ...planned,
    ...unknown.map((name) => failing(name, 'A waiver names this test, and there is none. Remove it.')),
  ];
}

function failing(name: string, message: string): PlannedTest {
  return { name, kind: 'run', run: () => Promise.reject(new Error(message)) };
}

async function mustFail(run: () => Promise<void>): Promise<void> {
  const failed = await run().then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error('The waiver is stale: this test passes now. Remove the waiver.');
}
