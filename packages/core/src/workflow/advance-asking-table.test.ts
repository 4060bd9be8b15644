import { describe, expect, it } from 'vitest';
import { ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES } from '../fixtures/case-stories.ts';
import {
  ENTERED,
  EVENTS,
  FREE,
  LATE_NUMBER,
  NUMBER_IN_SOURCE,
  TAKEN_BACK,
  UNDECIDED,
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
  ...UNDECIDED,
  'id-taken': 'conflict',
  joined: 'joined',
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

/** Where the source held a number before: a person says what became of it, and until then nothing is asked. */
const NUMBER_LOST: Row = { seen: 'parked', 'seen edited': 'parked' };

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
    'decided again, required': 'waiting',
    'decided again, not required': 'waiting',
    'asked as a reverse charge': 'waiting',
    'asked as part of a pro-forma': 'waiting',
  },
  'one that waits for a connection': {
    ...UNASKED,
    ...ENTERED,
    delivered: 'waiting',
    'decided again, required': 'waiting',
  },
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
  'one with faults': {
    ...FREE,
    ...UNDECIDED,
    ...ENTERED,
    'id-taken': 'conflict',
    joined: 'joined',
    delivered: 'invalid',
  },
  'one with a number in the source': {
    ...FREE,
    ...ENTERED,
    ...NUMBER_LOST,
    'id-taken': 'conflict',
    joined: 'joined',
    'decided again, required': 'already-allocated',
    'decided again, not required': 'not-required',
    delivered: 'already-allocated',
  },
  'one to be asked for': { ...UNASKED, ...ENTERED, 'asking first': 'asking', parked: 'parked', delivered: 'queued' },
  'one to be asked for again after a failed sending': {
    ...FREE,
    ...UNDECIDED,
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
    // The number is gone from the source, and an ask may have brought another one.
    ...unmoved('parked'),
    ...NUMBER_IN_SOURCE,
    ...LATE_NUMBER,
    ...ENTERED,
    'not-issued': 'already-allocated',
    delivered: 'already-allocated',
  },
  'one whose number its source has lost': {
    ...FREE,
    ...NUMBER_LOST,
    ...ENTERED,
    resumed: 'queued',
    delivered: 'parked',
  },
  'one that its source does not hold any more': {
    ...without(UNASKED, 'gone', 'asked as a reverse charge', 'asked as part of a pro-forma'),
    'decided again, required': 'closed',
    'decided again, not required': 'closed',
    delivered: 'closed',
  },
  'one that joined another case': { delivered: 'joined' },
  'one parked before it was asked for': {
    ...unmoved('parked'),
    ...TAKEN_BACK,
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
    ...TAKEN_BACK,
    'seen edited': 'queued',
    resumed: 'queued',
  },
  'one with its number': { ...numbered('allocated'), 'seen edited': 'diverged', 'seen as cancelled': 'closed' },
  'one with a number entered by hand': {
    ...numbered('allocated'),
    'seen edited': 'diverged',
    'seen as cancelled': 'closed',
  },
  'one with an emergency number': {
    ...numbered('allocated'),
    'seen edited': 'diverged',
    'seen as cancelled': 'closed',
    'emergency-reported': 'allocated',
  },
  'one edited after its number': {
    ...numbered('allocated'),
    'seen edited': 'diverged',
    'seen as cancelled': 'closed',
    allocated: 'diverged',
    entered: 'diverged',
    'entered in an emergency': 'diverged',
    gone: 'diverged',
    delivered: 'diverged',
  },
  'a cancelled one without a number': {
    ...FREE,
    'id-taken': 'conflict',
    joined: 'joined',
    'decided again, required': 'closed',
    'decided again, not required': 'closed',
    delivered: 'closed',
  },
  'a cancelled one with a number': {
    // In the books again, it has its number as before.
    ...without(numbered('allocated'), 'entered', 'entered another', 'entered in an emergency'),
    ...TAKEN_BACK,
    'seen edited': 'diverged',
    allocated: 'closed',
    delivered: 'closed',
  },
  'one whose id is taken': { ...FREE, ...ENTERED, 'id-taken': 'conflict', joined: 'joined', delivered: 'conflict' },
  // A person who finds out that ours is the right one ends it.
  'one with two numbers': { ...numbered('conflict'), entered: 'allocated', 'entered in an emergency': 'allocated' },
};

describe('asking: every event in every state', () => {
  describeTable(ASKING_STORIES, ROWS);
});

describe('the tables together', () => {
  it.each(Object.entries(EVENTS))('a case begins with being seen: %s', (name, event) => {
    const next = advance(undefined, event);
    const expected = event.kind === 'seen' ? FREE[name] : 'refused';
    expect(next.ok ? next.state.standing : 'refused').toBe(expected);
    if (!next.ok) expect(next.refusal).toContain('begins with "seen"');
  });

  it('leave out no kind of event', () => {
    const kinds: Record<CaseEvent['kind'], true> = {
      seen: true,
      gone: true,
      'decided-again': true,
      joined: true,
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
      told: true,
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
      'hearing-word-withdrawn': true,
      'settled-as': true,
      'asked-as': true,
      'replaced-by': true,
      'replacement-settled': true,
      'held-back': true,
      'storno-seen': true,
      'asked-alone': true,
      'approved-elsewhere': true,
      reserved: true,
      released: true,
      entered: true,
      'emergency-reported': true,
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
      joined: true,
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
