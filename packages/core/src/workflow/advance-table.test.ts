import { describe, expect, it } from 'vitest';
import {
  ALLOCATED,
  EDITED_FIELDS,
  HELD,
  IN_ANOTHER_CASE,
  LAPSED,
  NOT_SENT,
  NUMBER,
  OTHER_NUMBER,
  PARKED,
  RECORDED,
  REJECTED,
  UNCONFIRMED,
  after,
  asking,
  decision,
  delivered,
  seen,
  seenWith,
} from '../fixtures/sample-events.ts';
import { advance } from './advance.ts';
import { bucketOf } from './buckets.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState, Standing } from './case-state.ts';

/** Every kind of event, and the variants of it that matter. */
const EVENTS = {
  seen: seen(),
  'seen edited': seen({ fields: EDITED_FIELDS }),
  'seen as a draft': seen({ standing: 'draft' }),
  'seen as cancelled': seen({ standing: 'cancelled' }),
  'seen, not required': seen({ decision: decision('not-required') }),
  'seen, invalid': seen({ decision: decision('invalid') }),
  'seen with a number': seenWith(NUMBER),
  'seen with another number': seenWith(OTHER_NUMBER),
  'id-taken': IN_ANOTHER_CASE,
  'asking first': asking(1),
  'asking next': asking(2, { sha256: 'b2', fields: EDITED_FIELDS }),
  'not-sent': NOT_SENT,
  allocated: ALLOCATED,
  'allocated another': { kind: 'allocated', number: OTHER_NUMBER },
  held: HELD,
  rejected: REJECTED,
  unconfirmed: UNCONFIRMED,
  lapsed: LAPSED,
  parked: PARKED,
  delivered: delivered(RECORDED),
} satisfies Record<string, CaseEvent>;

type EventName = keyof typeof EVENTS;

/** What an event leads to; an event that a row leaves out must be refused. */
type Row = Partial<Record<EventName, Standing>>;

/** With nobody: the source and the rules alone say where the document stands. */
const FREE: Row = {
  seen: 'queued',
  'seen edited': 'queued',
  'seen as a draft': 'waiting',
  'seen as cancelled': 'closed',
  'seen, not required': 'not-required',
  'seen, invalid': 'invalid',
  'seen with a number': 'already-allocated',
  'seen with another number': 'already-allocated',
};

/** Whatever the source says, it changes nothing. */
function unmoved(standing: Standing): Row {
  return {
    seen: standing,
    'seen edited': standing,
    'seen as a draft': standing,
    'seen as cancelled': standing,
    'seen, not required': standing,
    'seen, invalid': standing,
    'seen with a number': standing,
    'seen with another number': standing,
    delivered: standing,
  };
}

/** A first answer, where nothing earlier is open. */
const ANSWERED: Row = {
  'not-sent': 'queued',
  allocated: 'allocated',
  'allocated another': 'allocated',
  held: 'held',
  rejected: 'rejected',
  unconfirmed: 'unconfirmed',
  lapsed: 'unconfirmed',
};

/** A number may always arrive late, for an ask that was made. */
const LATE_NUMBER: Row = { allocated: 'allocated', 'allocated another': 'allocated' };

/** With our number: the same one again changes nothing, another one is a conflict. */
function numbered(standing: Standing): Row {
  return {
    ...unmoved(standing),
    'seen with another number': 'conflict',
    allocated: standing,
    'allocated another': 'conflict',
  };
}

const NUMBERED = [seen(), asking(), ALLOCATED];

/** States that events can reach, and for each what every event leads to. */
const TABLE: readonly (readonly [string, Standing, readonly CaseEvent[], Row])[] = [
  ['a draft', 'waiting', [seen({ standing: 'draft' })], { ...FREE, 'id-taken': 'conflict', delivered: 'waiting' }],
  [
    'a small one',
    'not-required',
    [seen({ decision: decision('not-required') })],
    { ...FREE, 'id-taken': 'conflict', delivered: 'not-required' },
  ],
  [
    'one with faults',
    'invalid',
    [seen({ decision: decision('invalid') })],
    { ...FREE, 'id-taken': 'conflict', delivered: 'invalid' },
  ],
  [
    'one with a number in the source',
    'already-allocated',
    [seenWith(NUMBER)],
    { ...FREE, 'id-taken': 'conflict', delivered: 'already-allocated' },
  ],
  [
    'one to be asked',
    'queued',
    [seen()],
    { ...FREE, 'id-taken': 'conflict', 'asking first': 'asking', parked: 'parked', delivered: 'queued' },
  ],
  [
    'one to be asked again after a failed sending',
    'queued',
    [seen(), asking(), NOT_SENT],
    { ...FREE, ...LATE_NUMBER, 'asking next': 'asking', parked: 'parked', delivered: 'queued' },
  ],
  [
    'one without an id',
    'queued',
    [withoutId(seen())],
    { ...FREE, 'id-taken': 'conflict', parked: 'parked', delivered: 'queued' },
  ],
  ['one on the wire', 'asking', [seen(), asking()], { ...unmoved('asking'), ...ANSWERED }],
  [
    'one on the wire again',
    'asking',
    [seen(), asking(), UNCONFIRMED, asking()],
    { ...unmoved('asking'), ...ANSWERED, 'not-sent': 'unconfirmed', rejected: 'unconfirmed' },
  ],
  [
    'an unconfirmed one',
    'unconfirmed',
    [seen(), asking(), UNCONFIRMED],
    {
      ...unmoved('unconfirmed'),
      ...LATE_NUMBER,
      'seen with a number': 'already-allocated',
      'seen with another number': 'already-allocated',
      'asking first': 'asking',
      held: 'held',
      parked: 'parked',
    },
  ],
  [
    'a lapsed one',
    'unconfirmed',
    [seen(), asking(), LAPSED],
    {
      ...unmoved('unconfirmed'),
      ...LATE_NUMBER,
      'seen with a number': 'already-allocated',
      'seen with another number': 'already-allocated',
      'asking first': 'asking',
      held: 'held',
      parked: 'parked',
    },
  ],
  [
    'an unconfirmed one with a number in the source',
    'already-allocated',
    [seen(), asking(), UNCONFIRMED, seenWith(NUMBER)],
    {
      ...LATE_NUMBER,
      seen: 'unconfirmed',
      'seen edited': 'unconfirmed',
      'seen as a draft': 'unconfirmed',
      'seen as cancelled': 'unconfirmed',
      'seen, not required': 'unconfirmed',
      'seen, invalid': 'unconfirmed',
      'seen with a number': 'already-allocated',
      'seen with another number': 'already-allocated',
      delivered: 'already-allocated',
    },
  ],
  [
    'one parked before it was asked',
    'parked',
    [seen(), PARKED],
    {
      ...unmoved('parked'),
      'seen with a number': 'already-allocated',
      'seen with another number': 'already-allocated',
    },
  ],
  [
    'an unconfirmed one that is parked',
    'parked',
    [seen(), asking(), UNCONFIRMED, PARKED],
    {
      ...unmoved('parked'),
      ...LATE_NUMBER,
      'seen with a number': 'already-allocated',
      'seen with another number': 'already-allocated',
      held: 'held',
    },
  ],
  ['a held one', 'held', [seen(), asking(), HELD], { ...unmoved('held'), ...LATE_NUMBER }],
  [
    'a rejected one',
    'rejected',
    [seen(), asking(), REJECTED],
    {
      ...unmoved('rejected'),
      ...LATE_NUMBER,
      'seen edited': 'queued',
      'seen as cancelled': 'closed',
      'seen with a number': 'already-allocated',
      'seen with another number': 'already-allocated',
    },
  ],
  [
    'one with its number',
    'allocated',
    NUMBERED,
    { ...numbered('allocated'), 'seen edited': 'diverged', 'seen as cancelled': 'closed' },
  ],
  [
    'one edited after its number',
    'diverged',
    [...NUMBERED, seen({ fields: EDITED_FIELDS })],
    {
      ...numbered('allocated'),
      'seen edited': 'diverged',
      'seen as cancelled': 'closed',
      allocated: 'diverged',
      delivered: 'diverged',
    },
  ],
  [
    'a cancelled one without a number',
    'closed',
    [seen({ standing: 'cancelled' })],
    { ...FREE, 'id-taken': 'conflict', delivered: 'closed' },
  ],
  ['a cancelled one with a number', 'closed', [...NUMBERED, seen({ standing: 'cancelled' })], numbered('closed')],
  [
    'one whose id is taken',
    'conflict',
    [withoutId(seen()), IN_ANOTHER_CASE],
    { ...FREE, 'id-taken': 'conflict', delivered: 'conflict' },
  ],
  ['one with two numbers', 'conflict', [...NUMBERED, seenWith(OTHER_NUMBER)], numbered('conflict')],
];

describe('every event in every state that events can reach', () => {
  describe.each(TABLE)('%s (%s)', (_, standing, history, row) => {
    it('stands there', () => {
      expect(after(...history).standing).toBe(standing);
    });

    it.each(Object.keys(EVENTS) as EventName[])('%s', (name) => {
      const before = after(...history);
      const copy = structuredClone(before);
      const next = advance(before, EVENTS[name]);
      expect(next.ok ? next.state.standing : 'refused').toBe(row[name] ?? 'refused');
      if (next.ok) expectToHold(before, next.state);
      else expect(next.refusal).toMatch(/^["A-Z].{15,}\.$/);
      // Pure: the state before is as it was.
      expect(before).toEqual(copy);
    });
  });

  it.each(Object.keys(EVENTS) as EventName[])('a case begins with being seen: %s', (name) => {
    const next = advance(undefined, EVENTS[name]);
    expect(next.ok ? next.state.standing : 'refused').toBe(FREE[name] ?? 'refused');
  });

  it('leaves out no kind of event and no standing', () => {
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
    };
    expect(new Set(Object.values(EVENTS).map((event) => event.kind))).toEqual(new Set(Object.keys(kinds)));
    const standings: Record<Standing, true> = {
      waiting: true,
      'not-required': true,
      invalid: true,
      'already-allocated': true,
      queued: true,
      asking: true,
      allocated: true,
      held: true,
      rejected: true,
      unconfirmed: true,
      parked: true,
      closed: true,
      diverged: true,
      conflict: true,
    };
    expect(new Set(TABLE.map(([, standing]) => standing))).toEqual(new Set(Object.keys(standings)));
  });
});

/** What no event may break. */
function expectToHold(before: CaseState, next: CaseState): void {
  if (before.number !== undefined) expect(next.number).toBe(before.number);
  if (before.ask !== undefined) expect(next.invoiceId).toBe(before.invoiceId);
  expect(next.places.length).toBeGreaterThanOrEqual(before.places.length);
  expect(bucketOf(next.standing)).toBeTypeOf('string');
}

function withoutId(event: Extract<CaseEvent, { kind: 'seen' }>): CaseEvent {
  const { invoiceId: _, ...rest } = event;
  return rest;
}
