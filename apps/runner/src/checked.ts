import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { Assessment, Decision } from '@ishur/core';

/** A document with core's word on it. */
export interface CheckedDocument {
  readonly kind: 'document';
  readonly document: SourceDocument;
  readonly assessment: Assessment;
  /** Its source tells it a second time, otherwise: a run asks for neither. */
  readonly isToldTwice?: true;
}

/** What was checked: a document, or what could not be read. */
export type Checked = CheckedDocument | { readonly kind: 'unreadable'; readonly item: UnreadableItem };

/** What a run would make of a document. Only what is final is asked for. */
export type Outcome = Decision['kind'] | 'draft' | 'cancelled' | 'told-twice';

export function outcomeOf({ document, assessment, isToldTwice }: CheckedDocument): Outcome {
  if (isToldTwice === true) return 'told-twice';
  const { kind } = assessment.decision;
  if (document.standing === 'final' || kind === 'already-allocated') return kind;
  return document.standing;
}
