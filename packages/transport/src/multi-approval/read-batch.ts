import type { Fault, IshurError } from '@ishur/contract';
import type { AllocationOutcome, FrozenAsk } from '@ishur/core';
import { claimsApproval } from '../answers/claims-approval.ts';
import { faultOf } from '../answers/fault.ts';
import { objectsIn, readFields } from '../answers/json.ts';
import type { Fields } from '../answers/json.ts';
import { answerIn, flagOf, idOf, messageParts } from '../answers/parse-answer.ts';
import type { Redact } from '../answers/redact.ts';
import { readOutcome } from '../approval/read-outcome.ts';
import { contradictoryAnswer, missingFromAnswer } from './batch-errors.ts';
import { askFinder, namesAnInvoice } from './match-asks.ts';

/** What the answer to a batch says. */
export type BatchReading =
  /** The header is wrong, and nothing was processed. */
  | { readonly kind: 'refused'; readonly faults: readonly Fault[]; readonly transactionId: string | undefined }
  /** Aligned with the asks. */
  | { readonly kind: 'outcomes'; readonly outcomes: readonly AllocationOutcome[] };

export interface BatchAnswer {
  /** HTTP's. */
  readonly status: number;
  readonly body: string;
  readonly redact: Redact;
}

/** What one entry of the lists says of the invoice that it names. `undefined` where it says nothing that can be read. */
interface Entry {
  readonly fields: Fields;
  readonly outcome: AllocationOutcome | undefined;
}

/**
 * Reads an answer of MultiApproval; `undefined` where it holds no verdict at all. API description 2.0 / 7.2024, section
 * 2.6.
 *
 * - Entries are matched by `invoice_id` alone, whatever their order. Those of invoices that we did not ask for are not
 *   ours to judge and are ignored, but with one of them an answer is no proof any more that nothing was processed.
 * - Each entry is read like the answer to a single ask, under HTTP 200 and 400 alike: an entry of `success` has to be a
 *   whole approval under HTTP 200, and an entry of `errors` must not be one.
 * - An invoice in neither list, or with two verdicts, is unconfirmed. The same verdict twice is one.
 *
 * @param unreadable what to say of an entry that cannot be read.
 */
export function readBatch(
  asks: readonly FrozenAsk[],
  { status, body, redact }: BatchAnswer,
  unreadable: () => IshurError,
): BatchReading | undefined {
  const root = readFields(body);
  if (root === undefined) return undefined;
  const parts = messageParts(root);
  const transactionId = idOf(root['transaction_id']) ?? idOf(root['transactionid']);
  const errors = parts.flatMap((part) => objectsIn(part['errors']));
  const success = parts.flatMap((part) => objectsIn(part['success']));

  const claimsSuccess = parts.some((part) => saysSomething(part['success'])) || claimsApproval(body);
  const namesInvoices = [...errors, ...success].some((entry) => namesAnInvoice(entry['invoice_id']));
  if (!claimsSuccess && !namesInvoices) {
    const faults = refusal(root, errors, status, redact);
    return faults && { kind: 'refused', faults, transactionId };
  }

  const entries: readonly Entry[] = [
    ...errors.map((fields) => readEntry(fields, false)),
    ...success.map((fields) => readEntry(fields, true)),
  ];
  const find = askFinder(asks);
  const byAsk = Map.groupBy(entries, ({ fields }) => find(fields['invoice_id']));
  return {
    kind: 'outcomes',
    outcomes: asks.map((ask) => {
      const [first, ...others] = byAsk.get(ask) ?? [];
      if (first === undefined) return { kind: 'unconfirmed', cause: missingFromAnswer(transactionId) };
      if (first.outcome === undefined && others.length === 0) return { kind: 'unconfirmed', cause: unreadable() };
      return agreed(first, others) ?? { kind: 'unconfirmed', cause: contradictoryAnswer(transactionId) };
    }),
  };

  function readEntry(fields: Fields, isSuccess: boolean): Entry {
    const outcome = readOutcome(status, answerIn(fields), redact);
    return { fields, outcome: (outcome?.kind === 'allocated') === isSuccess ? outcome : undefined };
  }
}

/**
 * Why the envelope as a whole was refused: HTTP 400, and the answer says either that the error is in the header, or
 * what the validator in front of the service says of the whole request. Under any other status it is no proof.
 */
function refusal(
  root: Fields,
  errors: readonly Fields[],
  status: number,
  redact: Redact,
): readonly Fault[] | undefined {
  if (status !== 400) return undefined;
  const whole = readOutcome(status, answerIn(root), redact);
  if (whole?.kind === 'rejected') return whole.faults;
  if (flagOf(root['is_error_in_main']) !== true) return undefined;
  return errors.flatMap((entry) => answerIn(entry).errors).map((error) => faultOf(error, redact));
}

/** The one verdict that all entries of an invoice give, with the faults of all of them. */
function agreed({ outcome }: Entry, others: readonly Entry[]): AllocationOutcome | undefined {
  if (outcome === undefined || others.some((other) => !isSameVerdict(outcome, other.outcome))) return undefined;
  if (outcome.kind !== 'held' && outcome.kind !== 'rejected') return outcome;
  return { ...outcome, faults: [...outcome.faults, ...others.flatMap((other) => faultsOf(other.outcome))] };
}

function isSameVerdict(one: AllocationOutcome, other: AllocationOutcome | undefined): boolean {
  if (one.kind === 'allocated') return other?.kind === 'allocated' && one.number === other.number;
  if (one.kind === 'held') return other?.kind === 'held' && one.choiceKnown === other.choiceKnown;
  return one.kind === other?.kind;
}

function faultsOf(outcome: AllocationOutcome | undefined): readonly Fault[] {
  return outcome?.kind === 'held' || outcome?.kind === 'rejected' ? outcome.faults : [];
}

/** A list of approvals in whatever shape: where there is one, something may have been processed. */
function saysSomething(success: unknown): boolean {
  return success !== undefined && success !== null && !(Array.isArray(success) && success.length === 0);
}
