import type { IshurError, LocalizedMessage } from '@ishur/contract';

/**
 * Why a server could not be reached by a knock. The errors of transport speak of an ask, which is sent again by itself; nothing
 * was asked here, and nothing is tried again.
 */
export function whyUnreachable({ code, text }: IshurError): LocalizedMessage {
  return WORDS[code] ?? text;
}

const WORDS: Readonly<Record<string, LocalizedMessage>> = {
  'transport/refused': {
    he: 'השרת אינו מקבל חיבורים. בדקו את הכתובת ואת חומת האש.',
    en: 'the server refuses connections; check the address and the firewall',
  },
  'transport/dns': {
    he: 'הכתובת לא נמצאה. בדקו את האיות, את החיבור לאינטרנט ואת ה־DNS.',
    en: 'the address was not found; check its spelling, the internet connection and the DNS',
  },
  'transport/connect-timeout': {
    he: 'השרת לא ענה לניסיון החיבור בזמן. ודאו שהפנייה יוצאת מישראל ושחומת האש פתוחה.',
    en: 'the server did not accept a connection in time; make sure that calls come from Israel and pass the firewall',
  },
  'transport/tls': {
    he: 'לא נוצר חיבור מאובטח. בדקו את שעון המחשב, את האנטי־וירוס ואת שרת הפרוקסי.',
    en: 'no secure connection came about; check the clock of this machine, its antivirus and the proxy',
  },
  'transport/not-connected': {
    he: 'לא נוצר חיבור. בדקו את החיבור לאינטרנט.',
    en: 'no connection came about; check the internet connection',
  },
  'transport/proxy-failed': {
    he: 'שרת הפרוקסי לא פתח דרך לשרת. בדקו אותו.',
    en: 'the proxy opened no way to the server; check the proxy',
  },
  'transport/no-answer': {
    he: 'השרת לא השיב בזמן. נסו שוב; אם זה נמשך, בדקו את הרשת ואת הפרוקסי.',
    en: 'the server did not answer in time; try again, and if this goes on check the network and the proxy',
  },
  'transport/connection-lost': {
    he: 'החיבור נותק לפני שהגיעה תשובה. בדקו את הרשת, את חומת האש ואת הפרוקסי.',
    en: 'the connection was cut before an answer came; check the network, the firewall and the proxy',
  },
  'transport/server-error': {
    he: 'השרת השיב שאירעה בו תקלה. נסו שוב מאוחר יותר; אין מה לתקן כאן.',
    en: 'the server answered that it failed; try again later, there is nothing to mend here',
  },
  'transport/too-many-requests': {
    he: 'רשות המסים מבקשת פחות פניות (429). נסו שוב בעוד כמה דקות.',
    en: 'the authority wants fewer calls (429); try again in some minutes',
  },
  'transport/circuit-open': {
    he: 'רשות המסים אינה זמינה עכשיו. נסו שוב מאוחר יותר.',
    en: 'the authority is not available now; try again later',
  },
  'transport/unreadable-answer': {
    he: 'התשובה אינה קריאה. בדקו אם פרוקסי או חומת אש עונים במקום השרת.',
    en: 'the answer cannot be read; check whether a proxy or a firewall answers in its place',
  },
};
