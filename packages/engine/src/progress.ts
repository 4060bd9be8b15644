import type { IshurError } from '@ishur/contract';
import type { UnreadableItem } from '@ishur/contract/v1';
import type { CaseSummary } from './ports/ledger.ts';

/**
 * What a run tells whoever looks on, as it happens. What it says of a case is durable by then. `delivered` says what a
 * source made of a number, which the place in the summary names: recorded, handed over, stale, in conflict or impossible.
 */
export type Progress =
  | { readonly kind: 'read'; readonly source: string; readonly summary: CaseSummary }
  | { readonly kind: 'unreadable'; readonly source: string; readonly item: UnreadableItem }
  | { readonly kind: 'asking'; readonly summary: CaseSummary }
  | { readonly kind: 'answered'; readonly summary: CaseSummary }
  | { readonly kind: 'delivered'; readonly source: string; readonly summary: CaseSummary; readonly where: string }
  | { readonly kind: 'trouble'; readonly error: IshurError; readonly summary?: CaseSummary; readonly source?: string };

export type Report = (progress: Progress) => void;
