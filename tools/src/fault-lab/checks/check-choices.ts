import type { Finding } from './check-books.ts';

/** One choice that the simulator was told, by its own book. */
export interface ToldChoice {
  readonly invoice_id: string;
  readonly decision: string;
  readonly outcome: string;
  readonly body_sha256: string;
}

/** Where each way leads, and what the decision service calls it. */
export const WAYS = {
  cancel: { decision: 'Cancel', standing: 'cancelled' },
  continue: { decision: 'Continue', standing: 'continued' },
  hearing: { decision: 'FurtherObjection', standing: 'hearing' },
} as const;

export type Way = keyof typeof WAYS;

/** Every choice that a person made is known to the authority once, and no other is. By reference. */
export function* checkChoices(
  told: readonly ToldChoice[],
  chosen: ReadonlyMap<string, Way>,
  idOf: (reference: string) => string,
): Generator<Finding> {
  const byId = Map.groupBy(told, ({ invoice_id: id }) => id);
  for (const [reference, way] of chosen) {
    const own = byId.get(idOf(reference)) ?? [];
    byId.delete(idOf(reference));
    const accepted = own.filter(({ outcome }) => outcome === 'accepted');
    if (accepted.length === 0) yield { check: 'not settled', reference, detail: `${way} was never told` };
    if (own.length > 1) {
      yield { check: 'asked too often', reference, detail: `${way} was told ${String(own.length)} times` };
    }
    if (new Set(own.map((one) => one.body_sha256)).size > 1) {
      yield { check: 'other bytes', reference, detail: `${way} was told in different words` };
    }
    const other = own.find(({ decision }) => decision !== WAYS[way].decision);
    if (other !== undefined) yield { check: 'not settled', reference, detail: `${way} was told as ${other.decision}` };
  }
  for (const [id, [first]] of byId) {
    yield { check: 'not settled', detail: `${id}: ${first?.decision ?? 'something'} was told, and nobody chose it` };
  }
}
