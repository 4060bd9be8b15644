import { IshurError } from '@ishur/contract';
import type { Agorot, AllocationNumber, VatNumber } from '@ishur/core';
import { parseAllocationNumber, parseVatNumber, thresholdOn } from '@ishur/core';
import type { PurchaseLine } from '@ishur/engine';
import { ENTRY_KINDS, readReport } from '@ishur/pcn874';
import type { ReportEntry } from '@ishur/pcn874';
import { bytesOfReport } from '../pcn874/report-file.ts';
import type { UnreadableLine } from './purchase-lines.ts';

/** Whether the beginning of a file is that of a detailed report (PCN874): its header has 131 characters. PCN874 circular, appendix A. */
export function isReport(head: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?O\d{15}[^\r\n]{115}\r?\n/.test(Buffer.from(head.subarray(0, 200)).toString('latin1'));
}

/**
 * The inputs of a detailed report, as they are verified. What stands for many documents (petty cash, import entries) has no number
 * and is left out; so are sales.
 *
 * @param buyers the dealer's number of the buyer, and that of its union.
 * @throws IshurError `verify/other-dealer` (`fix-config`) where the report is that of somebody else: no number in it would be known.
 */
export async function* purchaseLinesOfReport(
  path: string,
  name: string,
  buyers: readonly string[],
  signal: AbortSignal,
  onUnreadable: (line: UnreadableLine) => void,
): AsyncGenerator<PurchaseLine> {
  let isDeducting = true;
  for await (const record of readReport(bytesOfReport(path, signal))) {
    // Type 6: a non-profit organisation or a financial institution, which deducts nothing.
    if (record.kind === 'header') {
      isDeducting = record.line.text[16] !== '6';
      const dealer = record.line.text.slice(1, 10);
      if (!buyers.includes(dealer)) throw otherDealer(name, dealer, buyers);
    }
    if (record.kind !== 'entry') continue;
    const { side, takesNumber } = ENTRY_KINDS[record.letter];
    if (side !== 'input' || !takesNumber) continue;
    const where = `${name}:${record.line.number}`;
    const supplier = record.entry && parseVatNumber(record.entry.counterpart);
    if (record.entry === undefined || supplier === undefined) onUnreadable(unreadable(where));
    else yield lineOf(where, record.entry, supplier, isDeducting);
  }
}

function lineOf(where: string, entry: ReportEntry, supplier: VatNumber, isDeducting: boolean): PurchaseLine {
  const { letter, date, sum, vat, sign, reference, allocation } = entry;
  const threshold = thresholdOn(date);
  const isDeducted = isDeducting && letter === 'T' && sign === '+' && vat > 0;
  return {
    where,
    purchase: {
      documentType: undefined,
      supplier,
      supplierName: undefined,
      reference,
      date,
      net: (sum * 100) as Agorot,
      vat: (vat * 100) as Agorot,
      gross: undefined,
      number:
        allocation === undefined ? undefined : (parseAllocationNumber(allocation) as AllocationNumber | undefined),
      precision: 'report',
    },
    needsNumber: isDeducted && threshold !== undefined && sum * 100 > threshold.netAbove,
  };
}

function otherDealer(name: string, dealer: string, buyers: readonly string[]): IshurError {
  return new IshurError({
    code: 'verify/other-dealer',
    remedy: 'fix-config',
    message: {
      he: `${name}: הדוח הוא של עוסק ${dealer}, והקונה כאן הוא ${buyers.join(' / ')}. ציינו את העסק הנכון: --business.`,
      en: `${name}: the report is that of dealer ${dealer}, and the buyer here is ${buyers.join(' / ')}. Name the right business: --business.`,
    },
  });
}

function unreadable(where: string): UnreadableLine {
  return {
    where,
    faults: [
      {
        code: 'pcn874/record-unreadable',
        path: 'T',
        message: {
          he: `${where}: לא ניתן לקרוא את הרשומה. בדקו את הקובץ: ishur pcn874 check.`,
          en: `${where}: the record cannot be read. Check the file: ishur pcn874 check.`,
        },
      },
    ],
  };
}
