import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseAllocationNumber } from '@ishur/core';
import type { FrozenAsk } from '@ishur/core';
import type { EngineParts } from '@ishur/engine';
import { Pool } from 'undici';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { atMost, contest, percentile, printRates, timed } from './engine-contest.ts';
import type { AsyncContestant, Taken } from './engine-contest.ts';
import { startSimulatorProcess } from './engine-simulator.ts';
import type { SimulatorProcess } from './engine-simulator.ts';
import { authorityAt, documents, frozenAsks, openDesk, sourceOf, SOURCE, standingsOf } from './engine-world.ts';

const PATH = '/shaam/tsandbox/Invoices/v2/Approval';
const HEADERS = {
  authorization: 'Bearer a-token',
  'content-type': 'application/json; charset=utf-8',
  accept: 'application/json',
};

/**
 * The engine asks for what is queued, durably; bare undici makes the same calls and keeps nothing. The third has the engine's
 * promises and undici's calls, so that one sees which of the two costs what.
 */
export async function againstBareCalls(rounds: number): Promise<void> {
  using simulator = await startSimulatorProcess();
  for (const atOnce of [16, 64]) {
    const count = atOnce * 40;
    const begin = (): Promise<void> => simulator.begin({ latencyMs: 50 });
    const contestants: readonly AsyncContestant[] = [
      { name: 'bare undici', run: bareCalls(simulator, begin, count, atOnce) },
      { name: 'engine, ledger and transport', run: durableAsks(simulator, begin, count, atOnce) },
      { name: 'engine and ledger, undici calls', run: durableAsks(simulator, begin, count, atOnce, bareAuthority) },
    ];
    const title = `The authority takes 50 ms, ${atOnce} in flight, ${count} asks`;
    printRates(title, await contest(contestants, rounds), count, 0.95);
  }
}

/**
 * The authority answers at once, so that what is kept is what costs. Whoever writes it by hand commits the intent, calls, and
 * commits the outcome, one document after the other.
 */
export async function againstTwoCommits(rounds: number): Promise<void> {
  using simulator = await startSimulatorProcess();
  const count = 1000;
  const begin = (): Promise<void> => simulator.begin({ latencyMs: 0 });
  const contestants: readonly AsyncContestant[] = [
    { name: 'two raw commits and a call', run: twoCommits(simulator, begin, count, 1) },
    { name: 'engine, 16 in flight', run: durableAsks(simulator, begin, count, 16) },
    { name: 'engine, 4 in flight, its default', run: durableAsks(simulator, begin, count, 4) },
    { name: 'two raw commits, 16 in flight', run: twoCommits(simulator, begin, count, 16) },
  ];
  const title = `The authority answers at once, ${count} asks`;
  printRates(title, await contest(contestants, rounds), count, 1);
  await tellSingleOffers(simulator, begin, count);
}

/** How long somebody waits who offers a document and wants its number at once, one after the other. */
async function tellSingleOffers(simulator: SimulatorProcess, begin: () => Promise<void>, count: number): Promise<void> {
  await begin();
  await using desk = await openDesk();
  const authority = authorityAt(simulator.address, 16);
  const engine = desk.engine({ authority, sources: [sourceOf([])] });
  const times: number[] = [];
  for (const item of documents(count)) {
    const start = performance.now();
    const { number } = await engine.offer(SOURCE, item, { ask: true });
    if (number === undefined) throw new Error('The simulator does not allocate.');
    times.push(performance.now() - start);
  }
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.99)];
  console.log(
    `  one offer with its ask takes ${half.toFixed(2)} ms, 99 in 100 at most ${most.toFixed(2)} ms, ${atMost(most, 10, 'ms')}`,
  );
}

function durableAsks(
  simulator: SimulatorProcess,
  begin: () => Promise<void>,
  count: number,
  atOnce: number,
  authority: typeof bareAuthority = authorityAt,
): () => Promise<Taken> {
  return async () => {
    await begin();
    await using desk = await openDesk();
    await desk.queue(documents(count));
    const engine = desk.engine({
      authority: authority(simulator.address, atOnce),
      asksAtOnce: atOnce,
      batching: 'never',
    });
    const taken = await timed(() => engine.run(new AbortController().signal));
    const allocated = (await standingsOf(desk.ledger)).get('allocated');
    if (allocated !== count) throw new Error(`Of ${count} documents ${String(allocated)} have a number.`);
    return taken;
  };
}

function bareCalls(
  simulator: SimulatorProcess,
  begin: () => Promise<void>,
  count: number,
  atOnce: number,
): () => Promise<Taken> {
  const bodies = frozenAsks(documents(count), authorityAt(simulator.address, atOnce)).map(({ body }) => body);
  return async () => {
    await begin();
    const pool = new Pool(simulator.address, { connections: atOnce });
    const taken = await timed(() => inFlight(bodies, atOnce, async (body) => void (await call(pool, body))));
    await pool.close();
    return taken;
  };
}

function twoCommits(
  simulator: SimulatorProcess,
  begin: () => Promise<void>,
  count: number,
  atOnce: number,
): () => Promise<Taken> {
  const asks = frozenAsks(documents(count), authorityAt(simulator.address, atOnce));
  return async () => {
    await begin();
    using folder = temporaryFolder('bench');
    using database = new DatabaseSync(join(folder.path, 'raw.db'));
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.exec('CREATE TABLE asks (id TEXT PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL, number TEXT) STRICT');
    const intent = database.prepare('INSERT INTO asks (id, at, body) VALUES (?, ?, ?)');
    const outcome = database.prepare('UPDATE asks SET number = ? WHERE id = ?');
    const pool = new Pool(simulator.address, { connections: atOnce });
    const keepBoth = async ({ invoiceId, body }: FrozenAsk): Promise<void> => {
      intent.run(invoiceId, new Date().toISOString(), body);
      outcome.run(await call(pool, body), invoiceId);
    };
    const taken = await timed(() => inFlight(asks, atOnce, keepBoth));
    await pool.close();
    return taken;
  };
}

/** Undici behind the engine's port: it does not look at what can go wrong. */
function bareAuthority(address: string, atOnce: number): EngineParts['authority'] {
  const pool = new Pool(address, { connections: atOnce, keepAliveTimeout: 100 });
  const transport = authorityAt(address, atOnce);
  return {
    spell: (request) => transport.spell(request),
    async approve({ body }) {
      const number = parseAllocationNumber(await call(pool, body));
      if (number === undefined) throw new Error('The simulator does not allocate.');
      return { kind: 'allocated', number };
    },
  };
}

async function call(pool: Pool, body: string): Promise<string> {
  const response = await pool.request({ path: PATH, method: 'POST', headers: HEADERS, body });
  const answer = (await response.body.json()) as { readonly approved: boolean; readonly confirmation_number: string };
  if (!answer.approved) throw new Error('The simulator does not allocate.');
  return answer.confirmation_number;
}

async function inFlight<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
