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
  newAdapter: {
    he: 'מקור שאינו קובץ בתיקייה: שם המתאם, למשל priority',
    en: 'a source that is no file in a folder: its adapter, such as priority',
  },
  newSetting: {
    he: 'הגדרה של המתאם, למשל url=https://… או login.token.env=NAME; אפשר כמה פעמים',
    en: 'a setting of the adapter, such as url=https://… or login.token.env=NAME; may be repeated',
  },
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
  hearingFile: {
    he: 'תיק לשימוע על מסמך מעוכב: המסמכים, הנימוקים, השעון לפי החוק והיומן, כקבצים שאפשר לפתוח ולהדפיס.',
    en: 'The file for a hearing about a held document: the documents, the reasons, the clock of the law and the journal, as files to open and print.',
  },
  hearingFileOut: { he: 'התיקייה שאליה ייכתב התיק', en: 'the folder into which it is written' },
  inbox: {
    he: 'מה ממתין לאדם, הדחוף ביותר ראשון: מה לבחור, מה לתקן, ועד מתי.',
    en: 'What waits for a person, the most urgent first: what to choose, what to mend, and by when.',
  },
  show: {
    he: 'ההיסטוריה המלאה של מסמך אחד. ציון המסמך: [עסק/][מקור/]סוג:מספר, למשל 305:1001.',
    en: 'The whole story of one document, named [business/][source/]type:reference, such as 305:1001.',
  },
  resume: {
    he: 'החזרה לטיפול של מסמך שממתין לאדם: נשלח שוב, או נרשם שוב במקור.',
    en: 'Takes up a document that waits for a person: it is sent again, or written to its source again.',
  },
  ask: {
    he: 'בקשת מספר למסמך שהחוק אינו מחייב לבקש עבורו; או על סמך חשבון עסקה (332) שאושר.',
    en: 'Asks for a number although the law requires none; or on an approved pro-forma (332).',
  },
  base: {
    he: 'חשבון העסקה (332) שעליו החשבונית נסמכת: מסמך, או המזהה שבו תוכנה אחרת ביקשה אותו',
    en: 'the pro-forma (332) on which it rests: a document, or the id under which other software asked for it',
  },
  baseId: {
    he: 'המזהה (invoice_id) שבו תוכנה אחרת ביקשה את חשבון העסקה',
    en: 'the id (invoice_id) under which other software asked for the pro-forma',
  },
  baseNumber: {
    he: 'מספר האישור של חשבון עסקה שאינו בפנקס',
    en: 'the number of a pro-forma that the ledger does not hold',
  },
  approvedNet: { he: 'הסכום שאושר בו, לפני מע"מ', en: 'what was approved of it, before VAT' },
  approvedVat: { he: 'המע"מ שאושר בו', en: 'the VAT that was approved of it' },
  alone: {
    he: 'החשבונית אינה נסמכת על אישור מוקדם, גם אם המקור אומר כך',
    en: 'it rests on no pre-approval, whatever its source says',
  },
  emergency: {
    he: 'מספר ממלאי החירום של רשות המסים, אחרי ניסיונות שנכשלו',
    en: "a number of the Tax Authority's emergency stock, after tries that failed",
  },
  emergencyReported: {
    he: 'המסמך שקיבל מספר חירום דווח לרשות המסים',
    en: 'the document with the emergency number was reported to the Tax Authority',
  },
  enter: {
    he: 'הזנת מספר שהתקבל מחוץ לאישור, או הודעה שלא הוקצה מספר.',
    en: 'Enters a number that was obtained elsewhere, or says that there is none.',
  },
  choose: {
    he: 'ארבע הדרכים של מסמך מעוכב: cancel, ‏continue, ‏reverse-charge, ‏hearing. בלי דרך: מה פירוש כל אחת, מה היא עושה בספרים, מה יש להדפיס, ומה סגור כעת ולמה.',
    en: 'The four ways out of a held document: cancel, continue, reverse-charge, hearing. Without a way: what each means, what it does to the books, what to print, and what is closed now and why.',
  },
  chooseWith: {
    he: 'החשבונית בשיעור אפס, בהיפוך חיוב, כשהמקור אינו מקשר ביניהן',
    en: 'the zero-rate invoice of a reverse charge, where the source does not tie the two',
  },
  chooseWithdraw: {
    he: 'חזרה מהיפוך חיוב, כל עוד החשבונית בשיעור אפס לא הגיעה',
    en: 'take a reverse charge back, as long as its zero-rate invoice has not come',
  },
  chooseSettled: {
    he: 'הדרך כבר נבחרה מחוץ לאישור, למשל באזור האישי: רישום בלבד, דבר לא נשלח',
    en: 'the way was taken outside of Ishur, such as in the personal area: only kept, nothing is sent',
  },
  chooseYes: {
    he: 'בלי לשאול; גם כשהבחירה נמסרת במזהה שמשותף לחשבוניות אחרות (332)',
    en: 'ask nothing; also where the choice goes out under an id that other invoices share (332)',
  },
  hearing: {
    he: 'שימוע: dated יום, ‏won, ‏lost, ‏given-up, ‏objected; היום הוא YYYY-MM-DD (רגיל: היום). בלי מילה: איפה השימוע עומד, מה המועדים ומה להביא.',
    en: 'A hearing: dated DAY, won, lost, given-up, objected; the day is YYYY-MM-DD (usual: today). Without a word: how it stands, what is due and what to bring.',
  },
  hearingWithdraw: {
    he: 'המילה האחרונה על השימוע נרשמה בטעות: חוזרים ממנה, כל עוד לא נבחרה מאז דרך אחרת',
    en: 'the last word on the hearing was a mistake: it is taken back, as long as no other way was taken since',
  },
  notIssued: { he: 'ידוע שלא הוקצה מספר', en: 'it is known that no number was allocated' },
  yesOther: {
    he: 'גם אם למסמך יש כבר מספר אחר: נרשמת סתירה',
    en: 'also where the document has another number: that makes a conflict',
  },
  evidence: { he: 'מה מוכיח את המספר; נשמר ביומן', en: 'what proves the number; kept in the journal' },
  by: { he: 'מי עושה זאת, לרישום ביומן', en: 'who does it, for the journal' },
  print: {
    he: 'הדפסת מסמך עם מספר ההקצאה שלו והמשפטים שחובה לכתוב עליו, כ־PDF או HTML.',
    en: 'Prints a document with its allocation number and the sentences that belong on it, as PDF or HTML.',
  },
  printOut: { he: 'קובץ לכתיבה, ‎.pdf או ‎.html', en: 'file to write, .pdf or .html' },
  slip: {
    he: 'נספח עם המספר והמשפטים בלבד, למסמך שהודפס במקום אחר',
    en: 'only the number and the sentences, for a document that was printed elsewhere',
  },
  copy: { he: 'סימון "העתק"', en: 'marked as a copy («העתק»)' },
  certifiedCopy: { he: 'סימון "העתק נאמן למקור"', en: 'marked as a certified copy («העתק נאמן למקור»)' },
  shortNumber: { he: 'תשע הספרות האחרונות של המספר בלבד', en: 'only the last nine digits of the number' },
  paper: { he: 'שפת הכותרות במסמך', en: 'language of the headings on the paper' },
  pcn874: { he: 'הדוח המפורט למע"מ (PCN874).', en: 'The detailed VAT report (PCN874).' },
  pcn874Check: {
    he: 'בדיקת קובץ PCN874 לפני השידור: מבנה, כל שדה, וסכומים. אין צורך בקובץ הגדרות.',
    en: 'Checks a PCN874 file before it is transmitted: structure, every field, totals. Needs no configuration.',
  },
  pcn874Settings: { he: 'קובץ JSON עם ערכים אחרים לבדיקה', en: 'JSON file with other values for the check' },
  pcn874Fill: {
    he: 'מילוי מספרי ההקצאה הקצרים של העסקאות מן הפנקס. בלי --out רק מוצג מה ישתנה.',
    en: 'Fills in the short allocation numbers of the sales from the ledger. Without --out, only shows what would change.',
  },
  overwrite: { he: 'כתיבה גם על קובץ קיים', en: 'write also over a file that is there' },
  leaveOutCancelled: {
    he: 'השמטת זוגות של חשבונית וביטולה, ועדכון רשומת הפתיחה',
    en: 'leave out pairs of an invoice and its cancellation, and count them off in the header',
  },
  recomputeHeader: { he: 'חישוב רשומת הפתיחה מן הרשומות', en: 'compute the header from the records' },
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
  verify: {
    he: 'צד הקונה: ממספר הקצאה לפרטי החשבונית, מפרטי חשבונית למספר, או בדיקה של קובץ רכש שלם. דבר אינו משתנה ברשות המסים.',
    en: "The buyer's side: from a number to its invoice, from an invoice to its number, or a whole list of purchases. Changes nothing at the Tax Authority.",
  },
  verifyOut: {
    he: 'קובץ לכל הממצאים, ‎.csv או ‎.ndjson; בדיקה שנקטעה ממשיכה ממנו',
    en: 'file for all that was found, .csv or .ndjson; a verification that was cut short goes on with it',
  },
  supplier: { he: 'מספר העוסק של הספק', en: "the supplier's VAT number" },
  net: { he: 'סכום החשבונית לפני מע"מ, בשקלים', en: 'net amount of the invoice, in shekels' },
  vat: { he: 'סכום המע"מ, בשקלים', en: 'its VAT, in shekels' },
  date: { he: 'תאריך החשבונית, YYYY-MM-DD', en: 'the day on the invoice, YYYY-MM-DD' },
  reference: { he: 'מספר החשבונית', en: 'its number' },
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
