import { isDeepStrictEqual } from 'node:util';
import type { CaseState } from '@ishur/core';
import { advanceStored } from '../advance-stored.ts';
import { summaryOf } from '../case-record.ts';
import type { CaseSummary, JournalRow, PlaceSummary, StoredJournal } from '../ports/ledger.ts';
import { NO_ENTRY, entryHash } from './entry-hash.ts';
import { finding } from './finding.ts';
import type { AuditFinding } from './finding.ts';
import { MASK } from './redact.ts';

/** Everything that is wrong with what is stored of one case: its chain, its story, and what it is found by. */
export function verifyCase(tier: string, journal: StoredJournal): AuditFinding[] {
  const { id, rows, projection } = journal;
  if (rows.length === 0) {
    return [finding('audit/journal-missing', { case: id }, `${projection?.version ?? 1} entries`, 'none')];
  }
  const findings = verifyChain(tier, journal);
  if (projection === undefined) {
    findings.push(finding('audit/projection-missing', { case: id }, 'a line in the list of cases', 'none'));
  }
  const story = fold(journal);
  if (story.impossible !== undefined) findings.push(story.impossible);
  else if (projection !== undefined) findings.push(...verifyProjection(journal, story.state));
  return findings;
}

function verifyChain(tier: string, { id, rows }: StoredJournal): AuditFinding[] {
  const findings: AuditFinding[] = [];
  let version = 0;
  // Where an entry does not fit its hash, either may be the false one: the next entry may go on from both, so that one change
  // is one finding. After a gap nobody knows what the next one goes on from.
  let before: readonly string[] | undefined = [NO_ENTRY];
  for (const row of rows) {
    if (row.version !== version + 1) {
      const missing =
        row.version === version + 2 ? `entry ${version + 1}` : `entries ${version + 1} to ${row.version - 1}`;
      findings.push(finding('audit/entry-missing', { case: id, entry: version + 1 }, missing, `entry ${row.version}`));
      before = undefined;
    }
    version = row.version;
    const possible: string[] = before?.map((previous) => hashOf(tier, id, row, previous)) ?? [];
    if (before !== undefined && !possible.includes(row.hash)) {
      findings.push(finding('audit/entry-changed', { case: id, entry: version }, possible[0] ?? '', row.hash));
      before = [row.hash, ...possible];
    } else before = [row.hash];
  }
  return findings;
}

function hashOf(tier: string, id: string, { version, at, by, event }: JournalRow, previous: string): string {
  return entryHash({ tier, case: id, version, at, by, event }, previous);
}

interface Story {
  readonly state: CaseState | undefined;
  readonly impossible: AuditFinding | undefined;
}

/** The state to which a journal folds, or the first entry that is impossible. */
function fold({ id, rows }: StoredJournal): Story {
  let state: CaseState | undefined;
  for (const { version, event } of rows) {
    const next = advanceStored(state, parsed(event));
    if (next.ok) {
      ({ state } = next);
      continue;
    }
    const where = { case: id, entry: version };
    return { state: undefined, impossible: finding('audit/entry-impossible', where, 'a lawful event', next.refusal) };
  }
  return { state, impossible: undefined };
}

/** What is no JSON is no event either. */
function parsed(event: string): unknown {
  try {
    return JSON.parse(event);
  } catch {
    return undefined;
  }
}

function verifyProjection({ id, rows, projection }: StoredJournal, state: CaseState | undefined): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const version = rows.at(-1)?.version ?? 0;
  const differs = (what: string, expected: unknown, found: unknown): void => {
    if (isDeepStrictEqual(expected, found)) return;
    const [one, other] = what === 'customer' ? [MASK, `another ${MASK}`] : [inShort(expected), inShort(found)];
    findings.push(finding('audit/projection-differs', { case: id }, `${what} ${one}`, `${what} ${other}`));
  };
  differs('version', version, projection?.version);
  if (state === undefined || projection === undefined) return findings;
  const expected = summaryFrom(id, version, state);
  if (expected === undefined) {
    return [finding('audit/entry-impossible', { case: id, entry: version }, 'a state of ours', 'something else')];
  }
  const summary = isObject(projection.summary) ? projection.summary : {};
  // Absent and undefined are one: JSON knows no undefined.
  for (const name of new Set([...Object.keys(expected), ...Object.keys(summary)])) {
    differs(name, plain(expected[name as keyof CaseSummary]), summary[name]);
  }
  const { found } = projection;
  for (const name of ['business', 'invoiceId', 'action', 'reference', 'standing'] as const) {
    differs(`${name} (column)`, expected[name], found[name]);
  }
  differs('places (rows)', inOrder(expected.places), inOrder(found.places));
  return findings;
}

/** `undefined` where an entry was changed into one that the workflow took, and that lacks what every document has. */
function summaryFrom(id: string, version: number, state: CaseState): CaseSummary | undefined {
  try {
    return summaryOf({ id, business: businessOf(id), version, state, added: [], frozen: undefined });
  } catch {
    return undefined;
  }
}

/** The first part of a case's id. A business has no slash in its name. */
function businessOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

function inOrder(places: readonly PlaceSummary[]): readonly PlaceSummary[] {
  const name = ({ source, ref }: PlaceSummary): string => JSON.stringify([source, ref]);
  return places.toSorted((one, other) => (name(one) < name(other) ? -1 : 1));
}

/** Characters of a value that are told. */
const TOLD = 200;

function inShort(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > TOLD ? `${text.slice(0, TOLD)}…` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
