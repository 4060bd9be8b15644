import { formatEntry } from './entry.ts';
import type { ReportEntry } from './entry.ts';
import { formatHeader } from './header.ts';
import type { ReportHeader } from './header.ts';
import { bytesOf } from './record-lines.ts';

/**
 * Writes a report: header, records, closing, every one of them ended by CR LF. The circular names no line end; CR LF is what
 * most accounting systems write, and such files were taken by the Tax Authority's simulator.
 *
 * @throws RangeError where a value has more digits than its field.
 */
export function* writeReport(header: ReportHeader, entries: Iterable<ReportEntry>): Generator<Uint8Array, void> {
  yield bytesOf(`${formatHeader(header)}\r\n`);
  for (const entry of entries) yield bytesOf(`${formatEntry(entry)}\r\n`);
  yield bytesOf(`X${header.dealer}\r\n`);
}
