import { expect, test } from 'vitest';
import { checkChoices } from './check-choices.ts';
import type { ToldChoice, Way } from './check-choices.ts';

const TOLD: ToldChoice = { invoice_id: 'id-1', decision: 'Cancel', outcome: 'accepted', body_sha256: 'aa' };

test.each<[string, readonly ToldChoice[], Readonly<Record<string, Way>>, readonly string[]]>([
  ['sound', [TOLD], { '1': 'cancel' }, []],
  ['never told', [], { '1': 'cancel' }, ['not settled']],
  ['refused', [{ ...TOLD, outcome: 'refused' }], { '1': 'cancel' }, ['not settled']],
  ['told twice', [TOLD, TOLD], { '1': 'cancel' }, ['asked too often']],
  ['in other words', [TOLD, { ...TOLD, body_sha256: 'bb' }], { '1': 'cancel' }, ['asked too often', 'other bytes']],
  ['as something else', [TOLD], { '1': 'hearing' }, ['not settled']],
  ['chosen by nobody', [TOLD], {}, ['not settled']],
])('a choice that is %s', (_, told, chosen, checks) => {
  const found = [...checkChoices(told, new Map(Object.entries(chosen)), (reference) => `id-${reference}`)];
  expect(found.map(({ check }) => check)).toEqual(checks);
});
