import { describe, expect, it } from 'vitest';
import { ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES } from '../fixtures/case-stories.ts';
import {
  ENTERED,
  EVENTS,
  FREE,
  LATE_NUMBER,
  NUMBER_IN_SOURCE,
  describeTable,
  numbered,
  unmoved,
  without,
} from '../fixtures/event-table.ts';
import type { Row } from '../fixtures/event-table.ts';
import { advance } from './advance.ts';
import type { CaseEvent } from './case-event.ts';
import type { Standing } from './case-state.ts';

/** Nothing was asked for yet, so the id may still prove to be another's, or another's may be taken. */
const UNASKED: Row = {
  ...FREE,
  'id-taken': 'conflict',
  'asked as a reverse charge': 'queued',
  'asked as part of a pro-forma': 'queued',
};

/** A first answer, where nothing earlier is open. */
const ANSWERED: Row = {
  ...LATE_NUMBER,
  'not-sent': 'queued',
  held: 'held',
  'held, choice known': 'settled-elsewhere',
  rejected: 'rejected',
  unconfirmed: 'unconfirmed',
  lapsed: 'unconfirmed',
};

/** Only a number, a refusal in substance or a person ends it. */
const UNCONFIRMED: Row = {
  ...unmoved('unconfirmed'),
  ...NUMBER_IN_SOURCE,
  ...LATE_NUMBER,
  ...ENTERED,
  'asking first': 'asking',
  held: 'held',
  'held, choice known': 'settled-elsewhere',
  parked: 'parked',
  'not-issued': 'queued',
};

const ROWS: Readonly<Record<string, Row>> = {
  'a draft': {
    ...UNASKED,
    delivered: 'waiting',
    'asked as a reverse charge': 'waiting',
    'asked as part of a pro-forma': 'waiting',
  },
  'one that waits for a connection': { ...UNASKED, ...ENTERED, delivered: 'waiting' },
  'one that gets no number': {
    ...UNASKED,
    ...ENTERED,
    delivered: 'not-required',
    'asked as part of a pro-forma': 'not-required',
  },
  'a small one': {
    ...UNASKED,
    ...ENTERED,
    delivered: 'not-required',
    'asked as part of a pro-forma': 'not-required',
    wanted: 'queued',
  },
  'one with faults': { ...FREE, ...ENTERED, 'id-taken': 'conflict', delivered: 'invalid' },
  'one with a number in the source': { ...FREE, ...ENTERED, 'id-taken': 'conflict', delivered: 'already-allocated' },
  'one to be asked for': { ...UNASKED, ...ENTERED, 'asking first': 'asking', parked: 'parked', delivered: 'queued' },
  'one to be asked for again after a failed sending': {
    ...FREE,
    ...LATE_NUMBER,
    ...ENTERED,
    'asking next': 'asking',
    parked: 'parked',
    delivered: 'queued',
  },
  'one without an id': { ...UNASKED, ...ENTERED, parked: 'parked', delivered: 'queued' },
  'a small one that is wanted': {
    ...UNASKED,
    ...ENTERED,
    // Edited into something that gets no number, it is not asked for, however much it was wanted.
    'seen, not required': 'not-required',
    'seen, not required, may be asked': 'queued',
    'asking first': 'asking',
    parked: 'parked',
    delivered: 'queued',
  },
  'one on the wire': { ...unmoved('asking'), ...ANSWERED },
  'one on the wire again': { ...unmoved('asking'), ...ANSWERED, 'not-sent': 'unconfirmed', rejected: 'unconfirmed' },
  'an unconfirmed one': UNCONFIRMED,
  'a lapsed one': UNCONFIRMED,
  'an unconfirmed one with a number in the source': {
    ...unmoved('unconfirmed'),
    ...NUMBER_IN_SOURCE,
    ...LATE_NUMBER,
    ...ENTERED,
    'not-issued': 'already-allocated',
    delivered: 'already-allocated',
  },
  'one parked before it was asked for': {
    ...unmoved('parked'),
    ...NUMBER_IN_SOURCE,
    ...ENTERED,
    resumed: 'queued',
  },
  'an unconfirmed one that is parked': {
    ...without(UNCONFIRMED, 'asking first', 'parked'),
    ...unmoved('parked'),
    ...NUMBER_IN_SOURCE,
    resumed: 'unconfirmed',
  },
  'a rejected one': {
    ...unmoved('rejected'),
    ...NUMBER_IN_SOURCE,
    ...LATE_NUMBER,
    ...ENTERED,
    'seen edited': 'queued',
    'seen as cancelled': 'closed',
    resumed: 'queued',
  },
  'one with its number': { ...numbered('allocated'), 'seen edited': 'diverged', 'seen as cancelled': 'closed' },
  'one with a number entered by hand': {
    ...numbered('allocated'),
    'seen edited': 'diverged',
    'seen as cancelled': 'closed',
  },
  'one edited after its number': {
    ...numbered('allocated'),
    'seen edited': 'diverged',
    'seen as cancelled': 'closed',
    allocated: 'diverged',
    entered: 'diverged',
    delivered: 'diverged',
  },
  'a cancelled one without a number': { ...FREE, 'id-taken': 'conflict', delivered: 'closed' },
  'a cancelled one with a number': without(numbered('closed'), 'entered', 'entered another'),
  'one whose id is taken': { ...FREE, ...ENTERED, 'id-taken': 'conflict', delivered: 'conflict' },
  // A person who finds out that ours is the right one ends it.
  'one with two numbers': { ...numbered('conflict'), entered: 'allocated' },
};

describe('asking: every event in every state', () => {
  describeTable(ASKING_STORIES, ROWS);
});

describe('the tables together', () => {
  it.each(Object.entries(EVENTS))('a case begins with being seen: %s', (name, event) => {
    const next = advance(undefined, event);
    expect(next.ok ? next.state.standing : 'refused').toBe(FREE[name] ?? 'refused');
    if (!next.ok) expect(next.refusal).toContain('begins with "seen"');
  });

  it('leave out no kind of event', () => {
    const kinds: Record<CaseEvent['kind'], true> = {
      seen: true,
      'id-taken': true,
      asking: true,
      'not-sent': true,
      allocated: true,
      held: true,
      rejected: true,
      unconfirmed: true,
      lapsed: true,
      parked: true,
      delivered: true,
      chosen: true,
      'choice-accepted': true,
      'choice-refused': true,
      'choice-not-sent': true,
      'choice-unconfirmed': true,
      'reverse-charge-chosen': true,
      'choice-withdrawn': true,
      'hearing-dated': true,
      'hearing-decided': true,
      objected: true,
      'settled-as': true,
      'asked-as': true,
      'replaced-by': true,
      'replacement-settled': true,
      reserved: true,
      released: true,
      entered: true,
      'not-issued': true,
      resumed: true,
      wanted: true,
    };
    expect(new Set(Object.values(EVENTS).map((event) => event.kind))).toEqual(new Set(Object.keys(kinds)));
  });

  it('leave out no standing', () => {
    const standings: Record<Standing, true> = {
      waiting: true,
      'not-required': true,
      invalid: true,
      'already-allocated': true,
      closed: true,
      queued: true,
      asking: true,
      allocated: true,
      rejected: true,
      unconfirmed: true,
      held: true,
      'settled-elsewhere': true,
      choosing: true,
      cancelled: true,
      continued: true,
      'awaiting-replacement': true,
      replaced: true,
      reversed: true,
      hearing: true,
      'hearing-won': true,
      parked: true,
      diverged: true,
      conflict: true,
    };
    const stories = [ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES].flatMap((some) => Object.values(some));
    expect(new Set(stories.map(({ standing }) => standing))).toEqual(new Set(Object.keys(standings)));
  });
});
