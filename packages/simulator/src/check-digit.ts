/**
 * Whether a dealer's number can exist: nine digits with their check digit (weights 1 and 2 in turn, sums of digits,
 * modulo ten).
 */
export function hasValidCheckDigit(vatNumber: number): boolean {
  const digits = String(vatNumber).padStart(9, '0');
  const sum = [...digits]
    .map((digit, index) => Number(digit) * (1 + (index % 2)))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0);
  return sum % 10 === 0;
}
