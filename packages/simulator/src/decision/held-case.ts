import type { Tier } from '../tier.ts';

/** The three decisions of the service. API description 2.0 / 7.2024, section 4.1. */
export type Decision = 'Cancel' | 'Continue' | 'FurtherObjection';

/** One invoice that was refused in substance. */
export interface HeldCase {
  readonly tier: Tier;
  readonly invoice_id: string;
  readonly vat_number: number;
  readonly invoice_type?: number;
  /** Of the request that was held: a decision has to carry the same. Table 4.1, field 6. */
  readonly accounting_software_number?: number;
  /** The newest; a reverse charge is decided through Approval. */
  readonly decision?: Decision | 'ReverseCharge';
  /** How its hearing ended, as the control API said. */
  readonly hearing?: 'won' | 'lost';
}

/** One call of the decision service that passed the gateway. */
export interface DecisionEntry {
  readonly tier: Tier;
  readonly decision: Decision;
  readonly invoice_id: string;
  readonly vat_number: number;
  readonly accounting_software_number: number;
  /** SHA-256 of the body's bytes, in hexadecimal. */
  readonly body_sha256: string;
  readonly outcome: 'accepted' | 'refused' | 'no-permission';
}

/**
 * Which decisions may follow which. A continued invoice may go to a hearing later (section 2.2.2), and a hearing may be
 * given up or lost; a cancelled one is over. The rest is ours: nobody documents it.
 */
const NEXT: Readonly<Record<Decision | 'ReverseCharge' | 'none', readonly Decision[]>> = {
  none: ['Cancel', 'Continue', 'FurtherObjection'],
  Continue: ['FurtherObjection'],
  FurtherObjection: ['Cancel', 'Continue'],
  Cancel: [],
  ReverseCharge: [],
};

export function mayDecide(held: HeldCase, decision: Decision, repeated: 'accepted' | 'refused'): boolean {
  if (held.hearing === 'won') return false;
  if (held.decision === decision) return repeated === 'accepted';
  return NEXT[held.decision ?? 'none'].includes(decision);
}
