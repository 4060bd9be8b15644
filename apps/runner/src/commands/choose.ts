import type { LocalizedMessage } from '@ishur/contract';
import { WAYS_OUT, lawfulChoices, wayOutFor } from '@ishur/core';
import type { CaseState, Choice, SentChoice } from '@ishur/core';
import {
  choose as chooseWay,
  chooseReverseCharge,
  openCase,
  reverseChargeWith,
  settledAs,
  withdrawChoice,
} from '@ishur/engine';
import type { CaseSummary, Chosen } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { businessOf } from '../composition/business-of.ts';
import { policySettings } from '../configuration/asking-schema.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { notifyOfDeed } from '../notifying/notify-of-deed.ts';
import { named } from '../output/attention-words.ts';
import { whereInWords } from '../output/hearing-words.ts';
import { fitted } from '../output/wrap.ts';
import { doneInWords, waysInWords, waysToJson } from '../output/ways-out.ts';
import { thisProcess } from '../runner-process.ts';
import { findCase } from './find-case.ts';
import { confirmSharedId, sharedIdWarning } from './shared-id.ts';
import { atCase, standingInWords } from './person-at-case.ts';
import type { AtCase, PersonOptions } from './person-at-case.ts';

export interface ChooseOptions extends PersonOptions {
  /** The zero-rate document of a reverse charge. */
  readonly with?: string;
  /** Take a reverse charge back. */
  readonly withdraw?: boolean;
  /** The way was taken outside of Ishur: nothing is sent. */
  readonly settled?: boolean;
  /** Ask nothing. */
  readonly yes?: boolean;
}

/**
 * `ishur choose DOC [WAY]`: the four ways out of a held document. Without a way they are shown, each with what it means, what it
 * does to the books, what must be printed and why it is closed where it is; in a terminal one is asked for.
 */
export async function choose(
  context: CliContext,
  document: string,
  wanted: string | undefined,
  options: ChooseOptions,
): Promise<number> {
  const wrong = wrongUsage(wanted, options);
  if (wrong !== undefined) {
    context.err(`${wrong[options.lang]}\n`);
    return EXIT.usage;
  }
  return atCase(context, document, options, async (at) => {
    const state = await stateOf(at);
    if (wanted === undefined) showWays(context, at, state, document, options);
    const way = (wanted as Choice | undefined) ?? (await wayFromPerson(context, state, options));
    if (way === undefined) return EXIT.success;
    const isAsked = wanted === undefined || options.yes === true || options.json === true;
    if (way !== 'reverse-charge' && options.settled !== true && isLawful(state, way)) {
      const warning = sharedIdWarning(at.summary.id, state);
      const isSure = isAsked || (await isConfirmed(context, way, warning, options));
      if (isSure && warning !== undefined && options.yes !== true && (isAsked || context.terminal === undefined)) {
        await confirmSharedId(context, warning, options);
      }
      if (!isSure) {
        context.err(`${NOTHING_DONE[options.lang]}\n`);
        return EXIT.success;
      }
    }
    const done = await carryOut(context, at, way, options);
    await notifyOfDeed(context, at.configuration, at.ledger, done.summary, options);
    return tell(context, done, { way, document, state, portal: at.configuration.authority.hearings }, options);
  });
}

type Outcome = Chosen['outcome'] | 'withdrawn';

/** What became of it. */
interface Done extends Omit<Chosen, 'outcome'> {
  readonly outcome: Outcome;
}

async function carryOut(context: CliContext, at: AtCase, way: Choice, options: ChooseOptions): Promise<Done> {
  const { person, ledger, summary } = at;
  if (options.settled === true) return done(await settledAs(person, summary.id, way));
  if (way !== 'reverse-charge') return tellAuthority(context, at, way);
  if (options.withdraw === true) return done(await withdrawChoice(person, summary.id), 'withdrawn');
  // Looked for first: what is not there is not chosen.
  const replacement = options.with === undefined ? undefined : await findCase(ledger, options.with);
  if (replacement === undefined) return done(await chooseReverseCharge(person, summary.id));
  return done(await reverseChargeWith(person, summary.id, replacement.id));
}

function done(summary: CaseSummary, outcome: Outcome = 'accepted'): Done {
  return { summary, outcome, faults: [], failure: undefined };
}

/** Durable first, then told to the authority. */
async function tellAuthority(
  context: CliContext,
  { configuration, business, person, summary: { id } }: AtCase,
  way: SentChoice,
): Promise<Done> {
  const asking = policySettings(configuration.asking ?? {});
  const { withAuthority } = await import('../connection/with-authority.ts');
  return withAuthority(configuration, context, business, 'ishur choose', (authority) => {
    const runner = thisProcess('ishur choose');
    const chooser = { ...person, business: businessOf(business), authority, runner, policies: asking };
    return chooseWay(chooser, id, way, { signal: context.force });
  });
}

/** What was to be done, and to what, as it stood before. */
interface Deed {
  readonly way: Choice;
  readonly document: string;
  readonly state: CaseState;
  readonly portal: string | undefined;
}

/** Where the document stands, and what comes of it; or why it came to nothing. */
function tell(
  context: CliContext,
  { summary, outcome, faults, failure }: Done,
  { way, document, state, portal }: Deed,
  { json: isForMachine, lang }: ChooseOptions,
): number {
  const isDone = outcome === 'accepted' || outcome === 'withdrawn';
  if (isForMachine === true) {
    const error = failure && { code: failure.code, message: failure.text };
    context.json({ ...summary, outcome, faults, ...(error !== undefined && { error }) });
  } else if (isDone) {
    const where = way === 'hearing' ? [whereInWords(portal, lang)] : [];
    const follows =
      outcome === 'withdrawn'
        ? []
        : [...doneInWords(wayOutFor(way, state), summary.standing, document, lang), ...where];
    context.out(fitted(context, [standingInWords(summary, lang), ...follows]));
  } else {
    const lines = [
      named(OUTCOMES[outcome][lang], document).replaceAll('WAY', way),
      ...faults.map(({ message }) => message[lang]),
      ...(failure === undefined ? [] : [`${failure.text[lang]} (${failure.code})`]),
      standingInWords(summary, lang),
    ];
    context.err(fitted(context, lines));
  }
  if (isDone) return EXIT.success;
  if (outcome === 'refused') return EXIT.data;
  return outcome === 'not-sent' && failure !== undefined ? exitCodeOf([failure.remedy]) : EXIT.later;
}

const OUTCOMES: Readonly<Record<Exclude<Outcome, 'accepted' | 'withdrawn'>, LocalizedMessage>> = {
  refused: {
    he: 'רשות המסים לא קיבלה את הבחירה. אם נבחרה כבר דרך באזור האישי, רשמו אותה: ishur choose DOC WAY --settled. בדקו גם ש-softwareNumber הוא זה שהיה כשהמספר התבקש.',
    en: 'The Tax Authority did not take the choice. If a way was chosen in its personal area already, say which: ishur choose DOC WAY --settled. Check too that softwareNumber is what it was when the number was asked for.',
  },
  'not-sent': {
    he: 'הבחירה לא נשלחה, ודבר לא השתנה ברשות המסים. נסו שוב: ishur choose DOC WAY.',
    en: 'The choice was not sent, and nothing changed at the Tax Authority. Try again: ishur choose DOC WAY.',
  },
  unconfirmed: {
    he: 'הבחירה נשלחה ולא התקבלה תשובה קריאה: ייתכן שנקלטה. היא שמורה, ותישלח שוב בדיוק כפי שהיא בהרצה הבאה של ishur run, או עכשיו: ishur choose DOC WAY.',
    en: 'The choice was sent and no readable answer came: it may have been taken. It is kept, and sent again exactly as it is by the next ishur run, or now: ishur choose DOC WAY.',
  },
  'under-way': {
    he: 'תהליך אחר שולח את הבחירה הזאת ברגע זה. בדקו בעוד דקה: ishur show DOC.',
    en: 'Another process is sending this very choice right now. Look in a minute: ishur show DOC.',
  },
};

async function stateOf({ ledger, summary: { id, business } }: AtCase): Promise<CaseState> {
  const stored = await ledger.load(id);
  const state = stored && openCase(stored, business).state;
  if (state === undefined) throw new Error(`The ledger lists case ${id} and does not hold it.`);
  return state;
}

function showWays(
  context: CliContext,
  { summary }: AtCase,
  state: CaseState,
  document: string,
  { json: isForMachine, lang }: ChooseOptions,
): void {
  if (isForMachine === true) {
    context.json({ id: summary.id, standing: summary.standing, ways: waysToJson(state) });
    return;
  }
  const faults = state.standing === 'held' ? state.faults.map(({ message }) => message[lang]) : [];
  const open = openChoiceInWords(state, document);
  const shared = sharedIdWarning(summary.id, state);
  const isOpen = lawfulChoices(state).some(({ lawful }) => lawful);
  const lines = [
    standingInWords(summary, lang),
    ...faults,
    ...(shared === undefined || !isOpen ? [] : [shared[lang]]),
    ...(open === undefined ? [] : [open[lang]]),
    '',
    ...waysInWords(state, document, lang),
    ...commandsInWords(state, document).map((message) => message[lang]),
  ];
  context.out(fitted(context, lines));
}

/** What can be given on the command line next. */
function commandsInWords(state: CaseState, document: string): readonly LocalizedMessage[] {
  const ways = lawfulChoices(state).flatMap(({ choice, lawful }) => (lawful ? [choice] : []));
  if (ways.length === 0) return [];
  const command = `ishur choose ${document} ${ways.join(' | ')}`;
  return [{ he: `לבחירה: ${command}`, en: `To choose: ${command}` }];
}

/** A choice that was made and is not known to have been accepted. */
function openChoiceInWords({ choice, standing }: CaseState, document: string): LocalizedMessage | undefined {
  if (standing === 'settled-elsewhere') {
    return {
      he: `בדקו באזור האישי ברשות המסים איזו דרך נרשמה, ורשמו אותה כאן: ishur choose ${document} cancel --settled (או continue, ‏reverse-charge, ‏hearing).`,
      en: `Look in the Tax Authority's personal area which way is registered there, and say so: ishur choose ${document} cancel --settled (or continue, reverse-charge, hearing).`,
    };
  }
  if (choice === undefined || choice.isSettled) return undefined;
  const { name } = WAYS_OUT[choice.choice];
  return {
    he: `נבחר: ${name.he} (${choice.by}, ${choice.on}), וטרם התקבלה תשובה. לשליחה נוספת של אותה בחירה: ishur choose ${document} ${choice.choice}. אם התברר מה נרשם: --settled.`,
    en: `Chosen: ${name.en} (${choice.by}, ${choice.on}), and no answer has come. To send the same choice once more: ishur choose ${document} ${choice.choice}. If it was found out what is registered: --settled.`,
  };
}

function isLawful(state: CaseState, way: Choice): boolean {
  return lawfulChoices(state).some(({ choice, lawful }) => choice === way && lawful);
}

async function wayFromPerson(
  context: CliContext,
  state: CaseState,
  options: ChooseOptions,
): Promise<Choice | undefined> {
  const ways = lawfulChoices(state).flatMap(({ choice, lawful }) => (lawful ? [choice] : []));
  if (context.terminal === undefined || options.json === true || options.yes === true || ways.length === 0) {
    return undefined;
  }
  const { askForWay } = await import('./ask-for-way.ts');
  return askForWay(context.terminal, context.signal, ways, options.lang);
}

/** Where nobody can be asked, the command is the word. */
async function isConfirmed(
  { terminal, signal }: CliContext,
  way: SentChoice,
  warning: LocalizedMessage | undefined,
  { lang }: ChooseOptions,
): Promise<boolean> {
  if (terminal === undefined) return true;
  const { confirmWay } = await import('./ask-for-way.ts');
  return confirmWay(terminal, signal, way, lang, warning);
}

function wrongUsage(wanted: string | undefined, options: ChooseOptions): LocalizedMessage | undefined {
  if (wanted !== undefined && !(wanted in WAYS_OUT)) return WRONG.way;
  if (wanted === undefined && options.settled === true) return WRONG.settled;
  const isForReverse = options.with !== undefined || options.withdraw === true;
  if (isForReverse && wanted !== 'reverse-charge') return WRONG.reverse;
  const meanings = [options.with !== undefined, options.withdraw, options.settled].filter((each) => each === true);
  return meanings.length > 1 ? WRONG.together : undefined;
}

const WRONG = {
  way: {
    he: 'הדרכים הן cancel, continue, reverse-charge ו־hearing.',
    en: 'The ways are cancel, continue, reverse-charge and hearing.',
  },
  settled: {
    he: 'עם --settled יש לכתוב איזו דרך נבחרה.',
    en: 'With --settled, say which way was taken.',
  },
  reverse: {
    he: '--with ו־--withdraw שייכים ל־reverse-charge בלבד.',
    en: '--with and --withdraw belong to reverse-charge alone.',
  },
  together: {
    he: 'כתבו רק אחת מאלה: --with, ‏--withdraw, ‏--settled.',
    en: 'Give only one of --with, --withdraw and --settled.',
  },
} as const satisfies Record<string, LocalizedMessage>;

const NOTHING_DONE: LocalizedMessage = { he: 'דבר לא נשלח ולא נרשם.', en: 'Nothing was sent, and nothing is kept.' };
