import { IshurError } from '@ishur/contract';
import type { Fault } from '@ishur/contract';
import type { Cause } from '@ishur/core';

/** Permanent code of an ask that was refused for the business's own settings: nothing is wrong with the document. */
export const ASKER_REFUSED = 'engine/asker-refused';

/** Permanent code of a batch that was turned away as a whole: nothing happened, and its asks go out one by one. */
export const BATCH_REFUSED = 'transport/batch-refused';

/** Faults that say nothing about the document, and everything about the business's own settings. */
export function isAboutAsker(faults: readonly Fault[]): boolean {
  return faults.length > 0 && faults.every(({ path }) => ASKER_PATHS.has(path) || path.startsWith('operator.'));
}

/** Paths of the settings of a business, as transport names them. */
const ASKER_PATHS: ReadonlySet<string> = new Set([
  'issuerVatNumber',
  'operator',
  'unionVatNumber',
  'authorizedCompany',
  'softwareNumber',
]);

/** Stops the business, and its documents stay queued: mended in the configuration, they are asked for again. */
export function askerRefused(faults: readonly Fault[], business: string): IshurError {
  const words = (language: 'he' | 'en'): string => faults.map(({ message }) => message[language]).join(' ');
  return new IshurError({
    code: ASKER_REFUSED,
    remedy: 'fix-config',
    message: {
      he: `רשות המסים דחתה את פרטי העסק "${business}" שבקובץ ההגדרות: ${words('he')}`,
      en: `The Tax Authority refused the settings of business "${business}" in the configuration: ${words('en')}`,
    },
  });
}

/** Sent too often without a readable answer. */
export function tooOften(sendings: number): Cause {
  return {
    code: 'engine/no-answer',
    remedy: 'fix-document',
    message: {
      he: `הבקשה נשלחה ${sendings} פעמים ולא התקבלה תשובה קריאה. בדקו באזור האישי ברשות המסים אם הוקצה מספר.`,
      en: `The ask was sent ${sendings} times and no readable answer came. Look in the Tax Authority's personal area whether a number was allocated.`,
    },
  };
}

/** The policy leaves it to a person to send the bytes once more. */
export function onlyByHand(): Cause {
  return {
    code: 'engine/no-answer',
    remedy: 'fix-document',
    message: {
      he: 'הבקשה נשלחה ולא התקבלה תשובה קריאה, וההגדרה unconfirmed: manual אינה מתירה לשלוח אותה שוב בלי אישור. בדקו באזור האישי ברשות המסים אם הוקצה מספר; אם לא, החזירו את המסמך לטיפול: ishur resume.',
      en: "The ask was sent and no readable answer came, and the setting `unconfirmed: manual` does not let it be sent again by itself. Look in the Tax Authority's personal area whether a number was allocated; if not, take the document up again: `ishur resume`.",
    },
  };
}

/** Failed too often, or for too long, and nothing ever reached the authority. */
export function inVain(count: number, last: Cause): Cause {
  return {
    code: 'engine/in-vain',
    remedy: 'fix-document',
    message: {
      he: `המסמך לא הגיע לרשות המסים ב-${count} ניסיונות רצופים, והניסיונות הופסקו. ${last.message.he} אחרי שהתקלה נפתרה, החזירו אותו לטיפול: ishur resume.`,
      en: `The document did not reach the Tax Authority in ${count} tries in a row, and is not tried any more. ${last.message.en} When that is mended, take it up again: \`ishur resume\`.`,
    },
  };
}

/** An ask may only be sent again with the very same bytes, and these are not there. */
export const BYTES_LOST: Cause = {
  code: 'engine/bytes-lost',
  remedy: 'fix-document',
  message: {
    he: 'הבקשה נשלחה ולא התקבלה תשובה, והנוסח המדויק שלה אינו בפנקס, ולכן לא תישלח שוב. בדקו באזור האישי ברשות המסים אם הוקצה מספר, והזינו אותו (ishur enter) או ציינו שלא הוקצה.',
    en: "The ask was sent without an answer, and its exact bytes are not in the ledger, so it is not sent again. Look in the Tax Authority's personal area whether a number was allocated, and enter it (`ishur enter`) or say that there is none.",
  },
};

/** The one thing that must not happen: numbers that only this message holds. The asks stay open, and are sent again. */
export function numbersNotKept(
  numbers: readonly { readonly id: string; readonly number: string }[],
  cause: IshurError,
): IshurError {
  const why = cause.text;
  const list = numbers.map(({ id, number }) => `${id}: ${number}`).join(', ');
  const [{ id, number } = { id: '', number: '' }] = numbers;
  return new IshurError({
    code: 'engine/number-not-kept',
    remedy: 'fix-config',
    message:
      numbers.length === 1
        ? {
            he: `למסמך ${id} הוקצה המספר ${number}, ולא ניתן היה לשמור אותו. רשמו אותו בצד. ${why.he}`,
            en: `Document ${id} was allocated number ${number}, and it could not be saved. Write it down. ${why.en}`,
          }
        : {
            he: `למסמכים הבאים הוקצו מספרים, ולא ניתן היה לשמור אותם. רשמו אותם בצד: ${list}. ${why.he}`,
            en: `These documents were allocated numbers, and they could not be saved. Write them down: ${list}. ${why.en}`,
          },
    cause,
  });
}

/** The authority's port broke its promise. Nothing is known of what became of the ask. */
export function unexpected(cause: unknown): IshurError {
  return new IshurError({
    code: 'engine/unexpected',
    remedy: 'report-bug',
    message: {
      he: 'אירעה תקלה פנימית בזמן השליחה. המסמך נשמר כ"לא ודאי" ולא יאבד. דווחו על התקלה.',
      en: 'An unexpected failure while sending. The case is kept as unconfirmed and is not lost. Please report it.',
    },
    cause,
  });
}
