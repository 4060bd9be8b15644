import { describe, expect, it } from 'vitest';
import type { BusinessDay } from '../business-day.ts';
import { ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES } from '../fixtures/case-stories.ts';
import {
  CHOICE_ACCEPTED,
  HELD,
  NUMBER,
  after,
  asking,
  chosen,
  entered,
  hearingDated,
  hearingDecided,
  objected,
  seen,
} from '../fixtures/sample-events.ts';
import type { CaseEvent } from './case-event.ts';
import { DEADLINES, DEFAULT_PERIODS, due } from './due.ts';
import type { Deadline, HearingPeriods } from './due.ts';

/** A hearing that was registered on this day, and what came after. */
function hearing(registeredOn: string, ...events: readonly CaseEvent[]): readonly CaseEvent[] {
  return [seen(), asking(), HELD, chosen('hearing', day(registeredOn)), CHOICE_ACCEPTED, ...events];
}

function day(text: string): BusinessDay {
  return text as BusinessDay;
}

function deadlines(events: readonly CaseEvent[], periods?: HearingPeriods): readonly string[] {
  return due(after(...events), periods).map(({ code, day: until }) => `${code} ${until}`);
}

const SOME_DAY = '2026-06-14';

describe('the clock of a hearing', () => {
  it.each([
    ['Sunday', '2026-06-14', '2026-06-16'],
    ['Thursday, over the weekend', '2026-06-11', '2026-06-15'],
    ['Friday', '2026-06-12', '2026-06-15'],
    ['Saturday', '2026-06-13', '2026-06-15'],
    ['before Rosh HaShana', '2026-09-10', '2026-09-15'],
    ['before Yom Kippur', '2026-09-20', '2026-09-23'],
    ['before Passover', '2026-04-01', '2026-04-06'],
    ['before Independence Day', '2026-04-21', '2026-04-26'],
  ])('sets its day within two business days: %s', (_, registered, until) => {
    expect(deadlines(hearing(registered))).toEqual([`hearing-day ${until}`]);
  });

  it.each([
    ['Sunday', '2026-06-14', '2026-06-15'],
    ['Thursday, over the weekend', '2026-06-11', '2026-06-14'],
    ['before Independence Day', '2026-04-21', '2026-04-23'],
    ['before the seventh day of Passover', '2026-04-07', '2026-04-09'],
  ])('decides within one business day after it, or it is won: %s', (_, held, until) => {
    expect(deadlines(hearing('2026-04-01', hearingDated(day(held))))).toEqual([`hearing-decision ${until}`]);
  });

  it('follows the day when it is put off', () => {
    const story = hearing(SOME_DAY, hearingDated(day('2026-06-15')), hearingDated(day('2026-06-18')));
    expect(deadlines(story)).toEqual(['hearing-decision 2026-06-21']);
  });

  it.each([
    ['2026-06-14', '2026-07-14'],
    ['2026-12-31', '2027-01-30'],
    // A calendar day, whichever: that the last day may move past a day of rest is not counted on.
    ['2026-06-18', '2026-07-18'],
  ])('leaves thirty calendar days to object: %s', (decided, until) => {
    expect(deadlines(hearing(SOME_DAY, hearingDecided('lost', day(decided))))).toEqual([`objection ${until}`]);
  });

  it.each([
    ['in summer', '2026-06-14', '2026-07-13'],
    ['over the holidays of Tishri', '2026-09-06', '2026-10-07'],
  ])('is answered within twenty-one business days, or the objection is accepted: %s', (_, on, until) => {
    const story = hearing(SOME_DAY, hearingDecided('lost', day(SOME_DAY)), objected(day(on)));
    expect(deadlines(story)).toEqual([`objection-answer ${until}`]);
  });

  it('runs on for a document that went out after it was lost', () => {
    const out = [chosen('continue'), CHOICE_ACCEPTED];
    const lost = hearing(SOME_DAY, hearingDecided('lost', day(SOME_DAY)));
    expect(deadlines([...lost, ...out])).toEqual(['objection 2026-07-14']);
    expect(deadlines([...lost, objected(day(SOME_DAY)), ...out])).toEqual(['objection-answer 2026-07-13']);
  });

  it('stands still once the objection was turned down', () => {
    const over = [hearingDecided('lost'), objected(), hearingDecided('lost')];
    expect(deadlines(hearing(SOME_DAY, ...over))).toEqual([]);
    expect(deadlines(hearing(SOME_DAY, hearingDecided('lost'), objected(), hearingDecided('given-up')))).toEqual([]);
  });

  it('has nothing to count where it was won, given up, cancelled, or the number is there', () => {
    expect(deadlines(hearing(SOME_DAY, hearingDecided('won')))).toEqual([]);
    expect(deadlines(hearing(SOME_DAY, hearingDecided('won'), asking(2), HELD))).toEqual([]);
    expect(deadlines(hearing(SOME_DAY, hearingDecided('given-up')))).toEqual([]);
    expect(deadlines(hearing(SOME_DAY, hearingDecided('lost'), chosen('cancel'), CHOICE_ACCEPTED))).toEqual([]);
    expect(deadlines(hearing(SOME_DAY, entered(NUMBER)))).toEqual([]);
    expect(deadlines(hearing(SOME_DAY, hearingDecided('lost'), entered(NUMBER)))).toEqual([]);
  });

  it('runs in no case that has had no hearing', () => {
    for (const [name, { events }] of Object.entries({ ...ASKING_STORIES, ...CHOOSING_STORIES, ...LINKING_STORIES })) {
      const state = after(...events);
      if (state.hearing === undefined) expect(due(state), name).toEqual([]);
    }
  });
});

describe('periods', () => {
  const periods: HearingPeriods = {
    hearingWithin: 5,
    decisionWithin: 2,
    objectionWithin: 45,
    answerWithin: 3,
    calendar: { weekend: [6], holidays: false },
  };

  it('are settings', () => {
    expect(deadlines(hearing('2026-09-10'), periods)).toEqual(['hearing-day 2026-09-16']);
    expect(deadlines(hearing(SOME_DAY, hearingDated(day('2026-06-11'))), periods)).toEqual([
      'hearing-decision 2026-06-14',
    ]);
    const lost = hearing(SOME_DAY, hearingDecided('lost', day(SOME_DAY)));
    expect(deadlines(lost, periods)).toEqual(['objection 2026-07-29']);
    expect(deadlines([...lost, objected(day(SOME_DAY))], periods)).toEqual(['objection-answer 2026-06-17']);
  });

  it('are those of the law unless told', () => {
    const { calendar: _, ...days } = DEFAULT_PERIODS;
    expect(days).toEqual({ hearingWithin: 2, decisionWithin: 1, objectionWithin: 30, answerWithin: 21 });
  });
});

describe('every deadline', () => {
  it.each(Object.entries(DEADLINES))('says whose it is and what it means, with its law: %s', (code, deadline) => {
    expect(deadline.whose).toBe(code === 'objection' ? 'ours' : 'authority');
    expect(deadline.message.he).toMatch(/[\u0590-\u05ff].*\.$/);
    expect(deadline.message.en).toMatch(/^[A-Z].*\.$/);
    expect(deadline.source).toMatch(/^VAT Law 5736-1975, s\. 47/);
  });

  it('is told with all of that', () => {
    const [first] = due(after(...hearing(SOME_DAY)));
    expect(first).toEqual({
      code: 'hearing-day',
      day: day('2026-06-16'),
      ...DEADLINES['hearing-day'],
    } satisfies Deadline);
  });
});
