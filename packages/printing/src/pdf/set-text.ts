import * as library from 'bidi-js';
import type { Bidi, EmbeddingLevels } from 'bidi-js';
import type { Direction } from '../text/direction.ts';
import { MARKS } from '../text/direction.ts';
import type { Font, Glyph } from './font.ts';

// The package is CommonJS, and its whole export is the function that its types call the default of a module.
const bidi = (library.default as unknown as () => Bidi)();

/** A piece of a line in one direction, ready to be drawn. */
export interface Run {
  /** Where it begins on the left, from the left edge of its line. */
  readonly x: number;
  readonly glyphs: readonly SetGlyph[];
  readonly font: Font;
  readonly size: number;
}

/** A glyph and the characters that it stands for, as somebody who searches or copies has to get them. */
export interface SetGlyph extends Glyph {
  readonly text: string;
}

export interface Line {
  readonly width: number;
  /** In the order in which they are read, not in that of the eye: programs that extract text take them as they come. */
  readonly runs: readonly Run[];
}

/** A stretch of the text of one embedding level and one script. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
}

/**
 * A paragraph in lines no wider than `width`: ordered by the Unicode bidirectional algorithm (UAX 9, bidi-js) and shaped by
 * HarfBuzz. Lines break after spaces, and inside a word only where it is wider than a line.
 */
export function setText(text: string, direction: Direction, font: Font, size: number, width: number): readonly Line[] {
  if (text === '') return [];
  const levels = bidi.getEmbeddingLevels(text, direction);
  const advances = measure(text, levels, font, size);
  return breakLines(text, advances, width).map(({ start, end }) => setLine(text, levels, start, end, font, size));
}

/** The width of a text on one line. */
export function widthOf(text: string, font: Font, size: number): number {
  const [line] = setText(text, 'ltr', font, size, Number.POSITIVE_INFINITY);
  return line?.width ?? 0;
}

/** The width of every character; 0 for one that is drawn together with another. */
function measure(text: string, levels: EmbeddingLevels, font: Font, size: number): Float64Array {
  const advances = new Float64Array(text.length);
  for (const { start, end, direction } of stretches(text, levels, 0, text.length)) {
    for (const { cluster, advance } of font.shape(drawable(text, start, end), direction)) {
      const at = start + cluster;
      advances[at] = (advances[at] ?? 0) + (advance * size) / 1000;
    }
  }
  return advances;
}

function breakLines(text: string, advances: Float64Array, width: number): readonly { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  while (start < text.length) {
    let used = 0;
    let lastBreak = 0;
    let at = start;
    for (; at < text.length; at += 1) {
      const isSpace = text[at] === ' ';
      if (!isSpace && used + (advances[at] ?? 0) > width && at > start) break;
      used += advances[at] ?? 0;
      if (isSpace) lastBreak = at + 1;
    }
    const end = at === text.length ? at : lastBreak > start ? lastBreak : wholeCharacter(text, advances, start, at);
    lines.push({ start, end: trimEnd(text, start, end) });
    start = end;
  }
  return lines;
}

/** Never between the halves of a surrogate pair, nor between a letter and its point. */
function wholeCharacter(text: string, advances: Float64Array, start: number, at: number): number {
  let end = at;
  while (end > start + 1 && (advances[end] === 0 || isTrail(text, end))) end -= 1;
  return end;
}

function isTrail(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function trimEnd(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && text[trimmed - 1] === ' ') trimmed -= 1;
  return trimmed;
}

function setLine(text: string, levels: EmbeddingLevels, start: number, end: number, font: Font, size: number): Line {
  if (end <= start) return { width: 0, runs: [] };
  const pieces = stretches(text, levels, start, end).map((stretch) => ({
    stretch,
    glyphs: withText(font.shape(drawable(text, stretch.start, stretch.end), stretch.direction), text, stretch),
  }));
  // Where each stretch stands for the eye: the library puts the characters in order, and a stretch goes where its first is.
  const place = new Map(bidi.getReorderedIndices(text, levels, start, end - 1).map((index, at) => [index, at]));
  const inOrderOfEye = pieces.toSorted((a, b) => (place.get(a.stretch.start) ?? 0) - (place.get(b.stretch.start) ?? 0));
  let x = 0;
  const placed = inOrderOfEye.map(({ stretch, glyphs }) => {
    const run: Run = { x, glyphs, font, size };
    for (const { advance } of glyphs) x += (advance * size) / 1000;
    return { run, start: stretch.start };
  });
  return { width: x, runs: placed.toSorted((a, b) => a.start - b.start).map(({ run }) => run) };
}

function stretches(text: string, { levels }: EmbeddingLevels, start: number, end: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = start;
  for (let at = start + 1; at <= end; at += 1) {
    if (at < end && levels[at] === levels[from] && isArabic(text, at) === isArabic(text, from)) continue;
    found.push({ start: from, end: at, direction: (levels[from] ?? 0) % 2 === 1 ? 'rtl' : 'ltr' });
    from = at;
  }
  return found;
}

/** Arabic is shaped by rules of its own. */
function isArabic(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x0600 && unit <= 0x08ff) || (unit >= 0xfb50 && unit <= 0xfeff);
}

/** The marks have done their work when the levels are known. A zero-width space is drawn as nothing and keeps the indexes. */
function drawable(text: string, start: number, end: number): string {
  return text.slice(start, end).replace(MARKS, '\u200b');
}

function withText(glyphs: readonly Glyph[], text: string, { start, end }: Stretch): readonly SetGlyph[] {
  const clusters = [...new Set(glyphs.map(({ cluster }) => cluster))].toSorted((a, b) => a - b);
  const ends = new Map(clusters.map((cluster, at) => [cluster, clusters[at + 1] ?? end - start]));
  const seen = new Set<number>();
  return glyphs.flatMap((glyph) => {
    const from = start + glyph.cluster;
    const isFirst = !seen.has(glyph.cluster);
    seen.add(glyph.cluster);
    const meant = text.slice(from, start + (ends.get(glyph.cluster) ?? glyph.cluster + 1));
    const shown = meant.replace(MARKS, '');
    return shown === '' ? [] : [{ ...glyph, text: isFirst ? shown : '' }];
  });
}
