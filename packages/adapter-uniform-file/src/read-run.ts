import type { InvoiceFields, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { Fault } from '@ishur/contract';
import { notUniform } from './errors.ts';
import { placeOf } from './named-file.ts';
import { openLineWindow } from './line-window.ts';
import type { LineWindow } from './line-window.ts';
import type { OpenRun } from './open-run.ts';
import { readHeader } from './read-header.ts';
import { keyOfHeader } from './read-line.ts';
import type { DocumentLine } from './read-line.ts';
import { linesWithoutHeader, tooManyFaults } from './record-faults.ts';
import { scanRecords } from './scan-records.ts';
import type { ScannedRecord } from './scan-records.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';

/** A file that is wrong in every line is not told line by line. */
const MOST_FAULTY_RECORDS = 1000;
const MOST_FAULTS = 8;
/** What this many lines hold of nothing known is another file. */
const FOREIGN_LINES = 10;

export interface RunRequest {
  readonly signal: AbortSignal;
  readonly from?: string | undefined;
  /** False where only the headers matter. */
  readonly withLines: boolean;
}

/**
 * The documents of a run, and everything in it that cannot be read. Memory does not grow with the file.
 *
 * @throws IshurError `uniform-file/not-uniform` (`fix-config`) for a file of another kind.
 */
export async function* readRun(
  run: OpenRun,
  { signal, from, withLines }: RunRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  const { data, spelling, facts, summary } = run;
  const tally = createTally(data.name, summary);
  const limited = createLimit(data.name);
  for (const { line, fault } of summary?.faults ?? []) yield unreadable(placeOf(summary?.name ?? '', line), [fault]);
  const window = withLines ? openLineWindow(data, spelling, signal) : undefined;
  let claimed = 0;
  try {
    for await (const records of scanRecords(data, spelling, signal)) {
      for (const record of records) {
        const broken = tally.add(record);
        refuseForeign(tally, record.line, data.name);
        if (broken !== undefined) yield* limited(placeOf(data.name, record.line), [broken]);
        if (record.code !== 'C100') continue;
        const where = placeOf(data.name, record.line);
        signal.throwIfAborted();
        const lines = window === undefined ? [] : await linesOf(window, record);
        claimed += lines.length;
        if (broken !== undefined) continue;
        const header = readHeader(record.text, where, spelling, facts);
        const faults = [
          ...(header.kind === 'unreadable' ? header.faults : []),
          ...lines.flatMap((line) => line.faults),
        ];
        if (faults.length > 0 || header.kind === 'unreadable') yield* limited(where, faults);
        else if (from === undefined || header.fields.documentDate >= from) {
          const { ref, standing, fields } = header;
          yield { kind: 'document', ref, cursor: where, standing, fields: withItems(fields, lines) };
        }
      }
    }
  } finally {
    await window?.[Symbol.asyncDispose]();
  }
  if (tally.isForeign) throw notUniform(data.name);
  for (const { where, fault } of tally.end()) yield unreadable(where, [fault]);
  const orphans = (tally.counts.get('D110') ?? 0) - claimed - tally.brokenLines;
  if (window !== undefined && orphans > 0) yield unreadable(data.name, [linesWithoutHeader(data.name, orphans)]);
}

export function refuseForeign(tally: Tally, line: number, name: string): void {
  if (tally.isForeign && line >= FOREIGN_LINES) throw notUniform(name);
}

/** Receipts have no D110 lines; looking for them would search the whole file. */
const WITHOUT_LINES: ReadonlySet<string> = new Set(['400', '405', '410', '420']);

async function linesOf(window: LineWindow, { text }: ScannedRecord): Promise<readonly DocumentLine[]> {
  const key = keyOfHeader(text);
  return WITHOUT_LINES.has(key.slice(0, 3)) ? [] : await window.take(key);
}

function withItems(fields: InvoiceFields, lines: readonly DocumentLine[]): InvoiceFields {
  if (lines.length === 0) return fields;
  const related = new Map(
    lines.flatMap(({ base }) =>
      base === undefined ? [] : [[`${base.documentType}:${base.reference}`, base] as const],
    ),
  );
  return {
    ...fields,
    items: lines.map(({ item }) => item),
    ...(related.size === 0 ? {} : { related: [...related.values()] }),
  };
}

function unreadable(where: string, faults: readonly Fault[]): UnreadableItem {
  return { kind: 'unreadable', cursor: where, where, faults: faults.slice(0, MOST_FAULTS) };
}

function createLimit(name: string): (where: string, faults: readonly Fault[]) => Generator<UnreadableItem, void> {
  let told = 0;
  return function* limited(where, faults) {
    told += 1;
    if (told <= MOST_FAULTY_RECORDS) yield unreadable(where, faults);
    else if (told === MOST_FAULTY_RECORDS + 1) yield unreadable(where, [tooManyFaults(name, MOST_FAULTY_RECORDS)]);
  };
}
