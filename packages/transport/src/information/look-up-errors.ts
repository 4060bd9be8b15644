import { IshurError } from '@ishur/contract';
import type { Fault } from '@ishur/contract';

/** What the buyer's look-ups need a permission of their own for. API description 2.0 / 7.2024, section 5, 406. */
export function noPermissionForCustomer(cause: IshurError): IshurError {
  return new IshurError({
    code: 'transport/no-permission-for-customer',
    remedy: 'fix-config',
    message: {
      he:
        'למי שהתחבר אין הרשאה לבדוק חשבוניות שהתקבלו אצל מספר העוסק הזה של הלקוח (406). בדקו את מספר העוסק של הלקוח, ' +
        'והוסיפו באזור האישי של רשות המסים את ההרשאה "אימות מספר הקצאה בחשבונית ספק".',
      en:
        'Whoever logged in has no permission to look up invoices that this customer VAT number received (406). Check ' +
        'the customer\'s VAT number, and add the permission "אימות מספר הקצאה בחשבונית ספק" in the personal area of the ' +
        'Tax Authority.',
    },
    ...(cause.authorityErrorId !== undefined && { authorityErrorId: cause.authorityErrorId }),
  });
}

/** The data that was asked with is wrong. */
export function lookUpRefused(faults: readonly Fault[]): IshurError {
  const told = (language: 'he' | 'en'): string => faults.map(({ message }) => message[language]).join(' ');
  const codes = [...new Set(faults.map(({ authorityCode }) => authorityCode ?? '?'))].join(', ');
  return new IshurError({
    code: 'transport/look-up-refused',
    remedy: 'fix-document',
    message: {
      he: `רשות המסים לא קיבלה את הפרטים שבחיפוש (${codes}). תקנו אותם וחפשו שוב. ${told('he')}`,
      en: `The authority did not accept what was looked up (${codes}). Correct it and look again. ${told('en')}`,
    },
  });
}

/** What was asked for is no allocation number. */
export function invalidQuery(): IshurError {
  return new IshurError({
    code: 'transport/invalid-query',
    remedy: 'fix-document',
    message: {
      he: 'מספר ההקצאה שבחיפוש אינו תקין: הוא בן 1 עד 30 ספרות. בדקו אותו מול החשבונית; אפשר לחפש גם לפי תשע הספרות האחרונות.',
      en:
        'What was looked up is no allocation number: it has 1 to 30 digits. Check it against the invoice; its last nine ' +
        'digits are enough.',
    },
  });
}

/** A number that came without quotes: whether all its digits are those that were allocated cannot be known. */
export function numberNotText(host: string): IshurError {
  return new IshurError({
    code: 'transport/number-not-text',
    remedy: 'report-bug',
    message: {
      he:
        `השרת ${host} החזיר מספר הקצאה שאולי אבדו ממנו ספרות, ולכן הוא לא נמסר. קחו את המספר מהחשבונית או מהאזור האישי ` +
        'של רשות המסים, ודווחו על התקלה למפתחי Ishur.',
      en:
        `The server ${host} gave an allocation number as a JSON number, which may have lost digits, so it is not handed ` +
        'on. Take the number from the invoice or from the personal area of the Tax Authority, and report this to the ' +
        'makers of Ishur.',
    },
  });
}
