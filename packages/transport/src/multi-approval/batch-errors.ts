import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';

/** More faults than this are not repeated in one message. */
const MOST_TOLD = 3;

/** A batch that cannot be sent: whoever put it together is wrong. */
export function invalidBatch(he: string, en: string): IshurError {
  return new IshurError({
    code: 'transport/invalid-batch',
    remedy: 'report-bug',
    message: {
      he: `אי אפשר לשלוח את מקבץ החשבוניות: ${he}. שום דבר לא נשלח. דווחו על התקלה למפתחי Ishur.`,
      en: `The batch cannot be sent: ${en}. Nothing was sent. Report this to the makers of Ishur.`,
    },
  });
}

/**
 * The authority refused the envelope, and so processed none of its invoices. API description 2.0 / 7.2024, section 2.6,
 * `is_error_in_main`. `retry`, because each of them may well be taken singly.
 *
 * @param what its words on what is wrong, redacted.
 */
export function batchRefused(
  what: readonly LocalizedMessage[],
  details: { readonly codes?: readonly string[]; readonly transactionId?: string; readonly cause?: IshurError },
): IshurError {
  const codes = details.codes === undefined || details.codes.length === 0 ? '' : ` (${details.codes.join(', ')})`;
  const told = (language: keyof LocalizedMessage): string =>
    what
      .slice(0, MOST_TOLD)
      .map((message) => ` ${message[language]}`)
      .join('');
  return new IshurError({
    code: 'transport/batch-refused',
    remedy: 'retry',
    message: {
      he:
        `רשות המסים לא קיבלה את מקבץ החשבוניות כולו${codes}, ואף אחת מהן לא נקלטה. שלחו כל חשבונית ` +
        `בנפרד.${told('he')}`,
      en:
        `The authority refused the batch as a whole${codes}, and processed none of its invoices. Send each of them ` +
        `singly.${told('en')}`,
    },
    ...(details.transactionId !== undefined && { authorityErrorId: details.transactionId }),
    ...(details.cause !== undefined && { cause: details.cause }),
  });
}

/** The answer to a batch says nothing of this invoice. */
export function missingFromAnswer(transactionId: string | undefined): IshurError {
  return unclear(
    'transport/missing-from-answer',
    {
      he: 'רשות המסים השיבה על מקבץ החשבוניות, אבל לא כתבה מה עלה בגורל החשבונית הזאת.',
      en: 'The authority answered the batch, but did not say what became of this invoice.',
    },
    transactionId,
  );
}

/** The answer to a batch says two things of this invoice. */
export function contradictoryAnswer(transactionId: string | undefined): IshurError {
  return unclear(
    'transport/contradictory-answer',
    {
      he: 'רשות המסים השיבה על החשבונית הזאת, באותה תשובה למקבץ, תשובות שסותרות זו את זו.',
      en: 'In one answer to the batch the authority said things of this invoice that contradict each other.',
    },
    transactionId,
  );
}

function unclear(code: string, { he, en }: LocalizedMessage, transactionId: string | undefined): IshurError {
  return new IshurError({
    code,
    remedy: 'retry',
    message: {
      he: `${he} לא ידוע אם הבקשה נקלטה: שלחו אותה שוב בנפרד ורק באותו מזהה, ואל תפיקו חדשה במקומה.`,
      en:
        `${en} Whether it was processed is not known: send it again singly and only under the same id, and make no ` +
        'new one in its place.',
    },
    ...(transactionId !== undefined && { authorityErrorId: transactionId }),
  });
}
