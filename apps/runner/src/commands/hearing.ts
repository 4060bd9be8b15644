import type { LocalizedMessage } from '@ishur/contract';
import { DEFAULT_PERIODS, due, parseBusinessDay } from '@ishur/core';
import type { BusinessDay, CaseState } from '@ishur/core';
import { hearingDated, hearingDecided, hearingWordWithdrawn, objected, openCase, summaryOf } from '@ishur/engine';
import type { CaseSummary, Person } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import { notifyOfDeed } from '../notifying/notify-of-deed.ts';
import { fitted } from '../output/wrap.ts';
import { hearingInWords } from '../output/hearing-words.ts';
import { atCase, standingInWords } from './person-at-case.ts';
import type { AtCase, PersonOptions } from './person-at-case.ts';

export interface HearingOptions extends PersonOptions {
  /** The last word was a mistake. */
  readonly withdraw?: boolean;
}

/** What may be said of a hearing. */
const WORDS_OF_HEARING = ['dated', 'won', 'lost', 'given-up', 'objected'] as const;
type WordOfHearing = (typeof WORDS_OF_HEARING)[number];

/**
 * `ishur hearing DOC [won | lost | given-up | objected | dated] [DAY]`: what became of a hearing; without a word, how it stands,
 * what is due and what to bring.
 */
export async function hearing(
  context: CliContext,
  document: string,
  word: string | undefined,
  day: string | undefined,
  options: HearingOptions,
): Promise<number> {
  const said = WORDS_OF_HEARING.find((each) => each === word);
  const parsed = day === undefined ? undefined : parseBusinessDay(day);
  const wrong = word !== undefined && options.withdraw === true ? WRONG.both : wrongUsage(word, said, day, parsed);
  if (wrong !== undefined) {
    context.err(`${wrong[options.lang]}\n`);
    return EXIT.usage;
  }
  return atCase(context, document, options, async (at) => {
    if (said !== undefined) await say(at.person, at.summary.id, said, parsed);
    if (options.withdraw === true) await hearingWordWithdrawn(at.person, at.summary.id);
    const { state, summary } = await stateOf(at);
    if (said !== undefined || options.withdraw === true)
      await notifyOfDeed(context, at.configuration, at.ledger, summary, options);
    const deadlines = due(state, DEFAULT_PERIODS);
    if (options.json === true) {
      context.json({ ...summary, hearing: state.hearing ?? null, due: deadlines });
      return EXIT.success;
    }
    const { hearings: portal } = at.configuration.authority;
    const lines = hearingInWords(state, deadlines, { document, language: options.lang, portal });
    context.out(fitted(context, [standingInWords(summary, options.lang), ...lines]));
    return EXIT.success;
  });
}

async function say(
  person: Person,
  id: string,
  word: WordOfHearing,
  day: BusinessDay | undefined,
): Promise<CaseSummary> {
  if (word === 'objected') return objected(person, id, day);
  if (word !== 'dated') return hearingDecided(person, id, word, day);
  if (day === undefined) throw new Error('A hearing is dated by a day.');
  return hearingDated(person, id, day);
}

async function stateOf({ ledger, business, summary: { id } }: AtCase): Promise<{
  readonly state: CaseState;
  readonly summary: CaseSummary;
}> {
  const stored = await ledger.load(id);
  const record = stored && openCase(stored, business.id);
  if (record?.state === undefined) throw new Error(`The ledger lists case ${id} and does not hold it.`);
  return { state: record.state, summary: summaryOf(record) };
}

function wrongUsage(
  word: string | undefined,
  said: WordOfHearing | undefined,
  day: string | undefined,
  parsed: BusinessDay | undefined,
): LocalizedMessage | undefined {
  if (word !== undefined && said === undefined) return WRONG.word;
  if (said === 'dated' && day === undefined) return WRONG.undated;
  return day !== undefined && parsed === undefined ? WRONG.day : undefined;
}

const WRONG = {
  word: {
    he: 'על שימוע אפשר לרשום: dated, ‏won, ‏lost, ‏given-up, ‏objected.',
    en: 'Of a hearing can be said: dated, won, lost, given-up, objected.',
  },
  both: { he: 'כתבו מילה או --withdraw, לא את שתיהן.', en: 'Give a word or --withdraw, not both.' },
  undated: { he: 'כתבו את היום שנקבע: dated YYYY-MM-DD.', en: 'Give the day that was set: dated YYYY-MM-DD.' },
  day: { he: 'כתבו את היום כך: YYYY-MM-DD.', en: 'Write the day as YYYY-MM-DD.' },
} as const satisfies Record<string, LocalizedMessage>;
