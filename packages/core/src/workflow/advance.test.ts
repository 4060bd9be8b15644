import { describe, expect, it } from 'vitest';
import {
  ALLOCATED,
  EDITED_FIELDS,
  HELD,
  IN_ANOTHER_CASE,
  INVOICE_ID,
  LAPSED,
  NOT_SENT,
  NUMBER,
  OTHER_NUMBER,
  PARKED,
  RECORDED,
  REJECTED,
  SOME_CAUSE,
  UNCONFIRMED,
  after,
  asking,
  delivered,
  refusalOf,
  seen,
  seenWith,
} from '../fixtures/sample-events.ts';
import { REQUIRED_FIELDS } from '../fixtures/sample-document.ts';
import { parseAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import { advance, foldCase } from './advance.ts';
import type { CaseEvent } from './case-event.ts';

const EDITED = seen({ fields: EDITED_FIELDS });

describe('never twice', () => {
  it('refuses to ask once a number is there', () => {
    expect(refusalOf(asking(2), seen(), asking(), ALLOCATED)).toContain('never asked for again');
    expect(refusalOf(asking(2), seen(), asking(), ALLOCATED, EDITED)).toContain('never asked for again');
    expect(refusalOf(asking(2), seen(), asking(), ALLOCATED, seen({ standing: 'cancelled' }), seen())).toContain(
      'never asked',
    );
  });

  it('refuses to ask where the source holds a number', () => {
    expect(refusalOf(asking(), seenWith(NUMBER))).toContain('already-allocated');
  });

  it('does not send again what has a number in the source by now', () => {
    for (const open of [[UNCONFIRMED], [UNCONFIRMED, PARKED], [REJECTED]]) {
      const state = after(seen(), asking(), ...open, seenWith(NUMBER));
      expect(state.standing).toBe('already-allocated');
      expect(advance(state, asking()).ok).toBe(false);
      expect(advance(state, asking(2)).ok).toBe(false);
    }
  });

  it('numbers the asks of a case, and refuses a gap or a repetition', () => {
    expect(refusalOf(asking(2), seen())).toContain('number 1, not 2');
    expect(refusalOf(asking(1), seen(), asking(), NOT_SENT)).toContain('number 2, not 1');
    expect(refusalOf(asking(3), seen(), asking(), REJECTED, EDITED)).toContain('number 2, not 3');
    expect(after(seen(), asking(), NOT_SENT, asking(2)).ask?.number).toBe(2);
  });

  it('refuses to ask without an id', () => {
    const { invoiceId: _, ...withoutId } = seen();
    expect(refusalOf(asking(), withoutId)).toContain('no id');
  });
});

describe('two numbers for one document', () => {
  const story = [seen(), asking(), ALLOCATED, { kind: 'allocated', number: OTHER_NUMBER }] as const;

  it('are a conflict that keeps the first and names both', () => {
    const state = after(...story);
    expect(state).toMatchObject({ standing: 'conflict', number: NUMBER, cause: { code: 'workflow/two-numbers' } });
    for (const number of [NUMBER, OTHER_NUMBER]) {
      expect(state.cause?.message.he).toContain(number);
      expect(state.cause?.message.en).toContain(number);
    }
  });

  it('stay one, and stay named, whatever is read or answered afterwards', () => {
    const state = after(...story);
    for (const event of [seen(), EDITED, seen({ standing: 'cancelled' }), seenWith(NUMBER), ALLOCATED]) {
      expect(after(...story, event)).toMatchObject({ standing: 'conflict', number: NUMBER, cause: state.cause });
    }
  });

  it('are found in the source as well', () => {
    expect(after(seen(), asking(), ALLOCATED, seenWith(OTHER_NUMBER))).toMatchObject({
      standing: 'conflict',
      number: NUMBER,
      cause: { code: 'workflow/two-numbers' },
    });
  });

  it('are none where the source holds the number that we hold, be it the short one', () => {
    const short = parseAllocationNumber(NUMBER.slice(-9)) as AllocationNumber;
    for (const existing of [NUMBER, short]) {
      expect(after(seen(), asking(), ALLOCATED, seenWith(existing))).toMatchObject({
        standing: 'allocated',
        cause: undefined,
      });
    }
  });
});

describe('a case with its number', () => {
  const story = [seen(), asking(), ALLOCATED] as const;

  it('diverges by a material edit in the source, and comes back with it', () => {
    expect(after(...story, EDITED)).toMatchObject({ standing: 'diverged', number: NUMBER });
    expect(after(...story, EDITED, seen())).toMatchObject({ standing: 'allocated', number: NUMBER });
  });

  it('does not diverge by another spelling or another name', () => {
    const respelled = {
      ...REQUIRED_FIELDS,
      netAmount: '5000.010',
      vatAmount: '900',
      customer: { vatNumber: ' 777777749' },
    };
    expect(after(...story, seen({ fields: respelled })).standing).toBe('allocated');
  });

  it('keeps the number when it is cancelled in the source, and has it again when it comes back', () => {
    const cancelled = [...story, seen({ standing: 'cancelled' })] as const;
    expect(after(...cancelled)).toMatchObject({ standing: 'closed', number: NUMBER });
    expect(after(...cancelled, seen())).toMatchObject({ standing: 'allocated', number: NUMBER });
    expect(after(...cancelled, EDITED)).toMatchObject({ standing: 'diverged', number: NUMBER });
    expect(after(...cancelled, seen(), seen({ standing: 'cancelled' })).standing).toBe('closed');
  });

  it('keeps its id, whatever another document claims', () => {
    expect(refusalOf(IN_ANOTHER_CASE, ...story)).toContain('allocated');
    expect(refusalOf(IN_ANOTHER_CASE, ...story, seen({ standing: 'cancelled' }))).toContain('closed');
    expect(refusalOf(IN_ANOTHER_CASE, seen(), asking(), NOT_SENT)).toContain('queued');
  });
});

describe('a document cancelled in its source', () => {
  it('is closed where nothing was asked, and taken up again when it comes back', () => {
    expect(after(seen(), seen({ standing: 'cancelled' })).standing).toBe('closed');
    expect(after(seen(), seen({ standing: 'cancelled' }), seen()).standing).toBe('queued');
    expect(refusalOf(asking(), seen({ standing: 'cancelled' }))).toContain('closed');
  });

  it('stays with a person where the authority held it', () => {
    expect(after(seen(), asking(), HELD, seen({ standing: 'cancelled' }))).toMatchObject({
      standing: 'held',
      sourceStanding: 'cancelled',
    });
  });
});

describe('an id that another case holds', () => {
  it('is given up, so that a corrected one can be derived', () => {
    expect(after(seen(), IN_ANOTHER_CASE)).toMatchObject({ standing: 'conflict', invoiceId: undefined });
    const withSeries = seen({ invoiceId: '777777715-305-B-10231' });
    expect(after(seen(), IN_ANOTHER_CASE, withSeries)).toMatchObject({
      standing: 'queued',
      invoiceId: '777777715-305-B-10231',
      cause: undefined,
    });
  });

  it('is otherwise derived once, and kept', () => {
    expect(after(seen(), seen({ invoiceId: 'another' })).invoiceId).toBe(INVOICE_ID);
    expect(after(seen(), seen({ standing: 'draft', invoiceId: 'another' })).invoiceId).toBe(INVOICE_ID);
  });
});

describe('places and deliveries', () => {
  const archive = { source: 'archive', ref: 'C100-7' };
  const kinds = (...events: readonly CaseEvent[]): readonly string[] =>
    after(...events).places.map((place) => `${place.source}/${place.ref} ${place.delivery.kind}`);

  it('are kept for every source that holds the document, once each', () => {
    expect(kinds(seen(), seen(), seen(archive))).toEqual(['office/305:10231 none', 'archive/C100-7 none']);
    expect(kinds(seen(), seen({ ref: 'copy' }))).toEqual(['office/305:10231 none', 'office/copy none']);
  });

  it('wait for the number, each for itself', () => {
    const story = [seen(), seen(archive), asking(), ALLOCATED] as const;
    expect(kinds(...story)).toEqual(['office/305:10231 pending', 'archive/C100-7 pending']);
    expect(kinds(...story, delivered(RECORDED))).toEqual(['office/305:10231 recorded', 'archive/C100-7 pending']);
  });

  it('wait for the number also where the document shows up after it', () => {
    const story = [seen(), asking(), ALLOCATED, delivered(RECORDED), seen(archive)] as const;
    expect(kinds(...story)).toEqual(['office/305:10231 recorded', 'archive/C100-7 pending']);
  });

  it('are not undone when the same number is told once more, or the document read once more', () => {
    const story = [seen(), asking(), ALLOCATED, delivered(RECORDED)] as const;
    const state = after(...story);
    expect(after(...story, ALLOCATED)).toEqual(state);
    expect(after(...story, seen())).toEqual(state);
  });

  it('keep what the source said, and touch nothing else', () => {
    const story = [seen(), asking(), ALLOCATED] as const;
    const delivery = { kind: 'conflict', existingNumber: OTHER_NUMBER, attempts: 2, cause: SOME_CAUSE } as const;
    const state = after(...story, delivered(delivery));
    expect(state.places[0]?.delivery).toEqual(delivery);
    expect({ ...state, places: [] }).toEqual({ ...after(...story), places: [] });
  });

  it('of a place that nobody knows change nothing', () => {
    const story = [seen(), asking(), ALLOCATED] as const;
    expect(after(...story, delivered(RECORDED, 'office', 'unknown'))).toEqual(after(...story));
    expect(after(...story, delivered(RECORDED, 'unknown'))).toEqual(after(...story));
  });
});

describe('foldCase', () => {
  const journal: readonly CaseEvent[] = [
    seen({ standing: 'draft' }),
    seen(),
    asking(),
    NOT_SENT,
    asking(2),
    UNCONFIRMED,
    asking(2),
    LAPSED,
    PARKED,
    ALLOCATED,
    delivered(RECORDED),
    EDITED,
  ];

  it('is advance, step by step, and survives the way through JSON', () => {
    expect(foldCase(journal)).toEqual(after(...journal));
    expect(foldCase(JSON.parse(JSON.stringify(journal)) as CaseEvent[])).toEqual(after(...journal));
    expect(foldCase(journal)).toMatchObject({ standing: 'diverged', number: NUMBER });
  });

  it('of no events is no case', () => {
    expect(foldCase([])).toBeUndefined();
  });

  it('throws at an event that the workflow refuses, and says why', () => {
    expect(() => foldCase([seen(), ALLOCATED])).toThrow('Nothing was asked for');
    expect(() => foldCase([ALLOCATED])).toThrow('begins with "seen"');
  });
});
