import { businessDayOf } from '@ishur/core';
import type { BusinessDay, Choice } from '@ishur/core';
import { act } from '../persons/person.ts';
import type { Person } from '../persons/person.ts';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';
import { obstacleTo } from './obstacle-to.ts';

/**
 * `ishur choose DOC reverse-charge`: nothing is sent. The special number is asked for with the zero-rate document, once that is
 * there: it is found by its relation, or named with `replaceWith`. API description 2.0 / 7.2024, section 2.2.2, third alternative.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function chooseReverseCharge(person: Person, id: CaseId): Promise<CaseSummary> {
  return act(
    person,
    id,
    'choose',
    ({ state }) => {
      const isChosen = REVERSED.has(state.standing);
      return isChosen ? undefined : { kind: 'reverse-charge-chosen', by: person.by, on: today(person) };
    },
    ({ state }) => obstacleTo(state, 'reverse-charge'),
  );
}

const REVERSED: ReadonlySet<string> = new Set(['awaiting-replacement', 'replaced', 'reversed']);

/**
 * `ishur choose DOC reverse-charge --withdraw`: the reverse charge is taken back as long as its zero-rate document has not come.
 * Whatever the authority was told cannot be taken back.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function withdrawChoice(person: Person, id: CaseId): Promise<CaseSummary> {
  return act(person, id, 'withdraw', ({ state }) =>
    state.standing === 'held' && state.choice === undefined ? undefined : { kind: 'choice-withdrawn', by: person.by },
  );
}

/**
 * `ishur choose DOC … --settled`: which way the document went outside of us: in the authority's personal area, or a choice of ours
 * that was answered with 463 or not at all. Nothing is sent.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function settledAs(person: Person, id: CaseId, choice: Choice): Promise<CaseSummary> {
  return act(
    person,
    id,
    'settle',
    ({ state }) => {
      const isKnown = state.choice?.choice === choice && state.choice.isSettled && AFTER[choice].has(state.standing);
      return isKnown ? undefined : { kind: 'settled-as', choice, by: person.by, on: today(person) };
    },
    ({ state }) => obstacleTo(state, choice),
  );
}

const AFTER: Readonly<Record<Choice, ReadonlySet<string>>> = {
  cancel: new Set(['cancelled']),
  continue: new Set(['continued']),
  'reverse-charge': REVERSED,
  hearing: new Set(['hearing']),
};

function today({ clock }: Person): BusinessDay {
  return businessDayOf(clock.now());
}
