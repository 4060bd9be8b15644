import { formatAmount, parseAllocationNumber } from '@ishur/core';
import type { DetailsQuery, NumberQuery } from '@ishur/core';
import type { InformationNames } from '../settings.ts';
import { wireText } from '../approval/wire-values.ts';
import { invalidQuery } from './look-up-errors.ts';

/**
 * What the buyer asks with a number. API description 2.0 / 7.2024, table 3.1.
 *
 * @throws IshurError `transport/invalid-query` where the number is none.
 */
export function spellDetailsQuery(query: DetailsQuery, names: InformationNames): string {
  if (parseAllocationNumber(query.number) === undefined) throw invalidQuery();
  return named(names, {
    Customer_VAT_Number: Number(query.customerVatNumber),
    // Text: a JSON number would lose its zeros and its last digits.
    Confirmation_Number: query.number,
    Vat_Number: query.vatNumber === undefined ? undefined : Number(query.vatNumber),
  });
}

/** What the buyer asks with an invoice. API description 2.0 / 7.2024, table 3.3. */
export function spellNumberQuery(query: NumberQuery, names: InformationNames): string {
  return named(names, {
    Customer_VAT_Number: Number(query.customerVatNumber),
    Vat_Number: Number(query.vatNumber),
    Payment_Amount: Number(formatAmount(query.net)),
    VAT_Amount: Number(formatAmount(query.vat)),
    Invoice_Date: query.documentDate,
    Invoice_Reference_Number: wireText(query.reference),
  });
}

/** Names as the tables have them, or in lower case, as the addendum of 29.7.2026 has them. */
function named(names: InformationNames, fields: Readonly<Record<string, string | number | undefined>>): string {
  const spelled = Object.entries(fields).map(([name, value]) => [names === 'lower' ? name.toLowerCase() : name, value]);
  return JSON.stringify(Object.fromEntries(spelled));
}
