import type { Standing } from '@ishur/core';
import { expect, test } from 'vitest';
import type { Exploration, Leads } from './explore.ts';
import { statesPage } from './states-page.ts';

const exploration: Exploration = {
  events: [
    { kind: 'seen', name: '`seen`: a draft' },
    { kind: 'seen', name: '`seen`: final' },
    { kind: 'held', name: '`held`' },
    { kind: 'lapsed', name: '`lapsed`' },
  ],
  states: [],
  leads: new Map([
    ['', leads({ '`seen`: a draft': ['waiting'] })],
    [
      'queued',
      leads({
        '`seen`: a draft': ['waiting', 'refused'],
        '`seen`: final': ['refused'],
        '`held`': ['held'],
        '`lapsed`': ['refused'],
      }),
    ],
    ['asking', leads({ '`seen`: a draft': ['asking'] })],
  ]),
};

function leads(row: Readonly<Record<string, readonly (Standing | 'refused')[]>>): ReadonlyMap<string, Leads> {
  return new Map(Object.entries(row).map(([event, to]) => [event, new Set(to)]));
}

const text = statesPage(exploration, () => ({ he: 'בתור', en: 'to be asked', source: 'a law' })).replaceAll(
  / {2,}/g,
  ' ',
);

test('a standing has its words, its source and its bucket', () => {
  expect(text).toContain('| `queued` | בתור | `queued` | a law | to be asked |');
});

test('an event says where it is taken', () => {
  expect(text).toContain('| `seen`: a draft | anywhere, also in no case yet |');
  expect(text).toContain('| `held` | `queued` |');
  expect(text).toContain('| `lapsed` | nowhere |');
});

test('a state says where each event leads, and what it refuses', () => {
  const [, , section = ''] = text.split('### ');
  expect(section).toContain('| `seen`: a draft | `waiting` or refused |\n| `held` | `held` |');
  // A kind that is refused in all its variants stands for itself; of another kind the variant is named.
  expect(section).toContain('Refused: `seen`: final; `lapsed`.');
});
