import { IshurError } from '@ishur/contract';
import type { CaseId } from './ledger.ts';

/** What is stored of a case cannot be what was written: it was changed outside of us, or the disk lost it. */
export function ledgerDamaged(id: CaseId, entry: number | undefined, detail: string, cause?: unknown): IshurError {
  const where = {
    he: entry === undefined ? '' : `, רשומה ${entry}`,
    en: entry === undefined ? '' : `, entry ${entry}`,
  };
  return new IshurError({
    code: 'ledger/damaged',
    remedy: 'fix-config',
    message: {
      he: `היומן של המסמך ${id}${where.he} אינו כפי שנכתב (${detail}). הריצו ishur audit verify, ושחזרו את הפנקס מגיבוי.`,
      en: `The journal of case ${id}${where.en} is not as it was written (${detail}). Run \`ishur audit verify\`, and restore the ledger from a backup.`,
    },
    ...(cause === undefined ? {} : { cause }),
  });
}
