import { atLeast, spelled } from './engine-contest.ts';
import { startSimulatorProcess } from './engine-simulator.ts';
import type { SimulatorProcess } from './engine-simulator.ts';
import { authorityAt, documents, openDesk, standingsOf } from './engine-world.ts';

const COUNT = 5000;
const LATENCY_MS = 150;
/** Every fiftieth document is one that the authority refuses: two in a hundred, two in each batch of a hundred. */
const BAD_EVERY = 50;
/** Exchanges under way at a time, the same for both. More than the default, so that one by one ends at all. */
const AT_ONCE = 16;

/** The same documents asked for in batches, as the engine does by itself, and one by one. Once each: it takes its time. */
export async function togetherAgainstOneByOne(): Promise<void> {
  using simulator = await startSimulatorProcess();
  const together = await ask(simulator, {});
  const alone = await ask(simulator, { batching: 'never' });
  const fewer = alone.calls / together.calls;
  const faster = alone.ms / together.ms;
  console.log(
    `\n${spelled(COUNT)} documents, 2 in 100 bad, the authority takes ${LATENCY_MS} ms, ${AT_ONCE} in flight`,
  );
  console.log(`  one by one  ${spelled(alone.calls).padStart(6)} calls, ${spelled(alone.ms).padStart(7)} ms`);
  console.log(`  in batches  ${spelled(together.calls).padStart(6)} calls, ${spelled(together.ms).padStart(7)} ms`);
  console.log(`  ${fewer.toFixed(1)} times fewer calls, ${atLeast(fewer, 10)}`);
  console.log(`  ${faster.toFixed(1)} times faster, ${atLeast(faster, 8)}`);
}

async function ask(
  simulator: SimulatorProcess,
  policies: { readonly batching?: 'never' },
): Promise<{ readonly calls: number; readonly ms: number }> {
  const items = documents(COUNT);
  const bad = items.flatMap(({ fields }, index) => (index % BAD_EVERY === 7 ? [fields.reference] : []));
  await simulator.begin({ latencyMs: LATENCY_MS, bad });
  await using desk = await openDesk();
  await desk.queue(items);
  const engine = desk.engine({
    authority: authorityAt(simulator.address, AT_ONCE),
    asksAtOnce: AT_ONCE,
    ...policies,
  });
  const start = performance.now();
  await engine.run(new AbortController().signal);
  const ms = performance.now() - start;
  const calls = await simulator.calls();
  const standings = await standingsOf(desk.ledger);
  const isRight = standings.get('allocated') === COUNT - bad.length && standings.get('rejected') === bad.length;
  const isOnce = (await simulator.issued()) === COUNT - bad.length;
  if (!isRight || !isOnce) throw new Error(`Something else came out: ${JSON.stringify([...standings])}`);
  return { calls, ms };
}
