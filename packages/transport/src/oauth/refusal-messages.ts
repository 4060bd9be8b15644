import type { LocalizedMessage } from '@ishur/contract';

/** What a refusal says of itself, without anything that we sent. */
export interface RefusalWords {
  /** `error` of the answer. */
  readonly code: string;
  readonly words: string;
}

/** What each row of `classify-refusal.ts` says: what happened, and what to do. */
export type SayRefusal = (refusal: RefusalWords) => LocalizedMessage;

export const loginNeeded: SayRefusal = ({ words }) => ({
  he:
    `רשות המסים אינה מחדשת עוד את החיבור של העסק הזה${quoted(words)}: תוקפו פג, או שחודש ממקום אחר. ` +
    'התחברו מחדש: ishur connect. הבקשות שממתינות נשמרות, ויישלחו אחרי ההתחברות.',
  en:
    `The authority no longer renews the connection of this business${quoted(words)}: it has expired, or was renewed ` +
    'elsewhere. Log in again: ishur connect. What is waiting is kept, and is sent afterwards.',
});

export const codeRefused: SayRefusal = ({ words }) => ({
  he:
    `רשות המסים לא קיבלה את קוד ההתחברות${quoted(words)}. הקוד תקף לזמן קצר ולשימוש אחד: התחילו את ההתחברות מחדש, ` +
    'והשתמשו רק בקוד שהתקבל בה.',
  en:
    `The authority did not accept the log-in code${quoted(words)}. A code is good for a short time and works once: ` +
    'start the log-in again, and use the code that it brings.',
});

export const accessDenied: SayRefusal = ({ words }) => ({
  he:
    `ההתחברות לרשות המסים לא אושרה${quoted(words)}. התחילו אותה מחדש ואשרו בדפדפן את הגישה, במשתמש שיש לו הרשאה ` +
    'לעסק הזה.',
  en:
    `The log-in was not approved${quoted(words)}. Start it again and approve it in the browser, as somebody who may ` +
    'act for this business.',
});

export const clientRefused: SayRefusal = ({ words }) => ({
  he:
    `רשות המסים לא קיבלה את היישום${quoted(words)}. בדקו בהגדרות את מזהה היישום ואת הסוד שלו (client), ודאו שהם של ` +
    'הסביבה (tier) הזאת, ושהיישום רשום לשירות בפורטל של רשות המסים.',
  en:
    `The authority did not accept the application${quoted(words)}. Check its id and secret in the settings (client), ` +
    "that they belong to this tier, and that the application is subscribed to the service in the authority's portal.",
});

export const scopeRefused: SayRefusal = ({ words }) => ({
  he:
    `רשות המסים לא קיבלה את היקף ההרשאה (scope)${quoted(words)}. כתבו בהגדרות את ה־scope שרשום ליישום בפורטל של ` +
    'רשות המסים.',
  en: `The authority did not accept the scope${quoted(words)}. Set the one that its portal shows for the application.`,
});

export const redirectRefused: SayRefusal = ({ words }) => ({
  he:
    `רשות המסים לא קיבלה את כתובת החזרה (redirect URI)${quoted(words)}. כתבו אותה בהגדרות בדיוק כפי שהיא רשומה ` +
    'ליישום בפורטל, כולל אותיות גדולות וקטנות ולוכסן בסוף.',
  en:
    `The authority did not accept the redirect URI${quoted(words)}. Set it exactly as the portal has it for the ` +
    'application: capitals and a slash at the end count.',
});

export const loginUnavailable: SayRefusal = ({ code, words }) => ({
  he: `שירות ההתחברות של רשות המסים אינו זמין כרגע (${code})${quoted(words)}. נסו שוב מאוחר יותר.`,
  en: `The log-in of the authority is not available now (${code})${quoted(words)}. Try again later.`,
});

export const requestRefused: SayRefusal = ({ code, words }) => ({
  he:
    `רשות המסים לא קיבלה את בקשת ההתחברות (${code})${quoted(words)}. החיבור הקיים לא נפגע. דווחו על התקלה למפתחי ` +
    'Ishur עם ההודעה הזאת.',
  en:
    `The authority did not accept the request to log in (${code})${quoted(words)}. The connection is as it was. Report ` +
    'this message to the makers of Ishur.',
});

function quoted(words: string): string {
  return words === '' ? '' : `: "${words}"`;
}
