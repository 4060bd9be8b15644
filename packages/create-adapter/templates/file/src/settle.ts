import { isSameAllocationNumber, materialDifferences } from '@ishur/adapter-kit';
import { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement, SourceDocument } from '@ishur/contract/v1';
import type { ResultEntry } from './result-file.ts';
import { ID } from './system.ts';

/** What becomes of one settlement, and the line to write where one changes. */
export interface Settled {
  readonly receipt: RecordReceipt;
  readonly entry?: ResultEntry;
}

/** Decides one settlement. `document` is the invoice as it stands now, `entry` what the result file says of it. */
export function settle(
  { ref, number, asked, notices, withdrawn = [] }: Settlement,
  document: SourceDocument | undefined,
  entry: ResultEntry | undefined,
  where: string,
): Settled {
  // It may end in a spreadsheet or a query of somebody else.
  if (number !== undefined && !/^\d{1,30}$/.test(number))
    return { receipt: { ref, kind: 'failed', cause: notDigits() } };

  // Another number is never overwritten, whoever wrote it.
  for (const existingNumber of [document?.existingNumber, entry?.number]) {
    if (existingNumber === undefined || number === undefined) continue;
    if (!isSameAllocationNumber(existingNumber, number)) return { receipt: { ref, kind: 'conflict', existingNumber } };
  }

  // A number must not stand beside amounts that it was not given for.
  if (document === undefined || materialDifferences(asked, document.fields).length > 0) {
    if (entry?.number === undefined) return { receipt: { ref, kind: 'stale' } };
    const remark = `למסמך הוקצה מספר ${entry.number} לפני שהמסמך שונה; בדקו`;
    return { receipt: { ref, kind: 'stale' }, entry: { ref, notices: entry.notices, remark } };
  }

  const held = document.existingNumber ?? entry?.number;
  const hasAll = notices.every(({ code, text }) =>
    entry?.notices.some((each) => each.code === code && each.text === text),
  );
  // What holds no more is taken away, such as that nothing may be deducted before there was a number.
  const taken = new Set(withdrawn.map(({ code }) => code));
  const hasNone = entry?.notices.every(({ code }) => !taken.has(code)) !== false;
  if (hasAll && hasNone && (number === undefined ? entry !== undefined : held !== undefined)) {
    return { receipt: { ref, kind: 'already-there', where } };
  }
  const codes = new Set(notices.map(({ code }) => code));
  const all = [...(entry?.notices ?? []).filter(({ code }) => !codes.has(code) && !taken.has(code)), ...notices];
  const whole = number ?? entry?.number;
  return {
    // A person still has to import the file: handed over, not recorded.
    receipt: { ref, kind: 'handed-over', where },
    entry: { ref, ...(whole === undefined ? {} : { number: whole }), notices: all },
  };
}

function notDigits(): IshurError {
  return new IshurError({
    code: `${ID}/number-not-digits`,
    remedy: 'report-bug',
    message: {
      he: 'מספר ההקצאה אינו מורכב מספרות בלבד, ולכן לא נכתב. דווחו על כך.',
      en: 'The allocation number is not made of digits alone and was not written. Please report this.',
    },
  });
}
