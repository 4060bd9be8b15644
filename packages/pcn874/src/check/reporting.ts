import type { BusinessDay } from '@ishur/core';
import type { CheckSettings } from '../settings.ts';
import { findingOf } from './finding.ts';
import type { Finding, Trouble } from './finding.ts';
import { RULES } from './rules.ts';
import type { RuleCode } from './rules.ts';

/** What every part of a check gets. */
export interface Reporting {
  readonly settings: CheckSettings;
  readonly today: BusinessDay;
  /** Tells that a rule is broken, with the severity that the settings give it. */
  readonly report: (code: RuleCode, trouble: Trouble) => void;
}

/** Hands findings out and counts them. */
export function createReporting(
  settings: CheckSettings,
  today: BusinessDay,
  found: (finding: Finding) => void,
): Reporting & { readonly counts: { readonly fault: number; readonly warning: number } } {
  const counts = { fault: 0, warning: 0 };
  return {
    settings,
    today,
    counts,
    report(code, trouble) {
      const severity = settings.severities[code] ?? RULES[code].severity;
      if (severity === 'off') return;
      counts[severity] += 1;
      found(findingOf(code, severity, trouble));
    },
  };
}
