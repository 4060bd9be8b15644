import type { CaseQuery } from '@ishur/engine';
import type { Connection, Row, Value } from './connection.ts';

/** Cases fetched at a time while listing, so that others may write meanwhile. */
export const PAGE = 500;

/**
 * The next cases after a position, by the index that leaves the fewest. They may be more than the query asks for: whoever
 * lists looks at each with `fitsQuery`.
 */
export function pageOfCases(connection: Connection, tier: string, query: CaseQuery, after: number): Row[] {
  const { sql, values } = wayTo(query);
  return sql === undefined ? [] : connection.all(sql, tier, after, ...values);
}

/** How a query is answered. */
export interface Way {
  /** Gets the tier, then the position after which it goes on, then the values. `undefined`: nothing can fit. */
  readonly sql: string | undefined;
  readonly values: readonly Value[];
}

/** The index is named: without statistics SQLite may take one that needs sorting, and every page would sort everything. */
const FROM = 'SELECT position, summary FROM cases';
const HERE = 'WHERE tier = ?1 AND position > ?2';
const NEXT = `ORDER BY position LIMIT ${PAGE}`;

/** The statement for a query. Every one comes in the order of positions without sorting: pages cost what they hold. */
export function wayTo({ business, source, ref, invoiceId, standings, delivery }: CaseQuery): Way {
  if (standings?.length === 0) return { sql: undefined, values: [] };
  if (invoiceId !== undefined) {
    const arm = (index: string, action: string): string =>
      `${FROM} INDEXED BY ${index} ${HERE} AND invoice_id = ?3 AND ${action}`;
    const [own, linked] = [arm('cases_by_invoice_id', 'action = 0'), arm('cases_by_linked_id', 'action <> 0')];
    return { sql: `${own} UNION ALL ${linked} ${NEXT}`, values: [invoiceId] };
  }
  if (business === undefined) return { sql: `${FROM} NOT INDEXED ${HERE} ${NEXT}`, values: [] };
  if (source !== undefined && ref !== undefined) {
    return { sql: atPlaces('places_by_ref', 'ref = ?5'), values: [business, source, ref] };
  }
  // Nobody looks for what has nothing to deliver, and it is not in the index.
  if (source !== undefined && delivery !== undefined && delivery !== 'none') {
    const condition = `delivery = ?5 AND places.delivery <> 'none'`;
    return { sql: atPlaces('places_by_delivery', condition), values: [business, source, delivery] };
  }
  if (standings === undefined) {
    return { sql: `${FROM} INDEXED BY cases_by_business ${HERE} AND business = ?3 ${NEXT}`, values: [business] };
  }
  // Each arm comes in the order of its index, so that they are merged and not sorted.
  const wanted = [...new Set(standings)];
  const arms = wanted.map(
    (_, index) => `${FROM} INDEXED BY cases_by_standing ${HERE} AND business = ?3 AND standing = ?${index + 4}`,
  );
  return { sql: `${arms.join(' UNION ALL ')} ${NEXT}`, values: [business, ...wanted] };
}

/** A case may have several places in one source: it is shown once. */
function atPlaces(index: string, condition: string): string {
  return `
    SELECT cases.position AS position, summary
    FROM places INDEXED BY ${index} CROSS JOIN cases ON cases.position = places.position
    WHERE places.tier = ?1 AND places.position > ?2 AND places.business = ?3 AND places.source = ?4 AND places.${condition}
    GROUP BY places.position ORDER BY places.position LIMIT ${PAGE}`;
}
