import { describe, test } from 'vitest';
import { createFewInFull } from './few-in-full.ts';
import { planTests } from './plan-tests.ts';
import type { KitOptions } from './plan-tests.ts';
import { refuseOldNode } from './refuse-old-node.ts';
import { TEST_DEADLINE } from './run-adapter-test.ts';

export type { KitOptions, Waiver } from './plan-tests.ts';
export { sampleDocument } from './sample-document.ts';
export type { SampleChanges, SampleDocument } from './sample-document.ts';
export type { AdapterWorld, Lack, OptionalField, WorldDefinition, WrongConfig } from './world.ts';

/** Registers every test of the adapter contract, version 1, with vitest. Call it at the top of a test file. */
export function testAdapterV1(options: KitOptions): void {
  refuseOldNode(process.versions.node);
  describe(`adapter ${options.adapter.id}, contract v1`, () => {
    const fewInFull = createFewInFull();
    for (const planned of planTests(options)) {
      test(planned.name, { timeout: TEST_DEADLINE + 5_000 }, async (context) => {
        if (planned.kind === 'skip') context.skip(planned.why);
        else
          await planned.run().catch((failure: unknown) => {
            throw fewInFull(failure);
          });
        if (planned.kind === 'waived') context.skip(`waived: ${planned.reason}`);
      });
    }
  });
}
