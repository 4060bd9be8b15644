import { visit } from 'yaml';
import type { Alias, Document, ErrorCode } from 'yaml';

/** What the reader of YAML says in English, for a Hebrew sentence. What is rare is told by its place alone. */
export function yamlInHebrew(code: ErrorCode): string {
  return WORDS[code] ?? 'הכתיב אינו YAML תקין; בדקו הזחה, מירכאות, נקודתיים וסוגריים בשורה הזאת ובשורה שלפניה';
}

const WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  DUPLICATE_KEY: 'מפתח מופיע פעמיים; השאירו רק אחד מהם',
  TAB_AS_INDENT: 'הזחה בטאב; כתבו רווחים',
  BAD_INDENT: 'ההזחה אינה תואמת את השורות שמסביב; יישרו אותה ברווחים',
  MISSING_CHAR: 'חסר תו: מירכאות, סוגר, פסיק או נקודתיים; ייתכן שהוא חסר בשורה קודמת',
  MULTILINE_IMPLICIT_KEY: 'מפתח שאינו בשורה אחת; ייתכן שחסרות נקודתיים או מירכאות',
  UNEXPECTED_TOKEN: 'תו שאינו במקומו; ייתכן שחסרות מירכאות או סוגר',
  BAD_SCALAR_START: 'ערך שמתחיל בתו שמור; כתבו אותו במירכאות',
  BLOCK_AS_IMPLICIT_KEY: 'שני מפתחות בשורה אחת; ייתכן שחסרות מירכאות סביב ערך שיש בו נקודתיים',
  MULTIPLE_DOCS: 'יש בקובץ יותר ממסמך אחד (---); השאירו רק אחד',
  BAD_ALIAS: 'כוכבית או & שאינם במקומם; כתבו את הערך במירכאות',
};

/** `*name` means the value that was called so. Whoever writes `path: *.csv` meant the files. */
export function unresolvedAlias(document: Document): Alias | undefined {
  let found: Alias | undefined;
  const known = new Set<string>();
  visit(document, {
    Node(_key, node) {
      if ('anchor' in node && typeof node.anchor === 'string') known.add(node.anchor);
    },
    Alias(_key, node) {
      if (known.has(node.source)) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}

/** English, then Hebrew. */
export function starWords(source: string): [en: string, he: string] {
  return [
    `a value that begins with * has to be in quotes: "*${source}" (without them it refers to a value named ${source}, which there is not)`,
    `ערך שמתחיל בכוכבית נכתב במירכאות: "*${source}"`,
  ];
}
