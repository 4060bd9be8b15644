import { setTimeout as wait } from 'node:timers/promises';
import { checkBooks } from '../checks/check-books.ts';
import type { Finding } from '../checks/check-books.ts';
import { WAYS, checkChoices } from '../checks/check-choices.ts';
import type { Way } from '../checks/check-choices.ts';
import type { Lab } from '../lab.ts';
import { passOn } from '../proxy/exchange.ts';
import type { LabFinding, ScenarioResult } from '../report/result.ts';
import { formatTable } from '../report/table.ts';
import { openAssistant } from '../runner/open-assistant.ts';
import type { Assistant } from '../runner/open-assistant.ts';
import { startRunner } from '../runner/start-runner.ts';
import type { EndedRunner } from '../runner/start-runner.ts';
import { seededDice } from '../seeded-dice.ts';
import type { Dice } from '../seeded-dice.ts';
import { documentOf } from '../world/documents.ts';
import { DEALER, SINGLY, isOffered, openWorld } from '../world/open-world.ts';
import type { World } from '../world/open-world.ts';
import { recover } from './recover.ts';

export interface RaceOptions {
  readonly seeds: number;
  readonly from: number;
  readonly documents: number;
}

/** Milliseconds that nobody waits longer than: a command of a person, or a runner between two words. */
const LONGEST_MS = 8_000;
/** One in so many documents is held, so that there is something to choose. */
const HELD = 10;
const BUSY = /ledger\/busy|SQLITE_BUSY|database is locked/;

interface RaceOutcome {
  readonly seed: number;
  readonly seconds: number;
  readonly askedByEach: readonly number[];
  readonly commands: ReadonlyMap<string, number>;
  readonly longestCommandMs: number;
  readonly longestSilenceMs: number;
  readonly findings: readonly Finding[];
}

/** Two runners and a person's commands on one ledger at once. Issue 5, must-show 4. */
export async function race(lab: Lab, { seeds, from, documents }: RaceOptions): Promise<ScenarioResult> {
  using assistant = openAssistant(lab);
  const singly = (await isOffered(assistant, SINGLY)) ? SINGLY : [];
  const outcomes: RaceOutcome[] = [];
  for (let seed = from; seed < from + seeds; seed += 1) {
    // One by one there is most to race for; together is what a runner does by itself.
    const settings = seed % 2 === 1 ? singly : [];
    outcomes.push(await raceOnce(lab, assistant, { seed, count: documents, settings }));
  }
  const rows = outcomes.map((one) => [
    one.seed,
    one.seconds.toFixed(1),
    one.askedByEach.join(' + '),
    [...one.commands].map(([name, count]) => `${name} ${String(count)}`).join(', '),
    (one.longestCommandMs / 1000).toFixed(1),
    (one.longestSilenceMs / 1000).toFixed(1),
    one.findings.length,
  ]);
  const head = ['seed', 'seconds', 'asked by each', 'third process', 'longest command', 'longest silence', 'findings'];
  return {
    scenario: 'race',
    text: `${String(documents)} documents, two runners and a third process on one ledger\n\n${formatTable(head, rows)}`,
    figures: outcomes.map(({ commands, ...rest }) => ({ ...rest, commands: Object.fromEntries(commands) })),
    findings: outcomes.flatMap(({ seed, findings }) =>
      findings.map((finding): LabFinding => ({
        ...finding,
        again: `race --from ${String(seed)} --seeds 1 --documents ${String(documents)}`,
      })),
    ),
  };
}

interface RaceCase {
  readonly seed: number;
  readonly count: number;
  readonly settings: readonly string[];
}

async function raceOnce(lab: Lab, assistant: Assistant, { seed, count, settings }: RaceCase): Promise<RaceOutcome> {
  const dice = seededDice('race', seed);
  const documents = Array.from({ length: count }, (_, index) => documentOf(10_000 + index, dice.below(6)));
  const held = documents.filter((_, index) => index % HELD === 0).map(({ reference }) => reference);
  const invoices = held.map((reference) => ({ reference, behaviour: 'hold' }));
  const dealers = { [DEALER]: { behaviour: 'allocate', invoices } };
  await using world = await openWorld(assistant, { documents, simulator: { seed, dealers }, settings });
  world.proxy.script = async (exchange) => {
    await wait(5 + dice.below(20));
    return passOn(exchange);
  };
  const started = performance.now();
  const runners = [1, 2].map(() => startRunner(lab, { folder: world.folder, argv: ['run', '--json'] }));
  const racing = Promise.all(runners.map(({ ended }) => ended));
  let areRacing = true;
  const third = commandsMeanwhile(lab, world, dice, held, () => areRacing);
  const ended = await racing;
  areRacing = false;
  const { done: meanwhile, chosen } = await third;
  const seconds = (performance.now() - started) / 1000;

  world.proxy.script = passOn;
  await recover(world);
  const sides = await world.look();
  const all = [...ended, ...meanwhile.map((one) => one.ended)];
  const longestCommandMs = Math.max(0, ...meanwhile.map((one) => one.ended.ms));
  const longestSilenceMs = Math.max(...ended.map((one) => one.longestSilenceMs));
  const isHeld = new Set(held);
  return {
    seed,
    seconds,
    askedByEach: ended.map(({ told }) => told.filter(({ event }) => event === 'answered').length),
    commands: new Map([...Map.groupBy(meanwhile, ({ name }) => name)].map(([name, each]) => [name, each.length])),
    longestCommandMs,
    longestSilenceMs,
    findings: [
      ...checkBooks(sides, {
        asksAllowed: () => 1,
        standings: (reference) => [
          standingAfter(chosen.get(reference)) ?? (isHeld.has(reference) ? 'held' : 'allocated'),
        ],
      }),
      ...checkChoices(await world.choices(), chosen, (reference) => `${DEALER}-305-${reference}`),
      ...all.flatMap(locksTold),
      ...tooLong('a command', longestCommandMs),
      ...tooLong('a runner between two words', longestSilenceMs),
    ],
  };
}

function standingAfter(way: Way | undefined): string | undefined {
  return way === undefined ? undefined : WAYS[way].standing;
}

interface Meanwhile {
  readonly name: string;
  readonly ended: EndedRunner;
}

/** What a person does in another window, one command after another, until the race is over. */
async function commandsMeanwhile(
  lab: Lab,
  world: World,
  dice: Dice,
  held: readonly string[],
  areRacing: () => boolean,
): Promise<{ readonly done: readonly Meanwhile[]; readonly chosen: ReadonlyMap<string, Way> }> {
  const { out: help } = await world.ishur(['--help']);
  const has = (name: string): boolean => new RegExp(`^\\s+${name}\\b`, 'm').test(help);
  const done: Meanwhile[] = [];
  const documentsLeft = [...held];
  const chosen = new Map<string, Way>();
  while (areRacing()) {
    const reference = `305:${dice.pick(world.documents).reference}`;
    const commands = [
      ['list', '--json'],
      ['status', '--json'],
      ['show', reference],
    ];
    if (has('resume')) commands.push(['resume', reference]);
    const next = documentsLeft[0];
    const way = dice.pick(Object.keys(WAYS)) as Way;
    const choose = has('choose') && next !== undefined ? ['choose', `305:${next}`, way] : undefined;
    // Every other command is a choice: it is what the race is about.
    const argv = done.length % 2 === 0 && choose !== undefined ? choose : dice.pick(commands);
    const ended = await startRunner(lab, { folder: world.folder, argv }).ended;
    if (argv[0] === 'choose' && next !== undefined && ended.code === 0) {
      chosen.set(next, way);
      documentsLeft.shift();
    }
    done.push({ name: argv[0] ?? '', ended });
  }
  return { done, chosen };
}

function locksTold({ err, told }: EndedRunner): readonly Finding[] {
  const words = err + told.map(({ error }) => error?.code ?? '').join(' ');
  const [found] = BUSY.exec(words) ?? [];
  return found === undefined ? [] : [{ check: 'locked for long', detail: `a process says ${found}` }];
}

function tooLong(who: string, ms: number): readonly Finding[] {
  if (ms <= LONGEST_MS) return [];
  return [{ check: 'locked for long', detail: `${who} waited ${(ms / 1000).toFixed(1)} s` }];
}
