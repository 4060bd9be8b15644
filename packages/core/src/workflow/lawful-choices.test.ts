import { describe, expect, it } from 'vitest';
import { ASKING_STORIES, CHOOSING_STORIES, LINKING_STORIES } from '../fixtures/case-stories.ts';
import type { Story } from '../fixtures/case-stories.ts';
import { HELD, PRO_FORMA_FIELDS, after, asking, chosen, seen } from '../fixtures/sample-events.ts';
import { CHOICE_ACCEPTED, hearingDecided } from '../fixtures/sample-events.ts';
import { sampleFields } from '../fixtures/sample-document.ts';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { CaseState, Choice } from './case-state.ts';
import { lawfulChoices } from './lawful-choices.ts';
import { wayOutFor } from './ways-out.ts';

const ALL: Readonly<Record<string, Story>> = { ...ASKING_STORIES, ...CHOOSING_STORIES, ...LINKING_STORIES };

function stateOf(story: string): CaseState {
  const { events } = ALL[story] ?? { events: [] };
  return after(...events);
}

function lawful(state: CaseState): readonly Choice[] {
  return lawfulChoices(state).flatMap(({ choice, lawful: is }) => (is ? [choice] : []));
}

/** Why a way is closed. */
function obstacle(story: string, choice: Choice): string {
  const found = lawfulChoices(stateOf(story)).find((one) => one.choice === choice);
  return found === undefined || found.lawful ? 'none' : found.reason.en;
}

const EVERY: readonly Choice[] = ['cancel', 'continue', 'reverse-charge', 'hearing'];
const NO_REVERSE_CHARGE: readonly Choice[] = ['cancel', 'continue', 'hearing'];
const NO_HEARING: readonly Choice[] = ['cancel', 'continue', 'reverse-charge'];

/** Where anything is open at all; everywhere else nothing is. */
const OPEN: Readonly<Record<string, readonly Choice[]>> = {
  'a held one': EVERY,
  'a held pro-forma': NO_REVERSE_CHARGE,
  'a held one of a customer who is no dealer': NO_REVERSE_CHARGE,
  'a held zero-rate document': NO_REVERSE_CHARGE,
  'a held one that its source cancelled': ['cancel', 'reverse-charge'],
  'a held one whose hearing was lost': NO_HEARING,
  'a held one whose hearing was given up': NO_HEARING,
  'a held one with an open objection': NO_HEARING,
  'a held one whose objection was turned down': NO_HEARING,
  'a continued one': ['hearing'],
};

describe('the four ways out', () => {
  it.each(Object.keys(ALL))('%s', (story) => {
    expect(lawful(stateOf(story))).toEqual(OPEN[story] ?? []);
  });

  it.each(Object.keys(ALL))(
    'are all shown, in the order of the law, in both languages and with a source: %s',
    (story) => {
      const choices = lawfulChoices(stateOf(story));
      expect(choices.map(({ choice }) => choice)).toEqual(EVERY);
      for (const { reason, source } of choices) {
        expect(reason.he).toMatch(/[\u0590-\u05ff].*\.$/);
        expect(reason.en).toMatch(/^[A-Z].{15,}\.$/);
        expect(reason.en).not.toMatch(/[\u0590-\u05ff]/);
        expect(source).toMatch(/^API description 2\.0 \/ 7\.2024, sections? 2\.2\.2/);
      }
      expect(new Set(choices.map(({ source }) => source)).size).toBe(4);
    },
  );

  it('say what each of them means where it is open', () => {
    const [cancel, go, reverse, hearing] = lawfulChoices(stateOf('a held one')).map(({ reason }) => reason);
    expect(cancel?.en).toContain('no hearing');
    expect(cancel?.he).toContain('PCN874');
    expect(go?.he).toContain('אין לנכות מס תשומות בגין חשבונית זו');
    expect(reverse?.he).toContain('בהסכמת הלקוח');
    expect(hearing?.en).toContain('the same id');
  });
});

describe('continuing after a hearing', () => {
  it.each(['a held one whose hearing was lost', 'a held one whose hearing was given up'])(
    'does not say that a hearing stays possible: %s',
    (story) => {
      const [, go] = lawfulChoices(stateOf(story));
      expect(go?.reason.en).toContain('no second one');
      expect(wayOutFor('continue', stateOf(story)).next.en).not.toContain('can still be asked for');
      expect(wayOutFor('continue', stateOf('a held one')).next.en).toContain('can still be asked for');
    },
  );

  it('says that an objection may still win, as long as it may', () => {
    const next = (story: string): string => wayOutFor('continue', stateOf(story)).next.en;
    expect(next('a held one whose hearing was lost')).toContain('objection');
    expect(next('a held one with an open objection')).toContain('objection');
    expect(next('a held one whose objection was turned down')).not.toContain('objection');
    expect(next('a held one whose hearing was given up')).not.toContain('objection');
  });
});

describe('a way that is closed says why', () => {
  it.each<readonly [string, Choice, string]>([
    ['one to be asked for', 'cancel', 'does not wait for a choice'],
    ['one being cancelled', 'cancel', 'does not wait for a choice'],
    ['a held pro-forma', 'reverse-charge', 'pro-forma (332)'],
    ['a held one of a customer who is no dealer', 'reverse-charge', 'a dealer'],
    ['a held zero-rate document', 'reverse-charge', 'already is the invoice of a reverse charge'],
    ['a held one that its source cancelled', 'hearing', 'cancelled in the accounting software'],
    ['a held one whose hearing was lost', 'hearing', 'ended without a number'],
    ['a held one whose hearing was given up', 'hearing', 'no second one'],
    ['a held one that its source cancelled', 'continue', 'nothing that could go out'],
    ['a continued one', 'cancel', 'went out without a number'],
    ['a continued one', 'continue', 'went out without a number'],
    ['a continued one', 'reverse-charge', 'went out without a number'],
    ['a continued one that its source cancelled', 'hearing', 'cancelled in the accounting software'],
    ['a continued one whose hearing was lost', 'hearing', 'no second one'],
  ])('%s: %s', (story, choice, words) => {
    expect(obstacle(story, choice)).toContain(words);
  });
});

describe('a reverse charge needs a customer who is a dealer', () => {
  const held = (customer: InvoiceFields['customer']): CaseState => {
    const fields = sampleFields({ customer });
    return after(seen({ fields }), asking(1, { fields }), HELD);
  };

  it.each<readonly [InvoiceFields['customer'], boolean]>([
    [{ vatNumber: '777777749' }, true],
    [{ vatNumber: '777777749', kind: 'dealer' }, true],
    [{ vatNumber: '' }, false],
    [{ name: 'ישראלה' }, false],
    [{ vatNumber: '777777749', kind: 'private' }, false],
    [{ vatNumber: '777777749', kind: 'non-deducting' }, false],
    [{ vatNumber: '777777749', kind: 'foreign' }, false],
    [{ vatNumber: '777777749', kind: 'palestinian' }, false],
  ])('%j: %s', (customer, isOpen) => {
    expect(lawful(held(customer)).includes('reverse-charge')).toBe(isOpen);
  });

  it('as it was asked for, whatever its source says by now', () => {
    const edited = seen({ fields: sampleFields({ customer: { name: 'ישראלה' } }) });
    expect(lawful(after(seen(), asking(), HELD, edited))).toEqual(EVERY);
  });
});

describe('a pro-forma that went out without a number', () => {
  it('has its hearing, once', () => {
    const story = [
      seen({ fields: PRO_FORMA_FIELDS }),
      asking(1, { fields: PRO_FORMA_FIELDS }),
      HELD,
      chosen('continue'),
      CHOICE_ACCEPTED,
    ] as const;
    expect(lawful(after(...story))).toEqual(['hearing']);
    const again = after(...story, chosen('hearing'), CHOICE_ACCEPTED, hearingDecided('given-up'));
    expect(again.standing).toBe('continued');
    expect(lawful(again)).toEqual([]);
  });
});
