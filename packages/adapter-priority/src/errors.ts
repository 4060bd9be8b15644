import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';
import { cut } from '@ishur/adapter-kit';

// The words about a server and its forms; those about one document stand in write-errors.ts. A message says what was found and what to do; it never holds a secret.

export function failure(
  code: string,
  remedy: Remedy,
  message: LocalizedMessage,
  more: { readonly cause?: unknown; readonly retryAfterMs?: number | undefined } = {},
): IshurError {
  const { cause, retryAfterMs } = more;
  return new IshurError({
    code: `priority/${code}`,
    remedy,
    message,
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

export function secretMissing(place: string): IshurError {
  return failure('secret-missing', 'fix-config', {
    he: `אין ערך תקין ב־${place} (פרטי הכניסה לפריוריטי). שימו אותו שם ונסו שוב.`,
    en: `There is no usable value in ${place} (the log-in to Priority). Put it there and try again.`,
  });
}

export function certificatesUnreadable(place: string): IshurError {
  return failure('certificates-unreadable', 'fix-config', {
    he: `הקובץ ${place} (certificates) אינו קריא או שאין בו אישורים בתבנית PEM. תקנו את הנתיב או את הקובץ.`,
    en: `The file ${place} (certificates) cannot be read, or holds no certificate in PEM. Mend the path or the file.`,
  });
}

export function proxyUnsupported(version: string): IshurError {
  return failure('proxy-unsupported', 'fix-config', {
    he: `Node ${version} אינו יודע לפנות דרך פרוקסי. התקינו Node 22.21, ‏24.5 או חדש מהם.`,
    en: `Node ${version} cannot call through a proxy. Install Node 22.21, 24.5 or a newer one.`,
  });
}

export function invalidProxy(): IshurError {
  return failure('invalid-proxy', 'fix-config', {
    he: 'כתובת הפרוקסי אינה תקינה. כתבו אותה כך: http://proxy.example:8080.',
    en: "The proxy's address is not valid. Write it like this: http://proxy.example:8080.",
  });
}

const TLS_CODES = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|TLS|SSL/;

export function unreachable(host: string, cause: Error & { code?: string }): IshurError {
  const code = cause.code ?? '';
  if (TLS_CODES.test(code)) {
    return failure(
      'certificate-refused',
      'fix-config',
      {
        he: `האישור של שרת פריוריטי (${host}) אינו מוכר (${code}). שימו את אישור החברה בקובץ PEM וכתבו את הנתיב שלו ב־certificates.`,
        en: `The certificate of the Priority server (${host}) is not trusted (${code}). Put the company's certificate into a PEM file and name it under \`certificates\`.`,
      },
      { cause },
    );
  }
  const why = code === '' ? '' : ` (${code})`;
  return failure(
    'unreachable',
    'retry',
    {
      he: `אין תשובה שלמה משרת פריוריטי ${host}${why}. בדקו שהשרת פועל ושהכתובת url נכונה; ההרצה הבאה תנסה שוב.`,
      en: `No whole answer from the Priority server ${host}${why}. Check that it runs and that \`url\` is right; the next run tries again.`,
    },
    { cause },
  );
}

export function busy(host: string, status: number, retryAfterMs: number | undefined): IshurError {
  const isLimit = status === 429;
  return failure(
    'busy',
    'retry',
    {
      he: isLimit
        ? `פריוריטי (${host}) דחתה קריאות מעבר למכסה (429). המכסה משותפת לכל מי שמשתמש באותו משתמש API. ההרצה הבאה תנסה שוב.`
        : `פריוריטי (${host}) עמוסה או בתקלה (${status}). ההרצה הבאה תנסה שוב.`,
      en: isLimit
        ? `Priority (${host}) turned calls away beyond its fair use (429). The limit is shared by everything on one API user. The next run tries again.`
        : `Priority (${host}) is busy or down (${status}). The next run tries again.`,
    },
    { retryAfterMs },
  );
}

export function cutAnswer(host: string, form: string): IshurError {
  return failure('answer-cut', 'retry', {
    he: `התשובה של פריוריטי (${host}) על המסך ${form} נקטעה באמצע. ההרצה הבאה תנסה שוב.`,
    en: `Priority's answer (${host}) for the form ${form} was cut off. The next run tries again.`,
  });
}

export function loginRefused(host: string): IshurError {
  return failure('login-refused', 'fix-config', {
    he: `פריוריטי (${host}) לא קיבלה את פרטי הכניסה (401). בדקו את האסימון (PAT) או את משתמש ה־API; משתמש המסך הרגיל אינו מתאים.`,
    en: `Priority (${host}) did not accept the log-in (401). Check the token (PAT) or the API user; the user of the screens does not fit.`,
  });
}

export function formClosed(form: string): IshurError {
  if (form === 'CUSTOMERS') {
    return failure('form-closed', 'fix-config', {
      he: 'המסך CUSTOMERS סגור ל־API, או שלמשתמש אין הרשאה אליו, ושם רשום מספר העוסק של הלקוח. פתחו אותו בפריוריטי ותנו הרשאה לקריאה.',
      en: "The form CUSTOMERS is closed to the API, or this user has no permission for it, and it holds the customers' VAT numbers. Open it in Priority and permit the user to read it.",
    });
  }
  return failure('form-closed', 'fix-config', {
    he: `המסך ${form} סגור ל־API, או שלמשתמש אין הרשאה אליו. פתחו אותו בפריוריטי ותנו הרשאה, או הסירו אותו מ־forms.`,
    en: `The form ${form} is closed to the API, or this user has no permission for it. Open it in Priority and permit it, or take it out of \`forms\`.`,
  });
}

export function noLicence(host: string, said: string): IshurError {
  return failure('licence-missing', 'fix-config', {
    he: `לשרת פריוריטי (${host}) אין רישיון API לקריאות האלה: «${cut(said)}». בדקו את רישיון ה־REST API של החברה, או רשמו application (X-App-Id, X-App-Key).`,
    en: `The Priority server (${host}) has no API licence for these calls: «${cut(said)}». Check the company's REST API licence, or name an \`application\` (X-App-Id, X-App-Key).`,
  });
}

export function formUnknown(form: string, host: string): IshurError {
  return failure('form-unknown', 'fix-config', {
    he: `פריוריטי (${host}) אינה מכירה את ${form} בחברה הזאת (404). בדקו את url, environment ו־company, כולל אותיות גדולות וקטנות.`,
    en: `Priority (${host}) does not know ${form} in this company (404). Check \`url\`, \`environment\` and \`company\`, their case too.`,
  });
}

export function pageInstead(host: string, said: string): IshurError {
  return failure('page-instead', 'retry', {
    he: `השרת ${host} השיב בדף אינטרנט ולא בנתונים: «${cut(said)}». בדקו שהכתובת url מסתיימת ב־/odata/Priority ושאין בדרך דף כניסה או הודעת תחזוקה; ההרצה הבאה תנסה שוב.`,
    en: `The server ${host} answered with a web page and not with data: «${cut(said)}». Check that \`url\` ends with /odata/Priority, and that no log-in page or maintenance notice stands in the way; the next run tries again.`,
  });
}

export function redirected(host: string, to: string): IshurError {
  const where = to === '' ? '' : ` (${cut(to)})`;
  return failure('redirected', 'fix-config', {
    he: `השרת ${host} מפנה לכתובת אחרת${where}. פרטי הכניסה לא נשלחו לשם. אם זו הכתובת הנכונה, כתבו אותה ב־url.`,
    en: `The server ${host} redirects to another address${where}. The log-in was not sent there. If that is the right one, write it under \`url\`.`,
  });
}

export function notUnderstood(host: string, what: string): IshurError {
  return failure('answer-not-understood', 'fix-config', {
    he: `התשובה של פריוריטי (${host}) אינה מובנת: ${cut(what)}. בדקו את ההגדרות, ואם הן נכונות דווחו על כך.`,
    en: `Priority's answer (${host}) is not understood: ${cut(what)}. Check the settings; if they are right, report this.`,
  });
}

export function columnMissing(form: string, column: string): IshurError {
  return failure('column-missing', 'fix-config', {
    he: `במסך ${form} אין עמודה ${column} שמשתמש ה־API רואה, ובלעדיה לא ניתן לקרוא מסמכים. תנו לו הרשאה לעמודה.`,
    en: `The form ${form} has no column ${column} that the API user sees, and without it documents cannot be read. Permit the user to see it.`,
  });
}

/** @param reason which column it is, and what to do. */
export function numberUnseen({ he, en }: LocalizedMessage): IshurError {
  return failure('number-unseen', 'fix-config', {
    he: `דבר לא נקרא ודבר לא נתבקש. ${he}`,
    en: `Nothing was read and nothing was asked for. ${en}`,
  });
}

/** @param isBlind no metadata is served, so that no column could be found by its title. */
export function vatColumnMissing(found: readonly string[], isBlind: boolean): IshurError {
  if (isBlind) {
    return failure('vat-column-missing', 'fix-config', {
      he: 'פריוריטי הזאת אינה מספקת כותרות עמודות (GetMetadataFor, לפני גרסה 25), ולכן לא ניתן למצוא לבד את העמודה של מספר העוסק של הלקוח במסך CUSTOMERS. כתבו את שמה ב־columns.customerVatNumber, ואת שם העמודה של מספר ההקצאה ב־columns.allocationNumber.',
      en: "This Priority serves no titles of columns (GetMetadataFor, before version 25), so the column of the customer's VAT number in CUSTOMERS cannot be found by itself. Name it under `columns.customerVatNumber`, and the one for allocation numbers under `columns.allocationNumber`.",
    });
  }
  const list = found.length === 0 ? '' : ` (${found.join(', ')})`;
  return failure('vat-column-missing', 'fix-config', {
    he: `לא נמצאה עמודה אחת ויחידה של מספר עוסק מורשה של הלקוח שמשתמש ה־API רואה${list}. כתבו את שמה ב־columns.customerVatNumber; בלעדיה אף לקוח אינו נחשב עוסק ולא יתבקש אף מספר.`,
    en: `There is not exactly one column with the customer's VAT number that the API user sees${list}. Name it under \`columns.customerVatNumber\`: without it no customer counts as a dealer and nothing is asked for.`,
  });
}

export function filterIgnored(form: string, column: string): IshurError {
  return failure('filter-ignored', 'fix-config', {
    he: `פריוריטי התעלמה מהסינון לפי ${column} במסך ${form}, ולכן לא ניתן לקרוא מעבר לשורות הראשונות. כתבו orderBy: ${column === 'IV' ? 'IVNUM' : 'IV'}, או הגדילו את MAXAPILINES ואת pageRows.`,
    en: `Priority ignored the filter by ${column} in the form ${form}, so nothing behind the first rows can be read. Write orderBy: ${column === 'IV' ? 'IVNUM' : 'IV'}, or raise MAXAPILINES and \`pageRows\`.`,
  });
}

export function orderIgnored(form: string, column: string): IshurError {
  return failure('order-ignored', 'fix-config', {
    he: `פריוריטי התעלמה מהמיון לפי ${column} במסך ${form}, ולכן עמודים היו מדלגים על מסמכים. כתבו orderBy: ${column === 'IV' ? 'IVNUM' : 'IV'}.`,
    en: `Priority ignored the order by ${column} in the form ${form}, so pages would leave documents out. Write orderBy: ${column === 'IV' ? 'IVNUM' : 'IV'}.`,
  });
}

export function lookUpIgnored(form: string, column: string): IshurError {
  return failure('look-up-ignored', 'fix-config', {
    he: `פריוריטי החזירה מהמסך ${form} שורות אחרות מאלה שביקשנו לפי ${column}, ולכן לא ניתן לדעת מה קיים ומה לא. דבר לא נכתב. בדקו עם התמיכה של פריוריטי את הסינון לפי ${column} ב־API של המסך.`,
    en: `Priority answered from the form ${form} with other rows than those that were asked for by ${column}, so it is not known what is there and what is not. Nothing was written. Have Priority's support look at filtering by ${column} in the API of that form.`,
  });
}
