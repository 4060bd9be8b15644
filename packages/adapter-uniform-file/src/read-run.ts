import type { Fault } from '@ishur/contract';
import { placeOf } from '@ishur/adapter-kit';
import { createBatch } from './batch.ts';
import type { Item } from './batch.ts';
import { keyOfHeader } from './document-key.ts';
import type { HeaderKey } from './document-key.ts';
import { notUniform } from './errors.ts';
import { openLineFinder } from './line-finder.ts';
import { findShape } from './line-order.ts';
import type { OpenRun } from './open-run.ts';
import { readHeader } from './read-header.ts';
import type { Header } from './read-header.ts';
import { readLines } from './read-lines.ts';
import { createFieldReader } from './record-fields.ts';
import { documentCut, linesWithoutHeader } from './record-faults.ts';
import { scanRecords } from './scan-records.ts';
import type { ScannedRecord } from './scan-records.ts';
import { MOST_IN_DOCUMENT } from './stray-lines.ts';
import type { KeptLine } from './stray-lines.ts';
import { createTally, FOREIGN_LINES, hasKey } from './tally.ts';
import type { Tally } from './tally.ts';

/** What lives for longer than a moment costs the garbage collector work, so few documents wait for each other. */
const FULL_BATCH = 32;

export interface RunRequest {
  readonly signal: AbortSignal;
  readonly from?: string | undefined;
  /** False where only the headers matter. */
  readonly withLines: boolean;
}

/** A document whose lines are still coming. */
interface Unfinished {
  readonly where: string;
  readonly key: HeaderKey;
  /** `undefined` for a C100 record of a wrong length, which has been told. */
  readonly header: Header | undefined;
  readonly faults: Fault[];
  /** The lines behind the header. */
  readonly own: KeptLine[];
}

/**
 * The documents of a run and everything in it that cannot be read, in batches. Memory does not grow with the file.
 *
 * @throws IshurError `uniform-file/not-uniform` (`fix-config`) for a file of another kind.
 */
export async function* readRun(run: OpenRun, request: RunRequest): AsyncGenerator<readonly Item[], void> {
  const { signal, from, withLines } = request;
  const { data, spelling, facts, summary } = run;
  const tally = createTally(data.name, summary);
  const batch = createBatch(data.name);
  const source = createFieldReader(data.name, spelling);
  const shape = withLines ? await findShape(run, signal) : undefined;
  const finder = shape === undefined ? undefined : await openLineFinder(run, shape.order, signal);
  for (const { line, fault } of summary?.faults ?? []) batch.note(placeOf(summary?.name ?? '', line), fault);
  let current: Unfinished | undefined;
  let claimed = 0;

  function begin(record: ScannedRecord, isBroken: boolean): Unfinished {
    const faults: Fault[] = [];
    let header: Header | undefined;
    if (!isBroken) {
      source.open(record.text(), record.line);
      header = readHeader(source, faults, facts);
    }
    const where = placeOf(data.name, record.line);
    return { where, key: keyOfHeader(record, facts.hasBranches), header, faults, own: [] };
  }

  /** Where the file was cut off, perhaps in this document: what is missing of it cannot be known. */
  function mayBeCut(key: HeaderKey, lines: readonly KeptLine[], isLast: boolean): boolean {
    if (shape?.cut === undefined) return false;
    const { lastDetail, isInDocument } = shape.cut;
    if (key.mayHaveLines && lines.length === 0) return true;
    return isInDocument && (isLast || lines.some(({ line }) => line === lastDetail));
  }

  function finish({ where, key, header, faults }: Unfinished, lines: readonly KeptLine[], isLast: boolean): void {
    claimed += lines.length;
    if (header === undefined) return;
    if (mayBeCut(key, lines, isLast)) faults.push(documentCut(where));
    if (header.kind === 'header' && from !== undefined && header.fields.documentDate < from) return;
    const { items, related } = readLines(source, { name: data.name, isPadded: tally.isPadded }, lines, faults);
    if (header.kind === 'unreadable' || faults.length > 0) {
      batch.tell(where, faults);
      return;
    }
    const { ref, standing, fields } = header;
    if (items.length > 0) fields.items = items;
    if (related.length > 0) fields.related = related;
    batch.add({ kind: 'document', ref, cursor: where, standing, fields });
  }

  try {
    for await (const piece of scanRecords(data, spelling, signal)) {
      for (let record = piece.next(); record !== undefined; record = piece.next()) {
        const broken = tally.add(record);
        refuseForeign(tally, record.line, data.name);
        if (broken !== undefined) batch.tell(placeOf(data.name, record.line), [broken]);
        if (record.code === 'C100') {
          if (current !== undefined)
            finish(current, finder === undefined ? current.own : await finder.find(current.key, current.own), false);
          current = begin(record, broken !== undefined);
          if (batch.length >= FULL_BATCH) yield batch.take();
        } else if (record.code === 'D110' && withLines && current !== undefined) {
          if (hasKey(record) && current.own.length < MOST_IN_DOCUMENT && current.key.owns(record))
            current.own.push({ line: record.line, text: record.text() });
        }
      }
      if (batch.length > 0) yield batch.take();
    }
    if (current !== undefined) finish(current, (await finder?.find(current.key, current.own)) ?? current.own, true);
  } finally {
    await finder?.[Symbol.asyncDispose]();
  }
  if (tally.isForeign) throw notUniform(data.name);
  for (const { where, fault } of tally.end()) batch.note(where, fault);
  const orphans = (tally.counts.get('D110') ?? 0) - claimed - tally.brokenLines;
  if (withLines && orphans > 0) batch.note(data.name, linesWithoutHeader(data.name, orphans));
  yield batch.take();
}

export function refuseForeign(tally: Tally, line: number, name: string): void {
  if (tally.isForeign && line >= FOREIGN_LINES) throw notUniform(name);
}
