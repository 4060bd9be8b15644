import type { LocalizedMessage } from '@ishur/contract';
import type { Failure } from './failure.ts';

/** What each row of `classify-failure.ts` says: what happened, whether anything was processed, and what to do. */
export type Say = (failure: Failure) => LocalizedMessage;

const NOT_KNOWN: LocalizedMessage = {
  he: 'לא ידוע אם הבקשה נקלטה: שלחו אותה שוב רק באותו מזהה, ואל תפיקו חדשה במקומה.',
  en:
    'Whether the request was processed is not known: send it again only under the same id, and make no new one in ' +
    'its place.',
};

/** Codes and refresh tokens work once. A lost answer to a refresh may have held the only pair that is still good. */
const PERHAPS_USED: Readonly<Record<NonNullable<Failure['spends']>, LocalizedMessage>> = {
  code: {
    he: 'לא ידוע אם קוד ההתחברות נוצל. התחילו את ההתחברות מחדש.',
    en: 'Whether the log-in code was used up is not known. Start the log-in again.',
  },
  'refresh-token': {
    he: 'לא ידוע אם אסימון הרענון, שהוא חד־פעמי, נוצל. החידוש ינוסה שוב; אם הוא לא יתקבל, צריך להתחבר מחדש לרשות המסים.',
    en:
      'Whether the refresh token, which works once, was used up is not known. It will be tried again; if it is ' +
      'refused, log in to the authority again.',
  },
};

export const abortedBefore: Say = () => ({
  he: 'הפנייה לרשות המסים הופסקה לפני שנשלחה. הבקשה לא יצאה, ואפשר לבקש שוב.',
  en: 'The call to the authority was stopped before it was sent. Nothing has left; ask again.',
});

export const circuitOpen: Say = ({ retryAfterMs }) => {
  const wait = retryAfterMs === undefined ? undefined : seconds(retryAfterMs);
  return {
    he:
      'רשות המסים אינה זמינה עכשיו: הפניות האחרונות נכשלו, או שהיא ביקשה להמתין. הבקשה לא נשלחה ותישלח שוב מעצמה' +
      `${wait === undefined ? '' : `, לא לפני שיעברו ${wait} שניות`}.`,
    en:
      'The authority is not available now: the last calls failed, or it asked to wait. Nothing was sent; it will be ' +
      `tried again by itself${wait === undefined ? '' : `, in ${wait} seconds at the earliest`}.`,
  };
};

export const proxyRefused: Say = ({ host, proxyStatus }) => ({
  he:
    `שרת הפרוקסי אינו מרשה לפנות לשרת ${host} (${proxyStatus}). הבקשה לא נשלחה. בדקו בהגדרות את כתובת הפרוקסי, ` +
    'את המשתמש ואת הסיסמה, ובקשו ממי שמנהל אותו לאפשר פנייה לשרת הזה.',
  en:
    `The proxy does not allow calls to the server ${host} (${proxyStatus}). Nothing was sent. Check the proxy's ` +
    'address, user and password in the settings, and ask whoever runs it to allow this server.',
});

export const proxyFailed: Say = ({ host, proxyStatus }) => {
  const status = proxyStatus === undefined ? '' : ` (${proxyStatus})`;
  return {
    he: `שרת הפרוקסי לא פתח דרך לשרת ${host}${status}. הבקשה לא נשלחה ותישלח שוב; אם זה נמשך, בדקו את הפרוקסי.`,
    en:
      `The proxy opened no way to the server ${host}${status}. Nothing was sent, it will be tried again; if this ` +
      'goes on, check the proxy.',
  };
};

export const refused: Say = ({ host }) => ({
  he: `השרת ${host} אינו מקבל חיבורים. הבקשה לא נשלחה ותישלח שוב; אם זה נמשך, בדקו את הכתובת ואת חומת האש.`,
  en:
    `The server ${host} refuses connections. Nothing was sent, it will be tried again; if this goes on, check ` +
    'the address and the firewall.',
});

export const dns: Say = ({ host }) => ({
  he: `הכתובת של השרת ${host} לא נמצאה. הבקשה לא נשלחה ותישלח שוב; בדקו את החיבור לאינטרנט ואת הגדרות ה־DNS.`,
  en:
    `The address of the server ${host} was not found. Nothing was sent, it will be tried again; check the ` +
    'internet connection and the DNS.',
});

export const connectTimeout: Say = ({ host }) => ({
  he:
    `השרת ${host} לא ענה לניסיון החיבור בזמן. הבקשה לא נשלחה ותישלח שוב; ודאו שהפנייה יוצאת מישראל ושחומת האש ` +
    'פתוחה.',
  en:
    `The server ${host} did not accept a connection in time. Nothing was sent, it will be tried again; make ` +
    'sure that calls come from Israel and pass the firewall.',
});

export const tls: Say = ({ host, systemCode }) => ({
  he:
    `לא נוצר חיבור מאובטח לשרת ${host}${coded(systemCode)}. הבקשה לא נשלחה ותישלח שוב; בדקו את שעון המחשב, את ` +
    'האנטי־וירוס ואת שרת הפרוקסי.',
  en:
    `No secure connection to the server ${host} came about${coded(systemCode)}. Nothing was sent, it will be ` +
    'tried again; check the clock of this machine, its antivirus and the proxy.',
});

export const notConnected: Say = ({ host, systemCode }) => ({
  he: `לא נוצר חיבור לשרת ${host}${coded(systemCode)}. הבקשה לא נשלחה ותישלח שוב; בדקו את החיבור לאינטרנט.`,
  en:
    `No connection to the server ${host} came about${coded(systemCode)}. Nothing was sent, it will be tried ` +
    'again; check the internet connection.',
});

export const unauthorized: Say = ({ explanation }) => ({
  he: `רשות המסים לא קיבלה את אסימון הגישה (401)${quoted(explanation)}. התחברו מחדש לרשות המסים עבור העסק הזה.`,
  en:
    `The authority did not accept the access token (401)${quoted(explanation)}. Log in to the authority again ` +
    'for this business.',
});

export const forbidden: Say = ({ explanation }) => ({
  he:
    `אין הרשאה לשירות הזה (403)${quoted(explanation)}. ודאו שהיישום רשום לשירות בפורטל של רשות המסים ושהפנייה ` +
    'יוצאת מישראל.',
  en:
    `There is no permission for this service (403)${quoted(explanation)}. Make sure that the application is ` +
    "subscribed to it in the authority's portal and that calls come from Israel.",
});

export const notFound: Say = ({ host }) => ({
  he: `השירות לא נמצא בשרת ${host} (404). בדקו בהגדרות את הכתובת, את הנתיבים ואת הסביבה (tier).`,
  en:
    `The service was not found on the server ${host} (404). Check the address, the paths and the tier in the ` +
    'settings.',
});

export const noPermissionForDealer: Say = () => ({
  he:
    'למי שהתחבר אין הרשאה לבקש מספרי הקצאה עבור מספר העוסק הזה (406). ' +
    'בדקו את מספר העוסק בהגדרות, והוסיפו באזור האישי של רשות המסים את ההרשאה "חשבונית ישראל – בקשת מספר הקצאה".',
  en:
    'Whoever logged in has no permission to ask for numbers for this VAT number (406). ' +
    'Check the VAT number in the settings, and add the permission "חשבונית ישראל – בקשת מספר הקצאה" in the personal area of the Tax Authority.',
});

export const schemaRefused: Say = ({ explanation }) => ({
  he:
    `רשות המסים לא קיבלה את מבנה הבקשה (422)${quoted(explanation)}. הבקשה לא נקלטה. דווחו על התקלה למפתחי ` +
    'Ishur עם ההודעה הזאת.',
  en:
    `The authority did not accept the form of the request (422)${quoted(explanation)}. Nothing was processed. ` +
    'Report this message to the makers of Ishur.',
});

export const tooManyRequests: Say = ({ retryAfterMs }) => ({
  he:
    'רשות המסים מבקשת לפנות בקצב איטי יותר ' +
    `(429)${retryAfterMs === undefined ? '' : `, בעוד ${seconds(retryAfterMs)} שניות`}. הבקשה לא נקלטה ותישלח ` +
    'שוב מעצמה.',
  en:
    'The authority wants fewer calls ' +
    `(429)${retryAfterMs === undefined ? '' : `, the next in ${seconds(retryAfterMs)} seconds`}. Nothing was ` +
    'processed; it will be tried again by itself.',
});

export const serverError: Say = ({ status, errorId, ...sent }) => ({
  he:
    `שרת רשות המסים השיב שאירעה בו תקלה (${status}${errorId === undefined ? '' : `, מזהה ${errorId}`}). ` +
    `${afterwards(sent).he}`,
  en:
    'The server of the authority answered that it failed ' +
    `(${status}${errorId === undefined ? '' : `, error id ${errorId}`}). ${afterwards(sent).en}`,
});

export const abortedAfter: Say = (sent) => ({
  he: `ההמתנה לתשובה של רשות המסים הופסקה אחרי שהבקשה נשלחה. ${afterwards(sent).he}`,
  en: `The wait for the answer was stopped after the request was sent. ${afterwards(sent).en}`,
});

export const noAnswer: Say = ({ host, ...sent }) => ({
  he: `השרת ${host} לא השיב בזמן. ${afterwards(sent).he}`,
  en: `The server ${host} did not answer in time. ${afterwards(sent).en}`,
});

export const answerTooLarge: Say = ({ host, ...sent }) => ({
  he: `התשובה של השרת ${host} גדולה מהמותר ולא נקראה. ${afterwards(sent).he}`,
  en: `The answer of the server ${host} is larger than allowed and was not read. ${afterwards(sent).en}`,
});

export const connectionLost: Say = ({ host, systemCode, ...sent }) => ({
  he: `החיבור לשרת ${host} נותק אחרי שהבקשה נשלחה${coded(systemCode)}. ${afterwards(sent).he}`,
  en: `The connection to the server ${host} broke after the request was sent${coded(systemCode)}. ${afterwards(sent).en}`,
});

export const unreadableAnswer: Say = ({ host, status, explanation, ...sent }) => ({
  he:
    `התשובה של השרת ${host} (${status}) אינה תשובה של שירות ההקצאה${quoted(explanation)}. בדקו אם פרוקסי או ` +
    `אתר אחר עונים במקומו. ${afterwards(sent).he}`,
  en:
    `The answer of the server ${host} (${status}) is not one of the allocation service${quoted(explanation)}. ` +
    `Check whether a proxy or another site answers in its place. ${afterwards(sent).en}`,
});

export const unexpectedStatus: Say = ({ host, status, explanation, ...sent }) => ({
  he: `השרת ${host} השיב במצב ${status} שאינו מתועד${quoted(explanation)}. בדקו את הכתובת בהגדרות. ${afterwards(sent).he}`,
  en:
    `The server ${host} answered with the undocumented status ${status}${quoted(explanation)}. Check the address ` +
    `in the settings. ${afterwards(sent).en}`,
});

/** What is to be done where an answer is missing: nothing can be lost by repeating a look-up. */
function afterwards({ isEffective, spends }: Pick<Failure, 'isEffective' | 'spends'>): LocalizedMessage {
  if (spends !== undefined) return PERHAPS_USED[spends];
  return isEffective ? NOT_KNOWN : { he: 'נסו שוב מאוחר יותר.', en: 'Try again later.' };
}

function coded(systemCode: string | undefined): string {
  return systemCode === undefined ? '' : ` (${systemCode})`;
}

function quoted(explanation: string | undefined): string {
  return explanation === undefined || explanation === '' ? '' : `: "${explanation}"`;
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
