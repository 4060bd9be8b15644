import { describe } from 'vitest';
import { CHOOSING_STORIES } from '../fixtures/case-stories.ts';
import { ENTERED, FREE, LATE_NUMBER, describeTable, numbered, unmoved } from '../fixtures/event-table.ts';
import type { Row } from '../fixtures/event-table.ts';
import type { Standing } from './case-state.ts';

/** With the authority or a person: no edit moves it; a number is always taken. */
function standing(where: Standing): Row {
  return { ...unmoved(where), ...LATE_NUMBER, ...ENTERED };
}

/** The authority was told, or may have been, that there is no such invoice. */
const LATE_CONFLICT: Row = { allocated: 'conflict', 'allocated another': 'conflict' };

/** The ways that stay open whatever the document is and whatever came before. */
const CANCEL_OR_CONTINUE: Row = {
  'chosen cancel': 'choosing',
  'chosen continue': 'choosing',
  'settled as cancel': 'cancelled',
  'settled as continue': 'continued',
};

const ALL_BUT_REVERSE_CHARGE: Row = {
  ...CANCEL_OR_CONTINUE,
  'chosen hearing': 'choosing',
  'settled as hearing': 'hearing',
};

const REVERSE_CHARGE: Row = {
  'reverse-charge-chosen': 'awaiting-replacement',
  'settled as reverse-charge': 'awaiting-replacement',
};

const SETTLED: Row = {
  'settled as cancel': 'cancelled',
  'settled as continue': 'continued',
  'settled as reverse-charge': 'awaiting-replacement',
  'settled as hearing': 'hearing',
};

/** A choice that is open, where nothing says that an earlier sending of it was accepted. */
const CHOOSING: Row = {
  ...unmoved('choosing'),
  ...LATE_NUMBER,
  'choice-refused': 'held',
  'choice-not-sent': 'held',
  'choice-unconfirmed': 'choosing',
  parked: 'parked',
};

const CANCELLING: Row = {
  ...CHOOSING,
  ...LATE_CONFLICT,
  'chosen cancel': 'choosing',
  'choice-accepted': 'cancelled',
};

/** Sent twice at least: what is said of the last sending says nothing about the first. */
const CANCELLING_AGAIN: Row = {
  ...CANCELLING,
  'choice-refused': 'settled-elsewhere',
  'choice-not-sent': 'choosing',
};

const HEARING: Row = {
  ...standing('hearing'),
  'hearing-dated': 'hearing',
  'hearing won': 'queued',
  'hearing lost': 'held',
  'hearing given up': 'held',
};

/** The law's clock runs on: an answer to an objection may change everything. */
function objectionOpen(standing: Standing): Row {
  return {
    'hearing won': 'queued',
    'hearing lost': standing,
    'hearing given up': standing,
    'hearing word withdrawn': standing,
  };
}

/** Its source has cancelled it, so with a number it is closed. */
const CANCELLED_IN_SOURCE: Row = {
  allocated: 'closed',
  'allocated another': 'closed',
  entered: 'closed',
  'entered another': 'closed',
  'entered in an emergency': 'closed',
};

const ROWS: Readonly<Record<string, Row>> = {
  'a held one': { ...standing('held'), ...ALL_BUT_REVERSE_CHARGE, ...REVERSE_CHARGE },
  'a held pro-forma': { ...standing('held'), ...ALL_BUT_REVERSE_CHARGE },
  'a held one of a customer who is no dealer': { ...standing('held'), ...ALL_BUT_REVERSE_CHARGE },
  'a held one that its source cancelled': {
    ...standing('held'),
    'chosen cancel': 'choosing',
    'settled as cancel': 'cancelled',
    ...REVERSE_CHARGE,
    ...CANCELLED_IN_SOURCE,
  },
  'a held one whose hearing was lost': {
    ...standing('held'),
    ...CANCEL_OR_CONTINUE,
    ...REVERSE_CHARGE,
    objected: 'held',
    'hearing word withdrawn': 'hearing',
  },
  'a held one whose hearing was given up': {
    ...standing('held'),
    ...CANCEL_OR_CONTINUE,
    ...REVERSE_CHARGE,
    'hearing word withdrawn': 'hearing',
  },
  'a held one with an open objection': {
    ...standing('held'),
    ...CANCEL_OR_CONTINUE,
    ...REVERSE_CHARGE,
    ...objectionOpen('held'),
  },
  'a held one whose objection was turned down': {
    ...standing('held'),
    ...CANCEL_OR_CONTINUE,
    ...REVERSE_CHARGE,
    'hearing word withdrawn': 'held',
  },
  'one settled elsewhere': { ...standing('settled-elsewhere'), ...SETTLED },
  'one whose cancelling was refused after a lost answer': {
    ...standing('settled-elsewhere'),
    ...LATE_CONFLICT,
    ...SETTLED,
    'choice-accepted': 'cancelled',
  },
  'one that is out, whose hearing was refused after a lost answer': {
    ...standing('settled-elsewhere'),
    'settled as continue': 'continued',
    'settled as hearing': 'hearing',
    'choice-accepted': 'hearing',
  },
  'one being cancelled': CANCELLING,
  'one being cancelled again after a lost answer': CANCELLING_AGAIN,
  'one being cancelled again after a crash': CANCELLING_AGAIN,
  'one being continued': { ...CHOOSING, 'chosen continue': 'choosing', 'choice-accepted': 'continued' },
  'one for which a hearing is being asked': {
    ...CHOOSING,
    'chosen hearing': 'choosing',
    'choice-accepted': 'hearing',
  },
  'one that is out, for which a hearing is being asked': {
    ...CHOOSING,
    'chosen hearing': 'choosing',
    'choice-accepted': 'hearing',
    'choice-refused': 'continued',
    'choice-not-sent': 'continued',
  },
  'a parked one with an open choice': {
    ...standing('parked'),
    ...LATE_CONFLICT,
    'choice-accepted': 'cancelled',
    'choice-refused': 'settled-elsewhere',
    'choice-not-sent': 'parked',
    'choice-unconfirmed': 'parked',
    // A person looked in the personal area.
    ...SETTLED,
    resumed: 'choosing',
  },
  'a cancelled one': { ...unmoved('cancelled'), ...LATE_CONFLICT, 'storno-seen': 'cancelled' },
  'a cancelled one with its credit note': { ...unmoved('cancelled'), ...LATE_CONFLICT },
  'a continued one': { ...standing('continued'), 'chosen hearing': 'choosing', 'settled as hearing': 'hearing' },
  'a continued one that its source cancelled': { ...standing('continued'), ...CANCELLED_IN_SOURCE },
  'a continued one whose hearing was lost': {
    ...standing('continued'),
    objected: 'continued',
    'hearing word withdrawn': 'hearing',
  },
  'one continued after its hearing was lost, with an open objection': {
    ...standing('continued'),
    ...objectionOpen('continued'),
  },
  'one in a hearing': HEARING,
  'a continued one in a hearing': { ...HEARING, 'hearing lost': 'continued', 'hearing given up': 'continued' },
  'one to be asked for again after its hearing': {
    ...FREE,
    ...LATE_NUMBER,
    ...ENTERED,
    'asking next': 'asking',
    'hearing word withdrawn': 'hearing',
    parked: 'parked',
    delivered: 'queued',
  },
  // Refused in substance once more: the authority has not registered the hearing yet.
  'one on the wire after its hearing': {
    ...unmoved('asking'),
    ...LATE_NUMBER,
    'not-sent': 'queued',
    held: 'hearing-won',
    'held, choice known': 'hearing-won',
    rejected: 'rejected',
    unconfirmed: 'unconfirmed',
    lapsed: 'unconfirmed',
  },
  'one whose hearing is not registered yet': {
    ...standing('hearing-won'),
    'hearing lost': 'held',
    'hearing given up': 'held',
    resumed: 'queued',
  },
  'one that is out, whose hearing is not registered yet': {
    ...standing('hearing-won'),
    'hearing lost': 'continued',
    'hearing given up': 'continued',
    resumed: 'queued',
  },
  'one with a number although it was cancelled': {
    ...numbered('conflict'),
    entered: 'allocated',
    'entered in an emergency': 'allocated',
  },
};

describe('choosing: every event in every state', () => {
  describeTable(CHOOSING_STORIES, ROWS);
});
