import type { IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { Purchase, VatNumber } from '@ishur/core';
import { shortNumber } from '@ishur/core';
import { lookUpPurchase } from './look-up-purchase.ts';
import type { LookUps, PurchaseVerdict } from './look-up-purchase.ts';
import { withItsZeros } from './with-its-zeros.ts';

/** One line of a list of purchases. */
export interface PurchaseLine {
  /** Where it stands, for messages: `purchases.csv:12`. */
  readonly where: string;
  readonly purchase: Purchase;
  /** Whether its VAT may be deducted only with a number. */
  readonly needsNumber: boolean;
  /** What was found out before, where a list that was cut short is taken up again: it is not asked for once more. */
  readonly known?: PurchaseVerdict;
}

export interface VerifiedPurchase {
  readonly where: string;
  readonly purchase: Purchase;
  readonly verdict: PurchaseVerdict;
  /** Another line before this one has the same invoice: its VAT would be deducted twice. */
  readonly repeats: string | undefined;
  /** The line before this one with the same short number on another invoice. By itself no fault: short numbers repeat over the years. */
  readonly sameNumberAs: string | undefined;
}

export interface VerifyOptions {
  readonly signal: AbortSignal;
  /** Look-ups under way at once. Default 4; transport keeps the pace. */
  readonly atOnce?: number;
  /** The lists before this one: an invoice that stands in two of them is deducted twice too. */
  readonly seen?: SeenPurchases;
}

/** The invoices and the numbers of the lines before. */
export interface SeenPurchases {
  note(where: string, purchase: Purchase): Pick<VerifiedPurchase, 'repeats' | 'sameNumberAs'>;
}

/** A look-up changes nothing, so one that failed in passing is tried again at once; the pace is kept by transport. */
const TRIES = 3;

/** Failures in a row after which the authority is taken for unreachable, and the rest is told without asking. */
const FAILURES_IN_A_ROW = 5;

/**
 * Verifies a list of purchases with the authority, in their order, some of them at once.
 *
 * @throws IshurError with the remedies `fix-config` and `report-bug`, where nothing would be answered; whatever `lines` throws.
 */
export async function* verifyPurchases(
  service: LookUps,
  buyer: VatNumber,
  lines: AsyncIterable<PurchaseLine>,
  { signal, atOnce = 4, seen = rememberPurchases() }: VerifyOptions,
): AsyncGenerator<VerifiedPurchase> {
  const call: Call = { signal };
  let failuresInARow = 0;
  let unreachable: IshurError | undefined;

  const verdictOn = async (line: PurchaseLine): Promise<PurchaseVerdict> => {
    if (line.known !== undefined) return line.known;
    const isToBeAsked = line.purchase.number !== undefined || line.needsNumber;
    if (unreachable !== undefined && isToBeAsked) return { kind: 'not-looked-up', cause: unreachable };
    for (let tries = 1; ; tries += 1) {
      const verdict = await lookUpPurchase(service, buyer, line, call);
      if (verdict.kind !== 'not-looked-up' || verdict.cause.remedy !== 'retry') {
        failuresInARow = 0;
        return verdict;
      }
      if (tries < TRIES && unreachable === undefined && !signal.aborted) continue;
      if (++failuresInARow >= FAILURES_IN_A_ROW) unreachable = verdict.cause;
      return verdict;
    }
  };

  const underWay: Promise<VerifiedPurchase>[] = [];
  const begin = (line: PurchaseLine): void => {
    const { where, purchase } = line;
    const met = seen.note(where, purchase);
    const one = verdictOn(line).then((verdict) => ({ where, purchase, verdict, ...met }));
    // Whoever waits for it hears of its failure; until then it is nobody's.
    one.catch(() => {});
    underWay.push(one);
  };
  try {
    for await (const line of lines) {
      signal.throwIfAborted();
      begin(line);
      if (underWay.length < atOnce) continue;
      const next = underWay.shift();
      if (next !== undefined) yield await next;
    }
    for (let next = underWay.shift(); next !== undefined; next = underWay.shift()) yield await next;
  } finally {
    await Promise.allSettled(underWay);
  }
}

const NOTHING = '000000000';

/** Remembers the lines of one list, or of several that are verified one after the other. */
export function rememberPurchases(): SeenPurchases {
  const invoices = new Map<string, string>();
  const numbers = new Map<string, string>();
  return {
    note(where, { supplier, reference, date, documentType, number }) {
      const invoice = `${supplier}/${documentType ?? ''}/${reference.trim().replace(/^0+(?=.)/, '')}/${date}`;
      const repeats = invoices.get(invoice);
      if (repeats === undefined) invoices.set(invoice, where);
      const last = number === undefined ? NOTHING : shortNumber(withItsZeros(number));
      // A spreadsheet made zeros of the last digits of all whole numbers: they have nothing in common.
      const short = last === NOTHING ? undefined : last;
      const sameNumberAs = short === undefined || repeats !== undefined ? undefined : numbers.get(short);
      if (short !== undefined && !numbers.has(short)) numbers.set(short, where);
      return { repeats, sameNumberAs };
    },
  };
}
