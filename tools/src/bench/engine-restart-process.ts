/**
 * One side of the restart benchmark, in a process of its own: tells when it got so far, and ends. Its words are `scan` or
 * `restart`, the file of the ledger and its key. It imports nothing of the tools, so that it can be run as plain JavaScript: what
 * takes the types away takes time and memory, too.
 */
import { DatabaseSync } from 'node:sqlite';
import { parseAllocationNumber, parseVatNumber } from '@ishur/core';
import { createEngine, createSealer, parseKeys } from '@ishur/engine';
import { openSqliteLedger } from '@ishur/ledger-sqlite';
import { createAuthority } from '@ishur/transport';

/** What a process tells its parent, once. */
export interface RestartReport {
  /** Milliseconds since the process began. */
  readonly ms: number;
  /** The most memory that it had, in MiB. */
  readonly peakMiB: number;
}

/** Asks after which the restart is over. The first is what is timed; those after it show what they cost in memory. */
const ASKS = 500;

const [side, file = '', key = ''] = process.argv.slice(-3);
if (side === 'scan') scan();
else await restart();

function scan(): void {
  using database = new DatabaseSync(file, { readOnly: true });
  let bytes = 0;
  for (const { summary } of database.prepare('SELECT * FROM cases').iterate()) bytes += String(summary).length;
  if (bytes === 0) throw new Error('There is nothing to scan.');
  tell(performance.now());
}

/** With everything that a runner has: the ledger, transport and the default policies. No byte leaves. */
async function restart(): Promise<void> {
  const number = parseAllocationNumber('20260630120000000000000001');
  const vatNumber = parseVatNumber('777777715');
  if (number === undefined || vatNumber === undefined) throw new Error('The benchmark is wrong.');
  await using ledger = await openSqliteLedger({ file, tier: 'simulator', sealer: createSealer(parseKeys(key)) });
  const stop = new AbortController();
  let firstAt: number | undefined;
  let asked = 0;
  const allocate = (): { readonly kind: 'allocated'; readonly number: typeof number } => {
    firstAt ??= performance.now();
    asked += 1;
    if (asked >= ASKS) stop.abort();
    return { kind: 'allocated', number };
  };
  const authority = createAuthority({
    tier: 'simulator',
    address: 'http://127.0.0.1:9',
    accessToken: () => Promise.reject(new Error('No byte leaves.')),
  });
  const engine = createEngine({
    business: { id: 'acme', vatNumber, operator: { name: 'acme-office' }, ask: 'required' },
    sources: [],
    ledger,
    authority: {
      spell: (request) => authority.spell(request),
      approve: () => Promise.resolve(allocate()),
      approveMany: (asks) => Promise.resolve(asks.map(allocate)),
    },
    clock: { now: () => new Date() },
    runner: { name: 'bench 2', isAlive: (name) => name === 'bench 2' },
    report: () => {},
  });
  await engine.run(stop.signal);
  if (firstAt === undefined) throw new Error('Nothing was asked for.');
  tell(firstAt);
}

function tell(ms: number): void {
  const report: RestartReport = { ms, peakMiB: process.resourceUsage().maxRSS / 1024 };
  process.send?.(report);
}
