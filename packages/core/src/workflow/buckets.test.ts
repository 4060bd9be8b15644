import { describe, expect, it } from 'vitest';
import { bucketOf } from './buckets.ts';
import type { Bucket } from './buckets.ts';
import type { Standing } from './case-state.ts';

/** The fields of the summary with which `ishur run --json` ends, less those that count something else. */
const EXPECTED: Record<Standing, Bucket> = {
  waiting: 'waiting',
  'not-required': 'notRequired',
  invalid: 'invalid',
  'already-allocated': 'alreadyAllocated',
  queued: 'queued',
  asking: 'queued',
  allocated: 'allocated',
  held: 'held',
  rejected: 'rejected',
  unconfirmed: 'unconfirmed',
  parked: 'parked',
  closed: 'closed',
  diverged: 'diverged',
  conflict: 'conflict',
};

describe('bucketOf', () => {
  it.each(Object.entries(EXPECTED) as [Standing, Bucket][])('counts %s as %s', (standing, bucket) => {
    expect(bucketOf(standing)).toBe(bucket);
  });

  it('counts nothing twice but what is on the wire, which is still to be answered', () => {
    expect(new Set(Object.values(EXPECTED)).size).toBe(Object.keys(EXPECTED).length - 1);
  });
});
