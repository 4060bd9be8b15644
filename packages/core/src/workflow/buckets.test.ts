import { describe, expect, it } from 'vitest';
import { bucketOf } from './buckets.ts';
import type { Bucket } from './buckets.ts';
import type { Standing } from './case-state.ts';

/** The fields of the summary with which `ishur run --json` ends, and the standings that each of them counts. */
const EXPECTED: Record<Bucket, readonly Standing[]> = {
  notRequired: ['not-required'],
  invalid: ['invalid'],
  alreadyAllocated: ['already-allocated'],
  // For its source, a connection, its base, or its zero-rate document.
  waiting: ['waiting', 'awaiting-replacement', 'replaced'],
  queued: ['queued', 'asking'],
  allocated: ['allocated'],
  // For a person, a hearing, or the answer to a choice.
  held: ['held', 'settled-elsewhere', 'choosing', 'hearing', 'hearing-won'],
  closed: ['closed', 'cancelled', 'continued', 'reversed'],
  rejected: ['rejected'],
  unconfirmed: ['unconfirmed'],
  parked: ['parked'],
  diverged: ['diverged'],
  conflict: ['conflict'],
};

const PAIRS = Object.entries(EXPECTED).flatMap(([bucket, standings]) =>
  standings.map((standing) => ({ standing, bucket })),
);

describe('bucketOf', () => {
  it.each(PAIRS)('counts $standing as $bucket', ({ standing, bucket }) => {
    expect(bucketOf(standing)).toBe(bucket);
  });

  it('counts every standing once', () => {
    expect(new Set(PAIRS.map(({ standing }) => standing)).size).toBe(23);
    expect(PAIRS).toHaveLength(23);
  });
});
