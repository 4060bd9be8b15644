import type { Finding } from '../checks/check-books.ts';
import { WAYS, checkChoices } from '../checks/check-choices.ts';
import type { ToldChoice, Way } from '../checks/check-choices.ts';
import type { Lab } from '../lab.ts';
import { passOn } from '../proxy/exchange.ts';
import type { Script } from '../proxy/exchange.ts';
import { bytesOf } from '../proxy/http-messages.ts';
import type { LabFinding, ScenarioResult } from '../report/result.ts';
import { formatTable } from '../report/table.ts';
import type { Assistant } from '../runner/open-assistant.ts';
import { startRunner } from '../runner/start-runner.ts';
import { seededDice } from '../seeded-dice.ts';
import { documentOf } from '../world/documents.ts';
import { DEALER, openWorld } from '../world/open-world.ts';
import type { World } from '../world/open-world.ts';
import { runCases } from './run-cases.ts';

export interface ChoicesOptions {
  readonly seeds: number;
  readonly from: number;
  /** Only cases whose `point/way/repeated` contains this. */
  readonly only: string;
}

/** Where `ishur choose` is killed. */
const POINTS = [
  'some moment',
  'before the first byte',
  'request received',
  'taken, and not answered',
  'whole answer',
] as const;

interface ChoiceCase {
  readonly point: (typeof POINTS)[number];
  readonly way: Way;
  /** What a choice gets that is told once more. Documented nowhere, so both have to be survived. */
  readonly repeated: 'accepted' | 'refused';
  readonly seed: number;
}

interface ChoiceOutcome {
  readonly case: ChoiceCase;
  readonly wasKilled: boolean;
  readonly end: string;
  readonly findings: readonly Finding[];
}

/** Milliseconds in which `ishur choose` is killed at some moment of its life. */
const LIFE_MS = 5_000;
const HOUR_MS = 3_600_000;
const REFERENCE = '3001';
const idOf = (reference: string): string => `${DEALER}-305-${reference}`;

/** `ishur choose`, killed: the choice is told once, with the same bytes, or was never made. Issue 8, must-show 3. */
export async function choices(lab: Lab, { seeds, from, only }: ChoicesOptions): Promise<ScenarioResult> {
  const numbers = Array.from({ length: seeds }, (_, index) => from + index);
  const cases = numbers.flatMap((seed) =>
    POINTS.flatMap((point) =>
      (Object.keys(WAYS) as Way[]).flatMap((way) =>
        (['accepted', 'refused'] as const).map((repeated): ChoiceCase => ({ point, way, repeated, seed })),
      ),
    ),
  );
  const wanted = cases.filter((one) => nameOf(one).includes(only));
  const outcomes = await runCases(lab, wanted, (one, assistant) => carryOut(lab, assistant, one));
  const rows = POINTS.map((point) => {
    const own = outcomes.filter((each) => each.case.point === point);
    const ended = (end: string): number => own.filter((each) => each.end === end).length;
    const found = own.reduce((sum, { findings }) => sum + findings.length, 0);
    const killed = own.filter(({ wasKilled }) => wasKilled).length;
    return [point, own.length, killed, ended('as chosen'), ended('a person'), ended('not chosen'), found];
  });
  const head = ['killed', 'cases', 'killed in time', 'as chosen', 'a person', 'not chosen', 'findings'];
  return {
    scenario: 'choices',
    text: formatTable(head, rows),
    figures: { rows: rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]]))) },
    findings: outcomes.flatMap((outcome) => outcome.findings.map((finding) => withWords(outcome, finding))),
  };
}

async function carryOut(lab: Lab, assistant: Assistant, one: ChoiceCase): Promise<ChoiceOutcome> {
  const { way, repeated, seed } = one;
  const dealers = { [DEALER]: { behaviour: 'hold' } };
  const simulator = { seed, dealers, decisions: { repeated } };
  await using world = await openWorld(assistant, { documents: [documentOf(Number(REFERENCE), 0)], simulator });
  await world.ishur(['run', '--json']);
  const wasKilled = await chooseAndDie(lab, world, one);
  // Whoever comes next takes it up; a second run finds nothing to do.
  for (const hour of [0, 1]) await world.ishur(['run', '--json'], hour * HOUR_MS);
  const told = await world.choices();
  const standing = (await world.look()).cases[0]?.standing ?? 'gone';
  return { case: one, wasKilled, end: endOf(standing, way), findings: [...check(one, standing, told)] };
}

async function chooseAndDie(lab: Lab, world: World, one: ChoiceCase): Promise<boolean> {
  const moment = Promise.withResolvers<void>();
  const strike = (): void => moment.resolve();
  world.proxy.script = scriptOf(one, strike);
  world.proxy.door = () => {
    if (one.point !== 'before the first byte') return 'read';
    strike();
    return 'silent';
  };
  const argv = ['choose', `305:${REFERENCE}`, one.way, '--by', 'fault-lab', '--json'];
  const runner = startRunner(lab, { folder: world.folder, argv });
  if (one.point === 'some moment') setTimeout(strike, seededDice(nameOf(one), one.seed).below(LIFE_MS));
  void moment.promise.then(() => runner.kill());
  const { code } = await runner.ended;
  world.proxy.script = passOn;
  world.proxy.door = () => 'read';
  return code === undefined;
}

function scriptOf({ point }: ChoiceCase, strike: () => void): Script {
  return async (exchange) => {
    if (point === 'some moment') return passOn(exchange);
    if (point === 'request received') return strike();
    const answer = await exchange.forward();
    if (point === 'whole answer') await exchange.give(bytesOf(answer));
    return strike();
  };
}

function endOf(standing: string, way: Way): string {
  if (standing === WAYS[way].standing) return 'as chosen';
  return standing === 'held' ? 'not chosen' : 'a person';
}

function* check(
  { way, repeated, point }: ChoiceCase,
  standing: string,
  told: readonly ToldChoice[],
): Generator<Finding> {
  const isOpen = standing === 'held';
  // One that was killed before it was durable was never made; from the first byte on it was.
  if (isOpen && (told.length > 0 || point !== 'some moment')) {
    yield { check: 'lost documents', reference: REFERENCE, detail: `${way} was made, and is forgotten` };
  }
  const mayBeFoundOut = repeated === 'refused' && told.length > 1;
  const expected = [WAYS[way].standing, ...(isOpen ? ['held'] : []), ...(mayBeFoundOut ? ['settled-elsewhere'] : [])];
  if (!expected.includes(standing)) {
    yield { check: 'not settled', reference: REFERENCE, detail: `stands as ${standing}` };
  }
  if (told.length > 2) {
    yield { check: 'asked too often', reference: REFERENCE, detail: `${way} was told ${String(told.length)} times` };
  }
  // Told once more after its answer was lost, which is what the second time is for.
  const chosen = new Map(isOpen ? [] : [[REFERENCE, way] as const]);
  for (const finding of checkChoices(told, chosen, idOf)) if (finding.check !== 'asked too often') yield finding;
}

function nameOf({ point, way, repeated }: ChoiceCase): string {
  return `${point}/${way}/${repeated}`;
}

function withWords({ case: one }: ChoiceOutcome, finding: Finding): LabFinding {
  return { ...finding, again: `choices --only "${nameOf(one)}" --from ${String(one.seed)} --seeds 1` };
}
