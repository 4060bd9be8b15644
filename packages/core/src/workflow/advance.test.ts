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
  decision,
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

const OTHER_BYTES = asking(1, { sha256: 'ff' });
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

describe('unconfirmed is sticky', () => {
  const story = [seen(), asking(), UNCONFIRMED] as const;

  it('through a rejection or a failed sending of the same bytes, which say nothing about the earlier one', () => {
    for (const answer of [REJECTED, NOT_SENT]) {
      const state = after(...story, asking(), answer);
      expect(state).toMatchObject({ standing: 'unconfirmed', unconfirmedSendings: 1 });
      expect(after(...story, asking(), answer, asking(), answer).standing).toBe('unconfirmed');
    }
  });

  it('also after a crash that left no outcome', () => {
    const state = after(seen(), asking(), LAPSED);
    expect(state).toMatchObject({ standing: 'unconfirmed', unconfirmedSendings: 1, cause: { code: 'engine/lapsed' } });
    expect(after(seen(), asking(), LAPSED, asking(), REJECTED).standing).toBe('unconfirmed');
  });

  it('until a number comes, or a refusal in substance', () => {
    expect(after(...story, asking(), ALLOCATED)).toMatchObject({
      standing: 'allocated',
      unconfirmedSendings: 0,
      cause: undefined,
    });
    expect(after(...story, asking(), HELD)).toMatchObject({
      standing: 'held',
      unconfirmedSendings: 0,
      cause: undefined,
    });
  });

  it('until an answer comes that another process had given up', () => {
    expect(after(seen(), asking(), LAPSED, HELD).standing).toBe('held');
    expect(after(seen(), asking(), LAPSED, ALLOCATED).standing).toBe('allocated');
    expect(after(seen(), asking(), LAPSED, PARKED, HELD).standing).toBe('held');
    expect(refusalOf(REJECTED, seen(), asking(), LAPSED)).toContain('unconfirmed');
  });

  it('and is sent again only with the same bytes, whatever the source says by now', () => {
    expect(refusalOf(OTHER_BYTES, ...story)).toContain('same bytes');
    expect(refusalOf(asking(2), ...story)).toContain('same bytes');
    expect(refusalOf(asking(2, { sha256: 'b2', fields: EDITED_FIELDS }), ...story, EDITED)).toContain('same bytes');
    const again = after(...story, EDITED, asking());
    expect(again).toMatchObject({
      standing: 'asking',
      unconfirmedSendings: 1,
      ask: { number: 1, sha256: 'a1', fields: REQUIRED_FIELDS },
    });
  });

  it('and counts its sendings', () => {
    expect(after(...story, asking(), UNCONFIRMED, asking(), LAPSED).unconfirmedSendings).toBe(3);
  });

  it('and is as unconfirmed as before when a number disappears from the source again', () => {
    const state = after(...story, seenWith(NUMBER), seen());
    expect(state).toMatchObject({ standing: 'unconfirmed', unconfirmedSendings: 1, ask: { number: 1 } });
    expect(advance(state, asking()).ok).toBe(true);
    expect(advance(state, OTHER_BYTES).ok).toBe(false);
  });
});

describe('what the source does while an ask is on the wire', () => {
  const onTheWire = [seen(), asking()] as const;
  const small = seen({ fields: { ...REQUIRED_FIELDS, netAmount: '10.00' }, decision: decision('not-required') });

  it('replaces nothing that was sent', () => {
    expect(after(...onTheWire, EDITED)).toMatchObject({
      standing: 'asking',
      ask: { fields: REQUIRED_FIELDS },
      fields: EDITED_FIELDS,
    });
  });

  it('shows as a difference once the number is there', () => {
    expect(after(...onTheWire, EDITED, ALLOCATED)).toMatchObject({ standing: 'diverged', number: NUMBER });
    expect(after(...onTheWire, seen({ standing: 'cancelled' }), ALLOCATED)).toMatchObject({
      standing: 'closed',
      number: NUMBER,
    });
  });

  it('is not forgotten when nothing was sent: an incremental source says it once', () => {
    expect(after(...onTheWire, small, NOT_SENT).standing).toBe('not-required');
    expect(after(...onTheWire, seen({ standing: 'cancelled' }), NOT_SENT).standing).toBe('closed');
    expect(after(...onTheWire, seen({ standing: 'draft' }), NOT_SENT).standing).toBe('waiting');
    expect(after(...onTheWire, seenWith(NUMBER), NOT_SENT).standing).toBe('already-allocated');
    expect(after(...onTheWire, seenWith(NUMBER), UNCONFIRMED).standing).toBe('already-allocated');
  });

  it('is not forgotten when it was mended before the rejection came', () => {
    expect(after(...onTheWire, EDITED, REJECTED)).toMatchObject({ standing: 'queued', invoiceId: INVOICE_ID });
    expect(after(...onTheWire, seen({ standing: 'cancelled' }), REJECTED).standing).toBe('closed');
  });
});

describe('a rejection', () => {
  const story = [seen(), asking(), REJECTED] as const;

  it('keeps its faults until the document is mended, and is then asked again under the same id', () => {
    expect(after(...story, seen())).toMatchObject({ standing: 'rejected', faults: [{ authorityCode: '431' }] });
    const mended = seen({ fields: { ...REQUIRED_FIELDS, reference: '10232' }, invoiceId: '777777715-305-10232' });
    expect(after(...story, mended)).toMatchObject({
      standing: 'queued',
      invoiceId: INVOICE_ID,
      faults: [],
      ask: { number: 1 },
    });
    expect(after(...story, mended, asking(2)).standing).toBe('asking');
  });

  it('is mended also by what is not material, such as a name', () => {
    const renamed = { ...REQUIRED_FIELDS, customer: { ...REQUIRED_FIELDS.customer, name: 'כרמל' } };
    expect(after(...story, seen({ fields: renamed })).standing).toBe('queued');
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

  it('keeps the number when it is cancelled in the source, and does not start again when it comes back', () => {
    expect(after(...story, seen({ standing: 'cancelled' }))).toMatchObject({ standing: 'closed', number: NUMBER });
    expect(after(...story, seen({ standing: 'cancelled' }), seen())).toMatchObject({
      standing: 'closed',
      number: NUMBER,
    });
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
