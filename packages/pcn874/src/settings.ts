import type { RuleCode } from './check/rules.ts';
import type { Severity } from './check/finding.ts';

/**
 * Everything that the published documents leave open, or that the Tax Authority changes from time to time («parameter values
 * may change», PCN874 circular, appendix C), with the reading that holds when nothing is set.
 */
export interface CheckSettings {
  /**
   * Whole shekels by which VAT may go beyond its rate, for every record. The tolerance is not published; one shekel is what
   * rounding the VAT and the sum of one record can make.
   */
  readonly vatTolerance: number;
  /** Whole shekels by which the header may differ from its records. «Should be 100 %»: the allowed range is not published. */
  readonly totalsTolerance: number;
  /** Months in which VAT of an input may be deducted, unless the regional office allowed more (error code 208). */
  readonly inputMonths: number;
  /** Tax years that can be reported back (error code 114). */
  readonly periodYears: number;
  /** Percent of the inputs' VAT that petty cash may make in a refund report (error codes 216 and 303). */
  readonly pettyCashRefundPercent: number;
  /** Percent of the VAT of all records, and whole shekels: petty cash stays below the greater of the two (appendix C, note E). */
  readonly pettyCashPercent: number;
  readonly pettyCashFloor: number;
  /** VAT in whole shekels of one invoice that may go into petty cash. According to accounting systems' manuals. */
  readonly pettyCashInvoiceVat: number;
  /** Whole shekels before VAT above which a sale needs its customer's number (appendix C, note A: 5,000 in 2010). */
  readonly identifiedSaleAbove: number;
  /** Inputs from which it is odd that all have one date (error codes 217 and 304). How many is not published. */
  readonly sameDateInputs: number;
  /** What a self-invoice's two records have in common. The notice (error code 215) does not say by what they are matched. */
  readonly selfInvoiceMatch: readonly ('counterpart' | 'date' | 'group' | 'reference')[];
  /** What stands instead of an export entry. The circular's note D says nines, and at its end zeros. */
  readonly serviceExportNumbers: readonly string[];
  /** Records that are held in memory to be compared with each other; a longer file is refused. */
  readonly mostRecords: number;
  /** Another severity for single rules; `off` leaves a rule out. */
  readonly severities: Readonly<Partial<Record<RuleCode, Severity | 'off'>>>;
}

export const DEFAULT_CHECK_SETTINGS: CheckSettings = {
  vatTolerance: 1,
  totalsTolerance: 0,
  inputMonths: 6,
  periodYears: 8,
  pettyCashRefundPercent: 5,
  pettyCashPercent: 2,
  pettyCashFloor: 2_000,
  pettyCashInvoiceVat: 300,
  identifiedSaleAbove: 5_000,
  sameDateInputs: 2,
  selfInvoiceMatch: ['counterpart', 'reference'],
  serviceExportNumbers: ['999999999', '000000000'],
  mostRecords: 1_000_000,
  severities: {},
};
