import type { LocalizedMessage } from '@ishur/contract';

/** What a rule is called, what it wants, and what to do. `{field}` and `{expected}` are filled in where it is broken. */
export interface Rule {
  readonly severity: 'fault' | 'warning';
  /** Code of the notice on error codes of 27.12.2015; absent where it has none, or one for every field. */
  readonly authorityCode?: string;
  readonly source: string;
  readonly what: LocalizedMessage;
  readonly expected: LocalizedMessage;
  readonly remedy: LocalizedMessage;
}

type Words = readonly [he: string, en: string];

/** A rule that the Tax Authority has a code for. */
export function coded(
  authorityCode: string,
  what: Words,
  expected: Words,
  remedy: Words,
  severity: Rule['severity'] = 'fault',
  source: string = `notice on error codes of 27.12.2015, code ${authorityCode}`,
): Rule {
  return { ...uncoded(source, what, expected, remedy, severity), authorityCode };
}

/** A rule that has no code of its own, or another one for every field. */
export function uncoded(
  source: string,
  what: Words,
  expected: Words,
  remedy: Words,
  severity: Rule['severity'] = 'fault',
): Rule {
  return { severity, source, what: inBoth(what), expected: inBoth(expected), remedy: inBoth(remedy) };
}

function inBoth([he, en]: Words): LocalizedMessage {
  return { he, en };
}
