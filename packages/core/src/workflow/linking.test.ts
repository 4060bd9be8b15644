import { describe, expect, it } from 'vitest';
import {
  ALLOCATED,
  ASKED_AS_PART_OF_PRO_FORMA,
  ASKED_AS_REVERSE_CHARGE,
  CHOICE_WITHDRAWN,
  EDITED_FIELDS,
  HELD,
  HELD_BACK,
  IN_ANOTHER_CASE,
  NOT_SENT,
  NUMBER,
  OTHER_NUMBER,
  PRO_FORMA_FIELDS,
  REJECTED,
  REPLACED_BY,
  REPLACEMENT_FAILED,
  REVERSE_CHARGE_CHOSEN,
  UNCONFIRMED,
  ZERO_RATE_FIELDS,
  after,
  approvedElsewhere,
  askedAlone,
  asking,
  decision,
  entered,
  refusalOf,
  released,
  reserved,
  seen,
  seenWith,
  seenWithoutId,
  settledAs,
} from '../fixtures/sample-events.ts';

const PRO_FORMA = [seen({ fields: PRO_FORMA_FIELDS }), asking(1, { fields: PRO_FORMA_FIELDS }), ALLOCATED] as const;
/** 100,000.00 before VAT and 18,000.00 of it, in agorot. */
const NET = 10_000_000;
const VAT = 1_800_000;

describe('what is asked for on a pro-forma (332)', () => {
  it('reaches what was approved to the agora, and not one further', () => {
    expect(after(...PRO_FORMA, reserved('one', NET, VAT)).reservations).toHaveLength(1);
    expect(refusalOf(reserved('one', NET + 1, VAT), ...PRO_FORMA)).toContain('More is asked for');
    expect(refusalOf(reserved('one', NET, VAT + 1), ...PRO_FORMA)).toContain('More is asked for');
  });

  it('is counted together, net and VAT each for itself', () => {
    const two = [...PRO_FORMA, reserved('one', 6_000_000, 1_080_000), reserved('two', 3_999_999, 0)] as const;
    expect(after(...two, reserved('three', 1, 720_000)).reservations).toHaveLength(3);
    expect(refusalOf(reserved('three', 2, 0), ...two)).toContain('More is asked for');
    expect(refusalOf(reserved('three', 0, 720_001), ...two)).toContain('More is asked for');
  });

  it('is set aside once for an invoice, however often it is asked for', () => {
    const one = [...PRO_FORMA, reserved('one', NET, VAT)] as const;
    expect(after(...one, reserved('one', NET, VAT)).reservations).toEqual([{ for: 'one', net: NET, vat: VAT }]);
    const mended = after(...one, reserved('one', 4_000_000, 720_000), reserved('two', 6_000_000, 1_080_000));
    expect(mended.reservations).toEqual([
      { for: 'one', net: 4_000_000, vat: 720_000 },
      { for: 'two', net: 6_000_000, vat: 1_080_000 },
    ]);
  });

  it('is free again when it is released, and only then', () => {
    const full = [...PRO_FORMA, reserved('one', NET, VAT)] as const;
    expect(refusalOf(reserved('two', 1, 0), ...full)).toContain('More is asked for');
    expect(after(...full, released('one'), reserved('two', NET, VAT)).reservations).toEqual([
      { for: 'two', net: NET, vat: VAT },
    ]);
    expect(refusalOf(released('one'), ...full, released('one'))).toContain('Nothing is set aside for one');
    expect(refusalOf(released('two'), ...full)).toContain('two');
  });

  it('is never below zero, which would make room for more', () => {
    expect(refusalOf(reserved('one', -1, 0), ...PRO_FORMA)).toContain('below zero');
    expect(refusalOf(reserved('one', 0, -1), ...PRO_FORMA)).toContain('below zero');
  });

  it('is measured by what was asked for, not by what its source says by now', () => {
    const grown = seen({ fields: { ...PRO_FORMA_FIELDS, netAmount: '200000.00', vatAmount: '36000.00' } });
    expect(after(...PRO_FORMA, grown).standing).toBe('diverged');
    expect(refusalOf(reserved('one', NET + 1, 0), ...PRO_FORMA, grown)).toContain('More is asked for');
    expect(after(...PRO_FORMA, grown, reserved('one', NET, VAT)).standing).toBe('diverged');
  });

  it('stays possible when its source closes the pro-forma, as it does when it becomes an invoice', () => {
    const closed = [...PRO_FORMA, seen({ fields: PRO_FORMA_FIELDS, standing: 'cancelled' })] as const;
    expect(after(...closed, reserved('one', NET, VAT)).standing).toBe('closed');
  });

  it.each([
    ['is not approved yet', [seen({ fields: PRO_FORMA_FIELDS }), asking(1, { fields: PRO_FORMA_FIELDS })]],
    ['was refused', [seen({ fields: PRO_FORMA_FIELDS }), asking(1, { fields: PRO_FORMA_FIELDS }), HELD]],
    ['has two numbers', [...PRO_FORMA, { kind: 'allocated', number: OTHER_NUMBER } as const]],
    // The authority knows no id of ours to which an invoice could belong.
    ['was approved elsewhere', [seen({ fields: PRO_FORMA_FIELDS }), entered(NUMBER)]],
    ['is no pro-forma', [seen(), asking(), ALLOCATED]],
  ])('needs an approved one: it %s', (_, story) => {
    expect(refusalOf(reserved('one', 1, 0), ...story)).toContain('approved pro-forma (332)');
  });

  it('is measured by the edition that was approved in the end', () => {
    const edited = { ...PRO_FORMA_FIELDS, netAmount: '50000.00', vatAmount: '9000.00', grossAmount: '59000.00' };
    const story = [
      ...[seen({ fields: PRO_FORMA_FIELDS }), asking(1, { fields: PRO_FORMA_FIELDS }), REJECTED],
      ...[seen({ fields: edited }), asking(2, { fields: edited }), ALLOCATED],
    ];
    expect(after(...story, reserved('one', NET / 2, VAT / 2)).reservations).toHaveLength(1);
    expect(refusalOf(reserved('one', NET / 2 + 1, 0), ...story)).toContain('More is asked for');
  });
});

describe('a document asked for under the id of another case', () => {
  const zeroRate = seenWithoutId({ fields: ZERO_RATE_FIELDS, decision: decision('not-required') });

  it('takes that id, its action and its link, and is asked for although it requires no number', () => {
    expect(after(zeroRate).standing).toBe('not-required');
    expect(after(zeroRate, ASKED_AS_REVERSE_CHARGE)).toMatchObject({
      standing: 'queued',
      invoiceId: '777777715-305-10231',
      action: 3,
      link: { kind: 'original' },
    });
  });

  it('is asked for with that action and no other', () => {
    expect(refusalOf(asking(1), zeroRate, ASKED_AS_REVERSE_CHARGE)).toContain('action 3');
    expect(refusalOf(asking(1, { action: 3 }), seen(), ASKED_AS_PART_OF_PRO_FORMA)).toContain('action 4');
  });

  it('waits for its base no longer', () => {
    const waiting = seen({ waitsFor: 'base' });
    expect(after(waiting).standing).toBe('waiting');
    expect(after(waiting, ASKED_AS_PART_OF_PRO_FORMA)).toMatchObject({ standing: 'queued', waitsFor: undefined });
  });

  it('keeps the id, which is shared on purpose', () => {
    expect(refusalOf(IN_ANOTHER_CASE, zeroRate, ASKED_AS_REVERSE_CHARGE)).toContain('is its own');
    expect(after(zeroRate, ASKED_AS_REVERSE_CHARGE, seen({ fields: ZERO_RATE_FIELDS })).invoiceId).toBe(
      '777777715-305-10231',
    );
  });

  it('is none that was asked for under its own, or has a number', () => {
    for (const story of [
      [seen(), asking()],
      [seen(), asking(), UNCONFIRMED],
      [seen(), entered(NUMBER)],
    ]) {
      expect(refusalOf(ASKED_AS_PART_OF_PRO_FORMA, ...story)).toContain('under its own id');
    }
    expect(refusalOf(ASKED_AS_PART_OF_PRO_FORMA, seenWith(NUMBER))).toContain('already-allocated');
    expect(refusalOf(ASKED_AS_PART_OF_PRO_FORMA, seen({ standing: 'cancelled' }))).toContain('closed');
    expect(refusalOf(ASKED_AS_PART_OF_PRO_FORMA, seen({ decision: decision('invalid') }))).toContain('invalid');
  });
});

describe('a document that is held back by what it rests on', () => {
  const tied = [seen({ waitsFor: 'base' }), ASKED_AS_PART_OF_PRO_FORMA] as const;

  it('waits, says why, and goes on with the same pro-forma', () => {
    const held = after(...tied, HELD_BACK);
    expect(held).toMatchObject({ standing: 'waiting', waitsFor: 'base', cause: { code: 'engine/over-the-cap' } });
    expect(after(...tied, HELD_BACK, ASKED_AS_PART_OF_PRO_FORMA)).toMatchObject({ standing: 'queued', action: 4 });
  });

  it('goes on also after it was asked for, with that pro-forma and no other', () => {
    const asked = [...tied, asking(1, { action: 4 }), NOT_SENT, HELD_BACK] as const;
    expect(after(...asked, ASKED_AS_PART_OF_PRO_FORMA).standing).toBe('queued');
    expect(refusalOf(ASKED_AS_REVERSE_CHARGE, ...asked)).toContain('under its own id');
    expect(refusalOf(askedAlone(), ...asked)).toContain('asked for already');
  });

  it('rests on something, and is with nobody', () => {
    expect(refusalOf(HELD_BACK, seen())).toContain('not held back');
    expect(refusalOf(HELD_BACK, ...tied, asking(1, { action: 4 }))).toContain('not held back');
  });

  it('is asked for by itself when it turns out to rest on nothing', () => {
    expect(after(...tied, HELD_BACK, askedAlone())).toMatchObject({
      standing: 'queued',
      action: 0,
      link: undefined,
      invoiceId: '777777715-305-10231',
    });
    expect(after(seen({ waitsFor: 'base' }), askedAlone())).toMatchObject({ standing: 'queued', waitsFor: undefined });
    expect(refusalOf(askedAlone(), seen())).toContain('rests on no pro-forma');
  });
});

describe('a pro-forma whose number other software obtained', () => {
  const theirs = seenWith(NUMBER, { fields: PRO_FORMA_FIELDS });

  it('is known by the id of that software, and capped by what it was approved for', () => {
    const known = [theirs, approvedElsewhere(NET, VAT)] as const;
    expect(after(...known)).toMatchObject({ standing: 'already-allocated', invoiceId: 'theirs-332' });
    expect(after(...known, reserved('one', NET, VAT)).reservations).toHaveLength(1);
    expect(refusalOf(reserved('one', NET + 1, 0), ...known)).toContain('More is asked for');
    expect(refusalOf(reserved('one', 0, VAT + 1), ...known)).toContain('More is asked for');
    expect(refusalOf(IN_ANOTHER_CASE, ...known)).toContain('is its own');
  });

  it('also where its number was entered by hand', () => {
    const known = [seen({ fields: PRO_FORMA_FIELDS }), entered(NUMBER), approvedElsewhere(NET, VAT)] as const;
    expect(after(...known, reserved('one', NET, VAT)).reservations).toHaveLength(1);
  });

  it('has no other id once invoices rest on it', () => {
    const known = [theirs, approvedElsewhere(NET, VAT), reserved('one', 1, 1)] as const;
    expect(refusalOf(approvedElsewhere(NET * 2, VAT), ...known)).toContain('rest on it already');
    expect(after(...known, released('one'), approvedElsewhere(NET * 2, VAT)).approvedElsewhere?.net).toBe(NET * 2);
  });

  it.each([
    ['was approved to us', [...PRO_FORMA]],
    ['has no number', [seen({ fields: PRO_FORMA_FIELDS })]],
    ['is no pro-forma', [seenWith(NUMBER)]],
  ])('is none that %s', (_, story) => {
    expect(refusalOf(approvedElsewhere(NET, VAT), ...story)).toContain('obtained elsewhere');
  });

  it('was approved for no less than nothing', () => {
    expect(refusalOf(approvedElsewhere(-1, 0), theirs)).toContain('below zero');
  });
});

describe('an original and its zero-rate document', () => {
  const awaiting = [seen(), asking(), HELD, REVERSE_CHARGE_CHOSEN] as const;

  it('waits for another one when the first comes to nothing, and can be withdrawn then', () => {
    const again = [...awaiting, REPLACED_BY, REPLACEMENT_FAILED] as const;
    expect(after(...again, REPLACED_BY).standing).toBe('replaced');
    expect(after(...again, CHOICE_WITHDRAWN)).toMatchObject({ standing: 'held', choice: undefined });
    expect(refusalOf(CHOICE_WITHDRAWN, ...awaiting, REPLACED_BY)).toContain('has not come');
  });

  it('goes back to where the choice was made, also where the authority knew it before we did', () => {
    const elsewhere = { ...HELD, choiceKnown: true } as const;
    const story = [seen(), asking(), elsewhere, settledAs('reverse-charge'), CHOICE_WITHDRAWN] as const;
    expect(after(...story).standing).toBe('settled-elsewhere');
  });

  it('is in conflict when a number comes for the original as well', () => {
    const state = after(...awaiting, REPLACED_BY, ALLOCATED);
    expect(state).toMatchObject({ standing: 'conflict', number: NUMBER });
    expect(state.cause?.code).toBe('workflow/number-after-choice');
    expect(state.cause?.message.en).toContain(NUMBER);
    expect(state.cause?.message.he).toContain(NUMBER);
    // As long as nothing stands in its place, its own number is the best that can happen.
    expect(after(...awaiting, ALLOCATED).standing).toBe('allocated');
  });

  it('does not start again by an edit, a cancellation or a number in its source: a storno belongs to the way', () => {
    for (const event of [seen({ fields: EDITED_FIELDS }), seen({ standing: 'cancelled' }), seenWith(NUMBER)]) {
      expect(after(...awaiting, event).standing).toBe('awaiting-replacement');
      expect(after(...awaiting, REPLACED_BY, event).standing).toBe('replaced');
    }
  });
});
