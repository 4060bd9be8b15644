import { IshurError } from '@ishur/contract';
import type { Cause, Choice } from '@ishur/core';
import { WAYS_OUT } from '@ishur/core';

/** Where a choice that nobody answered is looked up, and what a person can do about it. */
const FIND_OUT = {
  he: (choice: Choice): string =>
    `בדקו באזור האישי ברשות המסים מה נרשם. אם נבחרה שם דרך, רשמו אותה: ishur choose DOC ${choice} --settled. אם לא, בחרו שוב: ishur choose DOC ${choice}.`,
  en: (choice: Choice): string =>
    `Look in the Tax Authority's personal area what is registered there. A way was taken: say so with \`ishur choose DOC ${choice} --settled\`. None was: choose again with \`ishur choose DOC ${choice}\`.`,
};

/** Told too often without a readable answer. */
export function choiceUnanswered(choice: Choice, sendings: number): Cause {
  const { name } = WAYS_OUT[choice];
  return {
    code: 'engine/choice-unanswered',
    remedy: 'fix-document',
    message: {
      he: `הבחירה (${name.he}) נשלחה לרשות המסים (${sendings}) ולא התקבלה תשובה קריאה. ${FIND_OUT.he(choice)}`,
      en: `The choice (${name.en}) was sent to the Tax Authority (${sendings}) and no readable answer came. ${FIND_OUT.en(choice)}`,
    },
  };
}

/** A choice may only be sent again with the very same bytes, and these are not there. */
export function choiceBytesLost(choice: Choice): Cause {
  return {
    code: 'engine/bytes-lost',
    remedy: 'fix-document',
    message: {
      he: `הבחירה נשלחה ולא התקבלה תשובה, והנוסח המדויק שלה אינו בפנקס, ולכן לא תישלח שוב. בדקו באזור האישי ברשות המסים מה נרשם, ורשמו זאת: ishur choose DOC ${choice} --settled.`,
      en: `The choice was sent without an answer, and its exact bytes are not in the ledger, so it is not sent again. Look in the Tax Authority's personal area what is registered there, and say so with \`ishur choose DOC ${choice} --settled\`.`,
    },
  };
}

/** A choice is open, and nothing is there that could tell it. */
export function noDecisionService(id: string): IshurError {
  return new IshurError({
    code: 'engine/no-decision-service',
    remedy: 'fix-config',
    message: {
      he: `למסמך ${id} יש בחירה שטרם נמסרה, ואין חיבור לשירות עדכון ההחלטה של רשות המסים, ולכן אי אפשר למסור אותה.`,
      en: `Document ${id} has a choice that was not told yet, and the Tax Authority's decision service is not connected, so it cannot be.`,
    },
  });
}
