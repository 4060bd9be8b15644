import { BOOK_CHECKS } from '../checks/check-books.ts';
import type { Lab } from '../lab.ts';
import type { LabFinding, ScenarioResult } from '../report/result.ts';
import { formatTable } from '../report/table.ts';
import { runCases } from './run-cases.ts';
import { carryOutCase } from './sweep-case.ts';
import type { SweepOutcome } from './sweep-case.ts';
import { ANSWER_KINDS, KILL_POINTS } from './sweep-plan.ts';
import type { SweepCase } from './sweep-plan.ts';

export interface SweepOptions {
  readonly seeds: number;
  /** The first seed. */
  readonly from: number;
  /** Only cases whose `point/kind` contains this. */
  readonly only: string;
}

/** Kill −9 at every point, with every kind of answer, for every seed. Issue 5, must-show 1. */
export async function sweep(lab: Lab, { seeds, from, only }: SweepOptions): Promise<ScenarioResult> {
  const numbers = Array.from({ length: seeds }, (_, index) => from + index);
  const cases = numbers
    .flatMap((seed) => KILL_POINTS.flatMap((point) => ANSWER_KINDS.map((kind): SweepCase => ({ point, kind, seed }))))
    .filter(({ point, kind }) => `${point}/${kind}`.includes(only));
  const started = performance.now();
  const outcomes = await runCases(lab, cases, (one, assistant) => carryOutCase(lab, assistant, one));
  const seconds = (performance.now() - started) / 1000;
  const findings = outcomes.flatMap((outcome) => outcome.findings.map((each) => withWords(outcome, each)));
  const speed = `${String(outcomes.length)} cases in ${seconds.toFixed(0)} s, ${(outcomes.length / seconds).toFixed(1)} a second`;
  const rows = KILL_POINTS.map((point) => rowOf(point, outcomes)).filter(([, killed]) => killed !== '0/0');
  const text = `${formatTable(['killed', 'of cases', ...BOOK_CHECKS, 'most runs'], [...rows, rowOf('all', outcomes)])}\n${speed}\n`;
  const byKind = ANSWER_KINDS.map((kind) => {
    const own = outcomes.filter((outcome) => outcome.case.kind === kind);
    return { kind, cases: own.length, killed: own.filter(({ wasKilled }) => wasKilled).length };
  });
  return { scenario: 'sweep', text, figures: { cases: outcomes.length, seconds, byKind, rows }, findings };
}

function rowOf(point: string, outcomes: readonly SweepOutcome[]): readonly (string | number)[] {
  const own = outcomes.filter((outcome) => point === 'all' || outcome.case.point === point);
  const killed = own.filter(({ wasKilled }) => wasKilled).length;
  const found = own.flatMap(({ findings }) => findings);
  const counts = BOOK_CHECKS.map((check) => found.filter((each) => each.check === check).length);
  return [
    point,
    `${String(killed)}/${String(own.length)}`,
    ...counts,
    Math.max(0, ...own.map(({ recoveries }) => recoveries)),
  ];
}

function withWords(
  { case: { point, kind, seed } }: SweepOutcome,
  finding: SweepOutcome['findings'][number],
): LabFinding {
  return { ...finding, again: `sweep --only "${point}/${kind}" --from ${String(seed)} --seeds 1` };
}
