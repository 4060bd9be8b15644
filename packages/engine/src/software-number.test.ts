import { expect, test } from 'vitest';
import type { VatNumber } from '@ishur/core';
import { softwareNumberOf } from './software-number.ts';

const vatNumber = '777777715' as VatNumber;
const softwareNumber = '000012345' as VatNumber;

test.each<readonly [string | undefined, string]>([
  ['12345678', '012345678'],
  [' 123456789 ', '123456789'],
  [undefined, '000012345'],
  ['', '000012345'],
  ['0', '000012345'],
  // Of Approval v1, where there is no certificate.
  ['99999999', '000012345'],
  ['1234567890', '000012345'],
  ['v1', '000012345'],
])('a document that says %j is asked for with %s', (stated, expected) => {
  const fields = stated === undefined ? {} : { softwareNumber: stated };
  expect(softwareNumberOf({ vatNumber, softwareNumber }, fields)).toBe(expected);
});

test('where nothing is said and nothing set, the dealer’s own number stands there', () => {
  expect(softwareNumberOf({ vatNumber }, {})).toBe(vatNumber);
});
