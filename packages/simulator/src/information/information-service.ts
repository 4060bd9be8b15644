import type { LocalizedMessage } from '@ishur/contract';
import { notAcceptable } from '../approval/approval-answers.ts';
import { DAY, amount, text, whole } from '../approval/approval-schema.ts';
import { agorot } from '../book.ts';
import { admit } from '../gateway/admit.ts';
import type { NumberSchema, TextSchema } from '../gateway/json-schema.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import { lackOfPermission } from '../oauth/caller.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import type { KnownInvoice } from './known-invoice.ts';
import { nothingFound, readIn, schemaIn, writeIn } from './look-up-form.ts';
import type { LookUpForm } from './look-up-form.ts';

/** One of the customer's look-ups. API description 2.0 / 7.2024, chapter 3. */
interface LookUp {
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, NumberSchema | TextSchema>>;
  answer(
    query: Readonly<Record<string, unknown>>,
    invoices: readonly KnownInvoice[],
    form: LookUpForm,
  ): SimulatedAnswer;
}

/** Table 3.1; limits of the contract of version 1. */
export const DETAILS: LookUp = {
  required: ['customer_vat_number', 'confirmation_number'],
  fields: {
    customer_vat_number: whole(1, 999_999_999),
    confirmation_number: text(30),
    vat_number: whole(0, 999_999_999),
  },
  answer(query, invoices, form) {
    const number = String(query['confirmation_number']);
    const isShort = number.length === 9;
    const found = invoices.filter((invoice) => {
      const known = invoice.confirmation_number;
      return known === number || (isShort && known.slice(-9) === number);
    });
    // A short number is not unique, and repeats over the years.
    if (new Set(found.map((invoice) => invoice.vat_number)).size > 1) {
      const message = 'For correct information please send VAT number';
      const why = { he: 'המספר המקוצר שייך לכמה ספקים', en: 'the short number belongs to several suppliers' };
      return told({ status: 200, body: writeIn(form, { status: 200, message }) }, 'supplier-needed', why);
    }
    const newest = found.at(-1);
    if (newest === undefined) return told(nothingFound(form), 'not-found', NOTHING);
    return told({ status: 200, body: writeIn(form, { status: 200, message: detailsOf(newest) }) }, 'found', FOUND);
  },
};

/** Table 3.3. */
export const NUMBER: LookUp = {
  required: ['customer_vat_number', 'vat_number', 'payment_amount', 'vat_amount', 'invoice_date'],
  fields: {
    customer_vat_number: whole(1, 999_999_999),
    vat_number: whole(1, 999_999_999),
    payment_amount: amount(0),
    vat_amount: amount(0),
    invoice_date: text(10, DAY),
    invoice_reference_number: text(20),
  },
  answer(query, invoices, form) {
    const reference = query['invoice_reference_number'];
    const newest = invoices.findLast(
      (invoice) =>
        agorot(invoice.payment_amount) === agorot(Number(query['payment_amount'])) &&
        agorot(invoice.vat_amount) === agorot(Number(query['vat_amount'])) &&
        invoice.invoice_date === query['invoice_date'] &&
        (reference === undefined || invoice.invoice_reference_number === reference),
    );
    if (newest === undefined) return told(nothingFound(form, { confirmation_number: 0 }), 'not-found', NOTHING);
    const { confirmation_number } = newest;
    const message = `Invoice confirmation number for the received data is: ${confirmation_number}`;
    return told({ status: 200, body: writeIn(form, { status: 200, message, confirmation_number }) }, 'found', FOUND);
  },
};

/**
 * Received invoices of a period: an edition of 14.7.2025 names the service, the customer and a range of dates. The
 * names of the fields and of the list are ours. Experimental.
 */
export const RECEIVED: LookUp = {
  required: ['customer_vat_number', 'from_date', 'to_date'],
  fields: {
    customer_vat_number: whole(1, 999_999_999),
    vat_number: whole(0, 999_999_999),
    from_date: text(10, DAY),
    to_date: text(10, DAY),
  },
  answer(query, invoices, form) {
    const [from, to] = [String(query['from_date']), String(query['to_date'])];
    const found = invoices.filter(({ invoice_date }) => invoice_date >= from && invoice_date <= to);
    const message = found.map((invoice) => ({
      ...detailsOf(invoice),
      confirmation_number: invoice.confirmation_number,
    }));
    const why = { he: `${found.length} חשבוניות בתקופה`, en: `${found.length} invoices in the period` };
    return told({ status: 200, body: writeIn(form, { status: 200, message }) }, 'found', why);
  },
};

const FOUND: LocalizedMessage = { he: 'החשבונית נמצאה', en: 'the invoice is known' };
const NOTHING: LocalizedMessage = {
  he: 'אין חשבונית כזאת ללקוח הזה',
  en: 'no such invoice is known for this customer',
};

/** Answers a look-up of invoices that the customer has received. */
export function lookUp(
  service: LookUp,
  form: LookUpForm,
  request: SimulatedRequest,
  tier: Tier,
  simulation: Simulation,
): SimulatedAnswer {
  const admitted = admit(request, tier, schemaIn(form, service.required, service.fields), simulation);
  if ('refusal' in admitted) return admitted.refusal;
  const query = readIn(form, admitted.body, service.fields);
  const customer = Number(query['customer_vat_number']);
  const supplier = Number(query['vat_number'] ?? 0);
  const dealer = String(customer).padStart(9, '0');
  const lack = lackOfPermission(admitted.caller, customer, 'verify', simulation);
  if (lack !== undefined) {
    return { ...notAcceptable(simulation.nextErrorId()), reasons: [{ dealer, decided: 'refused', why: lack }] };
  }
  const invoices = simulation.book.invoices.filter(
    (invoice) =>
      (invoice.tier ?? tier) === tier &&
      invoice.customer_vat_number === customer &&
      (supplier === 0 || invoice.vat_number === supplier),
  );
  const answer = service.answer(query, invoices, form);
  return { ...answer, reasons: (answer.reasons ?? []).map((reason) => ({ ...reason, dealer })) };
}

function told(answer: SimulatedAnswer, decided: string, why: LocalizedMessage): SimulatedAnswer {
  return { ...answer, reasons: [{ decided, why }] };
}

const DETAILS_FIELDS = [
  'invoice_type',
  'vat_number',
  'union_vat_number',
  'invoice_reference_number',
  'customer_vat_number',
  'customer_name',
  'invoice_date',
  'invoice_issuance_date',
  'amount_before_discount',
  'discount',
  'payment_amount',
  'vat_amount',
  'payment_amount_including_vat',
  'invoice_note',
  'items',
] as const;

/** Table 3.2, and the lines of table 2.2. What the supplier left out is left out. */
function detailsOf(invoice: KnownInvoice): Record<string, unknown> {
  return Object.fromEntries(DETAILS_FIELDS.map((field) => [field, invoice[field]]));
}
