import { describe, expect, it } from 'vitest';
import {
  ALLOCATED,
  HELD,
  PARKED,
  RECORDED,
  RESUMED,
  after,
  asking,
  chosen,
  CHOICE_ACCEPTED,
  CHOICE_REFUSED,
  delivered,
  seen,
  told,
} from '../fixtures/sample-events.ts';
import type { BusinessDay } from '../business-day.ts';
import { isTold } from './told.ts';

const HELD_UP = [seen(), asking(), HELD] as const;
const HELD_TOLD = { code: 'held', stage: 'open' } as const;

describe('what was told', () => {
  it('is remembered as long as it waits', () => {
    const state = after(...HELD_UP, told(HELD_TOLD));
    expect(isTold(state, HELD_TOLD)).toBe(true);
    expect(isTold(after(...HELD_UP, told(HELD_TOLD), seen()), HELD_TOLD)).toBe(true);
    expect(after(...HELD_UP, told(HELD_TOLD), told(HELD_TOLD)).told).toEqual([HELD_TOLD]);
  });

  it('is forgotten when it waits no more, and told again when it starts anew', () => {
    const again = after(...HELD_UP, told(HELD_TOLD), chosen('cancel'), CHOICE_REFUSED);
    expect(again.standing).toBe('held');
    expect(isTold(again, HELD_TOLD)).toBe(false);
    const parked = { code: 'parked', stage: 'open' } as const;
    expect(isTold(after(seen(), PARKED, told(parked)), parked)).toBe(true);
    expect(isTold(after(seen(), PARKED, told(parked), RESUMED, PARKED), parked)).toBe(false);
  });

  it('of a thing that does not wait is not remembered', () => {
    expect(after(seen(), told(HELD_TOLD)).told).toEqual([]);
  });

  it('is told again when its stage or its day changes, and one record is kept', () => {
    const on = (stage: 'open' | 'today', day: string) =>
      ({ code: 'hearing-day', stage, day: day as BusinessDay }) as const;
    const hearing = [...HELD_UP, chosen('hearing'), CHOICE_ACCEPTED];
    const state = after(...hearing, told(on('open', '2026-06-16')));
    expect(isTold(state, on('today', '2026-06-16'))).toBe(false);
    expect(isTold(state, on('open', '2026-06-17'))).toBe(false);
    const next = after(...hearing, told(on('open', '2026-06-16')), told(on('today', '2026-06-16')));
    expect(next.told).toEqual([on('today', '2026-06-16')]);
  });

  it('belongs to its place', () => {
    const parked = { kind: 'parked', attempts: 3 } as const;
    const at = (source: string, ref: string) =>
      ({ code: 'delivery-parked', stage: 'open', place: { source, ref } }) as const;
    const numbered = [seen(), seen({ source: 'shop', ref: '7' }), asking(), ALLOCATED] as const;
    const office = at('office', '305:10231');
    const state = after(...numbered, delivered(parked), delivered(parked, 'shop', '7'), told(office));
    expect(isTold(state, office)).toBe(true);
    expect(isTold(state, at('shop', '7'))).toBe(false);
    // One of them is delivered: what was told of the other stays.
    const delivering = after(...numbered, delivered(parked), told(office), delivered(RECORDED, 'shop', '7'));
    expect(isTold(delivering, office)).toBe(true);
    expect(after(...numbered, delivered(parked), told(office), delivered(RECORDED)).told).toEqual([]);
  });
});
