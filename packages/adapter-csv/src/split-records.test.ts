import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { isIshurError } from '@ishur/contract';
import { createRecordSplitter, LONGEST_CELL, LONGEST_ROW, writeCell } from './split-records.ts';
import type { CsvRecord } from './split-records.ts';

function split(text: string, { delimiter = ',', newline = '\n' as '\n' | '\r', sizes = [Infinity] } = {}): CsvRecord[] {
  const splitter = createRecordSplitter({ delimiter, newline, file: 'x.csv' });
  const records: CsvRecord[] = [];
  for (let start = 0, index = 0; start < text.length; index += 1) {
    const end = Math.min(text.length, start + (sizes[index % sizes.length] ?? 1));
    records.push(...splitter.push(text.slice(start, end)));
    start = end;
  }
  return [...records, ...splitter.end()];
}

const cells = (text: string, options = {}): (readonly string[])[] => split(text, options).map((record) => record.cells);

describe('splitting', () => {
  it.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,,\n\n', [['a', '', ''], ['']]],
    ['"a,b",c', [['a,b', 'c']]],
    ['"a ""b""",""', [['a "b"', '']]],
    [
      '"a\r\nb",c\nd,e',
      [
        ['a\r\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['"a" ,b', [['a', 'b']]],
    ['"a"\r', [['a']]],
    [
      'כהן בע"מ,ש"ח\nסה"כ,1',
      [
        ['כהן בע"מ', 'ש"ח'],
        ['סה"כ', '1'],
      ],
    ],
    [
      '"תקווה" בע"מ,1\n2,3',
      [
        ['"תקווה" בע"מ', '1'],
        ['2', '3'],
      ],
    ],
    [
      '"כהן בע"מ",1\n2,3',
      [
        ['כהן בע"מ', '1'],
        ['2', '3'],
      ],
    ],
    [
      'x,"פתוח,1\n2,3',
      [
        ['x', '"פתוח', '1'],
        ['2', '3'],
      ],
    ],
    [
      '"פתוח,1\n"סגור",3',
      [
        ['"פתוח', '1'],
        ['סגור', '3'],
      ],
    ],
    ['"', [['"']]],
    ['a"b"c,"d"e"', [['a"b"c', 'd"e']]],
  ])('%j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('knows tabs, semicolons and the line ends of old Macs', () => {
    expect(cells('a\t"b\tc"\n', { delimiter: '\t' })).toEqual([['a', 'b\tc']]);
    expect(cells('a;"b;c";d,e', { delimiter: ';' })).toEqual([['a', 'b;c', 'd,e']]);
    expect(cells('a,b\r"c\rd",e\r', { newline: '\r' })).toEqual([
      ['a', 'b'],
      ['c\rd', 'e'],
    ]);
  });

  it('gives back the file byte for byte, and the line of each row', () => {
    const text = 'a\r\n"b\nb",c\r\n\nd\n"e';
    const records = split(text);
    expect(records.map(({ raw, lineEnd }) => raw + lineEnd).join('')).toBe(text);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6]);
  });

  it('splits any text alike, whatever the pieces, and loses nothing', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'א', 'b', '"",', '","', '\r\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), (csv, sizes) => {
        const whole = split(csv);
        expect(split(csv, { sizes })).toEqual(whole);
        expect(whole.map(({ raw, lineEnd }) => raw + lineEnd).join('')).toBe(csv);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds every cell again after cells were added to the rows, however the rows are quoted', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'א', '"",', '","', '\r\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (csv) => {
        const records = split(csv);
        const added = `,${writeCell('="0123"', ',')}`;
        const widened = records.map(({ raw, lineEnd }) => raw + added + lineEnd).join('');
        expect(cells(widened)).toEqual(records.map((record) => [...record.cells, '="0123"']));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what PapaParse writes', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', ' ', 'א', 'ש"ח', '5'), maxLength: 8 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.boolean(), (table, quotes) => {
        expect(cells(Papa.unparse(table, { quotes, newline: '\r\n' }))).toEqual(table);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads ordinary files as PapaParse does', () => {
    const cell = fc.constantFrom(
      'חשבונית מס',
      'כהן בע"מ',
      '1234.50',
      '',
      '"1,234.50"',
      '"הערה\nבשתי שורות"',
      '"א ""ב"""',
    );
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(file, (table) => {
        const text = table.map((row) => row.join(',')).join('\n');
        expect(cells(text)).toEqual(Papa.parse(text, { delimiter: ',', newline: '\n' }).data);
      }),
    );
  });

  it('writes cells that it reads back', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', ' ', 'א', '='), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (row) => {
        expect(cells(row.map((text) => writeCell(text, ',')).join(','))).toEqual([row]);
      }),
    );
  });
});

describe('bounds', () => {
  const tooLong = expect.objectContaining({ code: 'csv/row-too-long', message: expect.stringContaining('x.csv:2:') });

  it('stops at a cell that is too long, quoted or not', () => {
    const long = 'x'.repeat(LONGEST_CELL + 1);
    for (const text of [`a\nb,${long}\n`, `a\nb,"${long}"\n`, `a\nb,"${long}`]) {
      expect(() => split(text, { sizes: [10_000] })).toThrow(
        expect.objectContaining({ code: 'csv/cell-too-long', message: expect.stringContaining('x.csv:2:') }),
      );
    }
    expect(cells(`a\n${'x'.repeat(LONGEST_CELL)}`)).toHaveLength(2);
  });

  it('stops at a row that is too long before it is complete', () => {
    const long = 'xx,'.repeat(LONGEST_ROW / 3 + 1);
    expect(() => split(`a\n${long}\n`)).toThrow(tooLong);
    const splitter = createRecordSplitter({ delimiter: ',', newline: '\n', file: 'x.csv' });
    expect(() => [...splitter.push('a\n'), ...splitter.push(long)]).toThrow(tooLong);
  });

  it('is done in one pass over marks that quote nothing', () => {
    expect(split('"x\n'.repeat(50_000))).toHaveLength(50_000);
    expect(split('""a,"" b,"c\n'.repeat(50_000))).toHaveLength(50_000);
  });
});

describe('work', () => {
  /** The characters that are looked at, searching for anything; a text that is refused is work too. */
  function workOf(text: string, { delimiter = ',', size = Infinity } = {}): number {
    let looked = 0;
    const find = (whole: string, part: string, from: number): number => {
      const found = whole.indexOf(part, from);
      looked += Math.max(0, (found === -1 ? whole.length : found + part.length) - from);
      return found;
    };
    const splitter = createRecordSplitter({ delimiter, newline: '\n', file: 'x.csv', find });
    try {
      for (let start = 0; start < text.length; start += size) splitter.push(text.slice(start, start + size));
      splitter.end();
    } catch (cause) {
      if (!isIshurError(cause)) throw cause;
    }
    return looked;
  }

  const TIMES = 20_000;
  const MOST_PER_CHARACTER = 8;

  it.each([
    [',"a', ','],
    ['"a",', ','],
    ['"a"\n', ';'],
    ['"x\n', ','],
    ['""x\n', ','],
    ['"a,""b,', ','],
    ['"a,""""b,', ','],
    ['"""a,', ','],
    ['" ,', ','],
    ['"a"   b,', ','],
    ['"\n', ','],
    ['a,', ','],
    ['"a""', ','],
  ])('grows with the text alone where %j is repeated', (unit, delimiter) => {
    const text = unit.repeat(TIMES);
    expect(workOf(text, { delimiter })).toBeLessThan(MOST_PER_CHARACTER * text.length);
    expect(workOf(`a\n${text}\n`, { delimiter, size: 1000 })).toBeLessThan(2 * MOST_PER_CHARACTER * text.length);
  });

  it('grows with the text alone, whatever is repeated', () => {
    const unit = fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'א', '""', '"""'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ';'), (units, delimiter) => {
        const text = units.map((part) => part.repeat(1000)).join('');
        expect(workOf(text, { delimiter })).toBeLessThan(MOST_PER_CHARACTER * text.length);
        expect(workOf(text, { delimiter, size: 500 })).toBeLessThan(2 * MOST_PER_CHARACTER * text.length);
      }),
      { numRuns: 100 },
    );
  });

  it('reads the longest row, all of cells that begin with a mark', () => {
    const row = ',"a'.repeat(349_000);
    const [title, record] = split(`a\n${row}\n`, { sizes: [262_144] });
    expect(title?.cells).toEqual(['a']);
    expect(record?.cells).toHaveLength(349_001);
    expect(record?.raw).toBe(row);
  });
});
