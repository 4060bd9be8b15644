import { IshurError } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import { INVOICE_ID_LENGTH, addAmounts, formatAmount } from '@ishur/core';
import type { Agorot, AllocationNumber, CaseEvent, CaseState } from '@ishur/core';
import { apply, newCase } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import type { Person } from '../persons/person.ts';
import type { CaseId } from '../ports/ledger.ts';
import { CORE_RULES } from '../rules.ts';
import type { Trace } from './set-aside.ts';

/** A 332 that no source holds, as a person tells it: what was approved, by which number and under which id. */
interface Told {
  readonly invoiceId: string;
  readonly reference: string | undefined;
  readonly number: AllocationNumber;
  readonly net: Agorot;
  readonly vat: Agorot;
}

/** The place of what a person told and no source holds: no source can have this name. */
export const BY_HAND = '_by-hand';

export function idByHand(business: string, invoiceId: string): CaseId {
  return `${business}/${BY_HAND}/332:${invoiceId}`;
}

/**
 * A pro-forma that only a person knows becomes a case like any other, so that its cap is kept like any other.
 *
 * @throws IshurError `engine/no-base` (`fix-document`) where what was told can be no approved 332.
 */
export function createByHand(person: Person, invoice: CaseState, told: Told, trace: Trace): CaseRecord {
  const { invoiceId, net, vat, number } = told;
  const fields: InvoiceFields = {
    documentType: 332,
    reference: told.reference ?? invoiceId.slice(0, 20),
    // When it was approved nobody asks: an invoice follows it.
    documentDate: invoice.fields.documentDate,
    netAmount: formatAmount(net),
    vatAmount: formatAmount(vat),
    grossAmount: formatAmount(addAmounts(net, vat)),
    customer: invoice.fields.customer,
  };
  const { decision } = CORE_RULES.assess(fields, { issuer: person.business.vatNumber, existingNumber: number });
  if (decision.kind !== 'already-allocated' || invoiceId.length > INVOICE_ID_LENGTH) throw noBase(decision.faults);
  const seen: CaseEvent = {
    kind: 'seen',
    source: BY_HAND,
    ref: `332:${invoiceId}`,
    standing: 'final',
    fields,
    decision,
    rules: CORE_RULES.version,
    existingNumber: number,
  };
  const record = apply(newCase(idByHand(person.business.id, invoiceId), person.business.id), seen, trace);
  return apply(record, { kind: 'approved-elsewhere', invoiceId, net, vat }, trace);
}

function noBase(faults: readonly { readonly message: { readonly he: string; readonly en: string } }[]): IshurError {
  return new IshurError({
    code: 'engine/no-base',
    remedy: 'fix-document',
    message: {
      he: `הפרטים אינם של חשבון עסקה (332) שאושר. ${faults.map(({ message }) => message.he).join(' ')}`,
      en: `These are not the details of an approved pro-forma (332). ${faults.map(({ message }) => message.en).join(' ')}`,
    },
  });
}
