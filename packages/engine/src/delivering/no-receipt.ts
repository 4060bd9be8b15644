import { IshurError } from '@ishur/contract';
import type { Source } from '../business.ts';

/** The code of what {@link missingReceipt} gives. */
export const NO_RECEIPT = 'engine/no-receipt';

/** Refs that a message names. */
const NAMED = 3;

/**
 * A source was handed settlements and gave no receipt for some of them: whether they stand there, nobody knows. `report-bug` of
 * the adapter; the numbers are kept, and handed over again.
 *
 * @param of how many were handed over together.
 * @param instead what the source gave that is no receipt for any of them.
 */
export function missingReceipt(
  source: Pick<Source, 'id' | 'adapter'>,
  refs: readonly string[],
  of: number,
  instead: string | undefined,
): IshurError {
  const named = refs.slice(0, NAMED).join(', ') + (refs.length > NAMED ? ', …' : '');
  const he = instead === undefined ? '' : ` במקום אישור התקבל: ${instead}.`;
  const en = instead === undefined ? '' : ` Given instead: ${instead}.`;
  const by = source.adapter === undefined ? '' : ` "${source.adapter}"`;
  return new IshurError({
    code: NO_RECEIPT,
    remedy: 'report-bug',
    message: {
      he: `המתאם${by} של המקור "${source.id}" לא אישר את הרישום של ${refs.length} מתוך ${of} (${named}).${he} המספרים שמורים ויימסרו לו שוב. דווחו ליצרן המתאם.`,
      en: `The adapter${by} of source "${source.id}" gave no receipt for ${refs.length} of ${of} (${named}).${en} The numbers are kept and offered again. Report it to the maker of the adapter.`,
    },
  });
}
