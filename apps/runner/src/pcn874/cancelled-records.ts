import type { FillPlan } from '@ishur/pcn874';
import type { Language } from '../language.ts';
import { cut } from '../output/cut.ts';
import { STANDINGS } from '../output/words.ts';

/** Where a document was given up with the Tax Authority, or replaced by a reverse charge. */
const GIVEN_UP: ReadonlySet<string> = new Set([STANDINGS.cancelled.en, STANDINGS.reversed.en]);

/**
 * Records of documents that the ledger knows to be cancelled, and whether leaving out found anything: «ההנחיה היא לא לכלול את החשבונית
 * ואת הביטול בקובץ PCN874» (API description 2.0 / 7.2024, section 2.2.2, first alternative).
 */
export function cancelledInWords({ outcomes }: FillPlan, isLeavingOut: boolean, language: Language): readonly string[] {
  const say = (he: string, en: string): string => (language === 'he' ? he : en);
  const still = outcomes.flatMap((outcome) => {
    if (!('document' in outcome) || !GIVEN_UP.has(outcome.document.why?.en ?? '')) return [];
    const { record, document } = outcome;
    return [`  ${say('שורה', 'line')} ${record}: ${document.name} (${document.why?.[language] ?? ''})`];
  });
  const lines: string[] = [];
  if (isLeavingOut && !outcomes.some(({ kind }) => kind === 'left-out')) {
    lines.push(
      say(
        'לא נמצא זוג של חשבונית וביטול הזהים בכול מלבד הסימן, ולכן דבר לא הושמט. סטורנו בתאריך אחר או חשבונית זיכוי מוציאים ביד.',
        'No invoice was found with a cancellation alike in everything but the sign, so nothing was left out. A storno of another date, or a credit note, is taken out by hand.',
      ),
    );
  }
  if (still.length > 0) {
    const head = say(
      'מסמכים אלה בוטלו לפי הפנקס, ורשומותיהם עדיין בדוח. לא כוללים בו לא אותם ולא את הביטול שלהם:',
      'The ledger has these documents as cancelled, and their records stand in the report. Neither they nor their cancellation belong there:',
    );
    lines.push([head, ...cut(still, 0, language)].join('\n'));
  }
  return lines;
}
