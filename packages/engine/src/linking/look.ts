import type { CaseLink, Cause } from '@ishur/core';
import type { CaseRecord } from '../case-record.ts';

/** What is to become of a document that rests on another one. */
export type Look =
  | {
      readonly kind: 'goes';
      readonly action: 3 | 4;
      readonly invoiceId: string;
      readonly link: CaseLink;
      /** What it rests on, with what has to be noted there. */
      readonly on: CaseRecord;
    }
  /** It rests on nothing that was ever asked for: it is asked for under an id of its own. */
  | { readonly kind: 'alone'; readonly invoiceId: string }
  /** Without a cause: it goes on by itself, and nobody has to do anything. */
  | { readonly kind: 'waits'; readonly cause: Cause | undefined };
