import type { Adapter } from '@ishur/contract/v1';
import type { AdapterTest } from './adapter-test.ts';
import { openStage } from './stage.ts';
import type { WorldDefinition } from './world.ts';

/** In milliseconds. Whoever takes longer hangs. */
export const TEST_DEADLINE = 60_000;

/**
 * Runs one test in a world of its own.
 *
 * @throws Error that says what the contract says, and where, what was found, and what the adapter's author can do.
 */
export async function runAdapterTest(
  test: AdapterTest,
  adapter: Adapter,
  world: WorldDefinition,
  deadline: number = TEST_DEADLINE,
): Promise<void> {
  try {
    await inTime(onStage(test, adapter, world), deadline);
  } catch (cause) {
    throw new Error(explain(test, cause), { cause });
  }
}

async function onStage(test: AdapterTest, adapter: Adapter, world: WorldDefinition): Promise<void> {
  await using stage = await openStage(adapter, world);
  await test.run(stage);
}

function explain({ name, section, says, advice }: AdapterTest, cause: unknown): string {
  const found = cause instanceof Error ? cause.message : String(cause);
  return `${name}\n  The contract (${section}): ${says}\n  What to do: ${advice}\n  Found: ${found}`;
}

async function inTime(work: Promise<void>, deadline: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came back within ${deadline} ms.`)), deadline);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
