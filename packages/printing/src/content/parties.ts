import { NON_DEDUCTING_CUSTOMER } from '@ishur/core';
import type { CustomerFields } from '@ishur/contract/v1';
import type { Issuer } from '../paper.ts';
import type { Cleaner } from './cleaner.ts';
import { PRINT_LIMITS } from './cleaner.ts';
import type { Fact, Party } from './sheet.ts';
import type { Words } from './words.ts';

/**
 * Who issues the document: name, address and the words «עוסק מורשה» with the number, as a tax invoice has to have them (Income
 * Tax Directives (Keeping of Account Books), 1973, sections 9 and 9A).
 */
export function issuerOf(issuer: Issuer, words: Words, cleaner: Cleaner): Party {
  const { name, vatNumber, address = [], phone, email, website } = issuer;
  const line = (text: string, field: string): string => cleaner.line(text, PRINT_LIMITS.line, `issuer.${field}`);
  return {
    name: cleaner.line(name, PRINT_LIMITS.name, 'issuer.name'),
    lines: [
      { label: words.dealer, value: line(vatNumber, 'vatNumber') },
      ...address.slice(0, ADDRESS_LINES).map((text) => ({ value: line(text, 'address') })),
      ...labelled(words.phone, phone === undefined ? '' : line(phone, 'phone')),
      ...labelled(words.email, email === undefined ? '' : line(email, 'email')),
      ...labelled(words.website, website === undefined ? '' : line(website, 'website')),
    ].filter(({ value }) => value !== ''),
  };
}

/** For whom it is. What the source does not say is not printed. */
export function customerOf(customer: CustomerFields, words: Words, cleaner: Cleaner, language: 'he' | 'en'): Party {
  const { name = '', country = '', account = '', kind = 'dealer' } = customer;
  // A number that stands for "somebody who does not deduct" is nobody's.
  const vatNumber = customer.vatNumber === NON_DEDUCTING_CUSTOMER ? '' : (customer.vatNumber ?? '');
  const isDealer = kind === 'dealer' || kind === 'non-deducting';
  return {
    heading: words.to,
    name: cleaner.line(name, PRINT_LIMITS.name, 'customer.name'),
    lines: [
      ...labelled(
        isDealer ? words.dealer : words.identity,
        cleaner.line(vatNumber, PRINT_LIMITS.figure, 'customer.vatNumber'),
      ),
      ...labelled(words.country, countryName(cleaner.line(country, PRINT_LIMITS.figure, 'customer.country'), language)),
      ...labelled(words.account, cleaner.line(account, PRINT_LIMITS.figure, 'customer.account')),
    ],
  };
}

/** Lines of an issuer's address. */
const ADDRESS_LINES = 6;

function labelled(label: string, value: string): readonly Fact[] {
  return value === '' ? [] : [{ label, value }];
}

/** The country in words where it is a code of ISO 3166 that is known, and otherwise as it came. Israel goes without saying. */
function countryName(country: string, language: 'he' | 'en'): string {
  if (country.toUpperCase() === 'IL') return '';
  if (!/^[A-Za-z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([language], { type: 'region' }).of(country.toUpperCase()) ?? country;
}
