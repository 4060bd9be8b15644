import type { AdapterSession, SourceReport } from '@ishur/contract/v1';
import type { BusinessDay, VatNumber } from '@ishur/core';

/** The dealer (עוסק) on whose behalf the engine asks. */
export interface Business {
  readonly id: string;
  readonly vatNumber: VatNumber;
  /** Whoever really asks. API description 2.0 / 7.2024, table 2.1, fields 6 and 7: at least one of the two. */
  readonly operator: { readonly name?: string; readonly id?: VatNumber };
  /** Registration number of the software; the dealer's own number where there is no certificate (table 2.1, field 15). */
  readonly softwareNumber?: VatNumber;
  readonly unionVatNumber?: VatNumber;
  readonly authorizedCompany?: VatNumber;
  /**
   * `required`: ask for what the law requires. `eligible`: and for whatever else the authority gives a number. `nothing`: read
   * and decide, ask for nothing.
   */
  readonly ask: 'required' | 'eligible' | 'nothing';
}

/** One accounting system of a business, opened and checked. */
export interface Source {
  readonly id: string;
  /** The id of the adapter that reads it, for whoever is told that it failed. */
  readonly adapter?: string;
  /** Set apart numberings that repeat, so that two documents with one number have two ids. */
  readonly series?: string;
  /** Documents dated before this day are of no interest. */
  readonly from?: BusinessDay;
  readonly session: AdapterSession;
  readonly report: SourceReport;
  /**
   * What the adapter's capabilities say: it reads on after a cursor. A source that does not is read from the start every time,
   * and what is missing then is gone. Default false.
   */
  readonly incremental?: boolean;
  /**
   * True where numbers go into a file of ours: it may be deleted, or the source's file renamed, so what the source still holds
   * is handed over again in every run. Such a source finds quickly that there is nothing to do. Default false.
   */
  readonly deliversAgain?: boolean;
}
