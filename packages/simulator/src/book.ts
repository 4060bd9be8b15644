import type { ApprovalBody } from './approval/approval-schema.ts';
import type { HeldCase } from './decision/held-case.ts';
import type { DecisionEntry } from './decision/held-case.ts';
import type { KnownInvoice } from './information/known-invoice.ts';
import type { Tier } from './tier.ts';

/** One request for a number that passed the gateway, whatever became of it. */
export interface AskedEntry {
  readonly tier: Tier;
  readonly invoice_id: string;
  readonly vat_number: number;
  readonly invoice_reference_number: string;
  readonly action: number;
  /**
   * SHA-256 of the body's bytes, in hexadecimal: proves that a second sending carried the same ones. In a batch, of the
   * bytes of this invoice alone.
   */
  readonly body_sha256: string;
  readonly outcome: 'allocated' | 'held' | 'rejected' | 'no-permission';
  /** Of the batch in which it came. */
  readonly transaction_id?: string;
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

export type CaseIdentity = Pick<AskedEntry, 'tier' | 'invoice_id' | 'vat_number'>;

/** What was approved on one 332, and what its invoices have drawn of it; in agorot. */
export interface ProformaAccount {
  readonly net: number;
  readonly vat: number;
  readonly drawnNet: number;
  readonly drawnVat: number;
}

/** What the double remembers. */
export interface Book {
  readonly asked: readonly AskedEntry[];
  readonly issued: readonly IssuedEntry[];
  readonly decisions: readonly DecisionEntry[];
  readonly heldCases: readonly HeldCase[];
  /** Everything that can be looked up, the newest last. */
  readonly invoices: readonly KnownInvoice[];
  recordAsked(entry: AskedEntry): void;
  recordIssued(entry: IssuedEntry, invoice: ApprovalBody): void;
  recordDecision(entry: DecisionEntry): void;
  /** The number of the same ask, if it has one: the first, where a personality gave it several. */
  numberOf(ask: AskIdentity): string | undefined;
  heldCase(identity: CaseIdentity): HeldCase | undefined;
  /** Begins a held case, or changes it. */
  hold(held: HeldCase): void;
  /** How often this case was judged before; counts once more. */
  judgedBefore(identity: CaseIdentity): number;
  proforma(identity: CaseIdentity): ProformaAccount | undefined;
}

export function openBook(known: readonly KnownInvoice[]): Book {
  const asked: AskedEntry[] = [];
  const issued: IssuedEntry[] = [];
  const decisions: DecisionEntry[] = [];
  const invoices: KnownInvoice[] = [...known];
  const numbers = new Map<string, string>();
  const heldCases = new Map<string, HeldCase>();
  const judged = new Map<string, number>();
  const proformas = new Map<string, ProformaAccount>();

  const account = (entry: IssuedEntry, invoice: ApprovalBody): void => {
    const [net, vat] = [agorot(invoice.payment_amount), agorot(invoice.vat_amount)];
    const key = caseKey(entry);
    const open = proformas.get(key);
    if (invoice.invoice_type === 332) proformas.set(key, { net, vat, drawnNet: 0, drawnVat: 0 });
    else if (entry.action === 4 && open !== undefined) {
      proformas.set(key, { ...open, drawnNet: open.drawnNet + net, drawnVat: open.drawnVat + vat });
    }
  };

  return {
    asked,
    issued,
    decisions,
    invoices,
    get heldCases() {
      return [...heldCases.values()];
    },
    recordAsked: (entry) => void asked.push(entry),
    recordIssued(entry, invoice) {
      issued.push(entry);
      invoices.push({ ...invoice, tier: entry.tier, confirmation_number: entry.confirmation_number });
      if (numbers.has(askKey(entry))) return;
      numbers.set(askKey(entry), entry.confirmation_number);
      account(entry, invoice);
    },
    recordDecision: (entry) => void decisions.push(entry),
    numberOf: (ask) => numbers.get(askKey(ask)),
    heldCase: (identity) => heldCases.get(caseKey(identity)),
    hold: (held) => void heldCases.set(caseKey(held), held),
    judgedBefore(identity) {
      const before = judged.get(caseKey(identity)) ?? 0;
      judged.set(caseKey(identity), before + 1);
      return before;
    },
    proforma: (identity) => proformas.get(caseKey(identity)),
  };
}

/** Shekels as the whole agorot that they mean. */
export function agorot(shekels: number): number {
  return Math.round(shekels * 100);
}

function caseKey({ tier, vat_number, invoice_id }: CaseIdentity): string {
  return JSON.stringify([tier, vat_number, invoice_id]);
}

/** Invoices of one 332 (action 4) differ by their reference alone. */
function askKey(ask: AskIdentity): string {
  return JSON.stringify([caseKey(ask), ask.action, ask.action === 4 ? ask.invoice_reference_number : '']);
}
