import { MARKS, directionOf, withMarks } from '../text/direction.ts';
import type { Direction } from '../text/direction.ts';
import type { Canvas } from './canvas.ts';
import { PAGE } from './canvas.ts';
import type { Weight } from './font.ts';
import { setText } from './set-text.ts';
import type { Line } from './set-text.ts';

/** Margins of a page, in points. The lower one holds the foot. */
export const MARGIN = { side: 42, top: 40, bottom: 56 } as const;
export const WIDTH: number = PAGE.width - 2 * MARGIN.side;
export const BOTTOM: number = PAGE.height - MARGIN.bottom;

/** Part of the width of a page. */
export interface Area {
  readonly x: number;
  readonly width: number;
}

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly grey?: number;
  /** `start` is the side at which the sheet's lines begin; `left` and `right` are the same in every language. */
  readonly align?: 'start' | 'end' | 'center' | 'left' | 'right';
  /** The direction of the paragraph; that of the text itself where it is not said. */
  readonly direction?: Direction;
}

/** A text in lines, which have not found their place yet. */
export interface Block {
  readonly lines: readonly Line[];
  readonly height: number;
  readonly style: Style;
}

/** Sets texts and draws them on the pages of a canvas. */
export interface Writer {
  readonly canvas: Canvas;
  readonly direction: Direction;
  /** The whole width of the page inside its margins, or the share of it that begins at the side where lines begin. */
  area(from: number, to: number): Area;
  set(text: string, width: number, style: Style): Block;
  /** Draws it with its upper edge at `y`; gives its height. */
  draw(block: Block, area: Area, y: number, page?: number): number;
  /** Both in one. */
  write(text: string, area: Area, y: number, style: Style, page?: number): number;
  /** Characters that the typeface does not have, in the order in which they were met. */
  missing(): readonly string[];
}

/** The distance of two lines, as a multiple of their size. */
const LEADING = 1.36;

export function createWriter(canvas: Canvas, direction: Direction): Writer {
  const missing = new Set<string>();
  const writer: Writer = {
    canvas,
    direction,
    area(from, to) {
      const [x, width] = [MARGIN.side + WIDTH * from, WIDTH * (to - from)];
      return direction === 'ltr' ? { x, width } : { x: PAGE.width - x - width, width };
    },
    set(text, width, style) {
      const font = canvas.fonts[style.weight ?? 'regular'];
      for (const character of text.replace(MARKS, '')) {
        if (character !== '\n' && !font.has(character.codePointAt(0) ?? 0)) missing.add(character);
      }
      const lines = text.split('\n').flatMap((paragraph) => {
        const set = setText(withMarks(paragraph), style.direction ?? directionOf(paragraph), font, style.size, width);
        return set.length === 0 ? [{ width: 0, runs: [] }] : set;
      });
      return { lines: text === '' ? [] : lines, height: text === '' ? 0 : lines.length * style.size * LEADING, style };
    },
    draw({ lines, height, style }, { x, width }, y, page) {
      const look = { ...(style.grey !== undefined && { grey: style.grey }), ...(page !== undefined && { page }) };
      for (const [at, line] of lines.entries()) {
        // The baseline, so that letters stand in the middle of their line.
        const baseline = y + style.size * (LEADING * (at + 0.5) + 0.35);
        canvas.drawLine(line, x + indent(style.align ?? 'start', direction, width - line.width), baseline, look);
      }
      return height;
    },
    write: (text, area, y, style, page) => writer.draw(writer.set(text, area.width, style), area, y, page),
    missing: () => [...missing],
  };
  return writer;
}

function indent(align: NonNullable<Style['align']>, direction: Direction, rest: number): number {
  if (align === 'center') return rest / 2;
  const isRight = align === 'right' || (direction === 'rtl' ? align === 'start' : align === 'end');
  return isRight ? rest : 0;
}
