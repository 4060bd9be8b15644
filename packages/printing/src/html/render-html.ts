import { buildSheet, buildSlip } from '../content/build-sheet.ts';
import type { ColumnKind, Fact, Party, Sheet } from '../content/sheet.ts';
import type { Paper, PrintOptions, PrintedHtml } from '../paper.ts';
import { MARKS, directionOf, withMarks } from '../text/direction.ts';
import { escapeHtml } from './escape.ts';
import { STYLE } from './style.ts';

/**
 * A document with its number and notices as one page of HTML: no script, nothing from outside, fit to be printed.
 *
 * @throws IshurError `printing/number-unreadable` where the allocation number is none; `printing/not-the-original` where a
 *   certified copy is to be marked as the original.
 */
export function renderHtml(paper: Paper, options: PrintOptions = {}): PrintedHtml {
  return print(buildSheet(paper, options));
}

/**
 * The number and the notices alone, with the document's name, to be attached to a document that was printed elsewhere.
 *
 * @throws IshurError `printing/nothing-to-print` where there is neither a number nor a notice.
 */
export function renderSlipHtml(paper: Paper, options: PrintOptions = {}): PrintedHtml {
  return print(buildSlip(paper, options));
}

function print(sheet: Sheet): PrintedHtml {
  const { language, direction, title, warnings } = sheet;
  const html = `<!DOCTYPE html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title.replace(MARKS, ''))}</title>
<style>${STYLE}${marginsOf(sheet)}</style>
</head>
<body>
<header>${partyOf(sheet.issuer)}${sheet.mark === undefined ? '' : `<div class="aside mark">${escapeHtml(sheet.mark)}</div>`}</header>
<main>
<div class="top"><div><h1>${escapeHtml(sheet.typeName)} ${own(sheet.reference)}</h1>${partyOf(sheet.customer)}</div>
<div class="aside">${sheet.facts.map(factOf).join('')}${numberOf(sheet)}</div></div>
${sheet.notices.map((notice) => `<p class="notice" lang="he" dir="rtl">${escapeHtml(notice)}</p>`).join('\n')}
${tableOf(sheet)}
${totalsOf(sheet)}
${noteOf(sheet)}
</main>
</body>
</html>
`;
  return { html, warnings };
}

/** A text from outside: it keeps its own direction and does not change that of its surroundings. */
function own(text: string): string {
  return text === '' ? '' : `<bdi dir="${directionOf(text)}">${escapeHtml(withMarks(text))}</bdi>`;
}

function partyOf({ heading, name, lines }: Party): string {
  const isEmpty = name === '' && lines.length === 0;
  const to = heading === undefined || isEmpty ? '' : `<p class="to">${escapeHtml(heading)}</p>`;
  return `<div>${to}<p class="name">${own(name)}</p>${lines.map(factOf).join('')}</div>`;
}

function factOf({ label, value }: Fact): string {
  return `<p>${label === undefined ? '' : `${escapeHtml(label)}: `}${own(value)}</p>`;
}

/** API description 2.0 / 7.2024, section 2.2.1: the heading, and the last nine digits emphasised. */
function numberOf({ allocation }: Sheet): string {
  if (allocation === undefined) return '';
  const { heading, before, emphasised } = allocation;
  const rest = before === '' ? '' : `<span class="before">${escapeHtml(before)}</span>`;
  const digits = `<bdi dir="ltr">${rest}<strong>${escapeHtml(emphasised)}</strong></bdi>`;
  return `<div class="number"><p lang="he" dir="rtl">${escapeHtml(heading)}</p>${digits}</div>`;
}

const CLASSES: Readonly<Record<ColumnKind, string>> = {
  index: 'index',
  code: 'short',
  text: 'text',
  unit: 'short',
  number: 'figure',
  amount: 'figure',
};

function tableOf({ columns, rows }: Sheet): string {
  if (columns.length === 0) return '';
  const classes = columns.map(({ kind }) => ` class="${CLASSES[kind]}"`);
  const head = columns.map(({ heading }, at) => `<th scope="col"${classes[at] ?? ''}>${escapeHtml(heading)}</th>`);
  const body = rows.map(
    (cells) => `<tr>${cells.map((cell, at) => `<td${classes[at] ?? ''}>${own(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function totalsOf({ totals }: Sheet): string {
  if (totals.length === 0) return '';
  const rows = totals.map(({ label, amount, isLast }) => {
    const last = isLast === true ? ' class="last"' : '';
    return `<tr${last}><td>${escapeHtml(label)}</td><td class="figure">${own(amount)}</td></tr>`;
  });
  return `<table class="totals"><tbody>${rows.join('')}</tbody></table>`;
}

function noteOf({ note }: Sheet): string {
  if (note === undefined) return '';
  const lines = note.value.split('\n').map((line) => `<p>${own(line)}</p>`);
  return `<div class="note"><b>${escapeHtml(note.label ?? '')}</b>${lines.join('')}</div>`;
}

/** The foot of every printed page, and the mark on those after the first. Browsers that do not know boxes in the margin leave them out. */
function marginsOf({ mark, pageLabel }: Sheet): string {
  // Words of ours alone, in which the two numbers are found by their places.
  const [before = '', between = '', after = ''] = pageLabel(1, 2).split(/\d+/);
  const content = `"${before}" counter(page) "${between}" counter(pages) "${after}"`;
  const foot = `@page { @bottom-center { content: ${content}; font: 8pt Arial, sans-serif; color: #555; } }\n`;
  if (mark === undefined) return foot;
  return `${foot}@page { @top-center { content: "${mark}"; font: bold 10pt Arial, sans-serif; } }
@page :first { @top-center { content: none; } }\n`;
}
