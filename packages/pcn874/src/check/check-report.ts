import type { BusinessDay } from '@ishur/core';
import { computeHeader, countTotals } from '../format/totals.ts';
import type { ReportTotals } from '../format/totals.ts';
import type { ReportHeader } from '../format/header.ts';
import { CLOSING, ENTRY, HEADER, LENGTHS, cut } from '../format/layout.ts';
import { ENTRY_KINDS } from '../format/letters.ts';
import { readReport } from '../format/read-report.ts';
import type { ReportRecord } from '../format/read-report.ts';
import type { ByteSource, RecordLine } from '../format/record-lines.ts';
import { DEFAULT_CHECK_SETTINGS } from '../settings.ts';
import type { CheckSettings } from '../settings.ts';
import { checkEntry } from './check-entry.ts';
import { checkHeader, checkHeaderArithmetic, checkVatRatio } from './check-header.ts';
import { beginsOtherwise } from './check-beginning.ts';
import { compareCounts, compareTotals } from './compare-header.ts';
import { compareRecords } from './compare-records.ts';
import type { Finding } from './finding.ts';
import type { Period } from './period.ts';
import { createReporting } from './reporting.ts';

export interface CheckOptions {
  /** Today in Israel: a period may not lie in the future. */
  readonly today: BusinessDay;
  readonly settings?: Partial<CheckSettings>;
  /** Gets every finding, in the order of the file; those that only all records together show come last. */
  readonly found: (finding: Finding) => void;
}

/** Type of the report of a non-profit organisation or a financial institution. Notice of 27.12.2015, codes 131 and 132. */
const NO_DEALER = '6';

/** What a check came to. */
export interface CheckSummary {
  /** Lines of the file. */
  readonly lines: number;
  readonly faults: number;
  readonly warnings: number;
  /** As it stands in the file; absent where it cannot be read. */
  readonly header?: ReportHeader;
  /** What the records add up to, with the header's own part for equipment; absent where a record cannot be read. */
  readonly computed?: ReportHeader;
  readonly totals: ReportTotals;
}

/**
 * Checks a PCN874 file: its structure, every field of every record, and the records against each other and the header.
 * What only the Tax Authority's registers know (codes 146-163, 218, 219) is not checked.
 *
 * Sources: PCN874 circular; notice on error codes of 27.12.2015; API description 2.0 / 7.2024, section 6.
 */
export async function checkReport(source: ByteSource, options: CheckOptions): Promise<CheckSummary> {
  const settings = { ...DEFAULT_CHECK_SETTINGS, ...options.settings };
  const reporting = createReporting(settings, options.today, options.found);
  const { report } = reporting;
  const comparison = compareRecords(reporting);
  const counter = countTotals();
  const counted = { sale: 0, input: 0 };
  let [lines, entries] = [0, 0];
  let period: Period | undefined;
  let header: ReportHeader | undefined;
  let dealer: string | undefined;
  let reportType: string | undefined;
  // Where a record is not known for what it is, or cannot be read, its report cannot be counted or added up.
  let [isCountable, isSummable] = [true, true];
  let [isClosed, hasOtherEnds, isStopped] = [false, false, false];
  let lastLine: RecordLine | undefined;

  const look = (record: ReportRecord): void => {
    const { line } = record;
    if (isClosed) {
      report(line.length === 0 ? 'blank-record' : 'record-after-closing', whole(line));
      return;
    }
    if (line.end !== '\r\n' && !hasOtherEnds) {
      hasOtherEnds = true;
      report('line-end', { ...whole(line), found: line.end === '' ? '' : 'LF' });
    }
    switch (record.kind) {
      case 'header':
        lookAtHeader(record.line, record.header);
        break;
      case 'entry':
        lookAtEntry(record);
        break;
      case 'closing':
        isClosed = true;
        lookAtClosing(record.line, record.dealer);
        break;
      case 'unknown':
        isCountable = false;
        isSummable = false;
        if (line.length === 0) report('blank-record', whole(line));
        else if (line.number > 1) report('unknown-record', { ...whole(line), columns: ENTRY.letter });
        break;
    }
  };

  const lookAtHeader = (line: RecordLine, read: ReportHeader | undefined): void => {
    if (line.number > 1) report('second-header', whole(line));
    else if (line.length !== LENGTHS.header) report('header-length', ofLength(line, LENGTHS.header));
    else {
      period = checkHeader(line.text, line.number, reporting);
      header = read;
      dealer = cut(line.text, HEADER.dealer);
      reportType = cut(line.text, HEADER.reportType);
      if (read !== undefined) checkHeaderArithmetic(read, line.number, reporting);
    }
  };

  const lookAtEntry = ({ line, letter, entry }: Extract<ReportRecord, { kind: 'entry' }>): void => {
    entries += 1;
    if (entries > settings.mostRecords) {
      isStopped = true;
      report('too-many-records', { ...whole(line), found: String(entries), expected: settings.mostRecords });
      return;
    }
    const { side } = ENTRY_KINDS[letter];
    counted[side] += 1;
    if (line.length !== LENGTHS.entry) report('entry-length', ofLength(line, LENGTHS.entry));
    else checkEntry(line.text, letter, line.number, { period, isDeducting: reportType !== NO_DEALER }, reporting);
    if (side === 'sale' && reportType === NO_DEALER && counted.sale === 1) report('sales-in-type-6', whole(line));
    if (entry === undefined) isSummable = false;
    else {
      counter.add(entry);
      comparison.add(entry, line.number);
    }
  };

  const lookAtClosing = (line: RecordLine, read: string | undefined): void => {
    if (line.length !== LENGTHS.closing) report('closing-length', ofLength(line, LENGTHS.closing));
    else if (dealer !== undefined && read !== dealer) {
      const found = cut(line.text, CLOSING.dealer);
      report('closing-dealer', { record: line.number, columns: CLOSING.dealer, found, expected: dealer });
    }
  };

  for await (const record of readReport(source)) {
    lines += 1;
    lastLine = record.line;
    if (lines === 1 && beginsOtherwise(record, reporting)) isStopped = true;
    else look(record);
    if (isStopped) break;
  }

  const totals = counter.totals();
  if (lastLine === undefined) report('empty-file', { record: 1, columns: { from: 1, to: 1 }, found: '' });
  else if (!isStopped) {
    if (!isClosed) {
      report('closing-missing', { ...whole(lastLine), expected: LENGTHS.closing });
    }
    if (header !== undefined && isCountable) compareCounts(header, counted, 1, reporting);
    if (header !== undefined && isSummable) {
      compareTotals(header, totals, 1, reporting);
      if (period !== undefined) checkVatRatio(header, 1, period, totals, reporting);
    }
    if (isSummable) comparison.finish(totals, header, reportType !== NO_DEALER);
  }
  const { fault: faults, warning: warnings } = reporting.counts;
  return {
    lines,
    faults,
    warnings,
    totals,
    ...(header !== undefined && { header }),
    ...(header !== undefined && isSummable && !isStopped && { computed: computeHeader(header, totals) }),
  };
}

function whole(line: RecordLine): { record: number; columns: { from: number; to: number }; found: string } {
  return { record: line.number, columns: { from: 1, to: Math.max(1, line.length) }, found: line.text };
}

function ofLength(
  line: RecordLine,
  expected: number,
): { record: number; columns: { from: number; to: number }; found: string; expected: number } {
  return { ...whole(line), found: String(line.length), expected };
}
