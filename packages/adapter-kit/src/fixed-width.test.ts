import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesAsText, decodeByteText } from './byte-text.ts';
import { encodeText } from './encode-text.ts';
import { parseFixedDecimal, parseFixedDigits, parseFixedText } from './fixed-width-values.ts';
import { detectHebrewOrder, reorderHebrew } from './hebrew-order.ts';
import { createLineSplitter } from './split-lines.ts';

describe('a field of a fixed-width record', () => {
  it.each([
    // The examples of the uniform file 1.31, section 2.4.
    ['-1234565', '-12345.65'],
    ['+0124565', '1245.65'],
    ['+0124500', '1245.00'],
    ['+0000000', '0.00'],
    ['-0000000', '0.00'],
    ['  124565', '1245.65'],
    ['+ 124565', '1245.65'],
    ['  -12456', '-124.56'],
    ['       0', '0.00'],
    ['     000', '0.00'],
    ['     018', '0.18'],
  ])('with two decimals: "%s" is %s', (field, text) => {
    expect(parseFixedDecimal(field, 2)).toEqual({ kind: 'value', text });
  });

  it.each(['      00', '+ 001245', '1180.50 ', '+124565 ', '124565-', '+-12', '12 34', '1,000', '٣٤', '+'])(
    '"%s" is no amount',
    (field) => {
      expect(parseFixedDecimal(field, 2)).toEqual({ kind: 'refused' });
    },
  );

  it('has no value where it holds blanks or exclamation marks', () => {
    for (const field of ['', '    ', '!!!!']) {
      expect(parseFixedDecimal(field, 2)).toEqual({ kind: 'absent' });
      expect(parseFixedDigits(field)).toEqual({ kind: 'absent' });
      expect(parseFixedText(field)).toBeUndefined();
    }
    expect(parseFixedDigits('0012')).toEqual({ kind: 'value', text: '0012' });
    expect(parseFixedDigits('0A12')).toEqual({ kind: 'refused' });
    expect(parseFixedText('שלום!  ')).toBe('שלום!');
    for (const field of ['שלום!!!', 'שלום!! ', 'שלום  !', 'שלום ! !!  '])
      expect(parseFixedText(field), field).toBe('שלום');
    expect(parseFixedText('! !')).toBeUndefined();
    expect(parseFixedText('בוא! עכשיו')).toBe('בוא! עכשיו');
  });
});

describe('lines of bytes', () => {
  it('are the same wherever the pieces are cut, with CR LF and LF', () => {
    const texts = fc.array(fc.stringMatching(/^[a-zא-ת ]{0,30}$/u), { maxLength: 20 });
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('\r\n', '\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (lines, newline, hasLast, size) => {
          const encoded = encodeText(lines.join(newline) + (hasLast ? newline : ''), 'cp862');
          if (encoded.kind === 'unencodable') throw new Error('unencodable');
          const splitter = createLineSplitter(64);
          const found: [number, string][] = [];
          const keep = (piece: Generator<{ number: number; bytes: Buffer; isCut: boolean }>): void => {
            for (const { number, bytes, isCut } of piece) {
              expect(isCut).toBe(false);
              found.push([number, decodeByteText(bytesAsText(bytes), 'cp862')]);
            }
          };
          for (let start = 0; start < encoded.bytes.length; start += size)
            keep(splitter.push(encoded.bytes.subarray(start, start + size)));
          keep(splitter.end());
          expect(found).toEqual(
            lines.map((line, index): [number, string] => [index + 1, line]).filter(([, line]) => line !== ''),
          );
        },
      ),
    );
  });

  it('are bounded, and DOS may end them', () => {
    const splitter = createLineSplitter(4);
    const lines = splitter
      .push(Buffer.from('abcd\r\nabcdefgh\r\nab'))
      .map(({ bytes, isCut }) => [bytes.toString(), isCut])
      .toArray();
    expect(lines).toEqual([
      ['abcd', false],
      ['abcd', true],
    ]);
    expect(
      splitter
        .push(Buffer.from('\n\u001a'))
        .map(({ number, bytes }) => [number, bytes.toString()])
        .toArray(),
    ).toEqual([[3, 'ab']]);
    expect([...splitter.end()]).toEqual([]);
  });
});

describe('Hebrew as it stood on the screen', () => {
  it.each([
    ['םולש', 'שלום'],
    ['מ"עב (2026) םיתוריש ןולא', 'אלון שירותים (2026) בע"מ'],
    ['1,234.50 םוכס', 'סכום 1,234.50'],
    ['Microsoft 365 יוניש', 'שינוי Microsoft 365'],
  ])('"%s" means "%s"', (visual, logical) => {
    expect(reorderHebrew(visual)).toBe(logical);
    expect(reorderHebrew(logical)).toBe(visual);
  });

  it('is told by the letters that end words', () => {
    expect(detectHebrewOrder('אלון שירותים')).toBe('logical');
    expect(detectHebrewOrder('םיתוריש ןולא')).toBe('visual');
    expect(detectHebrewOrder('דוד')).toBeUndefined();
    expect(reorderHebrew('plain (text) 12')).toBe('plain (text) 12');
  });
});
