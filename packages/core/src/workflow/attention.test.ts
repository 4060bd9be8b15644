import { describe, expect, it } from 'vitest';
import type { BusinessDay } from '../business-day.ts';
import { ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES } from '../fixtures/case-stories.ts';
import type { Story } from '../fixtures/case-stories.ts';
import {
  ALLOCATED,
  CHOICE_ACCEPTED,
  HELD,
  NUMBER,
  OTHER_NUMBER,
  PRO_FORMA_FIELDS,
  REJECTED,
  REPLACED_BY,
  REPLACEMENT_ALLOCATED,
  REVERSE_CHARGE_CHOSEN,
  SOME_CAUSE,
  after,
  asking,
  chosen,
  delivered,
  hearingDated,
  hearingDecided,
  objected,
  seen,
  seenWith,
} from '../fixtures/sample-events.ts';
import { attentionTo, nextAttentionDay } from './attention.ts';
import type { Attention } from './attention.ts';
import type { AttentionCode } from './attention-code.ts';
import { ATTENTIONS } from './attention-texts.ts';
import type { CaseEvent } from './case-event.ts';
import type { Delivery } from './case-state.ts';

const TODAY = '2026-06-14' as BusinessDay;

function day(text: string): BusinessDay {
  return text as BusinessDay;
}

const STORIES: Readonly<Record<string, Story>> = { ...ASKING_STORIES, ...CHOOSING_STORIES, ...LINKING_STORIES };

/** What each story waits for on the day on which it happened; a story that is left out waits for nobody. */
const WAITS: Readonly<Record<string, readonly AttentionCode[]>> = {
  'one with faults': ['invalid'],
  'one whose number its source has lost': ['number-lost'],
  'one parked before it was asked for': ['parked'],
  'an unconfirmed one that is parked': ['unanswered'],
  'a rejected one': ['rejected'],
  'one edited after its number': ['diverged'],
  'one whose id is taken': ['conflict'],
  'one with two numbers': ['conflict'],
  'a held one': ['held'],
  'a held pro-forma': ['held'],
  'a held one of a customer who is no dealer': ['held'],
  'a held one that its source cancelled': ['held'],
  'a held one whose hearing was lost': ['held', 'objection'],
  'a held one whose hearing was given up': ['held'],
  'a held one with an open objection': ['objection-answer'],
  'a held one whose objection was turned down': ['held'],
  'one settled elsewhere': ['settled-elsewhere'],
  'one whose cancelling was refused after a lost answer': ['settled-elsewhere'],
  'one that is out, whose hearing was refused after a lost answer': ['settled-elsewhere'],
  'a parked one with an open choice': ['choice-unanswered'],
  'a cancelled one': ['cancellation'],
  'a continued one whose hearing was lost': ['objection'],
  'one continued after its hearing was lost, with an open objection': ['objection-answer'],
  'one in a hearing': ['hearing-day'],
  'a continued one in a hearing': ['hearing-day'],
  'one whose hearing is not registered yet': ['hearing-won'],
  'one that is out, whose hearing is not registered yet': ['hearing-won'],
  'one with a number although it was cancelled': ['conflict'],
  'one whose zero-rate document is awaited': ['zero-rate-document'],
  'one settled elsewhere as a reverse charge': ['zero-rate-document'],
  'one whose zero-rate document has its number': ['storno'],
  'a held zero-rate document': ['held'],
  'an invoice that was held back on a pro-forma': ['base'],
  'one with an emergency number': ['emergency-report'],
};

function codes(events: readonly CaseEvent[], today: BusinessDay = TODAY): readonly AttentionCode[] {
  return attentionTo(after(...events), today).map(({ code }) => code);
}

describe('what waits for a person', () => {
  it.each(Object.entries(STORIES))('%s', (name, { events }) => {
    expect(codes(events)).toEqual(WAITS[name] ?? []);
  });

  it('is told of no story that there is not', () => {
    expect(Object.keys(WAITS).filter((name) => !(name in STORIES))).toEqual([]);
  });

  it('ends when the books have followed', () => {
    const cancelled = seen({ standing: 'cancelled' });
    const gone: CaseEvent = { kind: 'gone', source: 'office', ref: '305:10231' };
    for (const name of ['a cancelled one', 'one whose zero-rate document has its number']) {
      const events = STORIES[name]?.events ?? [];
      expect(codes([...events, cancelled]), name).toEqual([]);
      expect(codes([...events, gone]), name).toEqual([]);
    }
  });
});

const NUMBERED = [seen(), asking(), ALLOCATED] as const;
const HELD_UP = [seen(), asking(), HELD] as const;
const OUT = [...HELD_UP, chosen('continue'), CHOICE_ACCEPTED] as const;
const FAILED = { cause: SOME_CAUSE, attempts: 7 } as const;

describe('what a source has to be told', () => {
  const OF_NUMBER: readonly (readonly [Delivery['kind'], readonly AttentionCode[]])[] = [
    ['pending', []],
    ['handed-over', []],
    ['recorded', []],
    ['parked', ['delivery-parked']],
    ['conflict', ['delivery-conflict']],
    ['stale', ['delivery-stale']],
    ['impossible', ['delivery-impossible']],
  ];

  it.each(OF_NUMBER)('a number that is %s', (kind, expected) => {
    expect(codes([...NUMBERED, delivered({ kind, ...FAILED })])).toEqual(expected);
  });

  it.each(OF_NUMBER)('a sentence that is %s', (kind) => {
    // Also a first failure: the customer may have the paper tomorrow.
    const isThere = kind === 'recorded' || kind === 'handed-over';
    expect(codes([...OUT, delivered({ kind, ...FAILED })])).toEqual(isThere ? [] : ['notice']);
  });

  it('a sentence that no run has tried to deliver yet is no matter of a person', () => {
    expect(codes([...OUT])).toEqual([]);
  });

  it('goes on beside a hearing', () => {
    const state = [...OUT, delivered({ kind: 'impossible', attempts: 0 }), chosen('hearing'), CHOICE_ACCEPTED];
    expect(codes(state)).toEqual(['notice', 'hearing-day']);
  });

  it('tells each place by itself, with what the source said', () => {
    const elsewhere = seen({ source: 'shop', ref: '7' });
    const state = after(
      seen(),
      elsewhere,
      asking(),
      ALLOCATED,
      delivered({ kind: 'conflict', existingNumber: OTHER_NUMBER, attempts: 1 }, 'shop', '7'),
      delivered({ kind: 'parked', ...FAILED }),
    );
    const found = attentionTo(state, TODAY);
    expect(found.map(({ code, place }) => [code, place?.source])).toEqual([
      ['delivery-conflict', 'shop'],
      ['delivery-parked', 'office'],
    ]);
    expect(found[0]?.details).toEqual([{ he: `במקור כתוב: ${OTHER_NUMBER}`, en: `The source holds: ${OTHER_NUMBER}` }]);
    expect(found[1]?.details).toEqual([SOME_CAUSE.message]);
  });

  it('is over when somebody typed the number in, or the place is gone', () => {
    const parked = [...NUMBERED, delivered({ kind: 'impossible', attempts: 0 })];
    expect(codes([...parked, seenWith(NUMBER)])).toEqual([]);
    expect(codes([...parked, { kind: 'gone', source: 'office', ref: '305:10231' }])).toEqual([]);
  });

  it('is no matter as long as two numbers contradict each other', () => {
    expect(codes([...NUMBERED, delivered({ kind: 'parked', ...FAILED }), seenWith(OTHER_NUMBER)])).toEqual([
      'conflict',
    ]);
  });
});

const HEARING = [...HELD_UP, chosen('hearing', day('2026-06-14')), CHOICE_ACCEPTED] as const;
const DATED = [...HEARING, hearingDated(day('2026-06-17'))] as const;
const LOST = [...HEARING, hearingDecided('lost', day('2026-06-18'))] as const;
const OBJECTED = [...LOST, objected(day('2026-06-21'))] as const;

describe('the days of the law', () => {
  const days: readonly (readonly [string, readonly CaseEvent[], string, string])[] = [
    // The authority has until the 16th to set a day: two business days from Sunday the 14th.
    ['before its day is set', HEARING, '2026-06-15', 'hearing-day low open 2026-06-16'],
    ['on the last day to set one', HEARING, '2026-06-16', 'hearing-day high today 2026-06-16'],
    ['after that', HEARING, '2026-06-17', 'hearing-day high over 2026-06-16'],
    ['two days before a hearing', DATED, '2026-06-15', 'hearing low open 2026-06-17'],
    ['the day before it', DATED, '2026-06-16', 'hearing high soon 2026-06-17'],
    ['on its day', DATED, '2026-06-17', 'hearing high today 2026-06-17'],
    // Thursday the 18th is the business day within which it is decided.
    ['the day after it, the last for a decision', DATED, '2026-06-18', 'hearing-decision high today 2026-06-18'],
    ['when no decision came', DATED, '2026-06-19', 'hearing-decision high over 2026-06-18'],
    ['with the days to object before it', LOST, '2026-06-18', 'objection medium open 2026-07-18'],
    ['eight days before the last to object', LOST, '2026-07-10', 'objection medium open 2026-07-18'],
    ['a week before it', LOST, '2026-07-11', 'objection high soon 2026-07-18'],
    ['the day before it', LOST, '2026-07-17', 'objection high soon 2026-07-18'],
    ['on the last day to object', LOST, '2026-07-18', 'objection high today 2026-07-18'],
    // Twenty-one business days from Sunday the 21st of June.
    ['the day before an answer is due', OBJECTED, '2026-07-19', 'objection-answer low open 2026-07-20'],
    ['on the last day to answer', OBJECTED, '2026-07-20', 'objection-answer high today 2026-07-20'],
    ['when no answer came', OBJECTED, '2026-07-21', 'objection-answer high over 2026-07-20'],
  ];

  it.each(days)('%s', (_, events, today, expected) => {
    const [found] = attentionTo(after(...events), day(today)).filter(({ code }) => code !== 'held');
    expect([found?.code, found?.urgency, found?.stage, found?.by?.day].join(' ')).toBe(expected);
    expect(found?.by?.source).toMatch(/^VAT Law 5736-1975, s\. 47/);
    expect(found?.by?.message.he).toMatch(/[\u0590-\u05ff]/);
  });

  it('are over when nobody objected in time: the choice remains', () => {
    expect(codes(LOST, day('2026-07-19'))).toEqual(['held']);
  });

  it('of a hearing that is not dated are told from those of one that is', () => {
    expect(codes(HEARING, day('2026-06-17'))).toEqual(['hearing-day']);
    expect(codes(DATED, day('2026-06-17'))).toEqual(['hearing']);
  });

  it.each([
    ['a hearing without a day', HEARING, '2026-06-14', '2026-06-16'],
    ['on that day', HEARING, '2026-06-16', '2026-06-17'],
    ['when it has passed', HEARING, '2026-06-17', undefined],
    ['a dated one: the day before', DATED, '2026-06-14', '2026-06-16'],
    ['its day', DATED, '2026-06-16', '2026-06-17'],
    ['the day of the decision', DATED, '2026-06-17', '2026-06-18'],
    ['a lost one: a week before the end', LOST, '2026-06-18', '2026-07-11'],
    ['its last day', LOST, '2026-07-11', '2026-07-18'],
    ['the day after it', LOST, '2026-07-18', '2026-07-19'],
    ['nothing that has no days', [seen(), asking(), REJECTED], '2026-06-14', undefined],
    ['when the days to issue an invoice are nearly over', HELD_UP, '2026-06-14', '2026-06-21'],
  ] as const)('wake up whoever waits for them: %s', (_, events, today, expected) => {
    expect(nextAttentionDay(after(...events), day(today))).toBe(expected);
  });

  it('change nothing between the days that are named', () => {
    for (const events of [HEARING, DATED, LOST, OBJECTED]) {
      const state = after(...events);
      const said = (today: BusinessDay): string =>
        JSON.stringify(attentionTo(state, today).map(({ code, stage }) => [code, stage]));
      let today = TODAY;
      for (let step = 0; step < 60; step += 1) {
        const tomorrow = new Date(`${today}T00:00:00Z`);
        tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
        const next = day(tomorrow.toISOString().slice(0, 10));
        if (nextAttentionDay(state, today) !== next) expect(said(next), next).toBe(said(today));
        today = next;
      }
    }
  });
});

describe('the words', () => {
  it.each(Object.entries(ATTENTIONS))('%s is told in Hebrew and in English', (_, text) => {
    for (const { he, en } of [text.title, text.happened, text.meaning, ...text.todo.map(({ say }) => say)]) {
      expect(he).toMatch(/[\u0590-\u05ff]/);
      expect(en).not.toBe('');
    }
    for (const { he, en } of [text.happened, text.meaning, ...text.todo.map(({ say }) => say)]) {
      expect(he).toMatch(/[.:]$|"\.$/);
      expect(en).toMatch(/^[A-Z].*[.]$/);
    }
    // Short enough for a row of a table.
    expect(text.title.he.length).toBeLessThanOrEqual(60);
  });

  it('are there for every code that can be reached, and no other', () => {
    const reached = new Set<AttentionCode>();
    const more: readonly (readonly [readonly CaseEvent[], string])[] = [
      ...Object.values(STORIES).map(({ events }) => [events, TODAY] as const),
      [DATED, '2026-06-15'],
      [DATED, '2026-06-18'],
      [[...OUT, delivered({ kind: 'impossible', attempts: 0 })], TODAY],
      ...(['parked', 'conflict', 'stale', 'impossible'] as const).map(
        (kind) => [[...NUMBERED, delivered({ kind, attempts: 1 })], TODAY] as const,
      ),
    ];
    for (const [events, today] of more) for (const code of codes(events, day(today))) reached.add(code);
    expect([...reached].toSorted()).toEqual(Object.keys(ATTENTIONS).toSorted());
  });

  it('show all four ways out of a held document, the lawful ones with their command', () => {
    const [held] = attentionTo(after(...HELD_UP), TODAY);
    expect(held?.todo.map(({ command }) => command)).toEqual([
      'ishur choose DOC cancel',
      'ishur choose DOC continue',
      'ishur choose DOC reverse-charge',
      'ishur choose DOC hearing',
    ]);
    const [proForma] = attentionTo(after(...(STORIES['a held pro-forma']?.events ?? [])), TODAY);
    expect(proForma?.todo.map(({ command, closed }) => command ?? closed)).toEqual([
      'ishur choose DOC cancel',
      'ishur choose DOC continue',
      'reverse-charge',
      'ishur choose DOC hearing',
    ]);
  });

  it('carry what the authority said, word for word', () => {
    const [rejected] = attentionTo(after(seen(), asking(), REJECTED), TODAY);
    expect(rejected?.details).toEqual([
      { he: 'מספר העוסק שגוי. תקנו אותו.', en: 'The VAT number is incorrect. Mend it.' },
    ]);
  });

  it('leave out what the authority said before, where it is about something else by now', () => {
    const [awaited] = attentionTo(after(...HELD_UP, REVERSE_CHARGE_CHOSEN), TODAY);
    expect(awaited).toMatchObject({ code: 'zero-rate-document', details: [] });
    const [unanswered] = attentionTo(after(...(STORIES['an unconfirmed one that is parked']?.events ?? [])), TODAY);
    expect(unanswered?.details).toHaveLength(1);
  });

  it('put the most urgent first', () => {
    const ranks = { high: 0, medium: 1, low: 2 };
    for (const { events } of Object.values(STORIES)) {
      const urgencies = attentionTo(after(...events), TODAY).map(({ urgency }) => ranks[urgency]);
      expect(urgencies).toEqual(urgencies.toSorted((one, other) => one - other));
    }
  });
});

describe('a storno', () => {
  it('is awaited once the zero-rate document has its number, and not before', () => {
    const replaced = [...HELD_UP, REVERSE_CHARGE_CHOSEN, REPLACED_BY];
    expect(codes(replaced)).toEqual([]);
    expect(codes([...replaced, REPLACEMENT_ALLOCATED])).toEqual(['storno']);
  });
});

describe('a held tax invoice', () => {
  const held = (today: string): Attention | undefined =>
    attentionTo(after(seen(), asking(), HELD), day(today)).find(({ code }) => code === 'held');

  it.each([
    ['2026-06-14', 'open'],
    ['2026-06-21', 'soon'],
    ['2026-06-24', 'today'],
    ['2026-06-25', 'over'],
  ])('tells the last day to issue it, by the date that it bears: %s %s', (today, stage) => {
    expect(held(today)).toMatchObject({ stage, urgency: 'high', by: { day: '2026-06-24', whose: 'ours' } });
    expect(held(today)?.by?.message.en).toContain('tax point');
  });

  it('that is a pro-forma, or had its hearing, has no such day', () => {
    const proForma = [seen({ fields: PRO_FORMA_FIELDS }), asking(1, { fields: PRO_FORMA_FIELDS }), HELD];
    const heard = [...HELD_UP, chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('given-up')];
    for (const events of [proForma, heard]) {
      const [first] = attentionTo(after(...events), TODAY);
      expect(first).toMatchObject({ code: 'held', stage: 'open' });
      expect(first?.by).toBeUndefined();
    }
  });
});

describe('what a hearing means', () => {
  const meaning = (...events: readonly CaseEvent[]): string =>
    attentionTo(after(...HELD_UP, ...events), TODAY)
      .map((each) => each.meaning.en)
      .join(' ');
  const asked = [chosen('hearing'), CHOICE_ACCEPTED];

  it.each([
    ['before its day is set', []],
    ['before its day', [hearingDated(day('2026-06-15'))]],
    ['after its day', [hearingDated(day('2026-06-13'))]],
    ['once it was lost', [hearingDecided('lost', TODAY)]],
  ] as const)('for an invoice that went out without a number is another thing: %s', (_, events) => {
    const out = meaning(chosen('continue'), CHOICE_ACCEPTED, ...asked, ...events);
    expect(out).toContain('without a number, with its sentence');
    expect(out).not.toContain('is still held');
    expect(out).not.toContain('can be cancelled');
    expect(meaning(...asked, ...events)).not.toBe(out);
  });
});

describe('what waits for its pro-forma', () => {
  it.each([
    ['engine/over-the-cap', 'over what is left'],
    ['engine/base-not-approved', 'waits for the approval'],
  ])('has a title of its own where it is over what was approved: %s', (code, title) => {
    const cause = { ...SOME_CAUSE, code };
    const [first] = attentionTo(after(seen({ waitsFor: 'base' }), { kind: 'held-back', cause }), TODAY);
    expect(first?.title.en).toContain(title);
  });
});

describe('a hearing that was lost', () => {
  const commands = (...events: readonly CaseEvent[]): readonly (string | undefined)[] =>
    attentionTo(after(...HELD_UP, chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('lost', TODAY), ...events), TODAY)
      .filter(({ code }) => code === 'objection')
      .flatMap(({ todo }) => todo.map(({ command }) => command));

  it('can be taken back as long as no other way was taken', () => {
    expect(commands()).toContain('ishur hearing DOC --withdraw');
    expect(commands(chosen('continue'), CHOICE_ACCEPTED)).toEqual(['ishur hearing DOC objected']);
  });
});
