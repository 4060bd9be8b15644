import { describe, expect, it } from 'vitest';
import {
  ALLOCATED,
  EDITED_FIELDS,
  HELD,
  INVOICE_ID,
  LAPSED,
  NOT_SENT,
  NUMBER,
  PARKED,
  REJECTED,
  RESUMED,
  SOME_CAUSE,
  UNCONFIRMED,
  after,
  asking,
  decision,
  refusalOf,
  seen,
  seenWith,
} from '../fixtures/sample-events.ts';
import { REQUIRED_FIELDS } from '../fixtures/sample-document.ts';
import { advance } from './advance.ts';

const OTHER_BYTES = asking(1, { sha256: 'ff' });
const EDITED = seen({ fields: EDITED_FIELDS });

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

  it('and is as unconfirmed as before when a number disappears from the source, and a person says that it goes on', () => {
    expect(after(...story, seenWith(NUMBER), seen()).standing).toBe('parked');
    const state = after(...story, seenWith(NUMBER), seen(), RESUMED);
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

describe('why nothing came of an ask', () => {
  it('is kept as long as it is to be asked for again, and no longer', () => {
    expect(after(seen(), asking(), NOT_SENT)).toMatchObject({
      standing: 'queued',
      cause: { code: 'transport/refused' },
    });
    expect(after(seen(), asking(), UNCONFIRMED).cause).toEqual(SOME_CAUSE);
    for (const event of [seen({ standing: 'cancelled' }), seen({ decision: decision('not-required') })]) {
      expect(after(seen(), asking(), event, NOT_SENT).cause).toBeUndefined();
    }
  });

  it('is cleared away by the next ask, and so are its faults', () => {
    expect(after(seen(), asking(), NOT_SENT, asking(2))).toMatchObject({ standing: 'asking', cause: undefined });
    expect(after(seen(), asking(), REJECTED, EDITED, asking(2)).faults).toEqual([]);
  });

  it('is the latest where several sendings failed', () => {
    const later = { ...SOME_CAUSE, code: 'transport/unreadable' };
    const again = [seen(), asking(), UNCONFIRMED, asking()] as const;
    expect(after(...again, { kind: 'unconfirmed', cause: later }).cause).toEqual(later);
    expect(after(...again, NOT_SENT).cause?.code).toBe('transport/refused');
    // A rejection says nothing about the sending before it.
    expect(after(...again, REJECTED)).toMatchObject({ cause: SOME_CAUSE, faults: [{ authorityCode: '431' }] });
  });
});
