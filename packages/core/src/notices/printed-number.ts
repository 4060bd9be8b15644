import { shortNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import { NUMBER_HEADING } from './notices.ts';

/** A number as it stands on a document: under its heading, with the last nine digits emphasised. */
export interface PrintedNumber {
  /** «הקצאה מספר:» */
  readonly heading: string;
  /** The digits before the emphasised ones. It is allowed, and even recommended, to leave them out. */
  readonly before: string;
  /** The right-most nine digits, zeros kept. */
  readonly emphasised: string;
}

/** How a number is printed. Source: API description 2.0 / 7.2024, section 2.2.1. */
export function printedNumber(number: AllocationNumber): PrintedNumber {
  const emphasised = shortNumber(number);
  return { heading: NUMBER_HEADING, before: number.slice(0, number.length - emphasised.length), emphasised };
}
