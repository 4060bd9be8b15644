import { IshurError } from '@ishur/contract';
import { ID, SYSTEM } from './system.ts';

// All words in one place. A message says what was found and what to do; it never holds a secret. The remedy says who acts:
// `retry` nobody, `fix-config` the integrator, `fix-document` the bookkeeper, `report-bug` you.

export function tokenMissing(place: string): IshurError {
  return new IshurError({
    code: `${ID}/token-missing`,
    remedy: 'fix-config',
    message: {
      he: `${SYSTEM.he}: אין אסימון תקין ב-${place}. שימו אותו שם ונסו שוב.`,
      en: `${SYSTEM.en}: there is no usable token in ${place}. Put it there and try again.`,
    },
  });
}

export function unreachable(host: string, cause: unknown): IshurError {
  return new IshurError({
    code: `${ID}/unreachable`,
    remedy: 'retry',
    message: {
      he: `אין תשובה מ-${SYSTEM.he} (${host}). בדקו שהשרת פועל ושהכתובת url נכונה; ננסה שוב.`,
      en: `No answer from ${SYSTEM.en} (${host}). Check that the server runs and that \`url\` is right; it is tried again.`,
    },
    cause,
  });
}

export function busy(host: string, status: number, retryAfterMs: number | undefined): IshurError {
  return new IshurError({
    code: `${ID}/busy`,
    remedy: 'retry',
    message: {
      he: `${SYSTEM.he} (${host}) עסוק או בתקלה (${status}). ננסה שוב.`,
      en: `${SYSTEM.en} (${host}) is busy or down (${status}). It is tried again.`,
    },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

export function notPermitted(host: string, status: number): IshurError {
  return new IshurError({
    code: `${ID}/not-permitted`,
    remedy: 'fix-config',
    message: {
      he: `${SYSTEM.he} (${host}) דחה את האסימון או שאין לו הרשאה (${status}). תנו לו הרשאת קריאה וכתיבה של חשבוניות.`,
      en: `${SYSTEM.en} (${host}) refused the token, or it lacks a permission (${status}). Permit it to read and write invoices.`,
    },
  });
}

export function notUnderstood(host: string, what: string): IshurError {
  return new IshurError({
    code: `${ID}/answer-not-understood`,
    remedy: 'report-bug',
    message: {
      he: `התשובה של ${SYSTEM.he} (${host}) אינה מובנת: ${what}. ודאו שהכתובת url נכונה, ודווחו על כך.`,
      en: `The answer of ${SYSTEM.en} (${host}) is not understood: ${what}. Make sure that \`url\` is right, and report this.`,
    },
  });
}

export function cursorLost(): IshurError {
  return new IshurError({
    // The engine knows this code, and starts over.
    code: 'adapter/cursor-lost',
    remedy: 'retry',
    message: {
      he: `המקום שבו נעצרה הקריאה אינו שייך למערכת הזאת. כל המסמכים ייקראו מחדש.`,
      en: `The place where reading stopped does not belong to this system. All documents are read again.`,
    },
  });
}

export function documentGone(ref: string): IshurError {
  return new IshurError({
    code: `${ID}/document-gone`,
    remedy: 'fix-document',
    message: {
      he: `המסמך ${ref.slice(0, 60)} אינו נמצא עוד ב-${SYSTEM.he}, ולכן המספר שלו לא נרשם. החזירו אותו והריצו שוב.`,
      en: `The document ${ref.slice(0, 60)} is no longer in ${SYSTEM.en}, so its number was not written. Put it back and run again.`,
    },
  });
}

export function changedMeanwhile(ref: string): IshurError {
  return new IshurError({
    code: `${ID}/changed-meanwhile`,
    remedy: 'retry',
    message: {
      he: `המסמך ${ref.slice(0, 60)} השתנה ב-${SYSTEM.he} בזמן הכתיבה, ולכן לא נכתב דבר. ננסה שוב.`,
      en: `The document ${ref.slice(0, 60)} changed in ${SYSTEM.en} while it was written, so nothing was. It is tried again.`,
    },
  });
}

export function notKept(ref: string): IshurError {
  return new IshurError({
    code: `${ID}/number-not-kept`,
    remedy: 'fix-config',
    message: {
      he: `${SYSTEM.he} אישר את כתיבת המספר במסמך ${ref.slice(0, 60)}, אך אינו מציג אותו. בדקו את הרשאות השדה במערכת.`,
      en: `${SYSTEM.en} accepted the number of the document ${ref.slice(0, 60)} and does not show it. Check the permissions of that field.`,
    },
  });
}

export function numberNotDigits(): IshurError {
  return new IshurError({
    code: `${ID}/number-not-digits`,
    remedy: 'report-bug',
    message: {
      he: 'מספר ההקצאה אינו מורכב מספרות בלבד, ולכן לא נכתב. דווחו על כך.',
      en: 'The allocation number is not made of digits alone and was not written. Please report this.',
    },
  });
}
