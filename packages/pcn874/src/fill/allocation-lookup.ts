import type { LocalizedMessage } from '@ishur/contract';
import type { Agorot, AllocationNumber } from '@ishur/core';
import type { ReportEntry } from '../format/entry.ts';

/** What somebody else knows of a document: a ledger of our own sales, a list of purchases. */
export interface KnownDocument {
  /** Tells it from every other document, and is shown to people. */
  readonly name: string;
  /** As it is printed, with letters and signs. */
  readonly reference: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Nine digits of the other side; undefined where it has no number. */
  readonly counterpart: string | undefined;
  /** Without their sign: `isCredit` says it. */
  readonly net: Agorot;
  readonly vat: Agorot;
  readonly isCredit: boolean;
  /** Only a number that may be reported: undefined where there is none, or a person has to look first. */
  readonly number: AllocationNumber | undefined;
  /** Why there is no number to report. */
  readonly why?: LocalizedMessage;
}

/** Where allocation numbers come from. */
export interface AllocationLookup {
  /**
   * The documents that may be the one of a record: all whose number ends in the record's reference
   * ({@link referenceDigits}). Which of them it is, if any, is decided here and not by the look-up.
   */
  candidates(entry: ReportEntry): Iterable<KnownDocument> | Promise<Iterable<KnownDocument>>;
}

/**
 * A document's number as PCN874 has it: the right-most nine digits, without letters and signs (PCN874 circular, appendix A;
 * notice on error codes of 27.12.2015, code 205). `undefined` where no digit but zeros is left.
 */
export function referenceDigits(reference: string): string | undefined {
  const digits = reference.replace(/\D/g, '').slice(-9).padStart(9, '0');
  return /[1-9]/.test(digits) ? digits : undefined;
}
