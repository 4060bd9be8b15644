import { keyOfHeader, keyOfLine } from './document-key.ts';
import type { HeaderKey } from './document-key.ts';
import type { OpenRun } from './open-run.ts';
import { scanRecords } from './scan-records.ts';
import { hasKey } from './tally.ts';

/** A D110 record that is kept until its header is there. */
export interface KeptLine {
  readonly line: number;
  readonly text: string;
}

/** Lines of one document that follow each other, away from their header. */
export interface LineGroup {
  readonly key: string;
  readonly lines: readonly KeptLine[];
}

/** A line's number has four digits. */
export const MOST_IN_DOCUMENT = 9999;

/** The D110 lines that do not follow their own header, in the order of the file. */
export async function* strayLines(run: OpenRun, signal: AbortSignal): AsyncGenerator<LineGroup, void> {
  const { hasBranches } = run.facts;
  let header: HeaderKey | undefined;
  let group: { key: string; lastIndex: number; lines: KeptLine[] } | undefined;
  for await (const piece of scanRecords(run.data, run.spelling, signal)) {
    for (let record = piece.next(); record !== undefined; record = piece.next()) {
      if (record.code === 'C100') header = keyOfHeader(record, hasBranches);
      if (record.code !== 'D110' || !hasKey(record) || header?.owns(record) === true) continue;
      const key = keyOfLine(record, hasBranches);
      const text = record.text();
      const index = record.lineIndex();
      // Two documents of one number may follow each other; the second starts counting again.
      const goesOn =
        group?.key === key && (index === 0 || index > group.lastIndex) && group.lines.length < MOST_IN_DOCUMENT;
      if (group !== undefined && !goesOn) {
        yield group;
        group = undefined;
      }
      group ??= { key, lastIndex: 0, lines: [] };
      group.lastIndex = index;
      group.lines.push({ line: record.line, text });
    }
  }
  if (group !== undefined) yield group;
}
