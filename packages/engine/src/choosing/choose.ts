import type { Call } from '@ishur/contract/v1';
import { IshurError } from '@ishur/contract';
import { advance, businessDayOf } from '@ishur/core';
import type { CaseState, Choice, ChoiceService, SentChoice, Standing } from '@ishur/core';
import type { Business } from '../business.ts';
import { apply, changeOf, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitFirst } from '../commit-anew.ts';
import type { Runner } from '../engine-parts.ts';
import { notPossible } from '../persons/not-possible.ts';
import { take, traceOf } from '../persons/person.ts';
import type { InHand, Person } from '../persons/person.ts';
import { policiesOf } from '../policies.ts';
import type { PolicySettings } from '../policies.ts';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';
import { frozenChoice, spellChoice } from './choice-bytes.ts';
import type { ChoiceBytes } from './choice-bytes.ts';
import { choiceBytesLost } from './choice-errors.ts';
import { obstacleTo } from './obstacle-to.ts';
import { tell } from './telling.ts';
import type { Told } from './telling.ts';
import { tellingsOf, underWayUntil } from './tellings.ts';

/** Somebody who chooses a way out of a held document, and what it takes to tell the authority. */
export interface Chooser extends Person {
  readonly business: Business;
  readonly authority: ChoiceService;
  /** The process in which it is chosen, so that another can tell a crash from work in progress. */
  readonly runner: Runner;
  /** Of the engine; its pauses count here too. */
  readonly policies?: PolicySettings;
  /** A number from 0 up to, and without, 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** What became of a choice. */
export interface Chosen extends Omit<Told, 'outcome'> {
  /**
   * As of a sending: `not-sent` leaves the document held, unless an earlier sending may have been accepted; what is
   * `unconfirmed` is sent again by the next run, the same bytes. `under-way`: another process is telling it right now.
   */
  readonly outcome: Told['outcome'] | 'under-way';
}

/** How often a choice is looked at anew where another process was first. */
const TRIES = 5;

/**
 * `ishur choose`: one of the three ways out of a held document that the authority is told (API description 2.0 / 7.2024, section
 * 4.2). Durable, with the person's name and its exact bytes, before the first byte leaves; done once, however often it is said. A
 * choice whose answer was lost is told again, with the same bytes.
 *
 * @throws IshurError `engine/not-possible` (`fix-document`): what stands, why this way is closed and what could be done;
 * `engine/no-such-case`; `engine/bytes-lost`; whatever the ledger throws, with nothing sent unless it was durable before.
 */
export async function choose(person: Chooser, id: CaseId, choice: SentChoice, call: Call): Promise<Chosen> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const inHand = await take(person, id);
    if (isDone(inHand.state, choice)) return settled(summaryOf(inHand.record), 'accepted');
    if (isUnderWay(person, inHand, choice)) return settled(summaryOf(inHand.record), 'under-way');
    const { record, bytes } = intended(person, id, inHand, choice);
    if (!(await commitFirst(person.ledger, [changeOf(record, bytes.frozen)]))) continue;
    return tell(tellingBy(person), id, bytes, call);
  }
  throw new IshurError({
    code: 'ledger/moved',
    remedy: 'retry',
    message: {
      he: `תהליך אחר מטפל במסמך ${id} ברגע זה. דבר לא נשלח. נסו שוב בעוד דקה.`,
      en: `Another process is at document ${id} right now. Nothing was sent. Try again in a minute.`,
    },
  });
}

/** Another process, or another call of this one, is telling this very choice. */
function isUnderWay({ runner, clock }: Chooser, { state, entries }: InHand, choice: SentChoice): boolean {
  if (!isOpen(state) || state.choice?.choice !== choice) return false;
  const isAlive = (name: string): boolean => runner.isAlive(name);
  return underWayUntil(tellingsOf(entries), isAlive, clock.now().getTime()) !== undefined;
}

/** The case with its choice, and the bytes that tell it: fresh ones, or those that went out before. */
function intended(
  person: Chooser,
  id: CaseId,
  { record: found, state }: InHand,
  choice: SentChoice,
): { readonly record: CaseRecord; readonly bytes: ChoiceBytes } {
  const trace = traceOf(person);
  const { runner, clock, by } = person;
  const open = isOpen(state) ? state.choice : undefined;
  if (open !== undefined) {
    if (open.choice !== choice) throw notPossible('choose', id, state, anotherIsOpen(open.choice));
    const bytes = frozenChoice(found);
    if (bytes === undefined) throw new IshurError(choiceBytesLost(choice));
    const record = state.standing === 'parked' ? apply(found, { kind: 'resumed', by }, trace) : found;
    const { on } = open;
    const event = { kind: 'chosen', choice, by: open.by, on, runner: runner.name, sha256: bytes.sha256 } as const;
    return { record: apply(record, event, trace), bytes };
  }
  const on = businessDayOf(clock.now());
  const bytes = spellChoice(person.authority, person.business, state, choice);
  const event = { kind: 'chosen', choice, by, on, runner: runner.name, sha256: bytes?.sha256 ?? '' } as const;
  if (bytes === undefined || !advance(state, event).ok) {
    throw notPossible('choose', id, state, obstacleTo(state, choice));
  }
  return { record: apply(found, event, trace), bytes };
}

function anotherIsOpen(choice: Choice): { readonly he: string; readonly en: string } {
  return {
    he: `בחירה קודמת (${choice}) נשלחה ואולי כבר התקבלה, ולכן אי אפשר לבחור אחרת לפני שיתברר. אפשר לשלוח שוב את אותה בחירה: ishur choose ${choice}.`,
    en: `An earlier choice (${choice}) was sent and may have been accepted, so no other can be made until that is known. The same one can be sent again: \`ishur choose … ${choice}\`.`,
  };
}

/** A choice that is neither settled nor with a person who finds out. */
function isOpen({ standing, choice }: CaseState): boolean {
  return choice?.isSettled === false && (standing === 'choosing' || standing === 'parked');
}

/** Said before, and known to the authority. */
function isDone({ standing, choice }: CaseState, wanted: SentChoice): boolean {
  return choice?.choice === wanted && choice.isSettled && standing === LEADS_TO[wanted];
}

const LEADS_TO: Readonly<Record<SentChoice, Standing>> = {
  cancel: 'cancelled',
  continue: 'continued',
  hearing: 'hearing',
};

function settled(summary: CaseSummary, outcome: Chosen['outcome']): Chosen {
  return { summary, outcome, faults: [], failure: undefined };
}

function tellingBy(person: Chooser): Parameters<typeof tell>[0] {
  const { business, ledger, clock, authority: service, random = Math.random, by } = person;
  return { business, ledger, clock, service, policies: policiesOf(person.policies ?? {}), random, by };
}
