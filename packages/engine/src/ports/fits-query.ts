import type { CaseQuery, CaseSummary } from './ledger.ts';

/** Whether a case is what a query looks for: what `Ledger.list` means, whatever indexes a storage has for it. */
export function fitsQuery(summary: CaseSummary, query: CaseQuery): boolean {
  const isPlace =
    (query.source ?? query.ref ?? query.delivery) === undefined ||
    summary.places.some(
      ({ source, ref, delivery }) =>
        (query.source ?? source) === source && (query.ref ?? ref) === ref && (query.delivery ?? delivery) === delivery,
    );
  return (
    isPlace &&
    (query.business ?? summary.business) === summary.business &&
    (query.invoiceId === undefined || query.invoiceId === summary.invoiceId) &&
    (query.standings === undefined || query.standings.includes(summary.standing))
  );
}
