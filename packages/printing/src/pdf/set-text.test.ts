import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf } from '../text/direction.ts';
import { openFonts } from './font.ts';
import type { Line } from './set-text.ts';
import { setText } from './set-text.ts';

const { regular } = await openFonts();

/** What a line says, in the order in which its pieces are handed over. */
function read(lines: readonly Line[]): string {
  return lines.flatMap(({ runs }) => runs.map(({ glyphs }) => inOrder(glyphs))).join('');
}

function inOrder(glyphs: Line['runs'][number]['glyphs']): string {
  return glyphs
    .toSorted((a, b) => a.cluster - b.cluster)
    .map(({ text }) => text)
    .join('');
}

/** The order of the eye: the characters from left to right. */
function seen([line]: readonly Line[]): string {
  const runs = (line?.runs ?? []).toSorted((a, b) => a.x - b.x);
  return runs.flatMap(({ glyphs }) => glyphs.map(({ text }) => text)).join('');
}

describe('a text that is set', () => {
  it.each([
    ['הקצאה מספר: 178091822', '178091822 :רפסמ האצקה'],
    ['ACME Ltd – סניף חיפה', 'הפיח ףינס – ACME Ltd'],
    ['חברה (ישראל) בע"מ', 'מ"עב )לארשי( הרבח'],
    ['INV-2026/77 חשבונית', 'תינובשח INV-2026/77'],
    ['₪ 1,234.50 כולל 18%', '18% ללוכ 1,234.50 ₪'],
    ['-1,500.00', '-1,500.00'],
  ])('stands for the eye as it should: %s', (text, expected) => {
    expect(seen(setText(text, directionOf(text), regular, 10, 1000))).toBe(expected);
  });

  it('mirrors brackets in Hebrew: the opening one is drawn as the closing one', () => {
    const [glyph] = setText('(', 'ltr', regular, 10, 100)[0]?.runs[0]?.glyphs ?? [];
    const mirrored = setText('א)', 'rtl', regular, 10, 100)[0]?.runs[0]?.glyphs ?? [];
    expect(mirrored.find(({ text }) => text === ')')?.id).toBe(glyph?.id);
  });

  it('loses and invents nothing, and is never wider than it may be', () => {
    const piece = fc.constantFrom(
      'א',
      'בית',
      'שלום',
      'A',
      'word',
      '7',
      '12.50',
      ' ',
      ' ',
      '-',
      '(',
      ')',
      '/',
      '"',
      '%',
      'ж',
      'é',
    );
    const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('').replace(/ +/g, ' ').trim());
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 400 }), fc.constantFrom('rtl', 'ltr'), (text, width, direction) => {
        const lines = setText(text, direction, regular, 10, width);
        expect(read(lines).replace(/ /g, '')).toBe(text.replace(/ /g, ''));
        // Kerning across the end of a line may change its width by a hair.
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.5);
      }),
      { numRuns: 300 },
    );
  });

  it('breaks a word that is wider than a line, and never within a character', () => {
    const lines = setText('😀'.repeat(50), 'ltr', regular, 10, 60);
    expect(lines.length).toBeGreaterThan(4);
    expect(read(lines)).toBe('😀'.repeat(50));
  });

  it('gives figures one width', () => {
    const widths = Array.from('0123456789', (digit) => setText(digit.repeat(4), 'ltr', regular, 10, 100)[0]?.width);
    expect(new Set(widths).size).toBe(1);
  });
});
