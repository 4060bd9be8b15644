import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
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
  asking,
  decision,
  delivered,
  seen,
  seenWith,
} from '../fixtures/sample-events.ts';
import { REQUIRED_FIELDS } from '../fixtures/sample-document.ts';
import { advance, foldCase } from './advance.ts';
import { bucketOf } from './buckets.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';

/** One move of the world; an ask knows what was asked before, as the engine does, and is now and then wrong about it. */
type Move = (state: CaseState | undefined) => CaseEvent;

const anySeen: fc.Arbitrary<Move> = fc
  .record({
    source: fc.constantFrom('office', 'archive'),
    standing: fc.constantFrom('final' as const, 'final' as const, 'draft' as const, 'cancelled' as const),
    fields: fc.constantFrom(REQUIRED_FIELDS, EDITED_FIELDS),
    decision: fc
      .constantFrom('required' as const, 'required' as const, 'not-required' as const, 'invalid' as const)
      .map(decision),
  })
  .map((changes) => () => seen(changes));

const anyAsk: fc.Arbitrary<Move> = fc
  .record({ slip: fc.constantFrom(0, 0, 0, 0, 1), sha256: fc.constantFrom('a1', 'a1', 'b2') })
  .map(({ slip, sha256 }) => (state) => {
    const isResend = state?.standing === 'unconfirmed';
    const number = (state?.ask?.number ?? 0) + (isResend ? 0 : 1) + slip;
    return asking(number, { sha256, fields: state?.fields ?? REQUIRED_FIELDS });
  });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: anySeen },
  {
    weight: 1,
    arbitrary: fc.constantFrom(NUMBER, OTHER_NUMBER).map(
      (number): Move =>
        () =>
          seenWith(number),
    ),
  },
  { weight: 8, arbitrary: anyAsk },
  {
    weight: 2,
    arbitrary: fc.constantFrom(NUMBER, NUMBER, OTHER_NUMBER).map((number): Move => () => ({
      kind: 'allocated',
      number,
    })),
  },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        NOT_SENT,
        REJECTED,
        UNCONFIRMED,
        UNCONFIRMED,
        LAPSED,
        HELD,
        PARKED,
        IN_ANOTHER_CASE,
        delivered(RECORDED),
      )
      .map(
        (event): Move =>
          () =>
            event,
      ),
  },
);

describe('whatever happens to a case', () => {
  it('no number is lost or changed, nothing unconfirmed is forgotten, and it is in a bucket', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(move, { minLength: 5, maxLength: 40, size: 'max' }), (moves) => {
        let state: CaseState | undefined;
        const journal: CaseEvent[] = [];
        for (const make of moves) {
          const event = make(state);
          const next = advance(state, event);
          if (!next.ok) continue;
          journal.push(event);
          reached.add(next.state.standing);
          expect(bucketOf(next.state.standing)).toBeTypeOf('string');
          if (state !== undefined) expectToFollow(state, event, next.state);
          state = next.state;
        }
        expect(foldCase(JSON.parse(JSON.stringify(journal)) as CaseEvent[])).toEqual(state);
      }),
      { numRuns: 2000 },
    );
    // The sequences are worth something only where they reach every standing.
    expect(reached.size).toBe(14);
  });
});

function expectToFollow(before: CaseState, event: CaseEvent, next: CaseState): void {
  if (before.number !== undefined) {
    expect(next.number).toBe(before.number);
    expect(event.kind).not.toBe('asking');
    if (before.standing === 'conflict')
      expect(next).toMatchObject({ standing: 'conflict', cause: { code: 'workflow/two-numbers' } });
  }
  if (before.ask !== undefined) expect(next.invoiceId).toBe(before.invoiceId);
  if (before.unconfirmedSendings > 0) {
    expect(next.ask).toEqual(before.ask);
    const isEnded = event.kind === 'allocated' || event.kind === 'held';
    if (!isEnded) expect(next.unconfirmedSendings).toBeGreaterThanOrEqual(before.unconfirmedSendings);
    // Only the source's own number may take it off the list, and only as long as it stands there.
    const isNumbered = next.decision?.kind === 'already-allocated';
    if (!isEnded && !isNumbered) expect(['asking', 'unconfirmed', 'parked']).toContain(next.standing);
    if (event.kind === 'rejected' || event.kind === 'not-sent')
      expect(next.standing).toBe(isNumbered ? 'already-allocated' : 'unconfirmed');
  }
  for (const place of before.places) {
    expect(next.places).toContainEqual(expect.objectContaining({ source: place.source, ref: place.ref }));
  }
}
