import { DEFAULT_CHECK_SETTINGS, ENTRY_KINDS, RULES } from '@ishur/pcn874';
import type { Rule } from '@ishur/pcn874';
import { code, pageOf, table } from './markdown.ts';

export function pcn874Page(): string {
  const rules = Object.entries(RULES);
  return pageOf(
    'packages/pcn874',
    'Rules of the detailed report (PCN874)',
    'What `ishur pcn874 check` looks for. A fault makes the exit code 65; a remark may be right. Codes are permanent. The number ' +
      "beside one is the Tax Authority's own, from its notice on error codes of 27.12.2015; where one rule has several, " +
      'the field decides.',
    '## Faults',
    rulesTable(rules.filter(([, { severity }]) => severity === 'fault')),
    '## Remarks',
    rulesTable(rules.filter(([, { severity }]) => severity === 'warning')),
    '## Settings',
    'What the published documents leave open, with the values that hold when nothing is set. What each means stands in ' +
      '[settings.ts](../../packages/pcn874/src/settings.ts).',
    table(
      ['setting', 'default'],
      Object.entries(DEFAULT_CHECK_SETTINGS).map(([name, value]) => [code(name), code(JSON.stringify(value))]),
    ),
    '## Letters',
    table(
      ['letter', 'Hebrew', 'English', 'side', 'columns 2-10', 'columns 23-31', 'allocation number'],
      Object.entries(ENTRY_KINDS).map(([letter, kind]) => [
        code(letter),
        kind.name.he,
        kind.name.en,
        kind.side,
        kind.counterpart,
        kind.reference,
        kind.takesNumber ? 'yes' : 'no',
      ]),
    ),
  );
}

function rulesTable(rules: readonly (readonly [string, Rule])[]): string {
  return table(
    ['code', 'authority', 'source', 'Hebrew', 'English'],
    rules.map(([name, { authorityCode = '', source, what, remedy }]) => [
      code(name),
      authorityCode,
      source,
      open(`${what.he}. ${remedy.he}`),
      open(`${what.en}. ${remedy.en}`),
    ]),
  );
}

/** What is filled in where a rule is broken stands as a placeholder, as on the other pages. */
function open(text: string): string {
  return text.replaceAll('{', '‹').replaceAll('}', '›');
}
