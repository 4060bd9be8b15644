import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { entryHash, exportHeads, readExport } from '@ishur/engine';
import type { AuditFinding, Ledger, Totals } from '@ishur/engine';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { asking, audit, change, newDocument, seen } from './fixtures/samples.ts';
import { openFor, testFolder } from './fixtures/test-folder.ts';

const ID = '777777715-305-1';
const SEEN = seen('office', '305:1', ID);
const LONG = 'acme/office/305:1';
const NUMBER = { kind: 'allocated', number: '20260610123456789' } as const;

let file: string;
let ledger: Ledger;

/** A ledger with a long case, and with some short ones around it. */
beforeEach(async () => {
  file = join(testFolder(), 'ishur.db');
  ledger = await openFor(file);
  await ledger.commit([newDocument('acme/office/305:0'), newDocument(LONG, ID), newDocument('acme/shop/row 2')]);
  await ledger.commit([{ ...change(LONG, [SEEN], asking(1)), frozen: { ask: 1, body: 'bytes' } }]);
  const number = { ...NUMBER, number: NUMBER.number as never };
  await ledger.commit([{ ...change(LONG, [SEEN, asking(1)], number), frozen: null }]);
});

/** Somebody who has the file and knows SQL. */
function tamper(sql: string): void {
  using database = new DatabaseSync(file);
  database.exec(sql);
}

async function exported(): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of exportHeads(ledger)) lines.push(JSON.stringify(line));
  return lines;
}

async function against(
  lines: readonly string[],
): Promise<{ readonly totals: Totals; readonly findings: readonly AuditFinding[] }> {
  return audit(ledger, readExport(lines, 'simulator'));
}

const OF_LONG = `tier = 'simulator' AND case_id = '${LONG}'`;

describe('somebody who changes the journal', () => {
  test('is not there: the audit finds nothing, and its digest is that of the export', async () => {
    const lines = await exported();
    const { totals, findings } = await against(lines);
    expect(findings).toEqual([]);
    expect(totals).toEqual(JSON.parse(lines.at(-1) ?? ''));
    expect(totals).toMatchObject({ cases: 3, entries: 5 });
  });

  test.each([
    ['an event', `UPDATE journal SET event = replace(event, '6000', '9000') WHERE ${OF_LONG} AND version = 1`, 1],
    ['who it was', `UPDATE journal SET by = 'nobody' WHERE ${OF_LONG} AND version = 2`, 2],
    ['when it was', `UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE ${OF_LONG} AND version = 3`, 3],
    [
      'the hash',
      `UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE ${OF_LONG} AND version = 2`,
      2,
    ],
    ['a blank in an event', `UPDATE journal SET event = event || ' ' WHERE ${OF_LONG} AND version = 2`, 2],
  ])('who flips %s is found, with case and entry', async (_what, sql, entry) => {
    tamper(sql);
    const { findings } = await audit(ledger);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'audit/entry-changed', case: LONG, entry }));
    expect(findings.filter(({ code }) => code === 'audit/entry-changed')).toHaveLength(1);
  });

  test.each([
    ['first', 1],
    ['middle', 2],
  ])('who removes the %s entry is found', async (_which, entry) => {
    tamper(`DELETE FROM journal WHERE ${OF_LONG} AND version = ${entry}`);
    const { findings } = await audit(ledger);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'audit/entry-missing', case: LONG, entry }));
  });

  test('who removes the last entry is found, because the case is found by something later', async () => {
    tamper(`DELETE FROM journal WHERE ${OF_LONG} AND version = 3`);
    const { findings } = await audit(ledger);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'audit/projection-differs', case: LONG }));
  });

  test('who removes an entry and numbers the rest anew is found', async () => {
    tamper(
      `DELETE FROM journal WHERE ${OF_LONG} AND version = 2; UPDATE journal SET version = 2 WHERE ${OF_LONG} AND version = 3`,
    );
    const { findings } = await audit(ledger);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'audit/entry-changed', case: LONG, entry: 2 }));
  });

  test('who puts an entry in is found', async () => {
    tamper(`
      UPDATE journal SET version = 4 WHERE ${OF_LONG} AND version = 3;
      INSERT INTO journal SELECT tier, case_id, 3, at, by, event, hash FROM journal WHERE ${OF_LONG} AND version = 2`);
    const { findings } = await audit(ledger);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'audit/entry-changed', case: LONG, entry: 3 }));
  });

  test('who swaps two entries is found', async () => {
    tamper(`
      UPDATE journal SET version = 9 WHERE ${OF_LONG} AND version = 2;
      UPDATE journal SET version = 2 WHERE ${OF_LONG} AND version = 3;
      UPDATE journal SET version = 3 WHERE ${OF_LONG} AND version = 9`);
    const { findings } = await audit(ledger);
    const changed = findings.filter(({ code }) => code === 'audit/entry-changed');
    expect(changed.map(({ entry }) => entry)).toEqual([2, 3]);
  });

  test('who makes of an event something that has not even fields is found, and stops nothing', async () => {
    tamper(`UPDATE journal SET event = replace(event, '"fields"', '"gields"') WHERE ${OF_LONG} AND version = 1`);
    const codes = (await audit(ledger)).findings.map(({ code }) => code);
    expect(codes).toContain('audit/entry-changed');
  });

  test('who moves an entry to another case, or to another tier, is found', async () => {
    tamper(`
      INSERT INTO journal SELECT tier, case_id, 2, at, by, event, hash FROM journal WHERE case_id = 'acme/office/305:0';
      UPDATE journal SET case_id = 'acme/shop/row 2' WHERE case_id = 'acme/office/305:0' AND version = 2`);
    const { findings } = await audit(ledger);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'audit/entry-changed', case: 'acme/shop/row 2', entry: 2 }),
    );
    tamper(
      `UPDATE journal SET tier = 'production'; UPDATE cases SET tier = 'production'; UPDATE places SET tier = 'production'`,
    );
    const production = await openFor(file, { tier: 'production' });
    expect((await audit(production)).findings.filter(({ code }) => code === 'audit/entry-changed')).not.toHaveLength(0);
  });

  test('whoever it is, and whatever is changed in a row, is found', async () => {
    using database = new DatabaseSync(file);
    const columns = ['case_id', 'version', 'at', 'by', 'event', 'hash'] as const;
    const rows = database.prepare('SELECT rowid, * FROM journal ORDER BY rowid').all();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...rows),
        fc.constantFrom(...columns),
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        async (row, column, at, flip) => {
          const bytes = Buffer.from(String(row[column]));
          const index = at % bytes.length;
          // A character of one byte stays one, so that the text stays text.
          fc.pre((bytes[index] ?? 0) < 128);
          bytes[index] = (bytes[index] ?? 0) ^ flip;
          const value = column === 'version' ? Number(bytes.toString()) : bytes.toString();
          fc.pre(column !== 'version' || (Number.isInteger(value) && value !== row[column]));
          // One that would take the place of another is refused by the table itself.
          const update = database.prepare(`UPDATE OR IGNORE journal SET ${column} = ? WHERE rowid = ?`);
          fc.pre(update.run(value, row['rowid'] ?? null).changes === 1);
          try {
            expect((await audit(ledger)).findings).not.toEqual([]);
          } finally {
            update.run(row[column] ?? null, row['rowid'] ?? null);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect((await audit(ledger)).findings).toEqual([]);
  });
});

describe('somebody who changes what cases are found by', () => {
  test.each([
    ['standing', `UPDATE cases SET standing = 'queued' WHERE id = '${LONG}'`],
    ['invoice id', `UPDATE cases SET invoice_id = NULL WHERE id = '${LONG}'`],
    ['action', `UPDATE cases SET action = 3 WHERE id = '${LONG}'`],
    ['version', `UPDATE cases SET version = 2 WHERE id = '${LONG}'`],
    ['summary', `UPDATE cases SET summary = replace(summary, '20260610123456789', '1') WHERE id = '${LONG}'`],
    ['summary altogether', `UPDATE cases SET summary = '{' WHERE id = '${LONG}'`],
    ['delivery', `UPDATE places SET delivery = 'recorded' WHERE ref = '305:1'`],
    ['place', `UPDATE places SET ref = '305:77' WHERE ref = '305:1'`],
    ['list of places', `DELETE FROM places WHERE ref = '305:1'`],
    ['business of a place', `UPDATE places SET business = 'gal' WHERE ref = '305:1'`],
    ['case', `DELETE FROM cases WHERE id = '${LONG}'`],
  ])('is found: the %s', async (_what, sql) => {
    tamper(sql);
    const { findings } = await audit(ledger);
    expect(
      findings.filter((finding) => finding.case === LONG && finding.code.startsWith('audit/projection')),
    ).not.toEqual([]);
  });

  test('is found: a case that has no journal', async () => {
    tamper(`DELETE FROM journal WHERE ${OF_LONG}`);
    expect((await audit(ledger)).findings).toMatchObject([{ code: 'audit/journal-missing', case: LONG }]);
  });
});

describe('somebody who leaves no trace in the ledger', () => {
  const CUT = `
    DELETE FROM journal WHERE ${OF_LONG} AND version = 3;
    UPDATE cases SET version = 2`;

  test('and cuts a tail off is found with an earlier export', async () => {
    const lines = await exported();
    // Back to what the ledger would hold had the number never come.
    const other = await openFor(join(testFolder(), 'other.db'));
    await other.commit([newDocument('acme/office/305:0'), newDocument(LONG, ID), newDocument('acme/shop/row 2')]);
    await other.commit([change(LONG, [SEEN], asking(1))]);
    const clean = await audit(other);
    expect(clean.findings).toEqual([]);
    const { findings } = await audit(other, readExport(lines, 'simulator'));
    expect(findings).toMatchObject([{ code: 'audit/tail-cut', case: LONG, expected: '3 entries', found: '2' }]);
    tamper(CUT);
    expect((await against(lines)).findings).toContainEqual(
      expect.objectContaining({ code: 'audit/tail-cut', case: LONG }),
    );
  });

  test('and takes a whole case out is found with an earlier export', async () => {
    const lines = await exported();
    tamper(`
      DELETE FROM journal WHERE ${OF_LONG};
      DELETE FROM places WHERE position = (SELECT position FROM cases WHERE id = '${LONG}');
      DELETE FROM cases WHERE id = '${LONG}'`);
    expect((await audit(ledger)).findings).toEqual([]);
    expect((await against(lines)).findings).toMatchObject([{ code: 'audit/case-vanished', case: LONG }]);
  });

  test('and computes the whole chain anew is found with an earlier export', async () => {
    const lines = await exported();
    using database = new DatabaseSync(file);
    const row = database.prepare(`SELECT * FROM journal WHERE case_id = 'acme/shop/row 2'`).get() ?? {};
    const event = String(row['event']);
    const entry = {
      tier: 'simulator',
      case: 'acme/shop/row 2',
      version: 1,
      at: String(row['at']),
      by: 'nobody',
      event,
    };
    database
      .prepare(`UPDATE journal SET by = 'nobody', hash = ? WHERE case_id = 'acme/shop/row 2'`)
      .run(entryHash(entry, ''));
    expect((await audit(ledger)).findings).toEqual([]);
    expect((await against(lines)).findings).toMatchObject([
      { code: 'audit/rewritten', case: 'acme/shop/row 2', entry: 1 },
    ]);
  });

  test('is not suspected for what came after the export', async () => {
    const lines = await exported();
    await ledger.commit([newDocument('acme/office/305:00'), newDocument('gal/office/305:1')]);
    await ledger.commit([change('acme/shop/row 2', [seen('shop', 'row 2')], seen('shop', 'row 2'))]);
    expect((await against(lines)).findings).toEqual([]);
  });
});
