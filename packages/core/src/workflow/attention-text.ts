import type { LocalizedMessage } from '@ishur/contract';
import type { Choice } from './case-state.ts';

/** `high`: a customer, or the law, waits. `medium`: something stands still. `low`: good to know. */
export type Urgency = 'high' | 'medium' | 'low';

/** Something that a person can do. */
export interface AttentionStep {
  readonly say: LocalizedMessage;
  /** What to type for it, DOC for the document. */
  readonly command?: string;
  /** A way out that must be shown and is not open; `say` tells why. */
  readonly closed?: Choice;
}

/** The words of one code. */
export interface AttentionText {
  /** Without a day that presses. */
  readonly urgency: Urgency;
  readonly title: LocalizedMessage;
  readonly happened: LocalizedMessage;
  readonly meaning: LocalizedMessage;
  /** The same of a document that went out without a number, where it is another thing. */
  readonly meaningWhenOut?: LocalizedMessage;
  readonly todo: readonly AttentionStep[];
  /** What to do, in a few words, where that is done outside of Ishur. */
  readonly inShort?: LocalizedMessage;
}
