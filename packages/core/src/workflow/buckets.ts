import type { Standing } from './case-state.ts';

/** The buckets of `ishur status`: every case is in exactly one, so that what was read is always their sum. */
export type Bucket =
  | 'notRequired'
  | 'invalid'
  | 'alreadyAllocated'
  | 'waiting'
  | 'queued'
  | 'allocated'
  | 'held'
  | 'closed'
  | 'rejected'
  | 'unconfirmed'
  | 'parked'
  | 'diverged'
  | 'conflict';

const BUCKETS: Readonly<Record<Standing, Bucket>> = {
  waiting: 'waiting',
  'not-required': 'notRequired',
  invalid: 'invalid',
  'already-allocated': 'alreadyAllocated',
  queued: 'queued',
  // An ask on the wire is still to be answered.
  asking: 'queued',
  allocated: 'allocated',
  held: 'held',
  // All of these wait for a person, a hearing or an answer to a choice.
  'settled-elsewhere': 'held',
  choosing: 'held',
  hearing: 'held',
  'hearing-won': 'held',
  // The zero-rate document must come, and get its number.
  'awaiting-replacement': 'waiting',
  replaced: 'waiting',
  // Settled without a number of its own.
  cancelled: 'closed',
  continued: 'closed',
  reversed: 'closed',
  rejected: 'rejected',
  unconfirmed: 'unconfirmed',
  parked: 'parked',
  closed: 'closed',
  // Its document is counted with the case that it joined.
  joined: 'closed',
  diverged: 'diverged',
  conflict: 'conflict',
};

/** Total: a standing without a bucket does not compile. */
export function bucketOf(standing: Standing): Bucket {
  return BUCKETS[standing];
}
