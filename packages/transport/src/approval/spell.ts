import type { ItemFields } from '@ishur/contract/v1';
import { countryCodeOf, NON_DEDUCTING_CUSTOMER, TEXT_LIMITS } from '@ishur/core';
import type { AllocationRequest, FrozenAsk } from '@ishur/core';
import { wireNumber, wireText, wireWhole } from './wire-values.ts';

/**
 * Spells one invoice object, in the order of API tables 2.1 and 2.2 (edition 2.0 / 7.2024): the same request gives the
 * same bytes.
 *
 * What is optional and absent is left out: the gateway refuses null and empty texts (422, JSV0001).
 * `client_software_key` and the fields "for future use" (24 to 33) are never sent.
 */
export function spell(request: AllocationRequest): FrozenAsk {
  const { document } = request;
  const { fields } = document;
  const items = (fields.items ?? [])
    .map(spellItem)
    .filter((item) => Object.values(item).some((value) => value !== undefined));
  // JSON.stringify leaves out what is undefined and keeps the order written here.
  const body = JSON.stringify({
    // Ids, references and user names are sent whole: cut short they would be somebody else's.
    invoice_id: request.invoiceId,
    invoice_type: document.type,
    vat_number: Number(request.vatNumber),
    union_vat_number: wireWhole(request.unionVatNumber),
    authorized_company: wireWhole(request.authorizedCompany),
    user_id: wireWhole(request.operator.id),
    user_name: wireText(request.operator.name),
    invoice_reference_number: document.reference,
    // Mandatory, and 0 is refused (422, JSV0008): who has no number does not deduct either.
    customer_vat_number: wireWhole(document.customer.vatNumber ?? NON_DEDUCTING_CUSTOMER),
    customer_name: wireText(document.customer.name, TEXT_LIMITS['customer.name']),
    customer_country_code: countryCodeOf(fields.customer.country),
    invoice_date: document.date,
    invoice_issuance_date: request.issuedOn,
    branch_id: wireText(fields.branch, TEXT_LIMITS.branch),
    accounting_software_number: Number(request.softwareNumber),
    // Agorot by a hundred: up to fifteen digits, JavaScript writes exactly the two decimals and never
    // 0.30000000000000004.
    amount_before_discount: document.beforeDiscount / 100,
    discount: Math.abs(document.discount) / 100,
    payment_amount: document.net / 100,
    vat_amount: document.vat / 100,
    payment_amount_including_vat: document.gross / 100,
    invoice_note: wireText(fields.note, TEXT_LIMITS.note),
    action: request.action === 0 ? undefined : request.action,
    items: items.length === 0 ? undefined : items,
  });
  return { invoiceId: request.invoiceId, body };
}

function spellItem(item: ItemFields): Record<string, string | number | undefined> {
  return {
    index: item.index,
    catalog_id: wireText(item.catalogNumber, TEXT_LIMITS['items.catalogNumber']),
    category: wireWhole(item.category),
    description: wireText(item.description, TEXT_LIMITS['items.description']),
    measure_unit_description: wireText(item.unit, TEXT_LIMITS['items.unit']),
    quantity: wireNumber(item.quantity),
    price_per_unit: wireNumber(item.pricePerUnit),
    discount: wireNumber(item.discount),
    total_amount: wireNumber(item.netAmount),
    vat_rate: wireNumber(item.vatRate),
    vat_amount: wireNumber(item.vatAmount),
  };
}
