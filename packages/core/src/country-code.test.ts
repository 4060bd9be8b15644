import { expect, it } from 'vitest';
import { countryCodeOf } from './country-code.ts';

it.each([
  ['IL', 'IL'],
  [' isr ', 'ISR'],
  ['Austria', undefined],
  ['ישראל', undefined],
  ['972', undefined],
  ['I', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is sent as %j', (country, code) => {
  expect(countryCodeOf(country)).toBe(code);
});
