import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOfNumber, compareNumber, mendNumberCells, readNumberCells, writeNumberCells } from './number-cells.ts';
import type { NumberCells } from './number-cells.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`)).filter((text) => !/0{6}$/.test(text));
const number = fc.integer({ min: 21, max: 30 }).chain(digits);

/** What a spreadsheet makes of cells that it shows and saves. */
const savedOnce = ([whole, short]: readonly [string, string]): NumberCells =>
  readNumberCells(whole.replaceAll(/[="]/g, ''), short.replaceAll(/[="]/g, ''));
const savedTwice = (text: string, decimals: number): NumberCells => {
  const [mantissa = '', exponent = ''] = Number(text).toExponential(decimals).split('e+');
  return readNumberCells(`${mantissa}E+${exponent}`, String(Number(text.slice(-9))));
};

describe('our cells of a number', () => {
  it('come back as they were written, and from a spreadsheet with all digits', () => {
    fc.assert(
      fc.property(number, (text) => {
        const written = writeNumberCells(cellsOfNumber(text));
        expect(readNumberCells(...written)).toEqual(cellsOfNumber(text));
        expect(savedOnce(written)).toEqual(cellsOfNumber(text));
      }),
    );
  });

  it('are known again when they were saved twice, and never taken for another number', () => {
    fc.assert(
      fc.property(number, number, fc.nat({ max: 14 }), (text, other, decimals) => {
        const saved = savedTwice(text, decimals);
        expect(compareNumber(saved, text)).toBe('same');
        expect(compareNumber({ ...saved, short: '' }, text)).toBe('same');
        if (other.slice(-9) !== text.slice(-9)) expect(compareNumber(saved, other)).toBe('another');
        const cut = { whole: text.slice(0, 15).padEnd(text.length, '0'), short: '' };
        expect(compareNumber(cut, text)).toBe('same');
      }),
    );
  });

  it('are known again where the rounding made one digit more', () => {
    const text = '950000000000000000000000000001';
    expect(compareNumber(readNumberCells('1E+30', ''), text)).toBe('same');
    expect(compareNumber(readNumberCells('1E+31', ''), text)).toBe('another');
  });

  it('never get a short number out of anything but digits', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (whole, short) => {
        const cells = readNumberCells(whole, short);
        const mended = mendNumberCells(cells);
        if (/^\d+$/.test(cells.whole)) return;
        expect(mended.whole).toBe(cells.whole);
        expect(mended.short.replace(/^0+/, '')).toBe(cells.short.replace(/^0+/, ''));
        expect(writeNumberCells(mended).every((cell) => !/^[=+\-@](?!"\d+"$)/.test(cell))).toBe(true);
      }),
    );
  });
});
