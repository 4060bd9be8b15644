import { HEADER_AMOUNTS, HEADER_COUNTS } from '@ishur/pcn874';
import type { CheckSummary, Finding, HeaderAmount, HeaderCount, ReportHeader } from '@ishur/pcn874';
import type { Language } from '../language.ts';
import { renderTable } from '../output/table.ts';

/** One finding, for a person: where, the Tax Authority's code, and the whole sentence. */
export function renderFinding(finding: Finding, language: Language): string {
  const { record, from, to, authorityCode, severity, message } = finding;
  const columns = {
    he: from === to ? `עמודה ${from}` : `עמודות ${from}-${to}`,
    en: from === to ? `column ${from}` : `columns ${from}-${to}`,
  };
  const where = { he: `שורה ${record}, ${columns.he}`, en: `line ${record}, ${columns.en}` }[language];
  const code = authorityCode === undefined ? '' : ` [${authorityCode}]`;
  return `${severity === 'fault' ? '✗' : '!'} ${where}${code}: ${message[language]}\n`;
}

/** What a report is, how its header compares with its records, and what was found. */
export function renderSummary(summary: CheckSummary, language: Language, width: number | undefined): string {
  const { header, computed, faults, warnings, lines } = summary;
  const parts: string[] = [];
  if (header !== undefined) {
    const { dealer, period } = header;
    const month = `${period.slice(4)}/${period.slice(0, 4)}`;
    parts.push({ he: `עוסק ${dealer}, תקופה ${month}`, en: `Dealer ${dealer}, period ${month}` }[language]);
  }
  if (header !== undefined && computed !== undefined)
    parts.push(renderHeaders(header, computed, language, width).trimEnd());
  parts.push(
    {
      he: `שורות: ${lines}. תקלות: ${faults}. הערות: ${warnings}.`,
      en: `Lines: ${lines}. Faults: ${faults}. Remarks: ${warnings}.`,
    }[language],
  );
  return `${parts.join('\n')}\n`;
}

/** Two headers side by side, the lines in which they differ marked. */
function renderHeaders(
  stated: ReportHeader,
  computed: ReportHeader,
  language: Language,
  width: number | undefined,
): string {
  const head = {
    he: ['רשומת הפתיחה', 'רשום', 'לפי הרשומות', ''],
    en: ['header', 'stated', 'by the records', ''],
  }[language];
  const rows = headerNames().map((name) => [
    headerFieldName(name)[language],
    grouped(stated[name]),
    grouped(computed[name]),
    stated[name] === computed[name] ? '' : '≠',
  ]);
  return renderTable(head, rows, [1, 2], width);
}

/** What a figure of the header is called. */
export function headerFieldName(name: HeaderAmount | HeaderCount): { readonly he: string; readonly en: string } {
  return FIELDS[name].name;
}

const FIELDS = { ...HEADER_AMOUNTS, ...HEADER_COUNTS };

function headerNames(): readonly (HeaderAmount | HeaderCount)[] {
  const names = Object.keys(FIELDS) as (HeaderAmount | HeaderCount)[];
  return names.toSorted((one, other) => FIELDS[one].from - FIELDS[other].from);
}

/** Whole shekels, or a count, with separators. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
