import type { LocalizedMessage } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';
import type { VatNumber } from '@ishur/core';

/** One thing to read for a check: an adapter with its settings, and on whose behalf. */
export interface Reading {
  /** `acme/office`, or the name of a file. */
  readonly name: string;
  /** As the configuration names them; absent for a file that no source of it holds. */
  readonly business?: string;
  readonly source?: string;
  /** The file that was named, as it was; absent for a source of the configuration. */
  readonly file?: string;
  readonly adapter: Adapter;
  readonly settings: unknown;
  /** From which relative paths in the settings start. */
  readonly folder: string;
  readonly issuer: VatNumber | undefined;
  readonly from: string | undefined;
  /** What a file that was named is taken for, and why. */
  readonly takenFor?: LocalizedMessage;
  /** The adapters that did not know the file, where its name alone speaks for the one that reads it. */
  readonly unknownTo?: readonly string[];
}
