import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { CaseState } from '@ishur/core';
import type { CliContext } from '../cli-context.ts';
import type { Language } from '../language.ts';

/**
 * What a choice does beyond its document: an invoice on an approved 332 was asked for under the id of the 332 (API description
 * 2.0 / 7.2024, section 2.4), and a choice carries the id of the ask (table 4.1, field 1). No source says what then becomes of the
 * approval and of the other invoices on it.
 */
export function sharedIdWarning(id: string, { link, invoiceId }: CaseState): LocalizedMessage | undefined {
  if (link?.kind !== 'base' || invoiceId === undefined) return undefined;
  return {
    he: `שימו לב: המספר למסמך ${id} התבקש במסגרת חשבון העסקה ${link.case}, ולכן הבחירה נמסרת לרשות המסים במזהה שלו (${invoiceId}), שמשותף לאישור ולכל החשבוניות שעליו. התיעוד הרשמי אינו אומר מה קורה אז לאישור ולחשבוניות האחרות, ואי אפשר לחזור מהבחירה. מומלץ לברר קודם ברשות המסים.`,
    en: `Mind: document ${id} was asked for on pro-forma ${link.case}, so the choice goes to the Tax Authority with the id of that (${invoiceId}), which the approval and every other invoice on it bear too. No official source says what becomes of them then, and the choice cannot be taken back. Better ask the Tax Authority first.`,
  };
}

/**
 * @throws IshurError `cli/shared-id` (`fix-document`) where nobody says yes.
 */
export async function confirmSharedId(
  { terminal, signal }: CliContext,
  warning: LocalizedMessage,
  { lang, json }: { readonly lang: Language; readonly json?: boolean },
): Promise<void> {
  if (terminal !== undefined && json !== true) {
    const { confirmInWords } = await import('./ask-for-way.ts');
    if (await confirmInWords(terminal, signal, warning, lang)) return;
  }
  throw new IshurError({
    code: 'cli/shared-id',
    remedy: 'fix-document',
    message: {
      he: `${warning.he} דבר לא נשלח. אם זו הכוונה, הוסיפו --yes.`,
      en: `${warning.en} Nothing was sent. If that is what you mean, add --yes.`,
    },
  });
}
