import assert from 'node:assert/strict';
import { NO_ENTRY, entryHash } from '../audit/entry-hash.ts';
import type { AuditFinding } from '../audit/finding.ts';
import { verifyLedger } from '../audit/verify-ledger.ts';
import { journalsOf } from './ledger-world.ts';
import type { LedgerTest } from './ledger-world.ts';
import { changeBy, changeFor } from './sample-case.ts';

/** What the audit rests on. */
export const JOURNAL_TESTS: readonly LedgerTest[] = [
  {
    name: 'journal/every entry is chained to the one before',
    async run(world) {
      const one = changeFor('acme/office/305:1', 0, 2);
      const other = changeFor('acme/office/305:2', 0, 1);
      const later = changeFor('acme/office/305:1', 2, 2);
      await using first = await world.open('simulator');
      await first.commit([one, other]);
      await using ledger = await world.open('simulator');
      await ledger.commit([later]);
      const rows = new Map((await journalsOf(ledger)).map((journal) => [journal.id, journal.rows]));
      for (const [id, entries] of [
        [one.id, [...one.entries, ...later.entries]],
        [other.id, other.entries],
      ] as const) {
        let before = NO_ENTRY;
        const expected = entries.map(({ at, by, event }, index) => {
          const row = { version: index + 1, at, by, event: JSON.stringify(event) };
          before = entryHash({ tier: 'simulator', case: id, ...row }, before);
          return { ...row, hash: before };
        });
        assert.deepEqual(rows.get(id), expected);
      }
    },
  },
  {
    name: 'journal/comes in the order of the bytes of its ids',
    async run(world) {
      await using ledger = await world.open('simulator');
      // UTF-16 has the last two the other way round.
      const ids = ['acme/office/305:1', 'acme/office/305:10', 'acme/office/א', 'acme/office/\uFB2A', 'acme/office/😀'];
      await ledger.commit(ids.toReversed().map((id) => changeFor(id, 0, 1)));
      assert.deepEqual(
        (await journalsOf(ledger)).map(({ id }) => id),
        ids,
      );
    },
  },
  {
    name: 'journal/is the picture of one moment',
    async run(world) {
      await using ledger = await world.open('simulator');
      await using another = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/305:1', 0, 1), changeFor('acme/office/305:2', 0, 1)]);
      const seen: string[] = [];
      for await (const { id, rows, projection } of ledger.journals()) {
        if (seen.length === 0) {
          await ledger.commit([changeFor('acme/office/305:2', 1, 1)]);
          await another.commit([changeFor('acme/office/305:3', 0, 1)]);
        }
        seen.push(`${id} ${rows.length} ${projection?.version}`);
      }
      assert.deepEqual(seen, ['acme/office/305:1 1 1', 'acme/office/305:2 1 1']);
    },
  },
  {
    name: 'journal/what cases are found by fits it',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/305:1', 0, 1, { invoiceId: '777777715-305-1' })]);
      await ledger.commit([changeFor('acme/shop/row 2', 0, 1), changeFor('gal/office/305:1', 0, 1)]);
      const stored = await ledger.load('acme/shop/row 2');
      assert.ok(stored !== undefined);
      const delivery = { kind: 'recorded', attempts: 1 } as const;
      await ledger.commit([changeBy(stored, { kind: 'delivered', source: 'shop', ref: 'row 2', delivery })]);
      const findings: AuditFinding[] = [];
      const { cases, entries } = await verifyLedger({ ledger, found: (finding) => findings.push(finding) });
      assert.deepEqual(findings, []);
      assert.deepEqual({ cases, entries }, { cases: 3, entries: 4 });
    },
  },
];
