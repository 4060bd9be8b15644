import { createHash } from 'node:crypto';
import { reportedNumber } from '../format/entry.ts';
import type { ReportEntry } from '../format/entry.ts';
import { formatHeader } from '../format/header.ts';
import type { ReportHeader } from '../format/header.ts';
import { ENTRY_KINDS } from '../format/letters.ts';
import type { EntryLetter } from '../format/letters.ts';
import { readReport } from '../format/read-report.ts';
import { bytesOfLine } from '../format/record-lines.ts';
import type { ByteSource } from '../format/record-lines.ts';
import { computeHeader, countTotals } from '../format/totals.ts';
import { DEFAULT_CHECK_SETTINGS } from '../settings.ts';
import type { AllocationLookup, KnownDocument } from './allocation-lookup.ts';
import { findCancelledPairs } from './cancelled-pairs.ts';
import { notAReport, tooManyRecords, totalTooLarge } from './fill-errors.ts';
import { differencesBetween } from './header-differences.ts';
import type { HeaderDifference } from './header-differences.ts';
import { matchRecord } from './match.ts';
import type { FillOutcome } from './outcome.ts';

export interface FillOptions {
  /** Records of which letters are looked for; S and T when not given: the number is reported on both sides. */
  readonly letters?: readonly EntryLetter[];
  /** Leaves out the two records of a cancelled document, and counts them off in the header. */
  readonly leaveOutCancelled?: boolean;
  /** Writes into the header what the records add up to. Otherwise its figures stay as they are. */
  readonly recomputeHeader?: boolean;
  /** Records that are held in memory; one million when not given. */
  readonly mostRecords?: number;
}

/** What filling a file would change, to be shown before anything is written. */
export interface FillPlan {
  /** What becomes of every record that is looked for, in the order of the file. */
  readonly outcomes: readonly FillOutcome[];
  /** Lines that are no records of the right form. They stay as they are. */
  readonly unreadable: readonly number[];
  /** As it stands in the file. */
  readonly header: ReportHeader;
  /** As it will be written; undefined where not a byte of it changes. */
  readonly newHeader: ReportHeader | undefined;
  /**
   * Where the figures that will stand in the header differ from what the records then add up to; empty where all of them can
   * be read and it agrees, or where it is computed again.
   */
  readonly differences: readonly HeaderDifference[];
  /** Lines by number, and the nine digits that will stand in columns 52-60. */
  readonly numbers: ReadonlyMap<number, string>;
  readonly leftOut: ReadonlySet<number>;
  /** SHA-256 of the file that the plan is for. */
  readonly sha256: string;
}

/**
 * Finds the allocation number of every record, and says what it could not find and why. Nothing is written, and nothing that is
 * ambiguous is filled.
 *
 * @throws IshurError `pcn874/not-a-report`, `pcn874/too-many-records`, `pcn874/total-too-large` (`fix-document`); whatever the look-up throws.
 */
export async function planFill(
  source: ByteSource,
  lookup: AllocationLookup,
  options: FillOptions = {},
): Promise<FillPlan> {
  const { header, entries, unreadable, sha256 } = await readWhole(source, options);
  const pairs = findCancelledPairs();
  if (options.leaveOutCancelled === true) for (const [record, entry] of entries) pairs.add(entry, record);
  const leftOut = pairs.pairs();
  const letters = new Set<EntryLetter>(options.letters ?? ['S', 'T']);
  const found: FillOutcome[] = [];
  const recordsOf = new Map<string, number[]>();
  for (const [record, entry] of entries) {
    const other = leftOut.get(record);
    if (other !== undefined) found.push({ kind: 'left-out', record, entry, other });
    else if (letters.has(entry.letter)) {
      const outcome = await outcomeOf(record, entry, lookup);
      found.push(outcome);
      if ('document' in outcome && outcome.kind !== 'different') {
        const { name } = outcome.document;
        recordsOf.set(name, [...(recordsOf.get(name) ?? []), record]);
      }
    }
  }
  const outcomes = found.map((outcome) => notTwice(outcome, recordsOf));
  const numbers = new Map<number, string>();
  for (const outcome of outcomes) if (outcome.kind === 'filled') numbers.set(outcome.record, outcome.number);
  const isSummable = unreadable.length === 0;
  const headers = headersAfter(header, entries, new Set(leftOut.keys()), isSummable, options.recomputeHeader === true);
  if (headers.newHeader !== undefined) fits(headers.newHeader);
  return { outcomes, unreadable, header, ...headers, numbers, leftOut: new Set(leftOut.keys()), sha256 };
}

async function readWhole(
  source: ByteSource,
  { mostRecords = DEFAULT_CHECK_SETTINGS.mostRecords }: FillOptions,
): Promise<{
  readonly header: ReportHeader;
  readonly entries: ReadonlyMap<number, ReportEntry>;
  readonly unreadable: readonly number[];
  readonly sha256: string;
}> {
  const hash = createHash('sha256');
  const entries = new Map<number, ReportEntry>();
  const unreadable: number[] = [];
  let header: ReportHeader | undefined;
  for await (const record of readReport(source)) {
    const { line } = record;
    if (line.text.length !== line.length) throw notAReport(line);
    hash.update(bytesOfLine(line));
    if (line.number === 1) {
      if (record.kind !== 'header' || record.header === undefined) throw notAReport(line);
      ({ header } = record);
    } else if (record.kind === 'entry' && record.entry !== undefined) entries.set(line.number, record.entry);
    else if (record.kind !== 'closing') unreadable.push(line.number);
    if (entries.size + unreadable.length > mostRecords) throw tooManyRecords(mostRecords);
  }
  if (header === undefined) throw notAReport(undefined);
  return { header, entries, unreadable, sha256: hash.digest('hex') };
}

async function outcomeOf(record: number, entry: ReportEntry, lookup: AllocationLookup): Promise<FillOutcome> {
  const match = matchRecord(entry, await lookup.candidates(entry));
  switch (match.kind) {
    case 'none':
      return { kind: 'unknown', record, entry };
    case 'several':
      return { kind: 'several', record, entry, documents: match.documents };
    case 'different':
      return { kind: 'different', record, entry, document: match.document, differences: match.differences };
    case 'one':
      return withNumberOf(record, entry, match.document);
  }
}

function withNumberOf(record: number, entry: ReportEntry, document: KnownDocument): FillOutcome {
  const number = reportedNumber(document.number);
  if (number === undefined) return { kind: 'no-number', record, entry, document };
  if (entry.allocation === undefined) return { kind: 'filled', record, entry, number, document };
  if (entry.allocation === number) return { kind: 'already-there', record, entry, document };
  return { kind: 'other-number', record, entry, number, document };
}

/** One document is one record: where several fit it, which of them is meant is not for us to say. */
function notTwice(outcome: FillOutcome, recordsOf: ReadonlyMap<string, readonly number[]>): FillOutcome {
  if (outcome.kind !== 'filled') return outcome;
  const { record, entry, document } = outcome;
  const others = (recordsOf.get(document.name) ?? []).filter((other) => other !== record);
  return others.length === 0 ? outcome : { kind: 'same-document', record, entry, document, others };
}

/** @throws IshurError `pcn874/total-too-large`, before anything is written. */
function fits(header: ReportHeader): void {
  try {
    formatHeader(header);
  } catch (cause) {
    throw totalTooLarge(cause);
  }
}

function headersAfter(
  header: ReportHeader,
  entries: ReadonlyMap<number, ReportEntry>,
  leftOut: ReadonlySet<number>,
  isSummable: boolean,
  isRecomputed: boolean,
): Pick<FillPlan, 'newHeader' | 'differences'> {
  const counter = countTotals();
  const gone = { sale: 0, input: 0 };
  for (const [record, entry] of entries) {
    if (leftOut.has(record)) gone[ENTRY_KINDS[entry.letter].side] += 1;
    else counter.add(entry);
  }
  const computed = computeHeader(header, counter.totals());
  if (isRecomputed && isSummable) {
    return { newHeader: differencesBetween(header, computed).length === 0 ? undefined : computed, differences: [] };
  }
  // A pair adds up to nothing: only the counts change.
  const salesRecords = Math.max(0, header.salesRecords - gone.sale);
  const inputsRecords = Math.max(0, header.inputsRecords - gone.input);
  const after = { ...header, salesRecords, inputsRecords };
  const newHeader = leftOut.size === 0 ? undefined : after;
  return { newHeader, differences: isSummable ? differencesBetween(after, computed) : [] };
}
