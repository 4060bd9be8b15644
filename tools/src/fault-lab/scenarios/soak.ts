import { checkBooks } from '../checks/check-books.ts';
import type { Finding } from '../checks/check-books.ts';
import type { Lab } from '../lab.ts';
import { chaos } from '../proxy/chaos.ts';
import type { ChaosKind } from '../proxy/chaos.ts';
import { passOn } from '../proxy/exchange.ts';
import type { ScenarioResult } from '../report/result.ts';
import { openAssistant } from '../runner/open-assistant.ts';
import { growthOf } from '../runner/sample-process.ts';
import type { Growth } from '../runner/sample-process.ts';
import { seededDice } from '../seeded-dice.ts';
import { documentOf } from '../world/documents.ts';
import { SINGLY, openWorld } from '../world/open-world.ts';
import { recover } from './recover.ts';
import { runUntilQuiet } from './soak-runs.ts';

export interface SoakOptions {
  readonly from: number;
  readonly documents: number;
  /** Of exchanges that something goes wrong with, from 0 to 1. */
  readonly rate: number;
  /** How long a process lives on average, in seconds. */
  readonly life: number;
  /**
   * The most that the heap of a process may hold, in MiB. Without a limit Node lets garbage grow, and how much there is says
   * nothing; with one, a process whose memory grows with its documents dies.
   */
  readonly heap: number;
  /** Whether documents go out one by one, as many exchanges as documents, and not together as a runner does by itself. */
  readonly singly: boolean;
}

const LATER_RUNS = 8;
/** Memory may grow by this much, and by this many MiB, before it is called growth: a heap is never quite still. */
const TOLERATED_GROWTH = 1.25;
const TOLERATED_MIB = 20;

/** Many documents, everything going wrong, and processes killed all the time. Issue 5, must-show 7. */
export async function soak(lab: Lab, options: SoakOptions): Promise<ScenarioResult> {
  const { from, documents: count, rate, life, heap, singly } = options;
  const dice = seededDice('soak', from);
  const documents = Array.from({ length: count }, (_, index) => documentOf(100_000 + index, dice.below(6)));
  using assistant = openAssistant(lab);
  await using world = await openWorld(assistant, {
    documents,
    simulator: { seed: from },
    settings: singly ? SINGLY : [],
  });
  const struck = new Map<ChaosKind, number>();
  world.proxy.script = chaos(dice, rate, struck);
  const started = performance.now();
  const runs = await runUntilQuiet(lab, world, dice, { lifeMs: life * 1000, heap });
  // What rests by then is asked for again hours later by the clock: first with everything going wrong, and then without.
  await recover(world, { mostRuns: LATER_RUNS });
  world.proxy.script = passOn;
  const recoveries = await recover(world, { firstHour: LATER_RUNS });
  const seconds = (performance.now() - started) / 1000;

  const sides = await world.look();
  const lost = new Map<string, number>();
  for (const { references, isWhole } of world.proxy.records) {
    if (!isWhole) for (const reference of references) lost.set(reference, (lost.get(reference) ?? 0) + 1);
  }
  const memory = growthOf(runs.samples.map((sample) => sample.memory));
  const descriptors = growthOf(runs.samples.map((sample) => sample.descriptors));
  const findings: readonly Finding[] = [
    ...checkBooks(sides, {
      asksAllowed: (reference) => 1 + (lost.get(reference) ?? 0) + (runs.unheard.get(reference) ?? 0),
      standings: () => ['allocated', 'parked', 'unconfirmed'],
    }),
    ...grown(memory),
    ...runs.deaths.map((said) => ({ check: 'died by itself' as const, detail: said || 'it said nothing' })),
  ];
  const strikes = [...struck].map(([kind, times]) => `${kind} ${String(times)}`).join(' · ');
  const peak = Math.max(0, ...runs.samples.map((sample) => sample.memory));
  const figures = {
    documents: count,
    asked: sides.asked.length,
    issued: sides.issued.length,
    status: sides.status,
    struck: Object.fromEntries(struck),
    kills: runs.kills,
    deaths: runs.deaths,
    heap,
    codes: runs.codes,
    recoveries,
    seconds,
    memory,
    peak,
    descriptors,
    largestLog: runs.largestLog,
  };
  const text = [
    `${String(count)} documents in ${seconds.toFixed(0)} s: ${String(runs.kills)} kills, ${String(runs.codes.length)} runs ended by themselves`,
    `struck: ${strikes}`,
    `asked ${String(sides.asked.length)} times, ${String(sides.issued.length)} numbers issued`,
    `status: ${statusWords(sides.status)}`,
    `memory of the process that lived longest (heap of at most ${String(heap)} MiB): ${growthWords(memory, 'MiB')}, peak ${peak.toFixed(0)} MiB`,
    `its open files: ${growthWords(descriptors, '')}; largest write-ahead log ${runs.largestLog.toFixed(1)} MiB`,
    '',
  ].join('\n');
  const again = `soak --from ${String(from)} --documents ${String(count)} --rate ${String(rate)} --life ${String(life)} --heap ${String(heap)}${singly ? ' --singly' : ''}`;
  return { scenario: 'soak', text, figures, findings: findings.map((finding) => ({ ...finding, again })) };
}

function grown(memory: Growth | undefined): readonly Finding[] {
  if (memory === undefined || memory.last <= memory.first * TOLERATED_GROWTH + TOLERATED_MIB) return [];
  return [{ check: 'memory grows', detail: growthWords(memory, 'MiB') }];
}

function growthWords(growth: Growth | undefined, unit: string): string {
  if (growth === undefined) return 'too short a life to say';
  return `${growth.first.toFixed(0)} ${unit} in its first quarter, ${growth.last.toFixed(0)} ${unit} in its last`;
}

function statusWords(status: Readonly<Record<string, number | string>>): string {
  return Object.entries(status)
    .filter(([, value]) => typeof value === 'number' && value > 0)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
