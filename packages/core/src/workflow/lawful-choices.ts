import type { LocalizedMessage } from '@ishur/contract';
import type { CaseState, Choice } from './case-state.ts';

/** One of the four ways out, whether it is open now, and why not where it is not. */
export interface LawfulChoice {
  readonly choice: Choice;
  readonly lawful: boolean;
  /** What the way means where it is lawful, and why it is closed where it is not. */
  readonly reason: LocalizedMessage;
  readonly source: string;
}

/**
 * The four ways out of a held document, all of which must be shown to the user, and which are lawful now.
 *
 * Source: API description 2.0 / 7.2024, sections 2.2.2, 2.4 and 4.1.
 */
export function lawfulChoices(state: CaseState): readonly LawfulChoice[] {
  return (['cancel', 'continue', 'reverse-charge', 'hearing'] as const).map((choice) => {
    const obstacle = obstacleTo(choice, state);
    return {
      choice,
      lawful: obstacle === undefined,
      reason: obstacle ?? meaningOf(choice, state),
      source: SOURCE[choice],
    };
  });
}

/** Whether one way is open now. */
export function isLawful(choice: Choice, state: CaseState): boolean {
  return obstacleTo(choice, state) === undefined;
}

/** What continuing leaves open afterwards depends on whether there was a hearing already. */
function meaningOf(choice: Choice, { hearing }: CaseState): LocalizedMessage {
  return choice === 'continue' && hearing !== undefined ? CONTINUE_AFTER_HEARING : MEANING[choice];
}

function obstacleTo(choice: Choice, state: CaseState): LocalizedMessage | undefined {
  if (state.standing === 'hearing') return OBSTACLES.inHearing;
  if (state.standing !== 'held' && state.standing !== 'continued') return OBSTACLES.notHeld;
  if (state.standing === 'continued' && choice !== 'hearing') return OBSTACLES.continued;
  const isCancelled = state.sourceStanding === 'cancelled';
  switch (choice) {
    case 'cancel':
      return undefined;
    case 'continue':
      return isCancelled ? OBSTACLES.cancelledSoNothingGoesOut : undefined;
    case 'hearing': {
      const outcome = state.hearing?.outcome;
      if (outcome !== 'lost' && outcome !== 'given-up') return isCancelled ? OBSTACLES.cancelledInSource : undefined;
      return state.standing === 'continued' ? OBSTACLES.hearingOverAfterContinuing : OBSTACLES.hearingOver;
    }
    case 'reverse-charge':
      // No sentence of the source closes it after a hearing: a refused 332 alone has none (section 2.4).
      return obstacleToReverseCharge(state);
  }
}

/** What a document is decides whether it can be reversed, wherever it stands. API description 2.0 / 7.2024, section 2.4. */
export function obstacleToReverseCharge(state: CaseState): LocalizedMessage | undefined {
  const { documentType: type, customer } = state.ask?.fields ?? state.fields;
  if (type === 332) return OBSTACLES.preApproval;
  if (state.action === 3) return OBSTACLES.alreadyReversed;
  const isDealer = customer.kind === undefined ? (customer.vatNumber ?? '') !== '' : customer.kind === 'dealer';
  return isDealer ? undefined : OBSTACLES.noDealer;
}

const SOURCE: Readonly<Record<Choice, string>> = {
  cancel: 'API description 2.0 / 7.2024, section 2.2.2, first alternative',
  continue: 'API description 2.0 / 7.2024, section 2.2.2, second alternative',
  'reverse-charge': 'API description 2.0 / 7.2024, sections 2.2.2 (third alternative) and 2.4',
  hearing: 'API description 2.0 / 7.2024, section 2.2.2, fourth alternative',
};

const MEANING: Readonly<Record<Choice, LocalizedMessage>> = {
  cancel: {
    he: 'לבטל את החשבונית. אחרי שהביטול ננעל אי אפשר לבקש שימוע, והחשבונית והביטול אינם נכללים ב-PCN874.',
    en: 'Cancel the invoice. Once the cancellation is locked no hearing can be asked for; leave both out of PCN874.',
  },
  continue: {
    he: 'להמשיך בלי מספר. החשבונית תישא את המשפט "אין לנכות מס תשומות בגין חשבונית זו"; אפשר לבקש שימוע בהמשך.',
    en: 'Go on without a number. The invoice carries the sentence that no input VAT may be deducted; a hearing stays possible.',
  },
  'reverse-charge': {
    he: 'היפוך חיוב, בהסכמת הלקוח: מבטלים את החשבונית בסטורנו ומפיקים חשבונית בשיעור אפס, שתקבל מספר מיוחד.',
    en: 'Reverse charge, with the customer’s consent: the invoice is reversed and a zero-rate invoice gets a special number.',
  },
  hearing: {
    he: 'לבקש שימוע דרך שירותי רשות המסים. אם החשבונית תותר, המספר יתבקש שוב באותו מזהה.',
    en: 'Ask for a hearing through the Tax Authority’s services. If the invoice is allowed, the number is asked for again under the same id.',
  },
};

const CONTINUE_AFTER_HEARING: LocalizedMessage = {
  he: 'להמשיך בלי מספר. החשבונית תישא את המשפט "אין לנכות מס תשומות בגין חשבונית זו". השימוע כבר התקיים או ננטש, ואין שימוע נוסף.',
  en: 'Go on without a number. The invoice carries the sentence that no input VAT may be deducted. It had its hearing, and there is no second one.',
};

const OBSTACLES = {
  notHeld: {
    he: 'המסמך אינו ממתין לבחירה.',
    en: 'The document does not wait for a choice.',
  },
  inHearing: {
    he: 'החשבונית נמצאת בשימוע. אחרי שתירשם התוצאה אפשר יהיה לבחור דרך.',
    en: 'The invoice is in a hearing. Once its outcome is recorded, a way can be chosen.',
  },
  continued: {
    he: 'החשבונית כבר יצאה בלי מספר. מה שנותר הוא לבקש שימוע.',
    en: 'The invoice went out without a number already. What is left is a hearing.',
  },
  hearingOver: {
    he: 'השימוע הסתיים בלי מספר, ואין שימוע נוסף.',
    en: 'The hearing ended without a number, and there is no second one.',
  },
  hearingOverAfterContinuing: {
    he: 'החשבונית יצאה בלי מספר, והשימוע עליה הסתיים. שימוע נוסף אינו אפשרי.',
    en: 'The invoice went out without a number, and its hearing is over. There is no second one.',
  },
  cancelledInSource: {
    he: 'החשבונית כבר מבוטלת בתוכנת הנהלת החשבונות, ואחרי ביטול אי אפשר לבקש שימוע.',
    en: 'The invoice is cancelled in the accounting software already, and after that no hearing can be asked for.',
  },
  cancelledSoNothingGoesOut: {
    he: 'החשבונית כבר מבוטלת בתוכנת הנהלת החשבונות, ולכן אין מה להוציא ללקוח.',
    en: 'The invoice is cancelled in the accounting software already, so there is nothing that could go out.',
  },
  preApproval: {
    he: 'לחשבון עסקה (332) שסורב אין היפוך חיוב.',
    en: 'There is no reverse charge for a refused pro-forma (332).',
  },
  alreadyReversed: {
    he: 'זו כבר חשבונית של היפוך חיוב.',
    en: 'This already is the invoice of a reverse charge.',
  },
  noDealer: {
    he: 'היפוך חיוב אפשרי רק מול לקוח שהוא עוסק מורשה.',
    en: 'A reverse charge is possible only with a customer who is a dealer.',
  },
} as const satisfies Record<string, LocalizedMessage>;
