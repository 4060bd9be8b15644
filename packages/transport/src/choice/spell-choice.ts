import type { ChoiceRequest, FrozenChoice } from '@ishur/core';
import { wireText, wireWhole } from '../approval/wire-values.ts';

/**
 * Spells one choice, in the order of API table 4.1 (edition 2.0 / 7.2024). What was chosen is not in it: it stands in
 * the path.
 */
export function spellChoice(request: ChoiceRequest): FrozenChoice {
  const body = JSON.stringify({
    invoice_id: request.invoiceId,
    vat_number: Number(request.vatNumber),
    authorized_company: wireWhole(request.authorizedCompany),
    user_id: wireWhole(request.operator.id),
    user_name: wireText(request.operator.name),
    accounting_software_number: Number(request.softwareNumber),
  });
  return { choice: request.choice, invoiceId: request.invoiceId, body };
}
