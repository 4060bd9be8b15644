/**
 * A country as the authority takes it, in two or three Latin letters; `undefined` for a name, which cut to three letters would be
 * that of another country (`Austria`, `AUS`).
 *
 * Source: API description 2.0 / 7.2024, table 2.1, field 11: ISO 3166, A3, for future use and not mandatory.
 */
export function countryCodeOf(country: string | undefined): string | undefined {
  const code = country?.trim() ?? '';
  return /^[A-Za-z]{2,3}$/.test(code) ? code.toUpperCase() : undefined;
}
