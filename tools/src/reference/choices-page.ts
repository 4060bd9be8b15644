import { DEADLINES, due, lawfulChoices } from '@ishur/core';
import type { Deadline, LawfulChoice } from '@ishur/core';
import { entryTable } from './entry-table.ts';
import type { Exploration } from './explore.ts';
import { code, page, table } from './markdown.ts';
import { SAMPLE_DAY } from './sample-events.ts';

/** The four ways out of a held document, and the days by which something happens. */
export function choicesPage({ states }: Exploration): string {
  const said = new Map<string, LawfulChoice>();
  const hearings = new Set<string>();
  const days = new Map<Deadline['code'], string>();
  for (const state of states) {
    for (const choice of lawfulChoices(state)) {
      said.set(`${choice.choice} ${String(choice.lawful)} ${choice.reason.en}`, choice);
    }
    // Computing days of the Hebrew calendar takes long, and few hearings differ.
    const hearing = JSON.stringify(state.hearing);
    if (hearings.has(hearing)) continue;
    hearings.add(hearing);
    for (const { code: name, day } of due(state)) days.set(name, day);
  }
  const choices = [...said.values()];
  return page(
    'Choices and deadlines',
    'The ways out of a document that the authority holds, what each means, and why one may be closed.',
    '## The ways out',
    choiceTable(choices.filter(({ lawful }) => lawful)),
    '## Why a way is closed',
    choiceTable(choices.filter(({ lawful }) => !lawful)),
    '## Deadlines',
    `«Example» is the day that follows from something that happened on ${SAMPLE_DAY}, with the default periods.`,
    entryTable(
      Object.fromEntries(
        Object.entries(DEADLINES).map(([name, { whose, source, message }]) => [
          name,
          { whose, example: days.get(name as Deadline['code']) ?? '', source, message },
        ]),
      ),
    ),
  );
}

function choiceTable(choices: readonly LawfulChoice[]): string {
  return table(
    ['choice', 'source', 'Hebrew', 'English'],
    choices
      .toSorted((one, other) => (one.choice < other.choice ? -1 : Number(one.choice > other.choice)))
      .map(({ choice, source, reason }) => [code(choice), source, reason.he, reason.en]),
  );
}
