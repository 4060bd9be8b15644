import type { Fact, Party, Sheet } from '../content/sheet.ts';
import { isolated } from '../text/direction.ts';
import { PAGE } from './canvas.ts';
import { drawTable } from './table.ts';
import { drawTotals } from './totals.ts';
import { BOTTOM, MARGIN, WIDTH } from './writer.ts';
import type { Area, Style, Writer } from './writer.ts';

const SMALL = 9;

/** Draws a whole sheet, page after page. */
export function layOut(writer: Writer, sheet: Sheet): void {
  const { canvas } = writer;
  canvas.addPage();
  let y = drawHead(writer, sheet);
  y = drawNotices(writer, sheet, y);
  const nextPage = (): number => {
    canvas.addPage();
    return drawContinuation(writer, sheet);
  };
  const table = drawTable(writer, sheet, y + 6, nextPage);
  y = drawTotals(writer, sheet, table, nextPage);
  drawNote(writer, sheet, y + 14, nextPage);
  for (let page = 0; page < canvas.pageCount; page += 1) drawFoot(writer, sheet, page);
}

/** Issuer and mark; title and dates; customer and number. */
function drawHead(writer: Writer, sheet: Sheet): number {
  const [start, end] = [writer.area(0, 0.6), writer.area(0.62, 1)];
  const issuerEnd = drawParty(writer, sheet.issuer, start, MARGIN.top, 15);
  const markEnd = sheet.mark === undefined ? MARGIN.top : drawMark(writer, sheet.mark, end);
  let y = Math.max(issuerEnd, markEnd) + 8;
  writer.canvas.rule(MARGIN.side, y, PAGE.width - MARGIN.side, y, { grey: 0.4 });
  y += 10;
  const titleEnd = y + writer.write(titleOf(sheet), start, y, { size: 18, weight: 'bold', direction: sheet.direction });
  const factsEnd = drawFacts(writer, sheet.facts, end, y + 2);
  const customerEnd = drawParty(writer, sheet.customer, start, titleEnd + 10, 12);
  const numberEnd = drawNumber(writer, sheet, end, factsEnd + 8);
  return Math.max(customerEnd, numberEnd) + 8;
}

function titleOf({ typeName, reference }: Sheet): string {
  return `${typeName} ${isolated(reference)}`;
}

function drawParty(writer: Writer, { heading, name, lines }: Party, area: Area, y: number, size: number): number {
  let at = y;
  if (heading !== undefined && (name !== '' || lines.length > 0)) {
    at += writer.write(heading, area, at, { size: SMALL, grey: 0.35, direction: writer.direction });
  }
  at += writer.write(name, area, at, { size, weight: 'bold' });
  return drawFacts(writer, lines, area, at + 1);
}

function drawFacts(writer: Writer, facts: readonly Fact[], area: Area, y: number): number {
  return facts.reduce((at, fact) => at + writeFact(writer, fact, area, at, { size: SMALL }), y);
}

/** The label says the direction of the line, and the value keeps its own. */
function writeFact(writer: Writer, { label, value }: Fact, area: Area, y: number, style: Style): number {
  if (label === undefined) return writer.write(value, area, y, style);
  return writer.write(`${label}: ${isolated(value)}`, area, y, { ...style, direction: writer.direction });
}

function drawMark(writer: Writer, mark: string, area: Area, y: number = MARGIN.top): number {
  const style: Style = { size: 12, weight: 'bold', align: 'center', direction: writer.direction };
  const block = writer.set(mark, area.width - 16, style);
  const height = block.height + 8;
  writer.canvas.box(area.x, y, area.width, height);
  writer.draw(block, { x: area.x + 8, width: area.width - 16 }, y + 4);
  return y + height;
}

/** The number under its heading, its last nine digits emphasised. API description 2.0 / 7.2024, section 2.2.1. */
function drawNumber(writer: Writer, { allocation }: Sheet, area: Area, y: number): number {
  if (allocation === undefined) return y;
  const { heading, before, emphasised } = allocation;
  const inner = { x: area.x + 8, width: area.width - 16 };
  let at = y + 6;
  at += writer.write(heading, inner, at, { size: 10, weight: 'bold', direction: 'rtl' });
  const emphasis = writer.set(emphasised, inner.width, { size: 15, weight: 'bold', align: 'left', direction: 'ltr' });
  const rest = writer.set(before, inner.width, { size: 8.5, align: 'left', direction: 'ltr', grey: 0.3 });
  const [wide, narrow] = [emphasis.lines[0]?.width ?? 0, rest.lines[0]?.width ?? 0];
  // A whole number reads from left to right, its last digits at the right edge.
  const gap = before === '' ? 0 : 1;
  const left = inner.x + (writer.direction === 'rtl' ? inner.width - wide - narrow - gap : 0);
  writer.draw(rest, { x: left, width: narrow }, at + 5.6);
  writer.draw(emphasis, { x: left + narrow + gap, width: wide }, at);
  at += emphasis.height + 4;
  writer.canvas.box(area.x, y, area.width, at - y);
  return at;
}

/** The sentences of the law, «בצורה בולטת». API description 2.0 / 7.2024, section 2.2.2. */
function drawNotices(writer: Writer, { notices }: Sheet, y: number): number {
  return notices.reduce((at, notice) => {
    const style: Style = { size: 12, weight: 'bold', align: 'center', direction: 'rtl' };
    const block = writer.set(notice, WIDTH - 24, style);
    writer.canvas.box(MARGIN.side, at, WIDTH, block.height + 10, { isFilled: true, grey: 0.93 });
    writer.canvas.box(MARGIN.side, at, WIDTH, block.height + 10);
    writer.draw(block, { x: MARGIN.side + 12, width: WIDTH - 24 }, at + 5);
    return at + block.height + 16;
  }, y);
}

/** What stands at the top of the second page and all that follow. */
function drawContinuation(writer: Writer, sheet: Sheet): number {
  const [start, end] = [writer.area(0, 0.6), writer.area(0.62, 1)];
  const height = writer.write(titleOf(sheet), start, MARGIN.top, {
    size: 11,
    weight: 'bold',
    direction: sheet.direction,
  });
  if (sheet.mark !== undefined) {
    writer.write(sheet.mark, end, MARGIN.top, {
      size: 11,
      weight: 'bold',
      align: 'end',
      direction: sheet.direction,
    });
  }
  return MARGIN.top + height + 8;
}

function drawNote(writer: Writer, { note }: Sheet, y: number, nextPage: () => number): void {
  if (note === undefined) return;
  const area = writer.area(0, 1);
  const style: Style = { size: SMALL };
  const heading = writer.set(note.label ?? '', area.width, { ...style, weight: 'bold', direction: writer.direction });
  const paragraphs = note.value.split('\n').map((text) => writer.set(text, area.width, style));
  const first = paragraphs[0]?.height ?? 0;
  let at = y + heading.height + first > BOTTOM ? nextPage() : y;
  at += writer.draw(heading, area, at);
  for (const block of paragraphs) {
    for (const line of block.lines) {
      const height = block.height / block.lines.length;
      if (at + height > BOTTOM) at = nextPage();
      at += writer.draw({ lines: [line], height, style: block.style }, area, at);
    }
  }
}

function drawFoot(writer: Writer, sheet: Sheet, page: number): void {
  const y = PAGE.height - 40;
  writer.canvas.rule(MARGIN.side, y, PAGE.width - MARGIN.side, y, { page, grey: 0.7 });
  const style: Style = { size: 8, grey: 0.35, direction: sheet.direction };
  writer.write(titleOf(sheet), writer.area(0, 0.6), y + 4, style, page);
  const label = sheet.pageLabel(page + 1, writer.canvas.pageCount);
  writer.write(label, writer.area(0.62, 1), y + 4, { ...style, align: 'end' }, page);
}
