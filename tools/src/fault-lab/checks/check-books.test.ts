import { expect, test } from 'vitest';
import type { BothSides } from './both-sides.ts';
import { BOOK_CHECKS, checkBooks } from './check-books.ts';
import type { Check, Expectation } from './check-books.ts';

const ask = { invoice_id: '777777715-305-1', invoice_reference_number: '1', action: 0, body_sha256: 'aa' };
const issued = { invoice_id: '777777715-305-1', invoice_reference_number: '1', confirmation_number: '900' };
const listed = {
  id: 'lab/office/305:1',
  reference: '1',
  standing: 'allocated',
  number: '900',
  places: [{ delivery: 'handed-over' }],
};
const SOUND: BothSides = {
  documents: ['1'],
  asked: [ask],
  issued: [issued],
  cases: [listed],
  status: { business: 'lab', read: 1, allocated: 1, held: 0, recorded: 1 },
  recorded: new Map([['1', '900']]),
};
const ONCE: Expectation = { asksAllowed: () => 1, standings: () => ['allocated'] };

function found(change: Partial<BothSides>, expected: Expectation = ONCE): readonly Check[] {
  return [...new Set(checkBooks({ ...SOUND, ...change }, expected).map(({ check }) => check))];
}

test('finds nothing where both sides agree', () => {
  expect(checkBooks(SOUND, ONCE)).toEqual([]);
});

const BROKEN: Readonly<Record<string, Partial<BothSides>>> = {
  'lost documents': { cases: [], status: { read: 0 } },
  'asked under two ids': { asked: [ask, { ...ask, invoice_id: 'other' }] },
  'granted numbers missing': { issued: [issued, { ...issued, confirmation_number: '901' }] },
  'two numbers for one': { recorded: new Map([['1', '901']]) },
  'doubled at the authority': { issued: [issued, { ...issued, confirmation_number: '901' }] },
  'other bytes': { asked: [ask, { ...ask, body_sha256: 'bb' }] },
  'asked too often': { asked: [ask, ask] },
  'sum is off': { status: { read: 1, allocated: 0 } },
  'not settled': { cases: [{ ...listed, standing: 'asking' }] },
  'not at the source': { cases: [{ ...listed, places: [{ delivery: 'pending' }] }] },
};

test.each(BOOK_CHECKS)('finds: %s', (check) => {
  expect(found(BROKEN[check] ?? {})).toContain(check);
});

test('an ask whose answer was lost may be repeated, with the same bytes', () => {
  expect(found({ asked: [ask, ask] }, { ...ONCE, asksAllowed: () => 2 })).toEqual([]);
});

test('a number that never reached the runner may be missing where the authority gives another', () => {
  const second = { ...issued, confirmation_number: '899' };
  const expected: Expectation = { ...ONCE, mayMiss: (number) => number === '899', mayDouble: true };
  expect(found({ issued: [second, issued] }, expected)).toEqual([]);
});
