import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CaseQuery } from '@ishur/engine';
import { describe, expect, test } from 'vitest';
import { openFor, testFolder } from './fixtures/test-folder.ts';
import { wayTo } from './list-cases.ts';

/** What SQLite does for a query. */
async function planOf(query: CaseQuery): Promise<readonly string[]> {
  const file = join(testFolder(), 'ishur.db');
  await openFor(file);
  using database = new DatabaseSync(file);
  const { sql, values } = wayTo(query);
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql ?? ''}`).all('simulator', 0, ...values);
  return steps.map(({ detail }) => String(detail));
}

describe('a list of cases', () => {
  test.each([
    [{}, /SEARCH cases USING INTEGER PRIMARY KEY/],
    [{ business: 'acme' }, /USING INDEX cases_by_business/],
    [{ business: 'acme', standings: ['queued', 'unconfirmed', 'asking'] }, /USING INDEX cases_by_standing/],
    [{ business: 'acme', source: 'office', ref: '305:1' }, /USING (COVERING )?INDEX places_by_ref/],
    [{ business: 'acme', source: 'office', delivery: 'pending' }, /USING (COVERING )?INDEX places_by_delivery/],
    [{ invoiceId: '777777715-305-1' }, /USING INDEX cases_by_invoice_id/],
  ] satisfies [CaseQuery, RegExp][])('%j is found by an index', async (query, index) => {
    const plan = await planOf(query);
    expect(plan.filter((step) => index.test(step))).not.toEqual([]);
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });

  test.each([
    [{}],
    [{ business: 'acme' }],
    [{ business: 'acme', standings: ['queued', 'unconfirmed', 'asking'] }],
    [{ business: 'acme', source: 'office', delivery: 'pending' }],
  ] satisfies [CaseQuery][])('%j comes in its order, and is not sorted for every page', async (query) => {
    expect((await planOf(query)).filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  });
});
