import type { Lab } from '../lab.ts';
import type { LabFinding, ScenarioResult } from '../report/result.ts';
import { formatTable } from '../report/table.ts';
import { openAssistant } from '../runner/open-assistant.ts';
import { isOffered } from '../world/open-world.ts';
import { LOSSES, PERSONALITIES, POLICIES, carryOutCase } from './matrix-case.ts';
import type { MatrixCase, MatrixOutcome, Policy } from './matrix-case.ts';
import { runCases } from './run-cases.ts';

export interface MatrixOptions {
  readonly seeds: number;
  readonly from: number;
  /** Only cases whose `personality/policy/loss` contains this. */
  readonly only: string;
}

/** Lost answers, with every way in which the authority may repeat itself, under every policy. Issue 5, must-show 2. */
export async function matrix(lab: Lab, { seeds, from, only }: MatrixOptions): Promise<ScenarioResult> {
  const offered = await policiesOf(lab);
  const numbers = Array.from({ length: seeds }, (_, index) => from + index);
  const cases: MatrixCase[] = numbers.flatMap((seed) =>
    PERSONALITIES.flatMap((personality) =>
      [...offered.keys()].flatMap((policy) => LOSSES.map((loss) => ({ personality, policy, loss, seed }))),
    ),
  );
  const wanted = cases.filter(({ personality, policy, loss }) => `${personality}/${policy}/${loss}`.includes(only));
  const outcomes = await runCases(lab, wanted, (one, assistant) =>
    carryOutCase(assistant, one, offered.get(one.policy) ?? []),
  );
  const rows = PERSONALITIES.flatMap((personality) =>
    [...offered.keys()].map((policy) =>
      rowOf(
        `${personality}, ${policy}`,
        outcomes.filter((each) => each.case.personality === personality && each.case.policy === policy),
      ),
    ),
  );
  const missing = POLICIES.filter((policy) => !offered.has(policy)).map(
    (policy) => `The runner has no setting \`asking.unconfirmed: ${policy}\`: that policy was not examined.\n`,
  );
  const head = ['authority, policy', 'cases', 'by itself', 'a person', 'share', 'doubled', 'findings'];
  return {
    scenario: 'matrix',
    text: `${formatTable(head, rows)}\n${missing.join('')}`,
    figures: { rows: rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]]))), missing },
    findings: outcomes.flatMap((outcome) => outcome.findings.map((finding) => withWords(outcome, finding))),
  };
}

function rowOf(name: string, outcomes: readonly MatrixOutcome[]): readonly (string | number)[] {
  const people = outcomes.filter(({ end }) => end === 'a person').length;
  const share = outcomes.length === 0 ? '' : `${((100 * people) / outcomes.length).toFixed(0)} %`;
  const doubled = outcomes.filter(({ isDoubled }) => isDoubled).length;
  const found = outcomes.reduce((sum, { findings }) => sum + findings.length, 0);
  return [name, outcomes.length, outcomes.length - people, people, share, doubled, found];
}

/** The policies that the runner offers, with the lines that choose them. Without the setting it has its default only. */
async function policiesOf(lab: Lab): Promise<ReadonlyMap<Policy, readonly string[]>> {
  using assistant = openAssistant(lab);
  const offered = new Map<Policy, readonly string[]>();
  for (const policy of POLICIES) {
    const settings = [`asking: { unconfirmed: ${policy} }`];
    if (await isOffered(assistant, settings)) offered.set(policy, settings);
  }
  if (!offered.has('resend')) offered.set('resend', []);
  return offered;
}

function withWords(
  { case: { personality, policy, loss, seed } }: MatrixOutcome,
  finding: MatrixOutcome['findings'][number],
): LabFinding {
  const only = `${personality}/${policy}/${loss}`;
  return { ...finding, again: `matrix --only "${only}" --from ${String(seed)} --seeds 1` };
}
