import { describe } from 'vitest';
import { LINKING_STORIES } from '../fixtures/case-stories.ts';
import {
  ENTERED,
  FREE,
  LATE_NUMBER,
  UNDECIDED,
  describeTable,
  numbered,
  unmoved,
  without,
} from '../fixtures/event-table.ts';
import type { Row } from '../fixtures/event-table.ts';

/** Its zero-rate document stands in its place: a number of its own is one too many. */
const LATE_CONFLICT: Row = { allocated: 'conflict', 'allocated another': 'conflict' };

const AWAITING: Row = {
  ...unmoved('awaiting-replacement'),
  ...LATE_NUMBER,
  ...ENTERED,
  'choice-withdrawn': 'held',
  'held-back': 'awaiting-replacement',
  'replaced-by': 'replaced',
};

/** Not asked for yet under the other case's id, it may still be tied to another one. */
const ASKED_AS: Row = { 'asked as a reverse charge': 'queued', 'asked as part of a pro-forma': 'queued' };

/** What a reading as the sample invoice means to a document of other amounts or another type, once it has its number. */
const READ_AS_ANOTHER: Row = {
  ...numbered('diverged'),
  'seen as cancelled': 'closed',
  allocated: 'allocated',
  entered: 'allocated',
  'entered in an emergency': 'allocated',
  gone: 'allocated',
  delivered: 'allocated',
};

/** Zero-rate documents have a place of their own. */
const ELSEWHERE: Row = without(FREE, 'gone');

const ROWS: Readonly<Record<string, Row>> = {
  'one whose zero-rate document is awaited': AWAITING,
  'one settled elsewhere as a reverse charge': { ...AWAITING, 'choice-withdrawn': 'settled-elsewhere' },
  'one whose zero-rate document is asked for': {
    ...unmoved('replaced'),
    ...LATE_CONFLICT,
    'replacement allocated': 'reversed',
    'replacement failed': 'awaiting-replacement',
  },
  'one whose zero-rate document has its number': {
    ...unmoved('reversed'),
    ...LATE_CONFLICT,
    'storno-seen': 'reversed',
  },
  'a zero-rate document': {
    ...ELSEWHERE,
    ...ENTERED,
    ...ASKED_AS,
    // Without VAT no number is required, and this one is asked for all the same.
    'seen, not required': 'queued',
    'seen, not required, may be asked': 'queued',
    'decided again, required': 'queued',
    'decided again, not required': 'queued',
    'asked as part of a pro-forma': 'not-required',
    'asking for a reverse charge': 'asking',
    'held-back': 'waiting',
    parked: 'parked',
    delivered: 'queued',
  },
  'a zero-rate document in draft': {
    ...ELSEWHERE,
    'seen, not required': 'queued',
    'seen, not required, may be asked': 'queued',
    'asked as a reverse charge': 'waiting',
    'asked as part of a pro-forma': 'waiting',
    'held-back': 'waiting',
    'decided again, required': 'waiting',
    'decided again, not required': 'waiting',
    delivered: 'waiting',
  },
  'a zero-rate document with its number': without(READ_AS_ANOTHER, 'gone'),
  'a held zero-rate document': {
    ...without(unmoved('held'), 'gone'),
    ...LATE_NUMBER,
    ...ENTERED,
    'chosen cancel': 'choosing',
    'chosen continue': 'choosing',
    'chosen hearing': 'choosing',
    'settled as cancel': 'cancelled',
    'settled as continue': 'continued',
    'settled as hearing': 'hearing',
  },
  'an invoice that waits for its pro-forma': {
    ...FREE,
    ...ENTERED,
    ...ASKED_AS,
    'decided again, required': 'waiting',
    'decided again, not required': 'not-required',
    'id-taken': 'conflict',
    joined: 'joined',
    'held-back': 'waiting',
    'asked-alone': 'queued',
    delivered: 'waiting',
  },
  'an invoice on a pro-forma': {
    ...FREE,
    ...ENTERED,
    ...ASKED_AS,
    ...UNDECIDED,
    'asking on a pro-forma': 'asking',
    'held-back': 'waiting',
    'asked-alone': 'queued',
    parked: 'parked',
    delivered: 'queued',
  },
  'an invoice that was held back on a pro-forma': {
    ...FREE,
    ...ENTERED,
    // The pro-forma that it was asked on stays the one.
    'asked as part of a pro-forma': 'queued',
    'decided again, required': 'waiting',
    'decided again, not required': 'not-required',
    ...LATE_NUMBER,
    'held-back': 'waiting',
    delivered: 'waiting',
  },
  'a pro-forma that was approved elsewhere': {
    ...without(FREE, 'seen', 'seen edited'),
    ...ENTERED,
    seen: 'parked',
    'seen edited': 'parked',
    'decided again, required': 'already-allocated',
    'decided again, not required': 'not-required',
    'reserved for another': 'already-allocated',
    'approved-elsewhere': 'already-allocated',
    delivered: 'already-allocated',
  },
  'an approved pro-forma': {
    ...READ_AS_ANOTHER,
    'reserved once more': 'allocated',
    'reserved for another': 'allocated',
  },
  'an approved pro-forma with an invoice': {
    ...READ_AS_ANOTHER,
    'reserved once more': 'allocated',
    'reserved for another': 'allocated',
    'released the first': 'allocated',
  },
};

describe('linking: every event in every state', () => {
  describeTable(LINKING_STORIES, ROWS);
});
