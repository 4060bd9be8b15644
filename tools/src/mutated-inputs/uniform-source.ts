import { crc32, deflateRawSync } from 'node:zlib';
import { backwards, decode, encode } from './hebrew-bytes.ts';
import type { Encoding } from './hebrew-bytes.ts';
import { meansDay, meansDealer } from './plain-values.ts';
import type { Random } from './random.ts';
import type { Files, GeneratedSource } from './source.ts';
import { makeTruths } from './truth.ts';
import type { Material, Truth } from './truth.ts';

interface Style {
  readonly encoding: Encoding;
  readonly lineEnd: string;
  readonly filler: string;
  readonly noNumber: string;
  readonly sign: 'first' | 'last';
  readonly isVisual: boolean;
}

/** Columns of a record: position of the first character (from 1), length, value. The rest is filled. */
type Cells = readonly (readonly [start: number, length: number, value: string])[];

const BUSINESS = '777777715';
const IDENTIFIER = '482910573648201';
const CONSTANT = '&OF1.31&';
const LENGTHS = { A000: 466, A100: 95, C100: 444, D110: 339, D120: 222, Z900: 110, summary: 19 } as const;

/** INI.TXT and BKMVDATA.TXT 1.31 in a folder or in zips. Positions and lengths: uniform structure 1.31, section 5. */
export function generateUniformFile(random: Random): GeneratedSource {
  const style: Style = {
    encoding: random.pick(['iso-8859-8', 'iso-8859-8', 'cp862', 'windows-1255', 'utf-8']),
    lineEnd: random.pick(['\r\n', '\r\n', '\n']),
    filler: random.pick([' ', ' ', '!']),
    noNumber: random.pick(['0', '0', ' ', '!']),
    sign: random.pick(['first', 'first', 'first', 'last']),
    isVisual: random.chance(0.2),
  };
  const truths = makeTruths(random, {
    types: [300, 305, 305, 320, 330],
    reference: (chance, index) => chance.pick(['', '0', 'A', 'XYZ']) + String(1001 + index * 7),
    maySayNegative: true,
    hasNumbers: false,
  });
  const headers = truths.map((truth) => ({ code: 'C100', cells: headerOf(truth, style) }));
  const details = truths.map((truth) => [
    ...Array.from({ length: random.below(3) }, (_, index) => ({ code: 'D110', cells: lineOf(truth, index, style) })),
    ...(truth.type === 320 ? [{ code: 'D120', cells: paymentOf(truth, style) }] : []),
  ]);
  const order = random.pick(['together', 'together', 'headers first', 'lines first'] as const);
  const records = {
    together: headers.flatMap((header, index) => [header, ...(details[index] ?? [])]),
    'headers first': [...headers, ...details.flat()],
    'lines first': [...details.flat(), ...headers],
  }[order];
  const all = [
    { code: 'A100', cells: frameOf() },
    ...records,
    { code: 'Z900', cells: [...frameOf(), [46, 15, String(records.length + 2).padStart(15, '0')] as const] },
  ];
  const lines = all.map(({ code, cells }, index) =>
    recordLine(LENGTHS[code as keyof typeof LENGTHS], style.filler, [
      [1, 4, code],
      [5, 9, String(index + 1).padStart(9, '0')],
      ...cells,
    ]),
  );
  const text = (each: readonly string[]): Buffer =>
    encode(each.map((line) => line + style.lineEnd).join(''), style.encoding);
  const data = text(lines);
  const ini = text(summaryLines(all.length, records, style));
  const form = random.pick(['folder', 'folder', 'folder', 'zip', 'zip and INI', 'zip in a zip'] as const);
  const inner = { name: 'BKMVDATA.TXT', bytes: data };
  const summary = { name: 'INI.TXT', bytes: ini };
  const files = {
    folder: [inner, summary],
    zip: [{ name: 'BKMVDATA.zip', bytes: zipOf([summary, inner]) }],
    'zip and INI': [{ name: 'BKMVDATA.zip', bytes: zipOf([inner]) }, summary],
    'zip in a zip': [
      { name: 'OPENFRMT.zip', bytes: zipOf([summary, { name: 'BKMVDATA.zip', bytes: zipOf([inner]) }]) },
    ],
  }[form];
  const linesOf = (damaged: Files): string[] =>
    decode(damaged.get('BKMVDATA.TXT') ?? data, style.encoding)
      .split('\n')
      .map((line) => line.replace(/\r$/, ''));
  const isDeclared = random.chance(0.5);
  return {
    variant: form.replaceAll(' ', '-'),
    files: new Map(files.map(({ name, bytes }) => [name, bytes])),
    // In a short text nothing says which order its Hebrew has.
    config: {
      path: '.',
      hebrew: style.isVisual ? 'visual' : 'logical',
      ...(isDeclared ? { encoding: style.encoding } : {}),
    },
    truths,
    records: lines.flatMap((line) => (line.startsWith('C100') ? [[line]] : [])),
    marks: `+!${style.noNumber}`.replace('0', ''),
    linesOf,
    saidBy: (damaged) => linesOf(damaged).flatMap((line) => saidByRecord(line)),
  };
}

function frameOf(): Cells {
  return [
    [14, 9, BUSINESS],
    [23, 15, IDENTIFIER],
    [38, 8, CONSTANT],
  ];
}

function headerOf(truth: Truth, style: Style): Cells {
  const empty = style.noNumber;
  return [
    [14, 9, BUSINESS],
    [23, 3, String(truth.type)],
    [26, 20, truth.reference.padEnd(20)],
    [46, 8, truth.day.replaceAll('-', '')],
    [54, 4, '1030'],
    [58, 50, nameOf(truth, style).padEnd(50)],
    [253, 9, truth.dealer === '' ? empty.repeat(9) : truth.dealer],
    [262, 8, empty.repeat(8)],
    [270, 15, noAmount(empty, 15)],
    [288, 15, signed(truth.net, 15, style)],
    [303, 15, noAmount(empty, 15)],
    [318, 15, signed(truth.net, 15, style)],
    [333, 15, signed(truth.vat, 15, style)],
    [348, 15, signed(truth.gross, 15, style)],
    [363, 12, noAmount(empty, 12)],
    [375, 15, 'C-0001'.padEnd(15)],
    [400, 1, '0'],
    [401, 8, truth.day.replaceAll('-', '')],
    [425, 7, empty.repeat(7)],
  ];
}

function lineOf(truth: Truth, index: number, style: Style): Cells {
  const empty = style.noNumber;
  const isCredit = truth.type === 330;
  return [
    [14, 9, BUSINESS],
    [23, 3, String(truth.type)],
    [26, 20, truth.reference.padEnd(20)],
    [46, 4, String(index + 1).padStart(4, '0')],
    [50, 3, isCredit ? '305' : empty.repeat(3)],
    [53, 20, (isCredit ? '4711' : '').padEnd(20, style.filler)],
    [73, 1, empty],
    [94, 30, nameOf(truth, style).padEnd(30)],
    [224, 17, signed(10_000, 17, style)],
    [241, 15, signed(truth.net, 15, style)],
    [256, 15, noAmount(empty, 15)],
    [271, 15, signed(truth.net, 15, style)],
    [286, 4, '1800'],
    [297, 8, truth.day.replaceAll('-', '')],
    [305, 7, empty.repeat(7)],
  ];
}

function paymentOf(truth: Truth, style: Style): Cells {
  const empty = style.noNumber;
  return [
    [14, 9, BUSINESS],
    [23, 3, String(truth.type)],
    [26, 20, truth.reference.padEnd(20)],
    [46, 4, '0001'],
    [50, 1, '4'],
    [51, 53, empty.repeat(53)],
    [104, 15, signed(truth.gross, 15, style)],
    [119, 1, empty],
    [140, 1, empty],
    [148, 15, truth.day.replaceAll('-', '') + empty.repeat(7)],
  ];
}

function summaryLines(total: number, records: readonly { readonly code: string }[], style: Style): string[] {
  const counts = new Map<string, number>();
  for (const { code } of records) counts.set(code, (counts.get(code) ?? 0) + 1);
  const master: Cells = [
    [1, 4, 'A000'],
    [10, 15, String(total).padStart(15, '0')],
    [25, 9, BUSINESS],
    [34, 15, IDENTIFIER],
    [49, 8, CONSTANT],
    [57, 8, '12345678'],
    [105, 9, '0'.repeat(9)],
    [134, 1, '2'],
    [185, 30 - 8, '0'.repeat(22)],
    [363, 4, '0000'],
    [367, 24, '202401012026123120260630'],
    [391, 6, `10300${style.encoding === 'cp862' ? '2' : '1'}`],
    [417, 4, 'ILS0'],
  ];
  return [
    recordLine(LENGTHS.A000, style.filler, master),
    ...[...counts].map(([code, count]) =>
      recordLine(LENGTHS.summary, style.filler, [
        [1, 4, code],
        [5, 15, String(count).padStart(15, '0')],
      ]),
    ),
  ];
}

function recordLine(length: number, filler: string, cells: Cells): string {
  let line = '';
  for (const [start, width, value] of cells.toSorted(([one], [two]) => one - two)) {
    line = line.padEnd(start - 1, filler) + value.slice(0, width);
  }
  return line.padEnd(length, filler);
}

function nameOf({ name }: Truth, { isVisual }: Style): string {
  return isVisual ? backwards(name) : name;
}

function signed(value: number, length: number, { sign }: Style): string {
  const digits = String(Math.abs(value)).padStart(length - 1, '0');
  const mark = value < 0 ? '-' : '+';
  return sign === 'first' ? mark + digits : digits + mark;
}

function noAmount(empty: string, length: number): string {
  return empty === '0' ? `+${'0'.repeat(length - 1)}` : empty.repeat(length);
}

/** A C100 record of the right length, each of whose places holds what belongs there. */
function saidByRecord(line: string): Material[] {
  if (line.length !== LENGTHS.C100 || !line.startsWith('C100')) return [];
  const cut = (start: number, length: number): string => line.slice(start - 1, start - 1 + length);
  const type = /^\d{3}$/.test(cut(23, 3)) ? Number(cut(23, 3)) : undefined;
  const reference = cut(26, 20).replaceAll(/^ +|[ !]+$/g, '');
  const day = /^\d{8}$/.test(cut(401, 8)) ? meansDay(cut(401, 8), 'day-first') : undefined;
  const [net, vat, gross] = [amountIn(cut(318, 15)), amountIn(cut(333, 15)), amountIn(cut(348, 15))];
  const dealer = meansDealer(cut(253, 9).replaceAll('!', ' '));
  if (type === undefined || reference === '' || day === undefined || dealer === undefined) return [];
  if (net === undefined || vat === undefined || gross === undefined) return [];
  return [{ type, reference, day, net, vat, gross, dealer, number: '' }];
}

/** A sign at one end, or none, and digits; blanks before the digits are no figure. */
function amountIn(cell: string): number | undefined {
  if (/^[ !]+$/.test(cell)) return 0;
  const [, before = '', digits, behind = ''] = /^([+-]?) *(\d+)([+-]?)$/.exec(cell.trim()) ?? [];
  if (digits === undefined || (before !== '' && behind !== '')) return undefined;
  return before + behind === '-' && Number(digits) !== 0 ? -Number(digits) : Number(digits);
}

interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A zip as archivers write it: local headers, a central directory, its end (APPNOTE 6.3, 4.3). */
function zipOf(entries: readonly Entry[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes, { level: 1 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}
