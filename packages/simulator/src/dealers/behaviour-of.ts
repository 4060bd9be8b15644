import type { Settings } from '../settings.ts';
import type { Behaviour, DealerSettings, InvoiceRule } from './dealer-settings.ts';

/** What a rule looks at. */
export interface RuledInvoice {
  readonly invoice_id: string;
  readonly invoice_reference_number: string;
  readonly customer_vat_number: number;
  readonly payment_amount: number;
}

/** The dealer of a scenario, or whatever holds for every other one; `undefined` where nobody knows it. */
export function dealerOf(settings: Settings, vatNumber: number): DealerSettings | undefined {
  return settings.dealers.get(String(vatNumber).padStart(9, '0')) ?? settings.dealers.get('*');
}

/**
 * What becomes of one invoice, and which part of the scenario says so.
 *
 * @param earlier how often this `invoice_id` was judged before.
 */
export function behaviourOf(
  dealer: DealerSettings,
  invoice: RuledInvoice,
  earlier: number,
): { readonly behaviour: Behaviour; readonly rule: InvoiceRule | undefined } {
  const rule = dealer.invoices?.find((candidate) => fits(candidate, invoice));
  const steps = [rule?.behaviour ?? dealer.behaviour ?? 'allocate'].flat();
  return { behaviour: steps[Math.min(earlier, steps.length - 1)] ?? 'allocate', rule };
}

function fits(rule: InvoiceRule, invoice: RuledInvoice): boolean {
  return (
    (rule.id ?? invoice.invoice_id) === invoice.invoice_id &&
    (rule.reference ?? invoice.invoice_reference_number) === invoice.invoice_reference_number &&
    Number(rule.customer ?? invoice.customer_vat_number) === invoice.customer_vat_number &&
    (rule.net ?? invoice.payment_amount) === invoice.payment_amount &&
    invoice.payment_amount > (rule.netAbove ?? -1)
  );
}
