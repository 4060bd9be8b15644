import { wholeNumber } from './digits.ts';

declare const vatNumber: unique symbol;
declare const allocationNumber: unique symbol;

/** Number of a dealer (עוסק מורשה), a company or an identity card: nine digits, with leading zeros. */
export type VatNumber = string & { readonly [vatNumber]: true };

/**
 * The number that the authority allocated (מספר הקצאה, `confirmation_number`): up to thirty digits, always a string.
 * Its layout means nothing and is never checked. Source: API description 2.0 / 7.2024, section 2.3 and table 3.1.
 */
export type AllocationNumber = string & { readonly [allocationNumber]: true };

/**
 * Reads up to nine digits and pads them to nine with zeros; `undefined` for anything else and for zero.
 * The check digit is advice and not part of this: see {@link hasValidCheckDigit}.
 */
export function parseVatNumber(text: string): VatNumber | undefined {
  const { length } = text;
  // NaN, where something is no digit, is not above zero.
  if (length > 9 || !(wholeNumber(text, 0, length) > 0)) return undefined;
  return (length === 9 ? text : text.padStart(9, '0')) as VatNumber;
}

/**
 * Whether the last digit fits the others: weights 1 and 2 in turn, sums of digits, modulo ten.
 * Not confirmed officially for companies, so it is an advisory and never a refusal.
 */
export function hasValidCheckDigit(number: VatNumber): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const product = (number.charCodeAt(index) - 48) * (index % 2 === 0 ? 1 : 2);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

/**
 * Whether the number is one of a registered corporation: companies begin with 51, partnerships with 55, cooperatives with 57,
 * associations with 58. Individuals who are dealers use their identity number, so no other number says anything.
 */
export function isCorporationNumber(number: VatNumber): boolean {
  return /^5[1578]/.test(number);
}

/** Stands for a customer who does not deduct input VAT. Source: the Tax Authority's FAQ on Israel Invoices, as of 26.7.2026. */
export const NON_DEDUCTING_CUSTOMER: VatNumber = '999999998' as VatNumber;

/** Stands for nobody: what exports without an entry number carry in PCN874. Never a customer's own number. */
export const NO_CUSTOMER: VatNumber = '999999999' as VatNumber;

/** Reads an allocation number: one to thirty digits that are not all zeros, the way "no number" is spelled. */
export function parseAllocationNumber(text: string): AllocationNumber | undefined {
  return /^\d{1,30}$/.test(text) && /[1-9]/.test(text) ? (text as AllocationNumber) : undefined;
}

/**
 * The short number (מספר הקצאה קצר): the last nine digits, zeros kept. It may repeat in another year, so it is never a key.
 * Source: API description 2.0 / 7.2024, sections 2.2.1 and 6.
 */
export function shortNumber(number: AllocationNumber): string {
  return number.slice(-9);
}

/**
 * Whether two spellings mean one number: equal, or one is the short number of the other, which a source may hold alone.
 * Source: API description 2.0 / 7.2024, section 2.2.1.
 */
export function isSameAllocationNumber(one: AllocationNumber, other: AllocationNumber): boolean {
  return one === other || one === shortNumber(other) || shortNumber(one) === other;
}
