import { describe, expect, it } from 'vitest';
import type { BusinessDay } from '../business-day.ts';
import {
  ALLOCATED,
  CHOICE_ACCEPTED,
  CHOICE_NOT_SENT,
  CHOICE_REFUSED,
  CHOICE_UNCONFIRMED,
  DAY,
  HELD,
  HELD_AND_DECIDED,
  NUMBER,
  PARKED,
  RESUMED,
  REVERSE_CHARGE_CHOSEN,
  SOME_CAUSE,
  after,
  asking,
  chosen,
  hearingDated,
  hearingDecided,
  objected,
  refusalOf,
  seen,
  seenWith,
  settledAs,
} from '../fixtures/sample-events.ts';

const HELD_UP = [seen(), asking(), HELD] as const;
const CANCELLING = [...HELD_UP, chosen('cancel')] as const;
const HEARING = [...HELD_UP, chosen('hearing'), CHOICE_ACCEPTED] as const;
const LOST = [...HEARING, hearingDecided('lost')] as const;
const OUT = [...HELD_UP, chosen('continue'), CHOICE_ACCEPTED] as const;
const LATER = '2026-06-21' as BusinessDay;

describe('a choice', () => {
  it('is kept with who made it and when, before it is sent', () => {
    expect(after(...CANCELLING).choice).toEqual({
      choice: 'cancel',
      by: 'רות',
      on: DAY,
      from: 'held',
      unconfirmedSendings: 0,
      isSettled: false,
    });
    expect(after(...CANCELLING, CHOICE_ACCEPTED)).toMatchObject({
      standing: 'cancelled',
      choice: { isSettled: true },
      faults: [],
    });
  });

  it('is one at a time: no other while one may have been accepted', () => {
    for (const other of [chosen('continue'), chosen('hearing')]) {
      expect(refusalOf(other, ...CANCELLING)).toContain('accepted already');
      expect(refusalOf(other, ...CANCELLING, CHOICE_UNCONFIRMED)).toContain('accepted already');
      expect(refusalOf(other, ...CANCELLING, PARKED)).toContain('parked');
    }
  });

  it('that was certainly not sent leaves everything as it was, and says why', () => {
    expect(after(...CANCELLING, CHOICE_NOT_SENT)).toMatchObject({
      standing: 'held',
      choice: undefined,
      cause: SOME_CAUSE,
    });
    expect(after(...CANCELLING, CHOICE_NOT_SENT, chosen('continue')).choice?.choice).toBe('continue');
  });

  it('that was sent and not answered is due again when its pause is over, and no pause outlives it', () => {
    const notBefore = '2026-06-11T09:00:00.000Z';
    const cause = SOME_CAUSE;
    const waiting = [...CANCELLING, { kind: 'choice-unconfirmed', cause, notBefore }] as const;
    expect(after(...waiting).notBefore).toBe(notBefore);
    expect(after(...waiting, CHOICE_ACCEPTED).notBefore).toBeUndefined();
    expect(after(...waiting, chosen('cancel')).notBefore).toBeUndefined();
    const notSent = { kind: 'choice-not-sent', cause, notBefore } as const;
    expect(after(...waiting, chosen('cancel'), notSent).notBefore).toBe(notBefore);
    const refused = after(...waiting, chosen('cancel'), notSent, CHOICE_REFUSED);
    expect(refused).toMatchObject({ standing: 'settled-elsewhere', notBefore: undefined });
  });

  it('that nobody answered is found out by a person, also where another way was taken', () => {
    const parked = [...CANCELLING, CHOICE_UNCONFIRMED, PARKED] as const;
    expect(after(...parked, settledAs('cancel')).standing).toBe('cancelled');
    expect(after(...parked, settledAs('continue'))).toMatchObject({
      standing: 'continued',
      choice: { from: 'held', isSettled: true },
    });
    expect(refusalOf(settledAs('cancel'), ...OUT, chosen('hearing'), CHOICE_UNCONFIRMED, PARKED)).toContain('hearing');
  });

  it('that is refused at once (463) goes back to where it was made', () => {
    expect(after(...CANCELLING, CHOICE_REFUSED)).toMatchObject({
      standing: 'held',
      choice: undefined,
      faults: [{ authorityCode: '463' }],
    });
    expect(after(...OUT, chosen('hearing'), CHOICE_REFUSED).standing).toBe('continued');
  });

  it('clears away why the one before came to nothing', () => {
    const failed = [...CANCELLING, CHOICE_NOT_SENT] as const;
    expect(after(...failed, chosen('continue')).cause).toBeUndefined();
    expect(after(...CANCELLING, CHOICE_UNCONFIRMED, PARKED, RESUMED, CHOICE_REFUSED).cause).toBeUndefined();
    expect(after(...CANCELLING, PARKED, CHOICE_REFUSED)).toMatchObject({ standing: 'held', cause: undefined });
  });

  it('keeps its first day and person when it is sent again', () => {
    expect(after(...CANCELLING, CHOICE_UNCONFIRMED, chosen('cancel', LATER)).choice).toMatchObject({ on: DAY });
  });

  it('is left open by a number in the source, also while it is parked', () => {
    for (const story of [CANCELLING, [...CANCELLING, CHOICE_UNCONFIRMED, PARKED]]) {
      const before = after(...story);
      expect(after(...story, seenWith(NUMBER))).toMatchObject({ standing: before.standing, choice: before.choice });
    }
    expect(after(...CANCELLING, PARKED, seenWith(NUMBER), RESUMED).standing).toBe('choosing');
  });
});

describe('a reverse charge', () => {
  it('is told to nobody, so it is settled at once', () => {
    const state = after(...CANCELLING, CHOICE_NOT_SENT, REVERSE_CHARGE_CHOSEN);
    expect(state).toMatchObject({ standing: 'awaiting-replacement', cause: undefined });
    expect(state.choice).toEqual({
      choice: 'reverse-charge',
      by: 'רות',
      on: DAY,
      from: 'held',
      unconfirmedSendings: 0,
      isSettled: true,
    });
  });
});

describe('a choice whose answer was lost', () => {
  it('is sent again, and "no held invoice" (463) may then mean that the first was accepted', () => {
    const again = [...CANCELLING, CHOICE_UNCONFIRMED, chosen('cancel')] as const;
    expect(after(...again, CHOICE_REFUSED)).toMatchObject({
      standing: 'settled-elsewhere',
      choice: { choice: 'cancel' },
      cause: undefined,
    });
    expect(after(...again, CHOICE_NOT_SENT).standing).toBe('choosing');
    expect(after(...again, CHOICE_ACCEPTED).standing).toBe('cancelled');
  });

  it('is as uncertain after a crash that left no answer at all', () => {
    const crashed = [...CANCELLING, chosen('cancel')] as const;
    expect(after(...crashed).choice?.unconfirmedSendings).toBe(1);
    expect(after(...crashed, CHOICE_REFUSED).standing).toBe('settled-elsewhere');
    expect(after(...crashed, CHOICE_NOT_SENT).standing).toBe('choosing');
    // Counted once, however often it is sent.
    expect(after(...crashed, chosen('cancel'), chosen('cancel')).choice?.unconfirmedSendings).toBe(1);
    expect(after(...CANCELLING, CHOICE_UNCONFIRMED, CHOICE_UNCONFIRMED, chosen('cancel')).choice).toMatchObject({
      unconfirmedSendings: 2,
    });
  });

  it('is settled by the authority’s own word, however late it comes', () => {
    const refused = [...CANCELLING, CHOICE_UNCONFIRMED, CHOICE_REFUSED] as const;
    expect(after(...refused, CHOICE_ACCEPTED).standing).toBe('cancelled');
    expect(refusalOf(CHOICE_ACCEPTED, ...refused, settledAs('continue'))).toContain('continued');
    expect(refusalOf(CHOICE_ACCEPTED, seen(), asking(), HELD_AND_DECIDED)).toContain('settled-elsewhere');
  });
});

describe('what went its way outside of us', () => {
  it.each([
    ['cancel', 'cancelled'],
    ['continue', 'continued'],
    ['reverse-charge', 'awaiting-replacement'],
    ['hearing', 'hearing'],
  ] as const)('is taken over from a person: %s', (choice, standing) => {
    for (const story of [[seen(), asking(), HELD_AND_DECIDED], HELD_UP, [...CANCELLING, CHOICE_REFUSED]]) {
      expect(after(...story, settledAs(choice))).toMatchObject({ standing, choice: { isSettled: true }, faults: [] });
    }
    expect(after(...CANCELLING, CHOICE_NOT_SENT, settledAs(choice)).cause).toBeUndefined();
    expect(after(...HELD_UP, settledAs(choice)).choice).toEqual({
      choice,
      by: 'רות',
      on: DAY,
      from: 'held',
      unconfirmedSendings: 0,
      isSettled: true,
    });
  });

  it('may be the hearing of a document that is out already, which the portal takes', () => {
    const inHearing = after(...OUT, settledAs('hearing'));
    expect(inHearing).toMatchObject({ standing: 'hearing', hearing: { from: 'continued' } });
    expect(after(...OUT, settledAs('hearing'), hearingDecided('lost')).standing).toBe('continued');
    const lost = [...OUT, chosen('hearing'), CHOICE_UNCONFIRMED, CHOICE_REFUSED] as const;
    expect(after(...lost, settledAs('hearing'), hearingDecided('lost')).standing).toBe('continued');
    expect(refusalOf(settledAs('cancel'), ...lost)).toContain('what is left is a hearing');
  });

  it('tells the source what to print', () => {
    expect(after(seen(), asking(), HELD_AND_DECIDED, settledAs('continue')).places[0]?.delivery.kind).toBe('pending');
  });

  it('cannot be what such a document never can be', () => {
    const customer = { name: 'ישראלה' };
    const fields = { ...after(seen()).fields, customer };
    const elsewhere = [seen({ fields }), asking(1, { fields }), HELD_AND_DECIDED] as const;
    expect(refusalOf(settledAs('reverse-charge'), ...elsewhere)).toContain('reverse charge');
    expect(after(...elsewhere, settledAs('cancel')).standing).toBe('cancelled');
  });
});

describe('a hearing', () => {
  it('remembers its days and where it came from', () => {
    expect(after(...HEARING, hearingDated(LATER)).hearing).toEqual({
      registeredOn: DAY,
      day: LATER,
      outcome: undefined,
      decidedOn: undefined,
      objectedOn: undefined,
      objectionEndedOn: undefined,
      from: 'held',
    });
  });

  it('that is won is asked for again under the same id, and refused again means: not registered yet', () => {
    const won = [...HEARING, hearingDecided('won', LATER)] as const;
    expect(after(...won)).toMatchObject({ standing: 'queued', hearing: { outcome: 'won', decidedOn: LATER } });
    for (const answer of [HELD, HELD_AND_DECIDED]) {
      expect(after(...won, asking(2), answer).standing).toBe('hearing-won');
      expect(after(...won, asking(2), answer, RESUMED, asking(3), ALLOCATED).standing).toBe('allocated');
    }
  });

  it('that was said to be won too early is taken back', () => {
    const waiting = [...HEARING, hearingDecided('won'), asking(2), HELD] as const;
    expect(after(...waiting, hearingDecided('lost', LATER))).toMatchObject({
      standing: 'held',
      hearing: { outcome: 'lost', decidedOn: LATER },
    });
    expect(after(...waiting, hearingDecided('lost'), objected()).hearing?.objectedOn).toBe(DAY);
    expect(refusalOf(hearingDecided('won'), ...waiting)).toContain('no open hearing');
  });

  it('that was won is asked for only as far as its source wants it', () => {
    expect(after(...HEARING, seen({ standing: 'cancelled' }), hearingDecided('won')).standing).toBe('closed');
    expect(after(...HEARING, seenWith(NUMBER), hearingDecided('won')).standing).toBe('already-allocated');
  });

  it('is over when nothing is open any more: no late word brings a case back to the queue', () => {
    const objection = [...LOST, objected()] as const;
    for (const after_ of [
      [chosen('cancel')],
      [chosen('cancel'), CHOICE_ACCEPTED],
      [hearingDecided('won'), asking(2)],
      [hearingDecided('won'), asking(2), ALLOCATED],
      [hearingDecided('won'), asking(2), HELD],
    ]) {
      expect(refusalOf(hearingDecided('won'), ...objection, ...after_)).toContain('no open hearing');
    }
  });
});

describe('an objection', () => {
  it('needs a decision, and nothing else chosen since', () => {
    expect(refusalOf(objected(), ...HEARING)).toContain('Only a lost hearing');
    expect(refusalOf(objected(), ...HEARING, hearingDecided('given-up'))).toContain('Only a lost hearing');
    expect(refusalOf(objected(), ...LOST, objected())).toContain('once');
    expect(refusalOf(objected(), ...LOST, chosen('cancel'), CHOICE_ACCEPTED)).toContain('nothing else was chosen');
  });

  it('that is accepted is a hearing won, also for a document that is out by now', () => {
    expect(after(...LOST, objected(), hearingDecided('won')).standing).toBe('queued');
    const out = [...LOST, objected(), chosen('continue'), CHOICE_ACCEPTED, hearingDecided('won')] as const;
    expect(after(...out).standing).toBe('queued');
    expect(after(...out, asking(2), HELD, hearingDecided('lost'))).toMatchObject({
      standing: 'continued',
      hearing: { outcome: 'lost', objectionEndedOn: DAY },
    });
  });

  it('that is turned down leaves the hearing lost, and the document where it is', () => {
    const down = [...LOST, objected(), hearingDecided('lost', LATER)] as const;
    expect(after(...down)).toMatchObject({
      standing: 'held',
      hearing: { outcome: 'lost', decidedOn: DAY, objectionEndedOn: LATER },
    });
    expect(refusalOf(hearingDecided('won'), ...down)).toContain('no open hearing');
    const out = [...LOST, objected(), chosen('continue'), CHOICE_ACCEPTED, hearingDecided('given-up')] as const;
    expect(after(...out)).toMatchObject({ standing: 'continued', hearing: { outcome: 'lost' } });
  });
});

describe('a number for a document that was cancelled at the authority', () => {
  it('is kept, and is a conflict: nobody prints it before asking', () => {
    for (const story of [CANCELLING, [...CANCELLING, CHOICE_UNCONFIRMED, PARKED], [...CANCELLING, CHOICE_ACCEPTED]]) {
      expect(after(...story, ALLOCATED)).toMatchObject({
        standing: 'conflict',
        number: NUMBER,
        cause: { code: 'workflow/number-after-choice' },
      });
    }
  });

  it('is welcome on every other way', () => {
    for (const choice of ['continue', 'hearing'] as const) {
      expect(after(...HELD_UP, chosen(choice), ALLOCATED).standing).toBe('allocated');
      expect(after(...HELD_UP, chosen(choice), CHOICE_ACCEPTED, ALLOCATED).standing).toBe('allocated');
    }
  });
});
