import { rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { checkBooks } from '../checks/check-books.ts';
import type { Finding } from '../checks/check-books.ts';
import type { Lab } from '../lab.ts';
import type { Assistant } from '../runner/open-assistant.ts';
import { startRunner } from '../runner/start-runner.ts';
import type { EndedRunner, ToldLine } from '../runner/start-runner.ts';
import { LEDGER_FILE, RESULT_FILE, openWorld } from '../world/open-world.ts';
import type { World } from '../world/open-world.ts';
import { recover } from './recover.ts';
import { FINAL_STANDINGS, planCase } from './sweep-plan.ts';
import type { SweepCase, SweepPlan } from './sweep-plan.ts';
import { sweepScripts } from './sweep-script.ts';

export interface SweepOutcome {
  readonly case: SweepCase;
  /** False where the process ended before the moment came: what there was to kill was not there. */
  readonly wasKilled: boolean;
  readonly findings: readonly Finding[];
  /** Normal runs until nothing was left to do, the last one of which had nothing to do. */
  readonly recoveries: number;
}

/** Milliseconds after which a process that neither ends nor comes to its moment hangs. */
const HANGS_MS = 30_000;

/** Exit codes of wrong usage, a fault of the runner and a wrong configuration: then nothing was examined. */
const FAULTS: readonly number[] = [64, 70, 78];

/** One process, one kill, and what both sides say after normal runs. */
export async function carryOutCase(lab: Lab, assistant: Assistant, one: SweepCase): Promise<SweepOutcome> {
  const plan = planCase(one);
  await using world = await openWorld(assistant, plan);
  const { wasKilled, ended } = await runAndKill(lab, world, one, plan);
  // What the killed process was told whole and did not tell on may have been lost with it.
  const told = new Set(ended.told.filter(isOutcome).map(referenceOf));
  const unheard = world.proxy.records.flatMap(({ references, isWhole }) =>
    wasKilled && isWhole ? references.filter((reference) => !told.has(reference)) : [],
  );
  if (one.twin === 'forgetful') forget(world);

  const recoveries = await recover(world);
  const sides = await world.look();
  const lost = world.proxy.records.flatMap(({ references, isWhole }) => (isWhole ? [] : references));
  const findings = checkBooks(sides, {
    asksAllowed(reference) {
      // What the authority refuses after a lost answer is sent again as often as the policy says.
      if (one.kind === 'rejected' && reference === plan.target) return Infinity;
      return 1 + [...lost, ...unheard].filter((each) => each === reference).length;
    },
    standings: (reference) => FINAL_STANDINGS[reference === plan.target ? one.kind : 'allocated'],
  });
  return { case: one, wasKilled, findings, recoveries };
}

async function runAndKill(
  lab: Lab,
  world: World,
  one: SweepCase,
  plan: SweepPlan,
): Promise<{ readonly wasKilled: boolean; readonly ended: EndedRunner }> {
  const moment = Promise.withResolvers<void>();
  const strike = (): void => moment.resolve();
  const scripts = sweepScripts(one, plan, strike);
  world.proxy.script = scripts.before;
  world.proxy.door = doorFor(one, plan, strike);
  const watcher = watch(world.folder, (_event, file) => {
    if (isMoment(one, plan, { file: file ?? '' })) strike();
  });
  const runner = startRunner(lab, {
    folder: world.folder,
    argv: ['run', '--json'],
    onLine: (line) => {
      if (isMoment(one, plan, { line })) strike();
    },
  });
  if (one.point === 'before the intent' && plan.signal === 0) setTimeout(strike, plan.delayMs);
  const hanging = setTimeout(() => runner.kill(), HANGS_MS);
  void moment.promise.then(() => {
    if (plan.delayMs === 0 || plan.signal === 0) runner.kill();
    else setTimeout(() => runner.kill(), plan.delayMs % 4);
  });
  const ended = await runner.ended;
  clearTimeout(hanging);
  watcher.close();
  world.proxy.door = () => 'read';
  world.proxy.script = scripts.after;
  const hasFailed = ended.code !== undefined && FAULTS.includes(ended.code);
  if (hasFailed || ended.ms >= HANGS_MS) {
    const what = hasFailed ? `ended with ${String(ended.code)}` : 'hung';
    throw new Error(`A process ${what}: ${JSON.stringify(one)}\n${ended.err}`);
  }
  return { wasKilled: ended.code === undefined, ended };
}

/** Before the first byte: connections are taken, and nothing is read. The seed says how many are waited for. */
function doorFor({ point }: SweepCase, plan: SweepPlan, strike: () => void): World['proxy']['door'] {
  if (point === 'before the intent') {
    return () => {
      strike();
      return 'silent';
    };
  }
  if (point !== 'before the first byte') return () => 'read';
  return (connection) => {
    if (plan.signal < 2 && connection > plan.signal) strike();
    else setTimeout(strike, 100);
    return 'silent';
  };
}

/** Whether what is seen from outside, a line or a change in the folder, is the moment of this case. */
function isMoment(
  { point }: SweepCase,
  { signal, target }: SweepPlan,
  { line, file }: { readonly line?: ToldLine; readonly file?: string },
): boolean {
  switch (point) {
    case 'before the intent':
      return signal === 1 ? file === LEDGER_FILE : line?.event === 'read';
    case 'before the first byte':
      return signal === 2 && line?.event === 'asking' && referenceOf(line) === target;
    case 'outcome known':
      return line !== undefined && isOutcome(line) && referenceOf(line) === target;
    case 'delivering':
      return file?.includes(RESULT_FILE) === true;
    case 'delivered':
      return signal === 0 ? line?.event === 'delivered' : file === RESULT_FILE;
    case 'request received':
    case 'answer held':
    case 'head of the answer':
    case 'part of the body':
    case 'all but one byte':
    case 'whole answer':
      return false;
  }
}

function isOutcome({ event, id }: ToldLine): boolean {
  return (event === 'answered' || event === 'trouble') && id !== undefined;
}

/** The last word of `lab/office/305:1001`. */
function referenceOf({ id = '' }: ToldLine): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

/** The broken twin of a ledger that was not on the disk. */
function forget({ folder }: World): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(join(folder, LEDGER_FILE + ending), { force: true });
}
