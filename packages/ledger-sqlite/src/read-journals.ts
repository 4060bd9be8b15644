import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import type { CaseSummary, JournalRow, PlaceSummary, StoredJournal, StoredProjection } from '@ishur/engine';
import { compareIds } from '@ishur/engine';

type Row = Record<string, SQLOutputValue>;

/** Cases between which others get their turn. */
const TURN = 100;

/**
 * Everything of a tier as it lies in the file, in one picture: on a connection of its own with a reading transaction, so that
 * writers go on meanwhile. As long as it lasts the write-ahead log cannot be cut, and grows.
 */
export async function* readJournals(file: string, tier: string): AsyncGenerator<StoredJournal> {
  using database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  database.exec('BEGIN');
  const read = (sql: string): Groups => inGroups(database.prepare(sql).iterate(tier));
  const journals = read(
    'SELECT case_id AS id, version, at, by, event, hash FROM journal WHERE tier = ? ORDER BY case_id, version',
  );
  const cases = read('SELECT * FROM cases WHERE tier = ? ORDER BY id');
  const places = read(
    `SELECT cases.id AS id, source, ref, delivery FROM cases JOIN places ON places.position = cases.position
     AND places.tier = cases.tier AND places.business = cases.business WHERE cases.tier = ? ORDER BY cases.id`,
  );
  for (let count = 1; ; count += 1) {
    const id = least(journals.id(), cases.id());
    if (id === undefined) break;
    const [projection] = cases.take(id);
    yield {
      id,
      rows: journals.take(id).map(rowOf),
      projection: projection === undefined ? undefined : projectionOf(projection, places.take(id)),
    };
    if (count % TURN === 0) await turn();
  }
  // Places that belong to no case: whoever looks there finds nothing.
  const strays = database.prepare(
    `SELECT places.* FROM places LEFT JOIN cases ON cases.position = places.position
     AND cases.tier = places.tier AND cases.business = places.business WHERE places.tier = ? AND cases.id IS NULL`,
  );
  for (const row of strays.iterate(tier)) yield strayOf(row);
}

/** Rows that come in the order of their ids, taken together for one id. */
interface Groups {
  /** The id of the next group. */
  id(): string | undefined;
  /** All rows of this id. */
  take(id: string): Row[];
}

function inGroups(rows: Iterator<Row>): Groups {
  const next = (): Row | undefined => {
    const step = rows.next();
    return step.done === true ? undefined : step.value;
  };
  let row = next();
  const id = (): string | undefined => (row === undefined ? undefined : String(row['id']));
  return {
    id,
    take(wanted) {
      const taken: Row[] = [];
      for (; row !== undefined && id() === wanted; row = next()) taken.push(row);
      return taken;
    },
  };
}

function least(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return compareIds(one, other) <= 0 ? one : other;
}

function rowOf(row: Row): JournalRow {
  return {
    version: Number(row['version']),
    at: String(row['at']),
    by: String(row['by']),
    event: String(row['event']),
    hash: String(row['hash']),
  };
}

function projectionOf(row: Row, places: readonly Row[]): StoredProjection {
  return {
    version: Number(row['version']),
    summary: parsed(String(row['summary'])),
    // As they lie there: that they are what they should be is for the audit to find out.
    found: {
      business: String(row['business']),
      invoiceId: row['invoice_id'] === null ? undefined : String(row['invoice_id']),
      action: Number(row['action']) as CaseSummary['action'],
      reference: String(row['reference']),
      standing: String(row['standing']) as CaseSummary['standing'],
      places: places.map(placeOf),
    },
  };
}

function placeOf(row: Row): PlaceSummary {
  const delivery = String(row['delivery']) as PlaceSummary['delivery'];
  return { source: String(row['source']), ref: String(row['ref']), delivery };
}

function strayOf(row: Row): StoredJournal {
  const place = placeOf(row);
  const business = String(row['business']);
  const found = {
    business,
    invoiceId: undefined,
    action: 0,
    reference: '',
    standing: 'waiting',
    places: [place],
  } as const;
  const projection = { version: 0, summary: undefined, found };
  return { id: `${business}/${place.source}/${place.ref}`, rows: [], projection };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function turn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
