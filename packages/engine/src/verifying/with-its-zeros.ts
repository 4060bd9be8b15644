import type { AllocationNumber } from '@ishur/core';

/**
 * A number as the authority has it. The short one has nine digits (API description 2.0 / 7.2024, section 2.2.1), and a
 * spreadsheet takes the zeros from the front of one in ten; whole numbers begin with a year.
 */
export function withItsZeros(number: AllocationNumber): AllocationNumber {
  return number.padStart(9, '0') as AllocationNumber;
}
