import type { Finding } from '../checks/check-books.ts';
import { CHECKS } from '../checks/check-books.ts';

/** One thing that went wrong, and the words that repeat it alone. */
export interface LabFinding extends Finding {
  /** What has to be given to `pnpm fault-lab` to see it again. */
  readonly again: string;
}

/** What a scenario came to. */
export interface ScenarioResult {
  readonly scenario: string;
  /** For people. */
  readonly text: string;
  /** For machines. */
  readonly figures: unknown;
  readonly findings: readonly LabFinding[];
}

/** Findings that are printed one by one; the rest is in the figures. */
const SHOWN = 20;

export function formatFindings(findings: readonly LabFinding[]): string {
  if (findings.length === 0) return 'Nothing was found: every count is 0.\n';
  const counts = CHECKS.map((check) => [check, findings.filter((each) => each.check === check).length] as const);
  const sum = counts.flatMap(([check, count]) => (count === 0 ? [] : [`${check} ${String(count)}`])).join(', ');
  const shown = findings.slice(0, SHOWN).map(({ check, reference, detail, again }) => {
    return `  ${check}${reference === undefined ? '' : `, document ${reference}`}: ${detail}\n    again: ${again}`;
  });
  const rest = findings.length > SHOWN ? [`  and ${String(findings.length - SHOWN)} more`] : [];
  return `FOUND ${String(findings.length)}: ${sum}\n${[...shown, ...rest].join('\n')}\n`;
}
