import { cut } from '@ishur/adapter-kit';
import type { IshurError, LocalizedMessage } from '@ishur/contract';
import { failure } from './errors.ts';
import { nameOf } from './forms.ts';

// The words about what becomes of one document when its number is written.

/** A document as a person finds it: form and number, and not our name for it. */
function called(ref: string): string {
  const name = nameOf(ref);
  if (name === undefined) return cut(ref);
  return `${name.form} ${cut(name.number)}${name.debit === 'C' ? ' (DEBIT=C)' : ''}`;
}

export function documentGone(ref: string): IshurError {
  return failure('document-gone', 'fix-document', {
    he: `המסמך ${called(ref)} אינו נמצא בפריוריטי כמסמך סופי, ולכן המספר שלו לא נרשם. בדקו אותו והריצו שוב.`,
    en: `The document ${called(ref)} is not in Priority as a final one, so its number was not written. Look at it and run again.`,
  });
}

export function numberNotDigits(): IshurError {
  return failure('number-not-digits', 'report-bug', {
    he: 'מספר ההקצאה אינו מורכב מספרות בלבד, ולכן לא נכתב. דווחו על כך.',
    en: 'The allocation number is not made of digits alone and was not written. Please report this.',
  });
}

export function numberUnsafe(ref: string): IshurError {
  return failure('document-number-unsafe', 'fix-document', {
    he: `במספר המסמך ${called(ref)} יש תווים שאסור לשים בכתובת (/ \\ ..), ולכן מספר ההקצאה לא נכתב. רשמו אותו ידנית.`,
    en: `The number of the document ${called(ref)} holds characters that must not stand in an address (/ \\ ..), so its number was not written. Enter it by hand.`,
  });
}

export function writeUnconfirmed(ref: string, cause: unknown): IshurError {
  return failure(
    'write-unconfirmed',
    'retry',
    {
      he: `לא ידוע אם מספר ההקצאה של ${called(ref)} נכתב בפריוריטי: התשובה אבדה. הוא אינו נכתב שוב לפני בדיקה; ההרצה הבאה תנסה שוב.`,
      en: `It is not known whether the number of ${called(ref)} was written to Priority: the answer was lost. It is not written again before a look; the next run tries again.`,
    },
    { cause },
  );
}

export function notKept(ref: string, column: string): IshurError {
  return failure('number-not-kept', 'fix-config', {
    he: `פריוריטי אישרה את כתיבת המספר בעמודה ${column} של ${called(ref)}, אך הוא אינו שם. העמודה כנראה לקריאה בלבד או מוסתרת; בדקו הרשאות או הגדירו fallback.`,
    en: `Priority accepted the number for the column ${column} of ${called(ref)}, and it is not there. The column is probably read-only or hidden; check its permissions, or set \`fallback\`.`,
  });
}

export function noPlaceForNumber(ref: string, reason: LocalizedMessage): IshurError {
  return failure('no-place-for-number', 'fix-config', {
    he: `המספר של ${called(ref)} לא נרשם: ${reason.he}`,
    en: `The number of ${called(ref)} was not written: ${reason.en}`,
  });
}

export function notTried(ref: string, cause: IshurError): IshurError {
  return failure(
    'not-tried',
    'fix-config',
    {
      he: `המספר של ${called(ref)} לא נרשם, כי הרישומים שלפניו נכשלו מסיבה שאינה תלויה במסמך: ${cause.text.he}`,
      en: `The number of ${called(ref)} was not tried, because those before it failed for no fault of theirs: ${cause.text.en}`,
    },
    { cause },
  );
}

export function notTakenBack(ref: string, where: string): IshurError {
  return failure('not-taken-back', 'fix-document', {
    he: `המסמך ${called(ref)} השתנה ברגע שבו נרשם בו מספר ההקצאה, והמספר לא הוסר ממנו (${where}). המספר ניתן לסכומים אחרים: מחקו אותו משם בפריוריטי.`,
    en: `The document ${called(ref)} changed in the moment in which its allocation number was written, and the number could not be taken out again (${where}). It was given for other amounts: remove it there, in Priority.`,
  });
}

export function columnReadOnly(ref: string, column: string, said: string): IshurError {
  return failure('column-read-only', 'fix-config', {
    he: `העמודה ${column} (${called(ref)}) היא לקריאה בלבד: «${cut(said)}». שום דבר לא נכתב. פתחו אותה לעדכון או הגדירו fallback.`,
    en: `The column ${column} (${called(ref)}) is read-only: «${cut(said)}». Nothing was written. Open it, or set \`fallback\`.`,
  });
}

export function writingForbidden(form: string, said: string): IshurError {
  return failure('writing-forbidden', 'fix-config', {
    he: `למשתמש ה־API אין הרשאה לעדכן את המסך ${form}: «${cut(said)}». תנו לו הרשאת עדכון בפריוריטי.`,
    en: `The API user may not update the form ${form}: «${cut(said)}». Permit it to update in Priority.`,
  });
}

export function refusedByScreen(ref: string, said: string): IshurError {
  return failure('refused-by-screen', 'fix-document', {
    he: `פריוריטי סירבה לרשום את המספר במסמך ${called(ref)}: «${cut(said)}». תקנו את המסמך בפריוריטי או רשמו את המספר ידנית.`,
    en: `Priority refused to write the number into the document ${called(ref)}: «${cut(said)}». Mend the document in Priority, or enter the number by hand.`,
  });
}

export function fieldTaken(ref: string, column: string, found: string): IshurError {
  return failure('field-taken', 'fix-document', {
    he: `בעמודה ${column} של ${called(ref)} כתוב טקסט אחר («${cut(found)}»), ולכן המספר לא נכתב עליו. פנו את העמודה או רשמו את המספר ידנית.`,
    en: `The column ${column} of ${called(ref)} holds another text («${cut(found)}»), and the number was not written over it. Empty the column, or enter the number by hand.`,
  });
}

export function noPlaceForNotice(ref: string): IshurError {
  return failure('no-place-for-notice', 'fix-document', {
    he: `אין עמודה להערה שיש להדפיס על ${called(ref)}. הגדירו columns.notices, או הדפיסו את ההערה ידנית.`,
    en: `There is no column for the notice that has to stand on ${called(ref)}. Set \`columns.notices\`, or print the notice by hand.`,
  });
}
