import { IshurError } from '@ishur/contract';
import type { Standing } from '@ishur/core';
import type { Ledger } from '@ishur/engine';
import type { BusinessConfiguration } from './configuration/schema.ts';

/** A case that stands so was taken up by the authority under its dealer's number. Before that, a typing error may be mended. */
const TAKEN_UP: readonly Standing[] = [
  'allocated',
  'held',
  'settled-elsewhere',
  'choosing',
  'hearing',
  'hearing-won',
  'awaiting-replacement',
  'replaced',
  'continued',
  'reversed',
  'rejected',
  'unconfirmed',
  'diverged',
];

/**
 * A business whose documents were asked for under another dealer's number is another business: its ids, its log-in and its
 * books are that dealer's.
 *
 * @returns IshurError `config/dealer-changed` (`fix-config`), or undefined where all is as it was.
 */
export async function changedDealer(
  ledger: Pick<Ledger, 'list'>,
  { id, vatNumber }: Pick<BusinessConfiguration, 'id' | 'vatNumber'>,
): Promise<IshurError | undefined> {
  for await (const { invoiceId, action } of ledger.list({ business: id, standings: TAKEN_UP })) {
    // Others have the id of what they rest on.
    if (invoiceId === undefined || action !== 0) continue;
    // `<dealer>-<type>-…`: what the ids of invoices begin with.
    const before = invoiceId.slice(0, 9);
    return before === vatNumber ? undefined : refusal(id, before, vatNumber);
  }
  return undefined;
}

function refusal(business: string, before: string, now: string): IshurError {
  return new IshurError({
    code: 'config/dealer-changed',
    remedy: 'fix-config',
    message: {
      he: `העסק "${business}": מספרים כבר נתבקשו עבור עוסק ${before}, ובקובץ ההגדרות כתוב עכשיו vatNumber ${now}. דבר לא נשלח עבורו. אם זו טעות, החזירו את ${before}. אם זה עוסק אחר, תנו לו id חדש משלו תחת businesses, ואת "${business}" השאירו כפי שהיה או הסירו.`,
      en: `Business "${business}": numbers were asked for in the name of dealer ${before}, and the configuration now says vatNumber ${now}. Nothing was sent for it. If that is a mistake, put ${before} back. If it is another dealer, give it a new id of its own under \`businesses\`, and leave "${business}" as it was or take it out.`,
    },
  });
}
