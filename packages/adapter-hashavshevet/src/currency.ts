import type { HashavshevetConfig } from './config.ts';

/** `undefined` is shekels, `unknown` a code of the company's own table. */
export type Currency = string | undefined | { readonly unknown: true };

const UNKNOWN: Currency = { unknown: true };
/** 1 is the local currency in the files that are in use; 0 is an empty number. */
const SHEKELS: ReadonlySet<string> = new Set(['', '0', '1', '₪', 'שח', 'ש״ח', 'ILS', 'NIS', 'שקל', 'שקלים']);
const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/** ISO 4217 of a currency field. Codes of the company's table of currencies mean what the configuration says. */
export function currencyOf(code: string, config: HashavshevetConfig): Currency {
  const declared = Object.hasOwn(config.currencies ?? {}, code) ? config.currencies?.[code] : undefined;
  if (declared !== undefined) return declared === 'ILS' ? undefined : declared;
  if (SHEKELS.has(code.toUpperCase().replaceAll(/["'׳״.]/gu, ''))) return undefined;
  if (Object.hasOwn(SIGNS, code)) return SIGNS[code];
  return /^[A-Za-z]{3}$/.test(code) ? code.toUpperCase() : UNKNOWN;
}
