import type { LocalizedMessage } from '@ishur/contract';
import type { CaseId } from '../ports/ledger.ts';

/** Permanent: codes are added, and never change their meaning. */
export type FindingCode =
  /** An entry is not what its hash was made of: changed, moved here from elsewhere, or put in. */
  | 'audit/entry-changed'
  /** Between two entries one is missing. */
  | 'audit/entry-missing'
  /** The workflow does not allow an entry after those before it, or its event cannot be read at all. */
  | 'audit/entry-impossible'
  /** What cases are found by says something else than the journal. */
  | 'audit/projection-differs'
  /** A journal, and nothing by which its case is found. */
  | 'audit/projection-missing'
  /** A case that is found, and not one entry of its journal. */
  | 'audit/journal-missing'
  /** The storage hands out cases twice or out of order: its index is damaged. */
  | 'audit/out-of-order'
  /** The export knew later entries. */
  | 'audit/tail-cut'
  /** The export knew the case. */
  | 'audit/case-vanished'
  /** Sound in itself, and another story than the one that was exported. */
  | 'audit/rewritten';

/** One thing in a ledger that is not as it was written. A value, not an exception. */
export interface AuditFinding {
  readonly code: FindingCode;
  readonly case: CaseId;
  /** The entry; absent where it is about the case as a whole. */
  readonly entry?: number;
  /** What should be there. Names and numbers of customers are masked. */
  readonly expected: string;
  readonly found: string;
  readonly message: LocalizedMessage;
}

/** Says in words what was found. */
export function finding(
  code: FindingCode,
  where: { readonly case: CaseId; readonly entry?: number },
  expected: string,
  found: string,
): AuditFinding {
  const { he, en } = WORDS[code];
  const entry = {
    he: where.entry === undefined ? '' : `, רשומה ${where.entry}`,
    en: where.entry === undefined ? '' : `, entry ${where.entry}`,
  };
  const message = {
    he: `${where.case}${entry.he}: ${he} צפוי: ${expected}; נמצא: ${found}.`,
    en: `${where.case}${entry.en}: ${en} Expected: ${expected}; found: ${found}.`,
  };
  return { code, ...where, expected, found, message };
}

const WORDS: Readonly<Record<FindingCode, LocalizedMessage>> = {
  'audit/entry-changed': {
    he: 'הרשומה אינה כפי שנכתבה, או שאינה המשך של הרשומה שלפניה. השוו לגיבוי.',
    en: 'The entry is not as it was written, or does not go on from the one before it. Compare it with a backup.',
  },
  'audit/entry-missing': {
    he: 'חסרה רשומה ביומן. השוו לגיבוי.',
    en: 'An entry is missing. Compare it with a backup.',
  },
  'audit/entry-impossible': {
    he: 'הרשומה אינה אפשרית אחרי הרשומות שלפניה. השוו לגיבוי.',
    en: 'The entry is impossible after those before it. Compare it with a backup.',
  },
  'audit/projection-differs': {
    he: 'הרישום שלפיו המסמך נמצא ומוצג אינו תואם ליומן שלו.',
    en: 'What the case is found and listed by does not fit its journal.',
  },
  'audit/projection-missing': {
    he: 'יש יומן, ואין רישום שלפיו המסמך נמצא ומוצג.',
    en: 'There is a journal, and nothing by which its case is found and listed.',
  },
  'audit/journal-missing': {
    he: 'המסמך רשום, ויומנו נעלם. השוו לגיבוי.',
    en: 'The case is listed, and its journal is gone. Compare it with a backup.',
  },
  'audit/out-of-order': {
    he: 'המסמכים אינם לפי הסדר: קובץ הפנקס פגום. שחזרו מגיבוי.',
    en: 'Cases come out of order: the file of the ledger is damaged. Restore a backup.',
  },
  'audit/tail-cut': {
    he: 'חסרות רשומות אחרונות שהיו ביומן בעת הייצוא. השוו לגיבוי.',
    en: 'The last entries, which were there at the export, are gone. Compare it with a backup.',
  },
  'audit/case-vanished': {
    he: 'המסמך היה בפנקס בעת הייצוא, ואיננו. השוו לגיבוי.',
    en: 'The case was there at the export, and is gone. Compare it with a backup.',
  },
  'audit/rewritten': {
    he: 'היומן שלם כשלעצמו, אבל אינו היומן שיוצא. מישהו כתב אותו מחדש.',
    en: 'The journal is sound in itself, and is not the one that was exported: somebody wrote it anew.',
  },
};
