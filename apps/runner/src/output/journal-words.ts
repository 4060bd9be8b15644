import { ATTENTIONS, spellAmount } from '@ishur/core';
import type { Agorot, CaseEvent, Choice } from '@ishur/core';
import type { LocalizedMessage } from '@ishur/contract';
import type { JournalEntry } from '@ishur/engine';
import type { Language } from '../language.ts';
import { spellDay, spellDays, spellMoment } from './day.ts';
import { DECISIONS, DELIVERIES, STANDINGS } from './words.ts';

const CHOICES: Readonly<Record<Choice, LocalizedMessage>> = {
  cancel: { he: 'לבטל את המסמך', en: 'cancel the document' },
  continue: { he: 'להמשיך בלי מספר', en: 'continue without a number' },
  'reverse-charge': { he: 'היפוך חיוב', en: 'reverse charge' },
  hearing: { he: 'שימוע', en: 'a hearing' },
};

const HEARINGS: Readonly<Record<'won' | 'lost' | 'given-up', LocalizedMessage>> = {
  won: { he: 'השימוע התקבל', en: 'the hearing was won' },
  lost: { he: 'השימוע נדחה', en: 'the hearing was lost' },
  'given-up': { he: 'השימוע ננטש', en: 'the hearing was given up' },
};

/** One entry of a journal in words: when, what and by whom, then what was said about it. */
export function inWords(entry: JournalEntry, language: Language): string[] {
  const [first = '', ...details] = eventInWords(entry.event, language);
  return [
    `${spellMoment(entry.at, language)}  ${first}  [${entry.by}]`,
    ...details.map((detail) => `    ${spellDays(detail, language)}`),
  ];
}

/** Before VAT, and VAT. */
function inAmounts({ net, vat }: { readonly net: Agorot; readonly vat: Agorot }): string {
  return `${spellAmount(net)} + ${spellAmount(vat)}`;
}

function eventInWords(event: CaseEvent, language: Language): string[] {
  const say = (he: string, en: string): string => (language === 'he' ? he : en);
  switch (event.kind) {
    case 'seen': {
      const { decision } = event;
      const words = [...decision.reasons, ...decision.faults, ...decision.advisories];
      const what = DECISIONS[decision.kind][language];
      return [
        `${say('נקרא מתוך', 'read from')} ${event.source}: ${what}`,
        ...words.map(({ message }) => message[language]),
      ];
    }
    case 'gone':
      return [say(`אינו נמצא עוד במקור ${event.source}`, `no longer found in ${event.source}`)];
    case 'decided-again': {
      const words = [...event.decision.reasons, ...event.decision.faults, ...event.decision.advisories];
      const what = DECISIONS[event.decision.kind][language];
      return [
        say(
          `הוחלט מחדש לפי כללים ${event.rules} (קודם: ${event.rulesBefore}): ${what}`,
          `decided again by the rules of ${event.rules} (before: ${event.rulesBefore}): ${what}`,
        ),
        ...words.map(({ message }) => message[language]),
      ];
    }
    case 'joined':
      return [`${say('זהו המסמך של', 'this is the document of')} ${event.case}`];
    case 'id-taken':
      return [say('אין מזהה פנוי', 'no free id'), event.cause.message[language]];
    case 'asking':
      return [say(`נשמרה בקשה ${event.ask.number} ונשלחת`, `ask ${event.ask.number} saved, being sent`)];
    case 'not-sent':
      return [say('לא נשלח', 'not sent'), event.cause.message[language]];
    case 'allocated':
      return [`${say('הוקצה מספר', 'allocated')} ${event.number}`];
    case 'held':
      return [STANDINGS.held[language], ...event.faults.map(({ message }) => message[language])];
    case 'rejected':
      return [STANDINGS.rejected[language], ...event.faults.map(({ message }) => message[language])];
    case 'unconfirmed':
      return [STANDINGS.unconfirmed[language], event.cause.message[language]];
    case 'lapsed':
      return [say('התוכנית נעצרה לפני שנשמרה תשובה', 'the program stopped before an answer was saved')];
    case 'parked':
      return [STANDINGS.parked[language], event.cause.message[language]];
    case 'chosen':
      return [`${say('נבחר', 'chosen')}: ${CHOICES[event.choice][language]} (${event.by})`];
    case 'choice-accepted':
      return [say('רשות המסים קיבלה את הבחירה', 'the Tax Authority accepted the choice')];
    case 'choice-refused':
      return [say('הבחירה נדחתה', 'the choice was refused'), ...event.faults.map(({ message }) => message[language])];
    case 'choice-not-sent':
      return [say('הבחירה לא נשלחה', 'the choice was not sent'), event.cause.message[language]];
    case 'choice-unconfirmed':
      return [say('לא התקבלה תשובה לבחירה', 'no readable answer to the choice'), event.cause.message[language]];
    case 'reverse-charge-chosen':
      return [`${say('נבחר', 'chosen')}: ${CHOICES['reverse-charge'][language]} (${event.by})`];
    case 'choice-withdrawn':
      return [`${say('הבחירה נמשכה', 'the choice was withdrawn')} (${event.by})`];
    case 'hearing-dated':
      return [`${say('נקבע שימוע ליום', 'a hearing was set for')} ${spellDay(event.day, language)}`];
    case 'hearing-decided':
      return [`${HEARINGS[event.outcome][language]}, ${spellDay(event.on, language)} (${event.by})`];
    case 'objected':
      return [`${say('הוגשה השגה', 'an objection was filed')}, ${spellDay(event.on, language)} (${event.by})`];
    case 'hearing-word-withdrawn':
      return [`${say('הדיווח על תוצאת השימוע נמשך', 'the last word on the hearing was taken back')} (${event.by})`];
    case 'settled-as':
      return [
        `${say('נקבע שהמסמך טופל כך', 'said to have been settled so')}: ${CHOICES[event.choice][language]} (${event.by})`,
      ];
    case 'asked-as':
      return [`${say('מתבקש במסגרת', 'asked for within')} ${event.link.case}`];
    case 'replaced-by':
      return [`${say('המסמך החלופי', 'its replacement')}: ${event.case}`];
    case 'replacement-settled':
      return [
        event.outcome === 'allocated'
          ? say('המסמך החלופי קיבל מספר', 'its replacement got a number')
          : say('המסמך החלופי לא קיבל מספר', 'its replacement got no number'),
      ];
    case 'storno-seen':
      return [
        `${say('נמצאה חשבונית זיכוי על מלוא הסכום', 'a credit note of its full amount was found')}: ${event.case}`,
      ];
    case 'held-back':
      return [say('עדיין לא ניתן לבקש', 'cannot be asked for yet'), event.cause.message[language]];
    case 'asked-alone':
      return [say('מתבקש בפני עצמו', 'asked for by itself') + (event.by === undefined ? '' : ` (${event.by})`)];
    case 'approved-elsewhere':
      return [
        `${say('אושר בתוכנה אחרת, במזהה', 'approved in other software, under')} ${event.invoiceId}: ${inAmounts(event)}`,
      ];
    case 'reserved': {
      const { for: invoice, ...amounts } = event.reservation;
      return [`${say('נתפס סכום עבור', 'set aside for')} ${invoice}: ${inAmounts(amounts)}`];
    }
    case 'released':
      return [`${say('שוחררה היתרה של', 'the amount was released of')} ${event.for}`];
    case 'entered':
      return [
        `${event.emergency === true ? say('הוזן מספר חירום', 'an emergency number was entered') : say('המספר הוזן ביד', 'the number was entered by hand')}: ${event.number} (${event.by})`,
        event.evidence,
      ];
    case 'emergency-reported':
      return [`${say('מספר החירום דווח לרשות המסים', 'the emergency number was reported')} (${event.by})`];
    case 'not-issued':
      return [`${say('נקבע שלא הוקצה מספר', 'said to have got no number')} (${event.by})`];
    case 'resumed':
      return [`${say('הוחזר לטיפול', 'taken up again')} (${event.by})`];
    case 'wanted':
      return [`${say('התבקש מספר מרצון', 'a number was wanted voluntarily')} (${event.by})`];
    case 'told':
      return [`${say('נמסרה הודעה', 'somebody was told')}: ${ATTENTIONS[event.what.code].title[language]}`];
    case 'delivered':
      return [
        [DELIVERIES[event.delivery.kind][language], event.delivery.where ?? ''].join(' ').trim(),
        ...(event.delivery.cause === undefined ? [] : [event.delivery.cause.message[language]]),
      ];
  }
}
