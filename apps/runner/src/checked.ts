import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { Assessment } from '@ishur/core';

/** What was checked: a document with core's word on it, or what could not be read. */
export type Checked =
  | { readonly kind: 'document'; readonly document: SourceDocument; readonly assessment: Assessment }
  | { readonly kind: 'unreadable'; readonly item: UnreadableItem };
