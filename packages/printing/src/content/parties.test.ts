import { describe, expect, it } from 'vitest';
import type { CustomerFields } from '@ishur/contract/v1';
import { createCleaner } from './cleaner.ts';
import { customerOf } from './parties.ts';
import { WORDS } from './words.ts';

function linesOf(customer: CustomerFields): readonly string[] {
  return customerOf(customer, WORDS.he, createCleaner(), 'he').lines.map(({ label, value }) => `${label}: ${value}`);
}

describe('the customer on a document', () => {
  it.each<[CustomerFields, readonly string[]]>([
    [{ vatNumber: '514321987' }, ['עוסק מורשה: 514321987']],
    [{ vatNumber: '012345674', kind: 'private' }, ['מספר מזהה: 012345674']],
    [{ country: 'DE', kind: 'foreign' }, ['מדינה: גרמניה']],
    [{ country: 'il' }, []],
    [{ country: 'USA', account: '30017' }, ['מדינה: USA', 'מספר לקוח: 30017']],
    // Stands for all who do not deduct, and is nobody's number.
    [{ vatNumber: '999999998', kind: 'non-deducting' }, []],
    [{}, []],
  ])('%j', (customer, expected) => {
    expect(linesOf(customer)).toEqual(expected);
  });
});
