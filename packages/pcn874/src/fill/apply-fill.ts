import { createHash } from 'node:crypto';
import { formatHeader } from '../format/header.ts';
import { ENTRY } from '../format/layout.ts';
import { bytesOfLine, splitLines } from '../format/record-lines.ts';
import type { ByteSource, RecordLine } from '../format/record-lines.ts';
import { notAReport, reportChanged } from './fill-errors.ts';
import type { FillPlan } from './plan-fill.ts';

/**
 * The file with what a plan says, line by line: columns 52-60 of the records that are filled, the header where it changes, and
 * without the records that are left out. Every other byte is as it was.
 *
 * @throws IshurError `pcn874/changed-meanwhile` (`fix-document`), at the end: use it only where a file is put in its place when
 * all of it was written.
 */
export async function* applyFill(source: ByteSource, plan: FillPlan): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256');
  for await (const line of splitLines(source)) {
    if (line.text.length !== line.length) throw notAReport(line);
    hash.update(bytesOfLine(line));
    if (!plan.leftOut.has(line.number)) yield bytesOfLine(changed(line, plan));
  }
  if (hash.digest('hex') !== plan.sha256) throw reportChanged();
}

function changed(line: RecordLine, { newHeader, numbers }: FillPlan): RecordLine {
  if (line.number === 1 && newHeader !== undefined) return withText(line, formatHeader(newHeader));
  const number = numbers.get(line.number);
  if (number === undefined) return line;
  const { from, to } = ENTRY.allocation;
  return withText(line, `${line.text.slice(0, from - 1)}${number}${line.text.slice(to)}`);
}

function withText(line: RecordLine, text: string): RecordLine {
  return { ...line, text, length: text.length };
}
