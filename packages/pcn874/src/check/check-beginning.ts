import { LENGTHS } from '../format/layout.ts';
import type { ReportRecord } from '../format/read-report.ts';
import type { Reporting } from './reporting.ts';

/** Looks at the first line: true where the file is something else, so that nothing more can be said of it. */
export function beginsOtherwise({ kind, line }: ReportRecord, { report }: Reporting): boolean {
  const { text, length, end, hasMark } = line;
  const columns = { from: 1, to: Math.max(1, length) };
  const where = { record: 1, columns, found: text };
  if (/^(?:\xff\xfe|\xfe\xff|\0.|.\0)/s.test(text)) {
    report('encoding', { ...where, found: 'UTF-16' });
    return true;
  }
  if (hasMark) report('byte-order-mark', { ...where, columns: { from: 1, to: 3 }, found: 'EF BB BF' });
  if (kind === 'header' && end === '' && length > LENGTHS.header) {
    report('no-line-ends', { ...where, found: String(length) });
    return true;
  }
  if (text.startsWith('A') && length === REPRESENTATIVE) {
    report('bundle', where);
    return true;
  }
  if (kind !== 'header') report('header-missing', where);
  // Neither a header nor anything else of a report: it is some other file.
  return kind === 'unknown';
}

/** Characters of the record that opens a representative's file. Source: PCN874 circular, appendix B. */
const REPRESENTATIVE = 16;
