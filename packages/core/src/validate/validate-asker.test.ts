import { describe, expect, it } from 'vitest';
import type { VatNumber } from '../identifiers.ts';
import { validateAsker, validateInvoiceId } from './validate-asker.ts';
import type { Asker } from './validate-asker.ts';

const NUMBER = '777777715' as VatNumber;
const ASKER: Asker = { vatNumber: NUMBER, softwareNumber: NUMBER, operator: { name: 'acme-office' } };

function faultsOf(changes: Partial<Asker>): readonly string[] {
  return validateAsker({ ...ASKER, ...changes }).map(({ code, path }) => `${code} at ${path}`);
}

/** Nine digits, unread: `parseVatNumber` lets small numbers pass, and the authority does not. */
function number(value: number): VatNumber {
  return String(value).padStart(9, '0') as VatNumber;
}

describe('whoever asks', () => {
  it('gives a name, an identity number or both', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ operator: { id: NUMBER } })).toEqual([]);
    expect(faultsOf({ operator: { name: 'רות', id: NUMBER } })).toEqual([]);
    expect(faultsOf({ operator: {} })).toEqual(['asker/operator-missing at operator']);
  });

  it.each([
    ['n'.repeat(25), 'n'.repeat(26)],
    ['א'.repeat(25), 'א'.repeat(26)],
    // A character of two code units counts once, a letter with its point twice: code points, as JSON Schema counts.
    ['😀'.repeat(25), '😀'.repeat(26)],
    ['שׁ'.normalize('NFD').repeat(12), 'שׁ'.normalize('NFD').repeat(13)],
  ])('has a name of up to 25 characters: %s', (longest, tooLong) => {
    expect(faultsOf({ operator: { name: longest } })).toEqual([]);
    expect(faultsOf({ operator: { name: tooLong } })).toEqual(['asker/operator-name-too-long at operator.name']);
  });

  it.each(['', ' ', '0', '000', ' 0 0 ', '\t'])('has a name of more than blanks and zeros: not %j', (name) => {
    expect(faultsOf({ operator: { name } })).toEqual(['asker/operator-name-blank-or-zero at operator.name']);
  });

  it('may have a name that also holds zeros and blanks', () => {
    for (const name of ['0a', 'user 0', '007']) expect(faultsOf({ operator: { name } }), name).toEqual([]);
  });

  it('hears both faults of a long name of zeros', () => {
    expect(faultsOf({ operator: { name: '0'.repeat(26) } })).toHaveLength(2);
  });

  it('has numbers of at least 10', () => {
    for (const value of [10, 11, 999_999_999]) {
      expect(faultsOf({ vatNumber: number(value), operator: { id: number(value) } }), String(value)).toEqual([]);
    }
    for (const value of [1, 9]) {
      expect(faultsOf({ vatNumber: number(value) })).toEqual(['asker/number-impossible at vatNumber']);
      expect(faultsOf({ operator: { id: number(value) } })).toEqual(['asker/number-impossible at operator.id']);
    }
  });

  it('may have a small software number: the authority takes 1', () => {
    expect(faultsOf({ softwareNumber: number(1) })).toEqual([]);
  });
});

describe('the id of an ask', () => {
  it.each(['1', 'א', '777777715-305-10231', 'x'.repeat(50), '😀'.repeat(50), '0-0'])('may be %s', (id) => {
    expect(validateInvoiceId(id)).toEqual([]);
  });

  it.each(['', ' ', '0', '000', '0 0', 'x'.repeat(51), '😀'.repeat(51)])('is not %j', (id) => {
    expect(validateInvoiceId(id)).toMatchObject([{ code: 'asker/invoice-id', path: 'invoiceId' }]);
  });
});
