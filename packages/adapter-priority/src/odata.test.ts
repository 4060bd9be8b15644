import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORM_NAMES, nameOf, refOf } from './forms.ts';
import { CHAIN } from './look-up.ts';
import { chainsOf, isSafeInPath, literal, pathOf, queryOf } from './odata.ts';

const TEXT = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 }).filter((text) => text.isWellFormed());

test('whatever a value holds, it stays within its literal', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const spelled = literal(text);
      expect(spelled.slice(1, -1).replaceAll("''", "'")).toBe(text);
      expect(/^'(?:[^']|'')*'$/u.test(spelled)).toBe(true);
    }),
  );
});

test('chains hold every value once, and stay short enough for an address', () => {
  fc.assert(
    fc.property(fc.array(TEXT, { maxLength: 300 }), (values) => {
      const chains = [...chainsOf('IVNUM', values.map(literal), CHAIN)];
      expect(chains.flatMap((chain) => chain.values)).toEqual(values.map(literal));
      for (const { values: some, filter } of chains) {
        expect(some.length).toBeLessThanOrEqual(CHAIN);
        if (some.length > 1) expect(encodeURIComponent(filter).length).toBeLessThanOrEqual(1700);
        expect(filter.split(' or ').length).toBeGreaterThanOrEqual(1);
      }
    }),
  );
});

test('fifty numbers of an ordinary length are one chain', () => {
  const numbers = Array.from({ length: 50 }, (_, index) => literal(`SI26000${100 + index}`));
  expect([...chainsOf('IVNUM', numbers, CHAIN)]).toHaveLength(1);
});

test('a space is %20, and what is not given is not there', () => {
  expect(queryOf({ filter: "A eq '1+1'", top: 0, select: '', orderby: undefined })).toBe(
    "$filter=A%20eq%20'1%2B1'&$top=0",
  );
});

test('a ref is read back as it was made, and nothing else is', () => {
  const name = fc.record({
    form: fc.constantFrom(...FORM_NAMES),
    debit: fc.constantFrom('D', 'C'),
    number: TEXT.filter((text) => !/\p{Cc}/u.test(text) && [...text].length <= 64),
  });
  fc.assert(
    fc.property(name, (each) => {
      expect(nameOf(refOf(each))).toEqual(each);
    }),
  );
  for (const text of ['', 'AD:', 'XD:1', 'AX:1', '305:1', 'AD:1\n2']) expect(nameOf(text)).toBeUndefined();
});

test('a key is whole, and what leads elsewhere never gets into an address', () => {
  expect(pathOf({ form: 'AINVOICES', debit: 'D', number: "O'1 א" })).toBe(
    "AINVOICES(IVNUM='O''1%20%D7%90',IVTYPE='A',DEBIT='D')",
  );
  for (const text of ['../x', 'a/b', 'a\\b', '..', 'a%2Fb', 'a?b', 'a#b', 'a\u0000']) {
    expect(isSafeInPath(text)).toBe(false);
  }
  expect(isSafeInPath('SI26000123')).toBe(true);
});
