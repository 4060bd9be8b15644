import type { LocalizedMessage } from '@ishur/contract';
import type { Field } from '../format/layout.ts';
import { RULES } from './rules.ts';
import type { RuleCode } from './rules.ts';

/** `fault`: the Tax Authority refuses the record or the file. `warning`: look at it; it may be right. */
export type Severity = 'fault' | 'warning';

/** One thing that is wrong with a report. A value, not an exception. */
export interface Finding {
  /** Permanent. A code never changes its meaning. */
  readonly code: RuleCode;
  /** The Tax Authority's own code, where it has one. Source: notice on error codes of 27.12.2015. */
  readonly authorityCode?: string;
  readonly severity: Severity;
  /** The line of the file, from 1: the header is 1. */
  readonly record: number;
  /** Columns of the record, from 1, both included. */
  readonly from: number;
  readonly to: number;
  /** What stands there; of what is long, its beginning. Bytes that are not ASCII show as `·`. */
  readonly found: string;
  readonly expected: LocalizedMessage;
  readonly remedy: LocalizedMessage;
  /** The whole sentence: what is wrong, what was found, what was expected, and what to do. */
  readonly message: LocalizedMessage;
}

/** Where something is wrong, and what stands there. */
export interface Trouble {
  readonly record: number;
  readonly columns: Pick<Field, 'from' | 'to'> & Partial<Pick<Field, 'name'>>;
  readonly found: string;
  /** What the rule's own words leave open: `{expected}`. */
  readonly expected?: string | number;
  /** Where one rule has several codes of the Tax Authority, a field each. */
  readonly authorityCode?: string;
}

const SHOWN = 60;

/** Puts a finding into words. */
export function findingOf(code: RuleCode, severity: Severity, trouble: Trouble): Finding {
  const rule = RULES[code];
  const { record, columns } = trouble;
  // A character stands for a byte of a code page that is not known.
  const plain = trouble.found.slice(0, SHOWN).replace(/[^ -~]/g, '·');
  const found = trouble.found.length > SHOWN ? `${plain}…` : plain;
  const authorityCode = trouble.authorityCode ?? rule.authorityCode;
  const fill = (text: string, language: keyof LocalizedMessage): string =>
    text
      .replaceAll('{field}', () => columns.name?.[language] ?? '')
      .replaceAll('{expected}', () => String(trouble.expected ?? ''));
  const expected = { he: fill(rule.expected.he, 'he'), en: fill(rule.expected.en, 'en') };
  const [he, en] = [fill(rule.what.he, 'he'), fill(rule.what.en, 'en')];
  return {
    code,
    ...(authorityCode !== undefined && { authorityCode }),
    severity,
    record,
    from: columns.from,
    to: columns.to,
    found,
    expected,
    remedy: rule.remedy,
    message: {
      he: `${he}. נמצא: "${found}". נדרש: ${expected.he}. ${rule.remedy.he}`,
      en: `${en}. Found: "${found}". Expected: ${expected.en}. ${rule.remedy.en}`,
    },
  };
}
