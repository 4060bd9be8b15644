import type { Shekels } from '../shekels.ts';
import type { ReportEntry } from './entry.ts';
import type { ReportHeader } from './header.ts';
import { ENTRY_KINDS } from './letters.ts';
import type { EntryLetter } from './letters.ts';

/** What the records of a report add up to. Credits count negative, as the sign of their record says. */
export interface ReportTotals {
  /** Records by letter. */
  readonly records: Readonly<Record<EntryLetter, number>>;
  readonly salesRecords: number;
  readonly inputsRecords: number;
  /** Sums of the sales that have VAT; a mixed invoice counts as taxable (PCN874 circular, remarks to appendix A). */
  readonly taxableSales: Shekels;
  readonly taxableSalesVat: Shekels;
  /** Sums of the sales without VAT. */
  readonly zeroExemptSales: Shekels;
  /** Of these, sales of so little that their VAT may have been rounded to nothing: a header may count them as taxable. */
  readonly roundedToNoVat: Shekels;
  /** Other inputs and equipment together: records do not tell them apart. */
  readonly inputsVat: Shekels;
  /** VAT of petty cash (K), which is part of `inputsVat`. */
  readonly pettyCashVat: Shekels;
}

export interface TotalsCounter {
  add(entry: ReportEntry): void;
  totals(): ReportTotals;
}

/** Adds records up, one by one, in whole shekels: every record is rounded already (PCN874 circular, appendix A). */
export function countTotals(): TotalsCounter {
  const records = { S: 0, L: 0, M: 0, Y: 0, I: 0, T: 0, C: 0, K: 0, R: 0, P: 0, H: 0 };
  const sums = {
    taxableSales: 0,
    taxableSalesVat: 0,
    zeroExemptSales: 0,
    roundedToNoVat: 0,
    inputsVat: 0,
    pettyCashVat: 0,
  };
  const sides = { sale: 0, input: 0 };
  return {
    add({ letter, sign, sum, vat }) {
      const { side } = ENTRY_KINDS[letter];
      const direction = sign === '-' ? -1 : 1;
      records[letter] += 1;
      sides[side] += 1;
      if (side === 'input') sums.inputsVat += direction * vat;
      else if (vat === 0) {
        sums.zeroExemptSales += direction * sum;
        if (sum <= SMALL) sums.roundedToNoVat += sum;
      } else {
        sums.taxableSales += direction * sum;
        sums.taxableSalesVat += direction * vat;
      }
      if (letter === 'K') sums.pettyCashVat += direction * vat;
    },
    totals: () => ({
      records: { ...records },
      salesRecords: sides.sale,
      inputsRecords: sides.input,
      taxableSales: plain(sums.taxableSales),
      taxableSalesVat: plain(sums.taxableSalesVat),
      zeroExemptSales: plain(sums.zeroExemptSales),
      roundedToNoVat: plain(sums.roundedToNoVat),
      inputsVat: plain(sums.inputsVat),
      pettyCashVat: plain(sums.pettyCashVat),
    }),
  };
}

/** Whole shekels of a sale whose VAT may round to zero: 18 % of 2.70, which is reported as 3. */
const SMALL = 3;

/** What records do not say, and the header does. */
export interface HeaderFrame extends Pick<ReportHeader, 'dealer' | 'period' | 'reportType' | 'generatedOn'> {
  /** The part of the inputs' VAT that is for equipment. */
  readonly equipmentInputsVat: Shekels;
}

/**
 * The header that the records add up to. The VAT to pay is that of the sales less that of all inputs.
 *
 * Sources: PCN874 circular, appendix A; notice on error codes of 27.12.2015, code 125.
 */
export function computeHeader(frame: HeaderFrame, totals: ReportTotals): ReportHeader {
  const { taxableSales, taxableSalesVat, zeroExemptSales, inputsVat, salesRecords, inputsRecords } = totals;
  const { dealer, period, reportType, generatedOn, equipmentInputsVat } = frame;
  return {
    dealer,
    period,
    reportType,
    generatedOn,
    taxableSales,
    taxableSalesVat,
    otherRateSales: plain(0),
    otherRateVat: plain(0),
    salesRecords,
    zeroExemptSales,
    otherInputsVat: plain(inputsVat - equipmentInputsVat),
    equipmentInputsVat,
    inputsRecords,
    payable: plain(taxableSalesVat - inputsVat),
  };
}

/** Never minus zero. */
function plain(amount: number): Shekels {
  return (amount === 0 ? 0 : amount) as Shekels;
}
