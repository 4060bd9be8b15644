import { backwards, decode, encode } from './hebrew-bytes.ts';
import type { Encoding } from './hebrew-bytes.ts';
import { saidByDocuments, saidByJournal } from './hashavshevet-said.ts';
import type { Places } from './hashavshevet-said.ts';
import type { Random } from './random.ts';
import type { Files, GeneratedSource } from './source.ts';
import { makeTruths, shekels } from './truth.ts';
import type { Truth } from './truth.ts';

/** Widths of the fields by the line of the PRM; a line that is not here is `0 0`. */
type Widths = Readonly<Record<number, number>>;
type Values = Readonly<Record<number, string>>;

const widths = (list: readonly number[]): Widths =>
  Object.fromEntries(list.flatMap((width, index) => (width === 0 ? [] : [[index + 2, width]])));
/** As the pages of Hashavshevet give them; the programs of today write a place for nearly every field. */
const IMOVEIN = widths([
  15, 9, 2, 50, 50, 50, 9, 10, 10, 9, 9, 250, 9, 9, 1, 5, 5, 2, 4, 10, 20, 10, 10, 4, 5, 10, 100, 5, 6, 20, 5, 10, 1,
  30, 10, 250, 9, 8, 10, 20, 20, 10, 20, 50, 50, 50, 50, 50, 13, 13, 13, 9, 9, 9, 50, 50, 13, 13, 9, 9, 50, 0, 100, 100,
  50, 8, 100, 15, 10, 20, 9, 5, 250, 250, 3, 3, 5, 10, 10, 13, 13, 10, 10, 13, 13, 250,
]);
const MOVEIN = widths([
  3, 9, 9, 10, 10, 0, 5, 50, 15, 15, 15, 15, 11, 11, 11, 11, 11, 11, 11, 11, 0, 0, 0, 0, 0, 0, 9, 9, 0, 0, 0, 0, 0, 250,
]);
const HESHIN = widths([
  15, 50, 9, 5, 30, 50, 15, 20, 5, 15, 4, 50, 8, 8, 11, 11, 11, 11, 11, 5, 11, 5, 0, 50, 15, 9, 4, 8, 9, 5, 5, 20, 11,
  11, 11, 11, 50, 30, 20, 5, 1, 15, 5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 19, 5, 9, 9, 3, 4, 4, 15, 11, 11, 30,
  30, 50, 50,
]);
const FIXED: Places = new Map([
  [2, [1, 3]],
  [3, [4, 8]],
  [5, [9, 14]],
  [8, [26, 28]],
  [10, [51, 58]],
  [11, [59, 66]],
  [12, [67, 74]],
  [13, [75, 82]],
  [14, [83, 94]],
  [15, [95, 106]],
  [16, [107, 118]],
  [17, [119, 130]],
]);
const FIXED_LENGTH = 178;
const HEBREW_LINES: readonly number[] = [5, 9, 13, 28, 3];
const TYPES: Readonly<Record<string, number>> = { 1: 305, 2: 320, 3: 330 };
const JOURNAL_TYPES: Readonly<Record<string, number>> = { SAL: 305, INV: 320, CRD: 330 };

interface Style {
  readonly encoding: Encoding;
  readonly isVisual: boolean;
  readonly lineEnd: string;
  readonly separator: string;
  readonly gap: string;
  /** Beside the characters of a record. */
  readonly counted: number;
  readonly isOpened: boolean;
  readonly isClosed: boolean;
  readonly isRight: boolean;
}

/** A pair of IMOVEIN or MOVEIN, the latter with or without cards of customers, or the fixed MOVEIN.DAT. */
export function generateHashavshevet(random: Random): GeneratedSource {
  const lineEnd = random.pick(['\r\n', '\r\n', '\n']);
  const style: Style = {
    encoding: random.pick(['windows-1255', 'windows-1255', 'cp862', 'iso-8859-8', 'utf-8']),
    isVisual: random.chance(0.25),
    lineEnd,
    separator: random.pick([' ', '\t']),
    gap: random.pick(['', '', ' ', '\t']),
    counted: random.pick([0, 1, lineEnd.length]),
    isOpened: random.chance(0.2),
    isClosed: random.chance(0.2),
    isRight: random.chance(0.4),
  };
  const form = random.pick(['documents', 'documents', 'journal', 'cards', 'fixed'] as const);
  const truths = makeTruths(random, {
    types: [305, 305, 320, 330],
    reference: (_, index) => String(10_001 + index * 7),
    maySayNegative: form === 'documents',
    hasNumbers: form !== 'fixed',
  }).map((truth) => (form === 'fixed' ? { ...truth, dealer: '' } : truth));
  const accounts = truths.map((_, index) => String(30_001 + index));
  const isDocuments = form === 'documents';
  const rows = truths.map((truth, index) =>
    isDocuments
      ? documentRows(truth, accounts[index] ?? '', random.between(1, 3))
      : [journalRow(truth, accounts[index] ?? '', form === 'cards')],
  );
  const places = form === 'fixed' ? FIXED : placesOf(isDocuments ? IMOVEIN : MOVEIN, style);
  const length = form === 'fixed' ? FIXED_LENGTH : lengthOf(places, style);
  const records = rows.map((each) => each.map((values) => recordOf(values, places, length, form, style)));
  const data = bytesOf(framed(records.flat(), length, form === 'fixed' ? { ...style, isClosed: false } : style), style);
  const name = { documents: 'IMOVEIN.DOC', journal: 'MOVEIN.DOC', cards: 'MOVEIN.DOC', fixed: 'MOVEIN.DAT' }[form];
  const cardPlaces = placesOf(HESHIN, style);
  const cards = truths.map((truth, index) =>
    recordOf(
      { 2: accounts[index] ?? '', 3: truth.name, 30: truth.dealer },
      cardPlaces,
      lengthOf(cardPlaces, style),
      form,
      style,
    ),
  );
  const files = new Map<string, Uint8Array>([[name, data]]);
  if (form !== 'fixed')
    files.set(isDocuments ? 'IMOVEIN.PRM' : 'MOVEIN.PRM', parameters(places, length, isDocuments ? 87 : 35, style));
  if (form === 'cards') {
    files.set('HESHIN.DAT', bytesOf(cards, style));
    files.set('HESHIN.PRM', parameters(cardPlaces, lengthOf(cardPlaces, style), 69, style));
  }
  const linesIn = (damaged: Files, file: string): string[] =>
    decode(damaged.get(file) ?? new Uint8Array(), style.encoding)
      .split('\n')
      .map((line) => line.replace(/\r$/, ''));
  const isDeclared = random.chance(0.5);
  const declared = isDeclared ? { encoding: style.encoding } : {};
  return {
    variant: form,
    files,
    config: {
      settleSeconds: 0,
      path: name,
      hebrew: style.isVisual ? 'visual' : 'logical',
      ...declared,
      documentTypes: isDocuments ? TYPES : JOURNAL_TYPES,
      ...(form === 'fixed' ? { sums: 'shekels' } : {}),
    },
    truths,
    records,
    marks: '',
    linesOf: (damaged) => linesIn(damaged, name),
    saidBy(damaged) {
      const lines = linesIn(damaged, name);
      const placesIn = (file: string, original: Places): Places[] => [
        original,
        ...plainPlaces(files.get(file), damaged.get(file)),
      ];
      if (isDocuments)
        return placesIn('IMOVEIN.PRM', places).flatMap((each) =>
          saidByDocuments({ lines, places: each, length, types: TYPES }),
        );
      const cardLines = form === 'cards' ? linesIn(damaged, 'HESHIN.DAT') : [];
      return placesIn('MOVEIN.PRM', places).flatMap((each) =>
        placesIn('HESHIN.PRM', cardPlaces).flatMap((cardsAt) =>
          saidByJournal({ lines, places: each, length, types: JOURNAL_TYPES }, { lines: cardLines, places: cardsAt }),
        ),
      );
    },
  };
}

function documentRows(truth: Truth, account: string, lines: number): Values[] {
  const sign = truth.net < 0 ? -1 : 1;
  const whole = Math.abs(truth.net);
  const part = Math.floor(whole / lines);
  return Array.from({ length: lines }, (_, index) => ({
    2: account,
    3: truth.reference,
    4: codeOf(TYPES, truth.type),
    5: truth.name,
    9: israeliDay(truth.day),
    13: truth.note,
    18: truth.vat === 0 ? '0' : '18',
    22: `A-${String(index + 1)}`,
    23: String(sign),
    24: shekels(index === 0 ? whole - part * (lines - 1) : part),
    28: truth.name,
    54: String(index + 1),
    60: truth.dealer,
    87: truth.number,
  }));
}

/** A sale debits the customer, a credit note credits it. */
function journalRow(truth: Truth, account: string, isOnCard: boolean): Values {
  const [net, vat, gross] = [shekels(truth.net), shekels(truth.vat), shekels(truth.gross)];
  const sides: Values =
    truth.type === 330
      ? { 10: '4000', 11: '7000', 12: account, 14: net, 15: vat, 16: gross }
      : { 10: account, 12: '4000', 13: '7000', 14: gross, 16: net, 17: vat };
  return {
    2: codeOf(JOURNAL_TYPES, truth.type),
    3: truth.reference,
    5: israeliDay(truth.day),
    8: '1',
    9: truth.note,
    29: isOnCard ? '' : truth.dealer,
    35: truth.number,
    ...sides,
  };
}

function codeOf(types: Readonly<Record<string, number>>, type: number): string {
  return Object.keys(types).find((code) => types[code] === type) ?? '';
}

function israeliDay(day: string): string {
  return day.split('-').toReversed().join('/');
}

function placesOf(widths: Widths, { gap }: Style): Places {
  const places = new Map<number, readonly [number, number]>();
  let position = 1;
  for (const [line, width] of Object.entries(widths)) {
    places.set(Number(line), [position, position + width - 1]);
    position += width + gap.length;
  }
  return places;
}

function lengthOf(places: Places, { gap }: Style): number {
  return Math.max(...[...places.values()].map(([, end]) => end)) + gap.length;
}

function recordOf(values: Values, places: Places, length: number, form: string, style: Style): string {
  const isFixed = form === 'fixed';
  let record = '';
  for (const [line, [start, end]] of [...places].toSorted(([, [one]], [, [other]]) => one - other)) {
    const written = values[line] ?? '';
    const isHebrew = HEBREW_LINES.includes(line);
    // The fixed file has six digits for a day, and fewer places for a sale whose VAT account is a credit.
    const value =
      isFixed && line === 5 ? compactDay(written) : style.isVisual && isHebrew ? backwards(written) : written;
    const width = end - start + 1;
    record = record.padEnd(start - 1, record === '' || isFixed ? ' ' : style.gap || ' ');
    record += style.isRight && !isHebrew ? value.padStart(width) : value.padEnd(width);
  }
  return record.padEnd(length, isFixed ? ' ' : style.gap || ' ');
}

/** The places of a damaged PRM that is still one: as many lines as it had, each of two plain positions. */
function plainPlaces(whole: Uint8Array | undefined, damaged: Uint8Array | undefined): Places[] {
  if (whole === undefined || damaged === undefined) return [];
  const linesIn = (bytes: Uint8Array): string[] =>
    Buffer.from(bytes)
      .toString('latin1')
      .trimEnd()
      .split(/\r\n|\n|\r/);
  const [first = '', ...lines] = linesIn(damaged);
  if (!/^\d+ /.test(first) || lines.length + 1 !== linesIn(whole).length) return [];
  const places = lines.map((line) => /^(\d+)[ \t](\d+)(?!\d)/.exec(line));
  if (places.includes(null)) return [];
  return [new Map(places.map((place, index) => [index + 2, [Number(place?.[1]), Number(place?.[2])]] as const))];
}

function compactDay(day: string): string {
  return day.replaceAll('/', '').replace(/20(\d\d)$/, '$1');
}

function framed(records: readonly string[], length: number, { isOpened, isClosed }: Style): string[] {
  return [
    ...(isOpened ? [String(records.length).padEnd(length)] : []),
    ...records,
    ...(isClosed ? ['9'.repeat(length)] : []),
  ];
}

function bytesOf(lines: readonly string[], { encoding, lineEnd }: Style): Buffer {
  return encode(lines.map((line) => line + lineEnd).join(''), encoding);
}

function parameters(places: Places, length: number, last: number, { separator, lineEnd, counted }: Style): Buffer {
  const lines = Array.from({ length: last - 1 }, (_, index) => {
    const [start, end] = places.get(index + 2) ?? [0, 0];
    return `${String(start)}${separator}${String(end)} ;${String(index + 2)}`;
  });
  return Buffer.from([`${String(length + counted)} ;1`, ...lines].join(lineEnd), 'latin1');
}
