import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { AllocationNumber, CaseEvent, CaseState } from '@ishur/core';
import { advance, lawfulChoices } from '@ishur/core';
import { STANDING_WORDS } from './standing-words.ts';

/** What a person wants to do. */
export type Deed =
  | 'resume'
  | 'enter'
  | 'not-issued'
  | 'want'
  | 'replace'
  | 'replace-with'
  | 'rest-on'
  | 'ask-alone'
  | 'emergency-reported'
  | 'choose'
  | 'withdraw'
  | 'settle'
  | 'hear'
  | 'hear-back';

/**
 * What a person wanted and cannot do to a document as it stands, and what could be done instead.
 *
 * @param why where more is to be said than where it stands.
 */
export function notPossible(deed: Deed, id: string, state: CaseState, why?: LocalizedMessage): IshurError {
  const { he: wish, en: wishInEnglish } = DEEDS[deed];
  const stands = STANDING_WORDS[state.standing];
  const ways = possibleDeeds(state);
  const waysInHebrew = ways.length === 0 ? 'אין כעת מה לעשות בו' : `אפשר: ${ways.map(({ he }) => he).join('; ')}`;
  const waysInEnglish =
    ways.length === 0 ? 'nothing can be done to it now' : `possible: ${ways.map(({ en }) => en).join('; ')}`;
  return new IshurError({
    code: 'engine/not-possible',
    remedy: 'fix-document',
    message: {
      he: named(
        `אי אפשר ${wish} (${id}): המסמך ${stands.he}. ${why === undefined ? '' : `${why.he} `}${waysInHebrew}.`,
        id,
      ),
      en: named(
        `Cannot ${wishInEnglish} (${id}): the document ${stands.en}. ${why === undefined ? '' : `${why.en} `}${capital(waysInEnglish)}.`,
        id,
      ),
    },
  });
}

const DEEDS: Readonly<Record<Deed, LocalizedMessage>> = {
  resume: { he: 'להחזיר את המסמך לטיפול', en: 'take the document up again' },
  enter: { he: 'להזין מספר למסמך', en: 'enter a number for the document' },
  'not-issued': { he: 'לקבוע שלא הוקצה למסמך מספר', en: 'say that no number was allocated to the document' },
  want: { he: 'לבקש מספר מרצון למסמך', en: 'ask for a number although none is required' },
  choose: { he: 'לבחור בדרך הזאת', en: 'choose this way' },
  withdraw: { he: 'לחזור מהבחירה', en: 'take the choice back' },
  settle: { he: 'לקבוע שנבחרה הדרך הזאת', en: 'say that this way was taken' },
  hear: { he: 'לרשום זאת על השימוע', en: 'say this of a hearing' },
  'hear-back': { he: 'לחזור מהרישום על השימוע', en: 'take back what was said of the hearing' },
  replace: { he: 'לקשור למסמך חשבונית בשיעור אפס', en: 'tie a zero-rate invoice to the document' },
  'rest-on': { he: 'לבקש מספר למסמך על סמך חשבון עסקה', en: 'ask for the document on a pro-forma' },
  'emergency-reported': { he: 'לרשום שמספר החירום דווח', en: 'say that the emergency number was reported' },
  'ask-alone': { he: 'לבקש מספר למסמך בפני עצמו', en: 'ask for the document by itself' },
  'replace-with': { he: 'לקשור את המסמך כחשבונית בשיעור אפס', en: 'tie the document as a zero-rate invoice' },
};

/** What a person could do, as sentences with the command. */
function possibleDeeds(state: CaseState): readonly LocalizedMessage[] {
  const may = (event: CaseEvent): boolean => advance(state, event).ok;
  const ways: LocalizedMessage[] = [];
  if (may({ kind: 'choice-withdrawn', by: '' })) {
    ways.push({
      he: 'לחזור מהיפוך החיוב (ishur choose … reverse-charge --withdraw)',
      en: 'take the reverse charge back (`ishur choose … reverse-charge --withdraw`)',
    });
  }
  if (may({ kind: 'hearing-word-withdrawn', by: '' })) {
    ways.push({
      he: 'לחזור מהרישום האחרון על השימוע (ishur hearing … --withdraw)',
      en: 'take the last word on the hearing back (`ishur hearing … --withdraw`)',
    });
  }
  if (may({ kind: 'resumed', by: '' }))
    ways.push({ he: 'להחזיר לטיפול (ishur resume)', en: 'take it up again (`ishur resume`)' });
  if (state.number === undefined && may({ kind: 'entered', number: '1' as AllocationNumber, by: '', evidence: '' })) {
    ways.push({ he: 'להזין מספר שהתקבל (ishur enter)', en: 'enter a number that was allocated (`ishur enter`)' });
  }
  if (state.number !== undefined && state.standing === 'conflict') {
    ways.push({
      he: `להזין שוב את המספר ${state.number}, אם הוא הנכון (ishur enter)`,
      en: `enter the number ${state.number} once more, if it is the right one (\`ishur enter\`)`,
    });
  }
  if (may({ kind: 'not-issued', by: '' })) {
    ways.push({
      he: 'לקבוע שלא הוקצה מספר (ishur enter --not-issued)',
      en: 'say that none was allocated (`ishur enter --not-issued`)',
    });
  }
  if (may({ kind: 'wanted', by: '', invoiceId: '' })) {
    ways.push({ he: 'לבקש מספר מרצון (ishur ask)', en: 'ask for a number all the same (`ishur ask`)' });
  }
  if (lawfulChoices(state).some(({ lawful }) => lawful)) {
    ways.push({ he: 'לבחור דרך (ishur choose)', en: 'choose a way out (`ishur choose`)' });
  }
  if (SOURCES_TURN.has(state.standing))
    ways.push({ he: 'לתקן במקור ולהריץ שוב (ishur run)', en: 'mend it in its source and run again (`ishur run`)' });
  return ways;
}

/** Where the accounting system has the say. */
const SOURCES_TURN: ReadonlySet<CaseState['standing']> = new Set([
  'waiting',
  'invalid',
  'rejected',
  'diverged',
  'conflict',
]);

/** Commands in which the document is DOC or an ellipsis, so that they can be given as they stand. */
function named(text: string, id: string): string {
  // A function, because a name may hold a dollar sign.
  return text.replaceAll(/(\bishur [a-z]+) (?:DOC\b|…)/g, (_, command: string) => `${command} ${id}`);
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
