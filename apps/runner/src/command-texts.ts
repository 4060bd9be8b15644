import type { LocalizedMessage } from '@ishur/contract';

const texts = {
  ishur: {
    he: 'אישור: מספרי הקצאה מרשות המסים לכל מערכת הנהלת חשבונות.',
    en: 'Ishur: allocation numbers of the Israel Tax Authority for any accounting software.',
  },
  init: {
    he: 'מציאת המסמכים שבתיקייה, כמה שאלות, וכתיבת קובץ הגדרות שעובד.',
    en: 'Finds the documents in a folder, asks a few questions and writes a configuration that runs.',
  },
  configToWrite: {
    he: 'קובץ ההגדרות שייכתב (ברירת מחדל: ishur.config.yaml בתיקייה)',
    en: 'configuration file to write (default: ishur.config.yaml in the folder)',
  },
  yes: { he: 'בלי שאלות: מה שלא צוין הוא הרגיל', en: 'ask nothing: whatever is not named is the usual' },
  force: { he: 'החלפת קובץ הגדרות קיים', en: 'replace a configuration that is there' },
  tier: { he: 'את מי שואלים: simulator, sandbox, production', en: 'whom to ask: simulator, sandbox, production' },
  newBusiness: { he: 'שם קצר לעסק', en: 'a short name for the business' },
  vatNumber: { he: 'מספר העוסק, תשע ספרות', en: "the dealer's number, nine digits" },
  operator: { he: 'שם המשתמש שמבקש את המספרים', en: 'user name of whoever asks for the numbers' },
  from: {
    he: 'מאיזה יום לקרוא מסמכים, YYYY-MM-DD (ב־production רגיל: מהיום)',
    en: 'day from which documents are read, YYYY-MM-DD (usual in production: today)',
  },
  url: { he: 'הכתובת שבה הסימולטור מאזין, אם אינה הרגילה', en: 'where the simulator listens, if not as usual' },
  check: {
    he: 'קריאת מסמכים והסבר לאילו מהם נדרש מספר הקצאה. דבר אינו נשלח. לבדיקת קבצים אין צורך בקובץ הגדרות.',
    en: 'Reads documents and explains which need a number. Sends nothing. With files, no configuration is needed.',
  },
  run: {
    he: 'הפעולה הראשית: קריאה, החלטה, בקשת מספרים והחזרתם למקור.',
    en: 'Reads, decides, asks for numbers and brings them back to the source.',
  },
  watch: { he: 'בלי הפסקה: כל מקור לפי לוח הזמנים שלו', en: 'for ever: every source by its schedule' },
  status: { he: 'תמונת מצב במספרים.', en: 'Where everything stands, in figures.' },
  list: { he: 'רשימת המסמכים והמצב של כל אחד.', en: 'The documents and where each stands.' },
  show: {
    he: 'ההיסטוריה המלאה של מסמך אחד. ציון המסמך: [עסק/][מקור/]סוג:מספר, למשל 305:1001.',
    en: 'The whole story of one document, named [business/][source/]type:reference, such as 305:1001.',
  },
  resume: {
    he: 'החזרה לטיפול של מסמך שממתין לאדם: נשלח שוב, או נרשם שוב במקור.',
    en: 'Takes up a document that waits for a person: it is sent again, or written to its source again.',
  },
  ask: {
    he: 'בקשת מספר למסמך שהחוק אינו מחייב לבקש עבורו.',
    en: 'Asks for a number although the law requires none.',
  },
  enter: {
    he: 'הזנת מספר שהתקבל מחוץ לאישור, או הודעה שלא הוקצה מספר.',
    en: 'Enters a number that was obtained elsewhere, or says that there is none.',
  },
  notIssued: { he: 'ידוע שלא הוקצה מספר', en: 'it is known that no number was allocated' },
  yesOther: {
    he: 'גם אם למסמך יש כבר מספר אחר: נרשמת סתירה',
    en: 'also where the document has another number: that makes a conflict',
  },
  evidence: { he: 'מה מוכיח את המספר; נשמר ביומן', en: 'what proves the number; kept in the journal' },
  by: { he: 'מי עושה זאת, לרישום ביומן', en: 'who does it, for the journal' },
  audit: { he: 'בדיקת היומן וייצוא שלו.', en: 'The journal: verify it, export it.' },
  auditVerify: {
    he: 'חישוב מחדש של כל היומן: מה שונה, נמחק, הוסף או הוחלף. שום דבר אינו משתנה.',
    en: 'Computes the whole journal again: what was changed, removed, put in or moved. Changes nothing.',
  },
  against: { he: 'ייצוא קודם, שמגלה גם מה נחתך מאז', en: 'an earlier export, which also finds what was cut off since' },
  auditExport: {
    he: 'ייצוא ראשי היומנים וסיכום אחד לכולם, לשמירה במקום אחר.',
    en: 'Exports the heads of all journals and one digest over them, to be kept elsewhere.',
  },
  exportTo: { he: 'קובץ לכתיבה, במקום הפלט', en: 'file to write, instead of the output' },
  migrate: { he: 'עדכון קובץ הפנקס לגרסת התוכנה.', en: "Brings the ledger's file to the version of this program." },
  onlyLook: { he: 'בדיקה בלבד', en: 'only look' },
  connect: {
    he: 'התחברות לרשות המסים עבור עסק אחד, בדפדפן.',
    en: 'Logs one business in to the Tax Authority, in a browser.',
  },
  paste: {
    he: 'הדבקת הכתובת שהדפדפן הגיע אליה, במקום חזרה למחשב הזה',
    en: 'paste the address at which the browser arrives, instead of coming back to this machine',
  },
  noBrowser: { he: 'הצגת הכתובת בלבד, בלי לפתוח דפדפן', en: 'print the address, and open no browser' },
  connections: {
    he: 'מי מחובר לרשות המסים, ועד מתי.',
    en: 'Who is logged in at the Tax Authority, and for how long still.',
  },
  doctor: {
    he: 'בדיקת הדרך אל רשות המסים ואל המקורות: מה לא תקין ואיך מתקנים. שום מספר אינו מתבקש.',
    en: 'Looks at the way to the Tax Authority and to the sources: what is wrong and how to mend it. Asks for no number.',
  },
  keys: { he: 'המפתח שמצפין טוקנים ובקשות פתוחות.', en: 'The key that encrypts tokens and open asks.' },
  keysNew: {
    he: 'כתיבת מפתח חדש מעל הקודמים; הם ממשיכים לפענח.',
    en: 'Puts a new key above those that there are, which go on decrypting.',
  },
  keysReseal: {
    he: 'הצפנה מחדש של הטוקנים במפתח החדש ביותר, ומה עוד דורש מפתח קודם.',
    en: 'Seals the tokens again with the newest key, and says what still needs an older one.',
  },
  adapters: {
    he: 'המתאמים המותקנים כאן ומה כל אחד יודע.',
    en: 'The adapters that are installed here, and what each can do.',
  },
  configuration: { he: 'קובץ ההגדרות.', en: 'The configuration file.' },
  configSchema: {
    he: 'הסכמה של קובץ ההגדרות (JSON Schema), עם המתאמים המותקנים; לעורכי טקסט.',
    en: 'The JSON Schema of the configuration, with the adapters that are installed; for editors.',
  },
  simulate: {
    he: 'הפעלת סימולטור של רשות המסים במחשב הזה, לצורך ניסיונות.',
    en: 'Starts a double of the Tax Authority on this machine, to try things with.',
  },
  config: {
    he: 'קובץ ההגדרות (ברירת מחדל: ishur.config.yaml בתיקייה)',
    en: 'configuration file (default: ishur.config.yaml here)',
  },
  business: { he: 'רק העסק הזה', en: 'only this business' },
  source: { he: 'רק המקור הזה', en: 'only this source' },
  json: { he: 'פלט לתוכנות: אובייקט JSON בכל שורה', en: 'for machines: one JSON object a line' },
  lang: { he: 'שפת הפלט', en: 'language of the output' },
  adapter: {
    he: 'המתאם שיקרא את הקבצים, במקום זיהוי אוטומטי',
    en: 'adapter that reads the files, instead of recognising it',
  },
  standing: {
    he: 'רק מסמכים במצב הזה: allocated, held, rejected, unconfirmed, parked, invalid ועוד',
    en: 'only documents that stand so: allocated, held, rejected, unconfirmed, parked, invalid and others',
  },
  delivery: {
    he: 'רק מסמכים שמספרם במצב הזה במקור: pending, recorded, handed-over, conflict, stale, parked, impossible',
    en: 'only documents whose number stands so at the source: pending, recorded, handed-over, conflict, stale, parked, impossible',
  },
  type: { he: 'רק סוג המסמך הזה, למשל 305', en: 'only this type of document, such as 305' },
  since: { he: 'רק מיום זה, YYYY-MM-DD', en: 'only from this day, YYYY-MM-DD' },
  until: { he: 'רק עד יום זה, YYYY-MM-DD', en: 'only until this day, YYYY-MM-DD' },
  redacted: {
    he: 'בלי פרטי הלקוח, למי שעוזר מבחוץ',
    en: "without the customer's details, for whoever helps from outside",
  },
  port: { he: 'מספר הפורט להאזנה', en: 'port to listen on' },
  host: { he: 'הכתובת להאזנה (רגיל: רק המחשב הזה)', en: 'address to listen on (default: this machine only)' },
  scenario: {
    he: 'קובץ תרחיש, YAML או JSON: עוסקים, תקלות, טוקנים',
    en: 'scenario file, YAML or JSON: dealers, faults, tokens',
  },
  personality: {
    he: 'מה מקבלת חשבונית מאושרת שנשאלת שוב: same-number, error, new-number',
    en: 'what an approved invoice gets when it is asked again: same-number, error, new-number',
  },
  tokens: { he: 'אילו טוקנים מתקבלים: any, issued', en: 'which tokens are accepted: any, issued' },
  seed: { he: 'מספר שלם; אותו מספר נותן אותן תשובות', en: 'a whole number; the same one gives the same answers' },
  now: { he: 'המועד שבו השעון מתחיל', en: 'the instant at which the clock begins' },
  help: { he: 'הצגת עזרה', en: 'help for the command' },
  version: { he: 'הצגת מספר הגרסה', en: 'the version' },
  hint: { he: 'לעזרה: ishur --help', en: 'For help: ishur --help' },
} as const;

/** What commands and options are called and do, for `--help`. */
export const TEXT: Readonly<Record<keyof typeof texts, LocalizedMessage>> = texts;
