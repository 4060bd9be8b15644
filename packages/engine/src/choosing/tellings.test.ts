import type { CaseEvent, BusinessDay } from '@ishur/core';
import { describe, expect, test } from 'vitest';
import { tellingsOf, underWayUntil } from './tellings.ts';

const cause = { code: 'x', remedy: 'retry', message: { he: 'א', en: 'a' } } as const;
const chosen = (runner: string): CaseEvent => ({
  kind: 'chosen',
  choice: 'cancel',
  by: 'רות',
  on: '2026-06-30' as BusinessDay,
  runner,
});
const unheard: CaseEvent = { kind: 'choice-unconfirmed', cause };
const notSent: CaseEvent = { kind: 'choice-not-sent', cause };

/** One event a minute from nine o'clock. */
function told(...events: readonly CaseEvent[]): ReturnType<typeof tellingsOf> {
  return tellingsOf(events.map((event, minute) => ({ at: `2026-06-30T09:0${minute}:00.000Z`, by: 'x', event })));
}

describe('how far the telling of a choice has come', () => {
  test.each<[string, readonly CaseEvent[], number, number, string | undefined]>([
    ['nothing was chosen', [], 0, 0, undefined],
    ['it is on the wire', [chosen('a')], 1, 0, 'a'],
    ['it brought no answer', [chosen('a'), unheard], 1, 1, undefined],
    ['it is on the wire again', [chosen('a'), unheard, chosen('b')], 2, 1, 'b'],
    ['the first process left no answer', [chosen('a'), chosen('b')], 2, 1, 'b'],
    ['it certainly was not sent', [chosen('a'), notSent], 0, 0, undefined],
    [
      'it was not sent again, and may have been accepted before',
      [chosen('a'), unheard, chosen('a'), notSent],
      1,
      2,
      undefined,
    ],
    ['it was accepted', [chosen('a'), unheard, chosen('a'), { kind: 'choice-accepted' }], 0, 0, undefined],
    ['a person took it up', [chosen('a'), unheard, { kind: 'resumed', by: 'רות' }, chosen('a')], 1, 0, 'a'],
  ])('%s', (_, events, sendings, failures, runner) => {
    const tellings = told(...events);
    expect([tellings.sendings, tellings.failures.count, tellings.open?.runner]).toEqual([sendings, failures, runner]);
    expect(tellings.failures.since !== undefined).toBe(failures > 0);
  });

  test('is waited for as long as its process may live, and no call is that long', () => {
    const at = (minute: number): number => Date.parse(`2026-06-30T09:${String(minute).padStart(2, '0')}:00.000Z`);
    expect(underWayUntil(told(chosen('a')), () => true, at(1))).toBe(at(15));
    expect(underWayUntil(told(chosen('a')), () => true, at(15))).toBeUndefined();
    expect(underWayUntil(told(chosen('a')), () => false, at(1))).toBeUndefined();
    expect(underWayUntil(told(chosen('a'), unheard), () => true, at(2))).toBeUndefined();
  });
});
