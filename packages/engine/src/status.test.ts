import { expect, it } from 'vitest';
import { statusOf, sumOfStatuses } from './status.ts';
import type { Ledger } from './ports/ledger.ts';

/** A ledger in which nothing is. */
const EMPTY = { async *list() {}, readings: () => Promise.resolve([]) } as unknown as Ledger;

it('sums up what was counted of several businesses, bucket by bucket', async () => {
  const none = await statusOf(EMPTY, {});
  expect(sumOfStatuses([])).toEqual(none);
  const one = { ...none, read: 3, allocated: 2, unreadable: 1, recorded: 2 };
  const other = { ...none, read: 5, allocated: 1, notRequired: 4 };
  expect(sumOfStatuses([one, other])).toEqual({
    ...none,
    read: 8,
    allocated: 3,
    notRequired: 4,
    unreadable: 1,
    recorded: 2,
  });
});
