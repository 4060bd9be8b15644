import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';
import type { BrokenExchange } from './http/exchange.ts';

/** What is known about an exchange that brought no verdict. */
export interface Failure {
  /** See {@link BrokenExchange.stage}; `connected` wherever an answer came. */
  readonly stage: BrokenExchange['stage'];
  readonly reason: BrokenExchange['reason'] | 'unreadable' | 'status';
  /** Status of the answer, if its head came: HTTP's, or the one that the body names where HTTP said 200 or 400. */
  readonly status?: number;
  readonly systemCode?: string;
  /** Whom we asked: host and port. */
  readonly host: string;
  /** The authority's own words, redacted. */
  readonly explanation?: string;
  readonly errorId?: string;
  readonly retryAfterMs?: number;
  readonly cause?: Error;
}

/** `certain`: the authority has processed nothing, so the error is thrown. Otherwise the ask is unconfirmed, with the error as its cause. */
export interface Classified {
  readonly certain: boolean;
  readonly error: IshurError;
}

interface Row {
  readonly code: string;
  readonly certain: boolean;
  readonly remedy: Remedy;
  /** Set where the status alone decides. */
  readonly status?: number;
  readonly when: (failure: Failure) => boolean;
  readonly say: (failure: Failure) => LocalizedMessage;
}

/**
 * Draws the conclusion from a failure: did nothing happen, or do we not know?
 *
 * The first row that fits counts. Two reasons make it certain that nothing happened: no connection ever stood, or an answer
 * proves that the request was turned away at the door. Once a connection stood nothing else does, not even a reset before the
 * whole body was written: only the authority knows what reached it.
 * Statuses: API description 2.0 / 7.2024, section 5. 429 and 503 are documented nowhere, and are read as HTTP means them.
 */
export function classifyFailure(failure: Failure): Classified {
  const row = ROWS.find(({ when }) => when(failure)) ?? UNEXPECTED;
  const error = new IshurError({
    code: row.code,
    remedy: row.remedy,
    message: row.say(failure),
    ...(failure.retryAfterMs !== undefined && { retryAfterMs: failure.retryAfterMs }),
    ...(failure.errorId !== undefined && { authorityErrorId: failure.errorId }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  });
  return { certain: row.certain, error };
}

/** Whether a status proves that nothing was processed, wherever it stands: in the head of an answer or in its body. */
export function isTurnedAway(status: number | undefined): boolean {
  return status !== undefined && ROWS.some((row) => row.certain && row.status === status);
}

const UNCONNECTED = { certain: true, remedy: 'retry' } as const;
const UNKNOWN = { certain: false, remedy: 'retry' } as const;

/** Turned away at the door with this status. */
function at(status: number): Pick<Row, 'status' | 'certain' | 'when'> {
  return { status, certain: true, when: (failure) => failure.status === status };
}

const NOT_KNOWN: LocalizedMessage = {
  he: 'לא ידוע אם הבקשה נקלטה: שלחו אותה שוב רק באותו מזהה, ואל תפיקו חדשה במקומה.',
  en: 'Whether the request was processed is not known: send it again only under the same id, and make no new one in its place.',
};

const ROWS: readonly Row[] = [
  // No connection stood.
  {
    ...UNCONNECTED,
    code: 'transport/aborted',
    when: (failure) => unconnected(failure) && failure.reason === 'aborted',
    say: () => ({
      he: 'הפנייה לרשות המסים הופסקה לפני שנשלחה. הבקשה לא יצאה, ואפשר לבקש שוב.',
      en: 'The call to the authority was stopped before it was sent. Nothing has left; ask again.',
    }),
  },
  {
    ...UNCONNECTED,
    code: 'transport/refused',
    when: (failure) => unconnected(failure) && failure.systemCode === 'ECONNREFUSED',
    say: ({ host }) => ({
      he: `השרת ${host} אינו מקבל חיבורים. הבקשה לא נשלחה ותישלח שוב; אם זה נמשך, בדקו את הכתובת ואת חומת האש.`,
      en: `The server ${host} refuses connections. Nothing was sent, it will be tried again; if this goes on, check the address and the firewall.`,
    }),
  },
  {
    ...UNCONNECTED,
    code: 'transport/dns',
    when: (failure) => unconnected(failure) && ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'].includes(failure.systemCode ?? ''),
    say: ({ host }) => ({
      he: `הכתובת של השרת ${host} לא נמצאה. הבקשה לא נשלחה ותישלח שוב; בדקו את החיבור לאינטרנט ואת הגדרות ה־DNS.`,
      en: `The address of the server ${host} was not found. Nothing was sent, it will be tried again; check the internet connection and the DNS.`,
    }),
  },
  {
    ...UNCONNECTED,
    code: 'transport/connect-timeout',
    when: (failure) => unconnected(failure) && (failure.reason !== 'network' || failure.systemCode === 'ETIMEDOUT'),
    say: ({ host }) => ({
      he: `השרת ${host} לא ענה לניסיון החיבור בזמן. הבקשה לא נשלחה ותישלח שוב; ודאו שהפנייה יוצאת מישראל ושחומת האש פתוחה.`,
      en: `The server ${host} did not accept a connection in time. Nothing was sent, it will be tried again; make sure that calls come from Israel and pass the firewall.`,
    }),
  },
  {
    ...UNCONNECTED,
    code: 'transport/tls',
    when: (failure) => failure.stage === 'handshaking',
    say: ({ host, systemCode }) => ({
      he: `לא נוצר חיבור מאובטח לשרת ${host}${coded(systemCode)}. הבקשה לא נשלחה ותישלח שוב; בדקו את שעון המחשב, את האנטי־וירוס ואת שרת הפרוקסי.`,
      en: `No secure connection to the server ${host} came about${coded(systemCode)}. Nothing was sent, it will be tried again; check the clock of this machine, its antivirus and the proxy.`,
    }),
  },
  {
    ...UNCONNECTED,
    code: 'transport/not-connected',
    when: unconnected,
    say: ({ host, systemCode }) => ({
      he: `לא נוצר חיבור לשרת ${host}${coded(systemCode)}. הבקשה לא נשלחה ותישלח שוב; בדקו את החיבור לאינטרנט.`,
      en: `No connection to the server ${host} came about${coded(systemCode)}. Nothing was sent, it will be tried again; check the internet connection.`,
    }),
  },

  // Turned away at the door: the status is enough, whatever became of the rest of the answer.
  {
    code: 'transport/unauthorized',
    ...at(401),
    remedy: 'fix-config',
    say: ({ explanation }) => ({
      he: `רשות המסים לא קיבלה את אסימון הגישה (401)${quoted(explanation)}. התחברו מחדש לרשות המסים עבור העסק הזה.`,
      en: `The authority did not accept the access token (401)${quoted(explanation)}. Log in to the authority again for this business.`,
    }),
  },
  {
    code: 'transport/forbidden',
    ...at(403),
    remedy: 'fix-config',
    say: ({ explanation }) => ({
      he: `אין הרשאה לשירות הזה (403)${quoted(explanation)}. ודאו שהיישום רשום לשירות בפורטל של רשות המסים ושהפנייה יוצאת מישראל.`,
      en: `There is no permission for this service (403)${quoted(explanation)}. Make sure that the application is subscribed to it in the authority's portal and that calls come from Israel.`,
    }),
  },
  {
    code: 'transport/not-found',
    ...at(404),
    remedy: 'fix-config',
    say: ({ host }) => ({
      he: `השירות לא נמצא בשרת ${host} (404). בדקו בהגדרות את הכתובת, את הנתיבים ואת הסביבה (tier).`,
      en: `The service was not found on the server ${host} (404). Check the address, the paths and the tier in the settings.`,
    }),
  },
  {
    code: 'transport/no-permission-for-dealer',
    ...at(406),
    remedy: 'fix-config',
    say: () => ({
      he:
        'למי שהתחבר אין הרשאה לבקש מספרי הקצאה עבור מספר העוסק הזה (406). ' +
        'בדקו את מספר העוסק בהגדרות, והוסיפו באזור האישי של רשות המסים את ההרשאה "חשבונית ישראל – בקשת מספר הקצאה".',
      en:
        'Whoever logged in has no permission to ask for numbers for this VAT number (406). Check the VAT number in the settings, ' +
        'and add the permission "חשבונית ישראל – בקשת מספר הקצאה" in the personal area of the Tax Authority.',
    }),
  },
  {
    code: 'transport/schema-refused',
    ...at(422),
    remedy: 'report-bug',
    say: ({ explanation }) => ({
      he: `רשות המסים לא קיבלה את מבנה הבקשה (422)${quoted(explanation)}. הבקשה לא נקלטה. דווחו על התקלה למפתחי Ishur עם ההודעה הזאת.`,
      en: `The authority did not accept the form of the request (422)${quoted(explanation)}. Nothing was processed. Report this message to the makers of Ishur.`,
    }),
  },
  {
    code: 'transport/too-many-requests',
    ...at(429),
    remedy: 'retry',
    say: ({ retryAfterMs }) => ({
      he: `רשות המסים מבקשת לפנות בקצב איטי יותר (429)${retryAfterMs === undefined ? '' : `, בעוד ${seconds(retryAfterMs)} שניות`}. הבקשה לא נקלטה ותישלח שוב מעצמה.`,
      en: `The authority wants fewer calls (429)${retryAfterMs === undefined ? '' : `, the next in ${seconds(retryAfterMs)} seconds`}. Nothing was processed; it will be tried again by itself.`,
    }),
  },

  // Sent, and no verdict came.
  {
    ...UNKNOWN,
    code: 'transport/server-error',
    when: ({ status }) => status !== undefined && status >= 500,
    say: ({ status, errorId }) => ({
      he: `שרת רשות המסים השיב שאירעה בו תקלה (${status}${errorId === undefined ? '' : `, מזהה ${errorId}`}). ${NOT_KNOWN.he}`,
      en: `The server of the authority answered that it failed (${status}${errorId === undefined ? '' : `, error id ${errorId}`}). ${NOT_KNOWN.en}`,
    }),
  },
  {
    ...UNKNOWN,
    code: 'transport/aborted',
    when: ({ reason }) => reason === 'aborted',
    say: () => ({
      he: `ההמתנה לתשובה של רשות המסים הופסקה אחרי שהבקשה נשלחה. ${NOT_KNOWN.he}`,
      en: `The wait for the answer was stopped after the request was sent. ${NOT_KNOWN.en}`,
    }),
  },
  {
    ...UNKNOWN,
    code: 'transport/no-answer',
    when: ({ reason }) => reason === 'deadline' || reason === 'connect-timeout',
    say: ({ host }) => ({
      he: `השרת ${host} לא השיב בזמן. ${NOT_KNOWN.he}`,
      en: `The server ${host} did not answer in time. ${NOT_KNOWN.en}`,
    }),
  },
  {
    ...UNKNOWN,
    code: 'transport/answer-too-large',
    when: ({ reason }) => reason === 'too-large',
    say: ({ host }) => ({
      he: `התשובה של השרת ${host} גדולה מהמותר ולא נקראה. ${NOT_KNOWN.he}`,
      en: `The answer of the server ${host} is larger than allowed and was not read. ${NOT_KNOWN.en}`,
    }),
  },
  {
    ...UNKNOWN,
    code: 'transport/connection-lost',
    when: ({ reason }) => reason === 'network',
    say: ({ host, systemCode }) => ({
      he: `החיבור לשרת ${host} נותק אחרי שהבקשה נשלחה${coded(systemCode)}. ${NOT_KNOWN.he}`,
      en: `The connection to the server ${host} broke after the request was sent${coded(systemCode)}. ${NOT_KNOWN.en}`,
    }),
  },
  {
    ...UNKNOWN,
    code: 'transport/unreadable-answer',
    when: ({ reason }) => reason === 'unreadable',
    say: ({ host, status, explanation }) => ({
      he: `התשובה של השרת ${host} (${status}) אינה תשובה של שירות ההקצאה${quoted(explanation)}. בדקו אם פרוקסי או אתר אחר עונים במקומו. ${NOT_KNOWN.he}`,
      en: `The answer of the server ${host} (${status}) is not one of the allocation service${quoted(explanation)}. Check whether a proxy or another site answers in its place. ${NOT_KNOWN.en}`,
    }),
  },
];

/** Whatever no row names is not certain: a redirect, a 400 without a list of errors, a status that nobody documented. */
const UNEXPECTED: Row = {
  ...UNKNOWN,
  code: 'transport/unexpected-status',
  when: () => true,
  say: ({ host, status, explanation }) => ({
    he: `השרת ${host} השיב במצב ${status} שאינו מתועד${quoted(explanation)}. בדקו את הכתובת בהגדרות. ${NOT_KNOWN.he}`,
    en: `The server ${host} answered with the undocumented status ${status}${quoted(explanation)}. Check the address in the settings. ${NOT_KNOWN.en}`,
  }),
};

function unconnected({ stage }: Failure): boolean {
  return stage !== 'connected';
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
