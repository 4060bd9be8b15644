import { describe, expect, it } from 'vitest';
import {
  ALLOCATED,
  CHOICE_ACCEPTED,
  CHOICE_UNCONFIRMED,
  EDITED_FIELDS,
  HELD,
  HELD_AND_DECIDED,
  IN_ANOTHER_CASE,
  INVOICE_ID,
  NOT_ISSUED,
  NUMBER,
  OTHER_NUMBER,
  PARKED,
  RECORDED,
  REJECTED,
  RESUMED,
  REVERSE_CHARGE_CHOSEN,
  UNCONFIRMED,
  VOLUNTARY,
  WANTED,
  after,
  asking,
  chosen,
  decision,
  delivered,
  entered,
  hearingDecided,
  refusalOf,
  seen,
  seenWith,
  seenWithoutId,
} from '../fixtures/sample-events.ts';
import { parseAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { CaseEvent } from './case-event.ts';

const EDITED = seen({ fields: EDITED_FIELDS });
const TWO_NUMBERS = [seen(), asking(), ALLOCATED, { kind: 'allocated', number: OTHER_NUMBER }] as const;

describe('a number entered by hand', () => {
  it('is kept, delivered and never asked for again', () => {
    const state = after(seen(), entered(NUMBER));
    expect(state).toMatchObject({ standing: 'allocated', number: NUMBER, places: [{ delivery: { kind: 'pending' } }] });
    expect(refusalOf(asking(), seen(), entered(NUMBER))).toContain('never asked for again');
  });

  it('may come where there is no connection to ask through', () => {
    expect(after(seen({ waitsFor: 'connection' }), entered(NUMBER)).standing).toBe('allocated');
    expect(refusalOf(entered(NUMBER), seen({ standing: 'draft' }))).toContain('draft');
  });

  it('ends an unconfirmed ask, a hold and a rejection', () => {
    for (const open of [[UNCONFIRMED], [UNCONFIRMED, PARKED], [HELD], [REJECTED]]) {
      const state = after(seen(), asking(), ...open, entered(NUMBER));
      expect(state).toMatchObject({ standing: 'allocated', number: NUMBER, unconfirmedSendings: 0, faults: [] });
    }
  });

  it('waits for the answer to what is on the wire', () => {
    expect(refusalOf(entered(NUMBER), seen(), asking())).toContain('asking');
    expect(refusalOf(entered(NUMBER), seen(), asking(), HELD, chosen('continue'))).toContain('choosing');
  });

  it('belongs to the document as it stood then, and shows a later edit', () => {
    expect(after(seen(), entered(NUMBER), EDITED).standing).toBe('diverged');
    expect(after(seen(), entered(NUMBER), EDITED, seen()).standing).toBe('allocated');
    // Asked for, rejected, mended and then allocated elsewhere: the mended document is the one that has it.
    expect(after(seen(), asking(), REJECTED, EDITED, entered(NUMBER)).standing).toBe('allocated');
    expect(after(seen(), asking(), REJECTED, EDITED, entered(NUMBER), seen()).standing).toBe('diverged');
  });

  it.each<readonly [string, readonly CaseEvent[]]>([
    ['unconfirmed', [UNCONFIRMED]],
    ['parked', [UNCONFIRMED, PARKED]],
    ['held', [HELD]],
    ['parked with an open choice', [HELD, chosen('cancel'), CHOICE_UNCONFIRMED, PARKED]],
    ['settled elsewhere', [HELD_AND_DECIDED]],
    ['continued', [HELD, chosen('continue'), CHOICE_ACCEPTED]],
    ['awaiting its replacement', [HELD, REVERSE_CHARGE_CHOSEN]],
    ['in a hearing', [HELD, chosen('hearing'), CHOICE_ACCEPTED]],
    ['won', [HELD, chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('won'), asking(2), HELD]],
  ])('belongs to what was asked, while that is with the authority: %s', (_, open) => {
    const state = after(seen(), asking(), ...open, EDITED, entered(NUMBER));
    expect(state.standing).toBe('diverged');
    expect(state.numberedFields?.netAmount).toBe('5000.01');
  });

  it('is the same one when only its last nine digits are entered', () => {
    const short = parseAllocationNumber(NUMBER.slice(-9)) as AllocationNumber;
    const story = [seen(), asking(), ALLOCATED, delivered(RECORDED)] as const;
    expect(after(...story, entered(short))).toEqual(after(...story));
    expect(after(seen(), asking(), UNCONFIRMED, entered(short), ALLOCATED)).toMatchObject({
      standing: 'allocated',
      number: short,
    });
  });

  it('that is another one is a conflict', () => {
    expect(after(seen(), entered(NUMBER), entered(OTHER_NUMBER))).toMatchObject({
      standing: 'conflict',
      number: NUMBER,
      cause: { code: 'workflow/two-numbers' },
    });
  });

  it('ends a conflict where a person found out that ours is right, and every place is told', () => {
    const ended = after(...TWO_NUMBERS, delivered(RECORDED), entered(NUMBER));
    expect(ended).toMatchObject({ standing: 'allocated', number: NUMBER, cause: undefined });
    expect(ended.places[0]?.delivery.kind).toBe('pending');
    expect(after(...TWO_NUMBERS, entered(OTHER_NUMBER))).toMatchObject({ standing: 'conflict', number: NUMBER });
    expect(after(...TWO_NUMBERS, EDITED, entered(NUMBER)).standing).toBe('diverged');
    expect(after(...TWO_NUMBERS, seen({ standing: 'cancelled' }), entered(NUMBER)).standing).toBe('closed');
    // The source still holds the other one: it is found again at the next reading.
    expect(after(...TWO_NUMBERS, entered(NUMBER), seenWith(OTHER_NUMBER)).standing).toBe('conflict');
  });
});

describe('a case with a number and no ask of ours', () => {
  const contradicted = [seen(), entered(NUMBER), seenWith(OTHER_NUMBER)] as const;

  it('keeps its conflict and its id when another document claims it', () => {
    expect(refusalOf(IN_ANOTHER_CASE, ...contradicted)).toContain('is its own');
    expect(refusalOf(IN_ANOTHER_CASE, seen(), entered(NUMBER), seen({ standing: 'cancelled' }))).toContain('its own');
  });
});

describe('"not issued"', () => {
  it('ends what is unconfirmed: the document is asked for again as it stands now, under the same id', () => {
    for (const open of [[UNCONFIRMED], [UNCONFIRMED, PARKED]]) {
      const story = [seen(), asking(), ...open, EDITED, NOT_ISSUED];
      expect(after(...story)).toMatchObject({ standing: 'queued', unconfirmedSendings: 0, invoiceId: INVOICE_ID });
      expect(after(...story, asking(2, { sha256: 'b2', fields: EDITED_FIELDS })).ask?.sha256).toBe('b2');
    }
  });

  it('leaves a number that comes all the same', () => {
    expect(after(seen(), asking(), UNCONFIRMED, NOT_ISSUED, ALLOCATED).number).toBe(NUMBER);
  });

  it('is refused where nothing is unconfirmed, or the answer may still come', () => {
    expect(refusalOf(NOT_ISSUED, seen())).toContain('Nothing unconfirmed');
    expect(refusalOf(NOT_ISSUED, seen(), asking(), UNCONFIRMED, asking())).toContain('Nothing unconfirmed');
    expect(refusalOf(NOT_ISSUED, seen(), asking(), ALLOCATED)).toContain('Nothing unconfirmed');
  });
});

describe('taking up again', () => {
  it('leads a parked case back to where it was parked from', () => {
    expect(after(seen(), PARKED, RESUMED)).toMatchObject({ standing: 'queued', cause: undefined });
    expect(after(seen(), asking(), UNCONFIRMED, PARKED, RESUMED)).toMatchObject({ standing: 'unconfirmed' });
    const choosing = [seen(), asking(), HELD, chosen('cancel'), CHOICE_UNCONFIRMED] as const;
    expect(after(...choosing, PARKED, RESUMED)).toMatchObject({
      standing: 'choosing',
      choice: { choice: 'cancel' },
      cause: undefined,
    });
  });

  it('leads to what the source said meanwhile', () => {
    expect(after(seen(), PARKED, seen({ standing: 'draft' }), RESUMED).standing).toBe('waiting');
    expect(after(seen(), PARKED, seen({ decision: decision('not-required') }), RESUMED).standing).toBe('not-required');
  });

  it('asks again for what was rejected for a reason outside of the document', () => {
    expect(after(seen(), asking(), REJECTED, RESUMED)).toMatchObject({ standing: 'queued', faults: [] });
    expect(after(seen(), asking(), REJECTED, RESUMED, asking(2)).standing).toBe('asking');
  });
});

describe('a number that is wanted although none is required', () => {
  const small = seenWithoutId({ decision: VOLUNTARY });

  it('is asked for where the authority gives one', () => {
    expect(after(small, WANTED)).toMatchObject({ standing: 'queued', isWanted: true, invoiceId: INVOICE_ID });
    expect(after(small, WANTED, asking(), HELD).standing).toBe('held');
    expect(refusalOf(WANTED, seen({ decision: decision('not-required') }))).toContain('allocates no number');
    expect(refusalOf(WANTED, seen())).toContain('queued');
  });

  it('stays wanted through a rejection, and is not asked for once the document gets none', () => {
    const edited = seenWithoutId({ decision: VOLUNTARY, fields: EDITED_FIELDS });
    expect(after(small, WANTED, asking(), REJECTED, edited).standing).toBe('queued');
    const zero = seenWithoutId({ decision: decision('not-required'), fields: EDITED_FIELDS });
    expect(after(small, WANTED, zero).standing).toBe('not-required');
    expect(after(small, WANTED, asking(), REJECTED, zero).standing).toBe('not-required');
  });

  it('keeps an id that it had', () => {
    expect(after(seen({ decision: VOLUNTARY }), { ...WANTED, invoiceId: 'another' } as typeof WANTED).invoiceId).toBe(
      INVOICE_ID,
    );
  });

  it('is wanted anew after its id proved to be another document’s', () => {
    const taken = [small, WANTED, IN_ANOTHER_CASE, small] as const;
    expect(after(...taken)).toMatchObject({ standing: 'not-required', isWanted: false, invoiceId: undefined });
    expect(after(...taken, WANTED).standing).toBe('queued');
  });
});
