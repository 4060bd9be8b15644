import type { BothSides, ListedCase } from './both-sides.ts';

/** What may be found, in the words of the tables. Every count has to be 0. */
export const CHECKS = [
  'lost documents',
  'asked under two ids',
  'granted numbers missing',
  'two numbers for one',
  'doubled at the authority',
  'other bytes',
  'asked too often',
  'sum is off',
  'not settled',
  'not at the source',
  'not synced',
  'locked for long',
  'memory grows',
  'died by itself',
] as const;

export type Check = (typeof CHECKS)[number];

/** Those that the lists of both sides show. */
export const BOOK_CHECKS: readonly Check[] = CHECKS.slice(0, CHECKS.indexOf('not synced'));

export interface Finding {
  readonly check: Check;
  /** The document, where it is about one. */
  readonly reference?: string;
  readonly detail: string;
}

/** What a scenario expects, beside what always holds. */
export interface Expectation {
  /** How often a document may have been asked for: once, and once more for every answer that was lost on the way. */
  asksAllowed(reference: string): number;
  /** Where a document may stand in the end. */
  standings(reference: string): readonly string[];
  /** Numbers that the authority gave and that never reached the runner. By default there are none in the end. */
  readonly mayMiss?: (number: string) => boolean;
  /** Whether the authority may have given a document two numbers: only where it repeats nothing and it is asked again. */
  readonly mayDouble?: boolean;
}

/** Compares the lists of both sides. */
export function checkBooks(sides: BothSides, expected: Expectation): readonly Finding[] {
  const cases = Map.groupBy(sides.cases, ({ reference }) => reference);
  const found: Finding[] = [...checkSum(sides), ...checkAsked(sides, expected), ...checkIssued(sides, expected)];
  for (const reference of sides.documents) {
    const own = cases.get(reference) ?? [];
    if (own.length === 0) found.push({ check: 'lost documents', reference, detail: 'the ledger does not know it' });
    const numbers = new Set(own.flatMap(({ number }) => (number === undefined ? [] : [number])));
    const recorded = sides.recorded.get(reference);
    if (recorded !== undefined) numbers.add(recorded);
    if (numbers.size > 1) {
      found.push({ check: 'two numbers for one', reference, detail: [...numbers].join(', ') });
    }
    for (const one of own) found.push(...checkCase(one, recorded, expected));
  }
  return found;
}

function* checkCase(one: ListedCase, recorded: string | undefined, expected: Expectation): Generator<Finding> {
  const { reference, standing, number, places } = one;
  if (!expected.standings(reference).includes(standing)) {
    yield { check: 'not settled', reference, detail: `stands as ${standing}` };
  }
  const deliveries = places.map(({ delivery }) => delivery);
  const isHome = deliveries.every((delivery) => delivery === 'recorded' || delivery === 'handed-over');
  if (number !== undefined && standing === 'allocated' && (!isHome || recorded !== number)) {
    const detail = `${deliveries.join(', ')}; the result file has ${recorded ?? 'nothing'}`;
    yield { check: 'not at the source', reference, detail };
  }
}

function* checkAsked({ asked, documents }: BothSides, expected: Expectation): Generator<Finding> {
  const known = new Set(documents);
  for (const [reference, entries] of Map.groupBy(asked, (entry) => entry.invoice_reference_number)) {
    if (!known.has(reference)) yield { check: 'lost documents', reference, detail: 'asked for, and in no source' };
    const ids = new Set(entries.map(({ invoice_id: id }) => id));
    if (ids.size > 1) yield { check: 'asked under two ids', reference, detail: [...ids].join(', ') };
    for (const action of new Set(entries.map((entry) => entry.action))) {
      const bodies = new Set(entries.filter((entry) => entry.action === action).map((entry) => entry.body_sha256));
      if (bodies.size > 1) yield { check: 'other bytes', reference, detail: `${String(bodies.size)} different bodies` };
    }
    const allowed = expected.asksAllowed(reference);
    if (entries.length > allowed) {
      const detail = `${String(entries.length)} times, where ${String(allowed)} can be explained`;
      yield { check: 'asked too often', reference, detail };
    }
  }
}

function* checkIssued({ issued, cases }: BothSides, expected: Expectation): Generator<Finding> {
  for (const [reference, entries] of Map.groupBy(issued, (entry) => entry.invoice_reference_number)) {
    if (entries.length < 2 || expected.mayDouble === true) continue;
    const detail = entries.map((entry) => entry.confirmation_number).join(', ');
    yield { check: 'doubled at the authority', reference, detail };
  }
  const kept = new Set(cases.flatMap(({ number }) => (number === undefined ? [] : [number])));
  for (const { confirmation_number: number, invoice_reference_number: reference } of issued) {
    if (!kept.has(number) && expected.mayMiss?.(number) !== true) {
      yield { check: 'granted numbers missing', reference, detail: number };
    }
  }
}

/** What `ishur status` prints has two sides: what was read, and where it stands. `recorded` is part of the second. */
function* checkSum({ status, documents, cases }: BothSides): Generator<Finding> {
  const { read, recorded: _part, ...others } = status;
  const figures = Object.values(others).filter((value) => typeof value === 'number');
  const sum = figures.reduce((total, value) => total + value, 0);
  if (read !== sum) yield { check: 'sum is off', detail: `read ${String(read)}, buckets ${String(sum)}` };
  if (read !== documents.length || cases.length !== documents.length) {
    const detail = `the source holds ${String(documents.length)}, read ${String(read)}, listed ${String(cases.length)}`;
    yield { check: 'sum is off', detail };
  }
}
