import type { Agorot } from '@ishur/core';

declare const shekels: unique symbol;

/** Whole new shekels, possibly negative: the only unit that PCN874 has. Never agorot, never a fraction. */
export type Shekels = number & { readonly [shekels]: true };

/**
 * An amount as PCN874 has it: «rounded to the nearest shekel» (PCN874 circular, appendix A), each record by itself.
 * The circular does not say where half a shekel goes: away from zero, as VAT is rounded everywhere else here.
 */
export function roundToShekels(amount: Agorot): Shekels {
  const size = Math.abs(amount);
  const whole = (size - (size % 100)) / 100 + (size % 100 >= 50 ? 1 : 0);
  return (amount < 0 && whole !== 0 ? -whole : whole) as Shekels;
}
