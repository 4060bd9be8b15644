import { parseVatNumber } from '@ishur/core';
import type { VatNumber } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Business } from './business.ts';

/** What stood for "none" before Approval v2, in which the issuer's own number does (API description 2.0 / 7.2024, table 2.1). */
const NONE = '099999999';

/**
 * The registration number of the software that an ask is told with: of the software that made this document, where the document
 * says so; else what the business is set to; else the dealer's own number. A choice tells what its ask was told of the document.
 *
 * Source: API description 2.0 / 7.2024, table 2.1, field 15 (uniform file 1006) and table 2.4, field 6: «מספר תעודת הרישום של
 * התוכנה ממנה הופק המסמך. במידה ולא קיימת תעודת רישום יש לציין ח.פ./זהות של מפיק המסמך».
 */
export function softwareNumberOf(
  { softwareNumber, vatNumber }: Pick<Business, 'softwareNumber' | 'vatNumber'>,
  fields: Pick<InvoiceFields, 'softwareNumber'>,
): VatNumber {
  return statedSoftwareNumber(fields) ?? softwareNumber ?? vatNumber;
}

/** What a document says itself; `undefined` where it says nothing, or that there is none. */
export function statedSoftwareNumber({ softwareNumber }: Pick<InvoiceFields, 'softwareNumber'>): VatNumber | undefined {
  const text: unknown = softwareNumber;
  const stated = typeof text === 'string' ? parseVatNumber(text.trim()) : undefined;
  return stated === NONE ? undefined : stated;
}
