import type { AllocationNumber } from '../identifiers.ts';
import type { Cause } from './case-state.ts';

/** The cause of a conflict between two numbers of one document. */
export function twoNumbers(first: AllocationNumber, second: AllocationNumber): Cause {
  return {
    code: 'workflow/two-numbers',
    remedy: 'fix-document',
    message: {
      he: `התקבלו שני מספרי הקצאה שונים לאותו מסמך: ${first} ו-${second}. אל תדפיסו אף אחד מהם לפני בירור מול רשות המסים.`,
      en: `Two different numbers came for one document: ${first} and ${second}. Print neither before asking the Tax Authority.`,
    },
  };
}

/** A source held a number and holds it no more: to ask for another could make two of one document. */
export function numberLost(number: AllocationNumber): Cause {
  return {
    code: 'workflow/number-lost',
    remedy: 'fix-document',
    message: {
      he: `במקור היה רשום למסמך מספר הקצאה ${number}, והוא נמחק משם. אם המספר נכון, הזינו אותו (ishur enter); אם לא הוקצה מספר, החזירו את המסמך לטיפול (ishur resume) והוא יתבקש.`,
      en: `The source held the number ${number} for this document, and it is gone from there. If it is right, enter it (\`ishur enter\`); if none was allocated, take the document up again (\`ishur resume\`) and it is asked for.`,
    },
  };
}

/** The document is not among those that its sources hold, so nothing is asked for it. */
export const NOT_IN_SOURCE: Cause = {
  code: 'workflow/not-in-source',
  remedy: 'fix-document',
  message: {
    he: 'המסמך לא נמצא בקריאה האחרונה של המקור, ולכן לא יתבקש לו מספר. אם יופיע שם שוב, יטופל כרגיל.',
    en: 'The document was not in its source when that was last read to its end, so no number is asked for it. When it is there again, it goes on.',
  },
};
