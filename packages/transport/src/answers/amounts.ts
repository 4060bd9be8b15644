import { parseAmount } from '@ishur/core';
import type { Agorot } from '@ishur/core';

/**
 * An amount in shekels, written as a JSON number or as text, in agorot. Exact: a number of up to fifteen digits is
 * spelled by JavaScript as it came, and the text is read. `undefined` for anything else, fractions of an agora too.
 */
export function agorotOf(value: unknown): Agorot | undefined {
  const text = decimalOf(value);
  return text === undefined ? undefined : parseAmount(text);
}

/** A decimal as text, from a JSON number or from text; `undefined` for anything else. */
export function decimalOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? text : undefined;
}
