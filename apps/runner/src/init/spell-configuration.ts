import { stringify } from 'yaml';
import type { Language } from '../language.ts';
import type { Answers } from './answers.ts';
import type { Understood } from './understand-source.ts';

/** The text of a configuration: YAML whose comments say what each line means. */
export function spellConfiguration(answers: Answers, language: Language): string {
  const { tier, url, business, vatNumber, operator, sources } = answers;
  const words = WORDS[language];
  const quoted = (text: string): string => JSON.stringify(text);
  const lines = [
    ...comment('', words.head),
    '',
    ...comment('', words.authority),
    'authority:',
    `  tier: ${tier}`,
    ...(url === undefined ? [] : [...comment('  ', words.url), `  url: ${quoted(url)}`]),
    '',
    ...comment('', words.ledger),
    'ledger: ./ishur.db',
    '',
    ...(tier === 'simulator' ? [] : [...comment('', words.client), ...CLIENT, '']),
    'businesses:',
    ...comment('  ', words.business),
    `  - id: ${quoted(business)}`,
    ...comment('    ', words.vatNumber),
    `    vatNumber: ${quoted(vatNumber)}`,
    ...comment('    ', words.operator),
    `    operator: { name: ${quoted(operator)} }`,
    ...comment('    ', words.ask),
    '    ask: required',
    ...comment('    ', words.sources),
    '    sources:',
    ...sources.flatMap((source) => sourceLines(source, answers, language)),
  ];
  return `${lines.join('\n')}\n`;
}

function sourceLines({ source, settings, assumed }: Understood, { from }: Answers, language: Language): string[] {
  const words = WORDS[language];
  const spelled = stringify(settings, { lineWidth: 0 }).trimEnd().split('\n');
  return [
    ...comment('      ', words.source(source.files.length)),
    `      - id: ${JSON.stringify(source.id)}`,
    `        adapter: ${source.adapter.id}`,
    ...comment('        ', words.from),
    from === undefined ? '        # from: 2026-06-01' : `        from: ${from}`,
    ...comment(
      '        ',
      words.with(
        source.adapter.id,
        spelled.some((line) => line.includes('*')),
      ),
    ),
    '        with:',
    // What was assumed is asked for where its setting would stand.
    ...comment(
      '          ',
      assumed.map((message) => message[language].replaceAll(/\s+/g, ' ')),
    ),
    ...spelled.map((line) => `          ${line}`),
  ];
}

function comment(indent: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${indent}# ${line}`);
}

const CLIENT = ['client:', '  id: { env: ISHUR_CLIENT_ID }', '  secret: { env: ISHUR_CLIENT_SECRET }'];

interface Words {
  readonly head: readonly string[];
  readonly authority: readonly string[];
  readonly url: readonly string[];
  readonly ledger: readonly string[];
  readonly client: readonly string[];
  readonly business: readonly string[];
  readonly vatNumber: readonly string[];
  readonly operator: readonly string[];
  readonly ask: readonly string[];
  readonly sources: readonly string[];
  readonly from: readonly string[];
  readonly source: (files: number) => readonly string[];
  readonly with: (adapter: string, hasStar: boolean) => readonly string[];
}

const WORDS: Readonly<Record<Language, Words>> = {
  he: {
    head: [
      'קובץ ההגדרות של אישור, שנוצר על ידי ishur init. נתיבים מתחילים בתיקייה של הקובץ הזה.',
      'בדיקה בלי לשלוח דבר: ishur check. הרצה: ishur run. מה כל מפתח אומר, מראה עורך עם הסכמה של: ishur config schema',
    ],
    authority: ['את מי שואלים: simulator (הכול נשאר במחשב הזה), sandbox (סביבת הניסוי של רשות המסים) או production.'],
    url: ['הכתובת שבה הסימולטור מאזין.'],
    ledger: ['הפנקס: מה נשאל ומה נענה. נוצר בהרצה הראשונה. אין למחוק אותו: בזכותו אין שואלים פעמיים.'],
    client: [
      'המזהה והסוד מפורטל המפתחים של רשות המסים. הם אינם נכתבים כאן, אלא במשתני סביבה בשמות האלה,',
      'או בקבצים נפרדים: { file: ./client-secret.txt }',
    ],
    business: ['השם שלכם לעסק. אין לשנות אותו אחרי ההרצה הראשונה: המסמכים בפנקס נקראים על שמו.'],
    vatNumber: ['מספר העוסק, תשע ספרות במירכאות.'],
    operator: ['מי מבקש את המספרים, כפי שנמסר לרשות המסים: שם משתמש פנימי, עד 25 תווים.'],
    ask: ['required: לבקש כשהחוק מחייב. nothing: רק לקרוא ולהחליט, בלי לבקש.'],
    sources: ['מהיכן המסמכים נקראים. לכל מקור שם משלו, שאין לשנות אותו.'],
    from: ['מסמכים שתאריכם לפני היום הזה אינם נקראים: מאיזה יום אישור אחראי.'],
    source: (files) => (files === 0 ? [] : [files === 1 ? 'נמצא כאן קובץ אחד.' : `נמצאו כאן ${files} קבצים.`]),
    with: (adapter, hasStar) => [
      `הגדרות של המתאם ${adapter}.${hasStar ? ' כוכבית בנתיב: גם הקבצים הבאים ייקראו.' : ''}`,
    ],
  },
  en: {
    head: [
      'The configuration of Ishur, made by `ishur init`. Paths start at the folder of this file.',
      'Check without sending anything: ishur check. Run: ishur run. What each key means, shows an editor with the schema of: ishur config schema',
    ],
    authority: [
      "Whom to ask: simulator (all stays on this machine), sandbox (the Tax Authority's tests) or production.",
    ],
    url: ['Where the simulator listens.'],
    ledger: ['What was asked and answered. Made at the first run. Never delete it: it keeps us from asking twice.'],
    client: [
      "The id and the secret from the Tax Authority's developer portal. They never stand here, but in environment",
      'variables of these names, or in files of their own: { file: ./client-secret.txt }',
    ],
    business: ['Your name for the business. Not to be changed after the first run: the ledger names documents by it.'],
    vatNumber: ["The dealer's number: nine digits, in quotes."],
    operator: ['Whoever asks, as the Tax Authority is told: an internal user name, up to 25 characters.'],
    ask: ['required: ask where the law requires a number. nothing: read and decide, and ask for nothing.'],
    sources: ['Where documents are read. Each has a name of its own, which is not to be changed.'],
    from: ['Documents dated before this day are not read: the day from which Ishur is in charge.'],
    source: (files) =>
      files === 0 ? [] : [files === 1 ? 'One file was found here.' : `${files} files were found here.`],
    with: (adapter, hasStar) => [
      `Settings of the adapter ${adapter}.${hasStar ? ' A star in a path: files that come later are read too.' : ''}`,
    ],
  },
};
