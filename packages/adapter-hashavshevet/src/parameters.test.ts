import { isIshurError } from '@ishur/contract';
import { describe, expect, it } from 'vitest';
import { bytesOf } from './fixtures/write-pair.ts';
import { readParameters } from './parameters.ts';
import type { LayoutName } from './layouts.ts';

/** Twenty-four lines of IMOVEIN, each ten wide. */
const LINES = ['230', ...Array.from({ length: 23 }, (_, index) => `${index * 10 + 1} ${index * 10 + 10}`)];

function read(lines: readonly string[], layout: LayoutName = 'IMOVEIN'): ReturnType<typeof readParameters> {
  return readParameters(Buffer.from(lines.join('\r\n'), 'latin1'), 'IMOVEIN.PRM', layout);
}

function withLine(number: number, text: string): string[] {
  return LINES.map((line, index) => (index === number - 1 ? text : line));
}

function failureOf(lines: readonly string[]): { code: string; he: string; en: string } {
  try {
    read(lines);
  } catch (cause) {
    if (isIshurError(cause)) return { code: cause.code, ...cause.text };
  }
  throw new Error('it was read');
}

describe('a parameter file', () => {
  it('gives each line’s field its place', () => {
    const { recordLength, lastPosition, places, lines } = read(LINES);
    expect({ recordLength, lastPosition, lines }).toEqual({ recordLength: 230, lastPosition: 230, lines: 24 });
    expect(places.get(3)).toEqual({ start: 11, end: 20 });
    // Not read.
    expect(places.has(6)).toBe(false);
  });

  it.each([
    ['tabs', (line: string) => line.replace(' ', '\t')],
    ['tabs behind', (line: string) => `${line}\t\t\t`],
    ['remarks with figures, marks and semicolons', (line: string) => `${line} ;66 -"איש" קשר; 69\t-כרטיס`],
    ['blanks before', (line: string) => `  ${line}`],
  ])('may be written with %s', (_, change) => {
    expect(read(LINES.map(change)).places).toEqual(read(LINES).places);
  });

  it('may count the line end, one character more, or neither, and have fewer lines than there are fields', () => {
    for (const first of ['230', '231', '232 ;אורך']) expect(read([first, ...LINES.slice(1)]).lastPosition).toBe(230);
  });

  it('may let two dates share one place', () => {
    expect(read(withLine(10, '71 80')).places.get(9)).toEqual({ start: 71, end: 80 });
  });

  it('says 0 0 of a field that is not there', () => {
    expect(read(withLine(5, '0 0')).places.has(5)).toBe(false);
  });

  it('ends at the sign with which DOS ends a file', () => {
    expect(read([...LINES, '\u001a']).lines).toBe(24);
  });

  it.each([
    ['a length that is none', withLine(1, 'אורך'), ':1:', 'hashavshevet/bad-parameters'],
    ['a length of nothing', withLine(1, '0'), ':1:', 'hashavshevet/bad-parameters'],
    ['a length without bounds', withLine(1, '999999'), ':1:', 'hashavshevet/bad-parameters'],
    ['a line without positions', withLine(7, ';הערה'), ':7:', 'hashavshevet/bad-parameters'],
    ['an empty line in the middle', withLine(7, ''), ':7:', 'hashavshevet/bad-parameters'],
    ['one position alone', withLine(7, '51'), ':7:', 'hashavshevet/bad-parameters'],
    ['an end before the start', withLine(7, '60 51'), ':7:', 'hashavshevet/bad-parameters'],
    ['a start of 0', withLine(7, '0 51'), ':7:', 'hashavshevet/bad-parameters'],
    ['a field behind the record', withLine(24, '221 300'), ':24:', 'hashavshevet/bad-parameters'],
    ['two fields that overlap', withLine(4, '18 30'), ':4:', 'hashavshevet/bad-parameters'],
    ['a field inside another', withLine(4, '12 14'), ':4:', 'hashavshevet/bad-parameters'],
    ['a sum in the place of a number', withLine(24, '11 20'), ':24:', 'hashavshevet/bad-parameters'],
    ['no place for the number', withLine(3, '0 0'), ':3:', 'hashavshevet/field-not-placed'],
    ['no line for the price', LINES.slice(0, 23), ':24:', 'hashavshevet/field-not-placed'],
    [
      'two lines that ran into one',
      withLine(7, '51 60 ;x 61 70 ;y').filter((_, index) => index !== 7),
      ':7:',
      'hashavshevet/bad-parameters',
    ],
    ['a line that was lost', LINES.filter((_, index) => index !== 7), ':8:', 'hashavshevet/bad-parameters'],
    [
      'more lines than there can be',
      [...LINES, ...Array.from({ length: 300 }, () => '0 0')],
      ':201:',
      'hashavshevet/bad-parameters',
    ],
  ])('with %s is refused with its line', (_, lines, where, code) => {
    const failure = failureOf(lines);
    expect(failure.code).toBe(code);
    expect(failure.he).toContain(`IMOVEIN.PRM${where}`);
    expect(failure.en).toContain(`IMOVEIN.PRM${where}`);
  });

  it.each([
    ['lost', (lines: readonly string[]) => lines.filter((_, index) => index !== 14), ':15:'],
    ['lost at the beginning', (lines: readonly string[]) => lines.filter((_, index) => index !== 1), ':2:'],
    ['lost, with all before it', (lines: readonly string[]) => ['400', ...lines.slice(4)], ':2:'],
    ['written twice', (lines: readonly string[]) => lines.toSpliced(20, 0, lines[6] ?? ''), ':21:'],
    [
      'moved',
      (lines: readonly string[]) => [...lines.slice(0, 8), lines[9] ?? '', lines[8] ?? '', ...lines.slice(10)],
      ':9:',
    ],
  ])('of numbered lines one of which was %s is refused', (_, change, where) => {
    const numbered = (lines: readonly string[]): string[] => lines.map((line, index) => `${line} ;${index + 1} שדה`);
    expect(read(numbered(LINES)).lines).toBe(24);
    expect(failureOf(change(numbered(LINES))).en).toContain(`IMOVEIN.PRM${where}`);
    // Some number the fields.
    const fields = LINES.map((line, index) => `${line} ;${index} שדה`);
    expect(read(fields).lines).toBe(24);
    // Remarks that begin with some other figure do not number anything.
    const widths = LINES.map((line, index) => `${line} ;${(index * 7) % 5} רוחב`);
    expect(read(widths).places.get(3)).toEqual({ start: 11, end: 20 });
  });

  it('of accounts’ cards that ends before the VAT number is one that was cut off, if its records go on', () => {
    const cards = LINES.slice(1);
    expect(() => read(['400', ...cards], 'HESHIN')).toThrow(/:30:/);
    for (const whole of ['230', '232']) expect(read([whole, ...cards], 'HESHIN').places.has(30)).toBe(false);
  });

  it('quotes a Hebrew remark as it is written, in the code page of Windows and in UTF-8', () => {
    const withRemark = withLine(7, '60 51 ;אסמכתא').join('\n');
    for (const encoding of ['windows-1255', 'utf-8'] as const) {
      const bytes = bytesOf(withRemark, encoding);
      expect(() => readParameters(bytes, 'IMOVEIN.PRM', 'IMOVEIN')).toThrow(/60 51 ;אסמכתא/);
    }
  });

  it('quotes no more of a damaged line than a person needs', () => {
    expect(failureOf(withLine(7, 'x'.repeat(50_000))).en.length).toBeLessThan(500);
  });
});
