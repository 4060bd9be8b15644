import type { IshurError } from '@ishur/contract';
import type { Attention } from '@ishur/core';
import type { CaseSummary, ConnectionReminder } from '@ishur/engine';

/** One line of the inbox. */
export type InboxItem =
  | { readonly kind: 'document'; readonly summary: CaseSummary; readonly attention: Attention }
  | { readonly kind: 'damaged'; readonly summary: CaseSummary; readonly error: IshurError }
  | { readonly kind: 'unreadable'; readonly business: string; readonly source: string; readonly count: number }
  | { readonly kind: 'connection'; readonly business: string; readonly reminder: ConnectionReminder };
