import type { Tier } from './tier.ts';

/** One request for a number that passed the gateway, whatever became of it. */
export interface AskedEntry {
  readonly tier: Tier;
  readonly invoice_id: string;
  readonly vat_number: number;
  readonly invoice_reference_number: string;
  readonly action: number;
  /** SHA-256 of the body's bytes, in hexadecimal: proves that a second sending carried the same ones. */
  readonly body_sha256: string;
  readonly outcome: 'allocated' | 'held' | 'rejected' | 'no-permission';
}

/** One number that was given out. */
export interface IssuedEntry {
  readonly tier: Tier;
  readonly invoice_id: string;
  readonly vat_number: number;
  readonly invoice_reference_number: string;
  readonly action: number;
  readonly confirmation_number: string;
}

/** What one ask is known by: several may share an `invoice_id`, on purpose (actions 3 and 4). */
export type AskIdentity = Pick<
  AskedEntry,
  'tier' | 'invoice_id' | 'vat_number' | 'invoice_reference_number' | 'action'
>;

/** What the double remembers. */
export interface Book {
  readonly asked: readonly AskedEntry[];
  readonly issued: readonly IssuedEntry[];
  recordAsked(entry: AskedEntry): void;
  recordIssued(entry: IssuedEntry): void;
  /** The number of the same ask, if it has one: the first, where a personality gave it several. */
  numberOf(ask: AskIdentity): string | undefined;
  hold(ask: AskIdentity): void;
  isHeld(ask: AskIdentity): boolean;
}

export function openBook(): Book {
  const asked: AskedEntry[] = [];
  const issued: IssuedEntry[] = [];
  const numbers = new Map<string, string>();
  const heldCases = new Set<string>();
  return {
    asked,
    issued,
    recordAsked: (entry) => void asked.push(entry),
    recordIssued: (entry) => {
      issued.push(entry);
      if (!numbers.has(askKey(entry))) numbers.set(askKey(entry), entry.confirmation_number);
    },
    numberOf: (ask) => numbers.get(askKey(ask)),
    hold: (ask) => void heldCases.add(caseKey(ask)),
    isHeld: (ask) => heldCases.has(caseKey(ask)),
  };
}

function caseKey({ tier, vat_number, invoice_id }: AskIdentity): string {
  return JSON.stringify([tier, vat_number, invoice_id]);
}

/** Invoices of one 332 (action 4) differ by their reference alone. */
function askKey(ask: AskIdentity): string {
  return JSON.stringify([caseKey(ask), ask.action, ask.action === 4 ? ask.invoice_reference_number : '']);
}
