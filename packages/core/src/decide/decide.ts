import type { Fault } from '@ishur/contract';
import type { BusinessDay } from '../business-day.ts';
import type { InvoiceDocument } from '../document.ts';
import { advise } from './advisories.ts';
import type { DateWindow } from './advisories.ts';
import { amountCondition, customerCondition, typeCondition, vatCondition } from './conditions.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { voluntary } from './voluntary.ts';
import type { Voluntary } from './voluntary.ts';

/** Core's own word on a document, with every reason for it. */
export interface Decision {
  readonly kind: 'required' | 'not-required' | 'invalid' | 'already-allocated';
  /** All conditions that hold when a number is required; the ones that fail when it is not. */
  readonly reasons: readonly Reason[];
  /** What must be mended before anything can be asked. Only an `invalid` document has any. */
  readonly faults: readonly Fault[];
  /** What a person may want to look at. It changes nothing. */
  readonly advisories: readonly Reason[];
  /** Whether a number may be asked for all the same; only of a document for which none is required. */
  readonly voluntary?: Voluntary;
}

/** What a decision depends on beside the document. */
export interface DecisionCircumstances {
  /** The business day on which it is made. It decides nothing, and makes advisories about dates possible. */
  readonly today?: BusinessDay;
  /** Beyond it an advisory says that the authority may refuse the date. Default: twelve months back, one ahead. */
  readonly dateWindow?: DateWindow;
}

/**
 * Whether the law requires an allocation number for this document.
 *
 * The conditions are cumulative: the type gets a number, the amount before VAT is strictly above the threshold of the
 * document's date, VAT is not zero, and the customer is a dealer. The law's last condition, that the customer asked, is
 * taken as given: a dealer who wants to deduct always needs the number.
 *
 * Source: VAT Law 5736-1975, s. 47(א2)(1); API description 2.0 / 7.2024, section 1.2 and table 2.5.
 */
export function decide(document: InvoiceDocument, circumstances: DecisionCircumstances = {}): Decision {
  const advisories = advise(document, circumstances.today, circumstances.dateWindow);
  if (document.existingNumber !== undefined) {
    const reasons = [reason('number-exists', { number: document.existingNumber })];
    return { kind: 'already-allocated', reasons, faults: [], advisories };
  }
  const type = typeCondition(document);
  const amount = amountCondition(document);
  const vat = vatCondition(document);
  const customer = customerCondition(document);
  if (type.holds && amount.holds && vat.holds && customer.holds) {
    const reasons = [type.reason, amount.reason, vat.reason, customer.reason];
    return { kind: 'required', reasons, faults: [], advisories };
  }
  const failing = [type, amount, vat, customer].filter((condition) => !condition.holds);
  const reasons = failing.map((condition) => condition.reason);
  return { kind: 'not-required', reasons, faults: [], advisories, voluntary: voluntary(document) };
}
