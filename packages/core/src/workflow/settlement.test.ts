import { describe, expect, it } from 'vitest';
import { ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES } from '../fixtures/case-stories.ts';
import {
  ALLOCATED,
  ASKED_AS_PART_OF_PRO_FORMA,
  CHOICE_ACCEPTED,
  CHOICE_REFUSED,
  CHOICE_UNCONFIRMED,
  EDITED_FIELDS,
  HELD,
  NUMBER,
  PARKED,
  PRO_FORMA_FIELDS,
  REJECTED,
  UNCONFIRMED,
  ZERO_RATE_FIELDS,
  after,
  asking,
  chosen,
  delivered,
  entered,
  hearingDecided,
  seen,
  seenWith,
  RECORDED,
} from '../fixtures/sample-events.ts';
import { REQUIRED_FIELDS } from '../fixtures/sample-document.ts';
import type { CaseEvent } from './case-event.ts';
import { settlementOf } from './settlement.ts';

/** What is to be told: the number, and the codes of the notices. */
function told(...events: readonly CaseEvent[]): readonly unknown[] {
  const settlement = settlementOf(after(...events));
  return settlement === undefined ? [] : [settlement.number, settlement.notices.map(({ code }) => code)];
}

const HELD_UP = [seen(), asking(), HELD] as const;
const OUT = [...HELD_UP, chosen('continue'), CHOICE_ACCEPTED] as const;
const PRO_FORMA = [seen({ fields: PRO_FORMA_FIELDS }), asking(1, { fields: PRO_FORMA_FIELDS })] as const;

describe('a settlement', () => {
  it('is the number, with the fields that it was asked for', () => {
    const numbered = [seen(), asking(), ALLOCATED] as const;
    expect(settlementOf(after(...numbered))).toEqual({
      asked: REQUIRED_FIELDS,
      number: NUMBER,
      notices: [],
      withdrawn: [],
    });
    // So that a source which holds something else by now can tell.
    const edited = after(...numbered, seen({ fields: EDITED_FIELDS }));
    expect(settlementOf(edited)).toMatchObject({ asked: REQUIRED_FIELDS, number: NUMBER });
    expect(told(...numbered, seen({ standing: 'cancelled' }))).toEqual([NUMBER, []]);
  });

  it('of a zero-rate document says that the customer reports it', () => {
    expect(told(...story('a zero-rate document with its number'))).toEqual([NUMBER, ['self-invoice']]);
    const state = after(...story('a zero-rate document with its number'));
    expect(settlementOf(state)?.notices[0]?.text).toBe('בגין חשבונית זו לקוח חייב לדווח חשבונית עצמית');
    expect(settlementOf(state)?.asked).toEqual(ZERO_RATE_FIELDS);
  });

  it('of an approved pro-forma says that nothing may be deducted by it, and of an invoice on it says nothing', () => {
    expect(told(...PRO_FORMA, ALLOCATED)).toEqual([NUMBER, ['pre-approval']]);
    expect(settlementOf(after(...PRO_FORMA, ALLOCATED))?.notices[0]?.text).toBe('לא ניתן לקזז מס תשומות בגין מסמך זה');
    expect(told(seen(), ASKED_AS_PART_OF_PRO_FORMA, asking(1, { action: 4 }), ALLOCATED)).toEqual([NUMBER, []]);
  });

  it('is nothing while two numbers contradict each other, or a number and a choice', () => {
    expect(told(...story('one with two numbers'))).toEqual([]);
    expect(told(...story('one with a number although it was cancelled'))).toEqual([]);
  });

  it('is nothing everywhere else', () => {
    const stories = Object.entries({ ...ASKING_STORIES, ...CHOOSING_STORIES, ...LINKING_STORIES });
    const some = stories.filter(([, { events }]) => told(...events).length > 0).map(([name]) => name);
    expect(some.toSorted()).toEqual([
      'a cancelled one with a number',
      'a continued one',
      'a continued one in a hearing',
      'a continued one that its source cancelled',
      'a continued one whose hearing was lost',
      'a zero-rate document with its number',
      'an approved pro-forma',
      'an approved pro-forma with an invoice',
      'one continued after its hearing was lost, with an open objection',
      'one edited after its number',
      'one that is out, for which a hearing is being asked',
      'one that is out, whose hearing is not registered yet',
      'one that is out, whose hearing was refused after a lost answer',
      'one with a number entered by hand',
      'one with an emergency number',
      'one with its number',
    ]);
  });
});

describe('a document that went out without a number', () => {
  const NOTICE = [undefined, ['no-deduction']];

  it('says so', () => {
    expect(told(...OUT)).toEqual(NOTICE);
    expect(settlementOf(after(...OUT))?.notices[0]?.text).toBe('אין לנכות מס תשומות בגין חשבונית זו');
  });

  it.each<readonly [string, readonly CaseEvent[]]>([
    ['a hearing is being asked for', [chosen('hearing')]],
    ['nobody knows whether it was', [chosen('hearing'), CHOICE_UNCONFIRMED, PARKED]],
    ['a person finds that out', [chosen('hearing'), CHOICE_UNCONFIRMED, CHOICE_REFUSED]],
    ['it is in a hearing', [chosen('hearing'), CHOICE_ACCEPTED]],
    ['it is to be asked for again', [chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won')]],
    ['it is asked for again', [chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won'), asking(2)]],
    ['no answer came', [chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won'), asking(2), UNCONFIRMED]],
    ['its data are refused', [chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won'), asking(2), REJECTED]],
    ['its hearing is not registered yet', [chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won'), asking(2), HELD]],
    ['its hearing was lost', [chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('lost')]],
  ])('still says so while %s', (_, events) => {
    expect(told(...OUT, ...events)).toEqual(NOTICE);
  });

  it('says so no more once it has its number: what is printed then is a copy, and every place is told', () => {
    const won = [
      ...[...OUT, delivered(RECORDED), chosen('hearing'), CHOICE_ACCEPTED],
      ...[hearingDecided('won'), asking(2), ALLOCATED],
    ];
    expect(told(...won)).toEqual([NUMBER, ['certified-copy']]);
    expect(settlementOf(after(...won))?.withdrawn.map(({ code }) => code)).toEqual(['no-deduction']);
    expect(after(...won).places[0]?.delivery.kind).toBe('pending');
    expect(told(...OUT, entered(NUMBER))).toEqual([NUMBER, ['certified-copy']]);
    // Whether it went out is not known yet.
    expect(told(...HELD_UP, chosen('continue'), CHOICE_UNCONFIRMED, ALLOCATED)).toEqual([NUMBER, []]);
  });

  it('says so no more where its source took it back, or has a number of its own', () => {
    const won = [...OUT, chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won')];
    expect(told(...won, seen({ standing: 'cancelled' }))).toEqual([]);
    expect(told(...won, seenWith(NUMBER))).toEqual([]);
  });

  it('is told to a place that shows up later', () => {
    const kinds = (...events: readonly CaseEvent[]): readonly string[] =>
      after(...events).places.map(({ delivery }) => delivery.kind);
    expect(kinds(...OUT, delivered(RECORDED), seen({ source: 'archive' }))).toEqual(['recorded', 'pending']);
    expect(kinds(...HELD_UP, seen({ source: 'archive' }))).toEqual(['none', 'none']);
    expect(kinds(...HELD_UP, chosen('cancel'), CHOICE_ACCEPTED)).toEqual(['none']);
  });
});

function story(name: string): readonly CaseEvent[] {
  return { ...ASKING_STORIES, ...CHOOSING_STORIES, ...LINKING_STORIES }[name]?.events ?? [];
}
