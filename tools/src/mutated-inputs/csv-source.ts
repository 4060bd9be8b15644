import { backwards, BYTE_ORDER_MARK, decode, encode, turned } from './hebrew-bytes.ts';
import type { Encoding } from './hebrew-bytes.ts';
import { hasCheckDigit, meansAmount, meansDay, meansDealer, meansNumber, plain } from './plain-values.ts';
import type { Random } from './random.ts';
import type { GeneratedSource } from './source.ts';
import { makeTruths, shekels } from './truth.ts';
import type { Material, Truth } from './truth.ts';

type Column = 'type' | 'reference' | 'day' | 'net' | 'vat' | 'gross' | 'dealer' | 'number' | 'name' | 'note' | 'other';

const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  type: ['סוג מסמך', 'document type', 'סוג'],
  reference: ['מספר מסמך', 'אסמכתא', 'document number'],
  day: ['תאריך מסמך', 'תאריך', 'document date'],
  net: ['לפני מע"מ', 'נטו', 'net amount'],
  vat: ['מע"מ', 'סכום מע"מ', 'vat'],
  gross: ['סה"כ כולל מע"מ', 'ברוטו', 'total including vat'],
  dealer: ['עוסק מורשה', 'מספר עוסק', 'customer_vat_number'],
  number: ['מספר הקצאה', 'allocation number'],
  name: ['שם לקוח', 'customer name'],
  note: ['הערות', 'note'],
  other: ['צבע', 'due date'],
};
const WORDS: Readonly<Record<number, string>> = {
  305: 'חשבונית מס',
  320: 'חשבונית מס קבלה',
  330: 'חשבונית מס זיכוי',
  300: 'חשבון עסקה',
};
const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1255', 'iso-8859-8', 'cp862'];
/** One of them may be without a name: the others say what it is, as in a file that has only two. */
const AMOUNTS: readonly Column[] = ['net', 'vat', 'gross'];
const TITLES = ['דוח חשבוניות לתקופה', 'אלון שירותי משרד', 'עמוד ראשון', ''];

interface Style {
  readonly encoding: Encoding;
  readonly isVisual: boolean;
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly quoting: 'needed' | 'all' | 'careless';
  readonly order: 'day-first' | 'month-first';
  readonly dayForm: number;
  readonly amountForm: number;
  readonly typeForm: number;
}

/** A CSV file in any style that programs write. */
export function generateCsv(random: Random): GeneratedSource {
  const style: Style = {
    encoding: random.pick(ENCODINGS),
    isVisual: random.chance(0.25),
    delimiter: random.pick([',', ',', ';', '\t', '|']),
    lineEnd: random.pick(['\r\n', '\r\n', '\n', '\r']),
    quoting: random.pick(['needed', 'all', 'careless']),
    order: random.chance(0.85) ? 'day-first' : 'month-first',
    dayForm: random.below(5),
    amountForm: random.below(5),
    typeForm: random.below(2),
  };
  const columns = columnsFrom(random);
  const has = (column: Column): boolean => columns.includes(column);
  const truths = makeTruths(random, {
    types: [300, 305, 305, 305, 320, 330],
    reference: (chance, index) => chance.pick(['', '0', 'A-', '2024/']) + String(1001 + index * 7),
    maySayNegative: true,
    hasNumbers: has('number'),
  });
  const turn = (text: string): string => (style.isVisual ? backwards(text) : text);
  const lineOf = (cells: readonly string[]): string =>
    cells.map((cell) => quote(turn(cell), style)).join(style.delimiter);
  const header = columns.map((column) => random.pick(HEADERS[column]));
  const rows = truths.map((truth) => lineOf(columns.map((column) => cellOf(truth, column, style))));
  const total = random.chance(0.3) ? [lineOf(columns.map((_, index) => (index === 0 ? 'סה"כ' : '')))] : [];
  const titles = Array.from({ length: random.below(3) }, () => quote(turn(random.pick(TITLES)), style));
  const text = [...titles, lineOf(header), ...rows, ...total].join(style.lineEnd);
  const mark = style.encoding.startsWith('utf') && random.chance(0.5) ? BYTE_ORDER_MARK : '';
  const bytes = encode(mark + text + (random.chance(0.8) ? style.lineEnd : ''), style.encoding);
  const { encoding, delimiter } = style;
  const declared = { encoding, delimiter, hebrew: style.isVisual ? 'visual' : 'logical' };
  const linesOf = (files: ReadonlyMap<string, Uint8Array>): string[] =>
    linesIn(decode(files.get('a.csv') ?? new Uint8Array(), encoding));
  return {
    variant: 'csv',
    files: new Map([['a.csv', bytes]]),
    config: {
      path: 'a.csv',
      settleSeconds: 0,
      dateOrder: style.order,
      // Where the bytes alone have to tell, they do in UTF-16 by a mark, and elsewhere by their Hebrew.
      ...(random.chance(0.5) || (encoding.startsWith('utf-16') && mark === '') ? declared : {}),
    },
    truths,
    records: rows.map((row) => [row]),
    marks: `"${delimiter}`,
    areTotalsNameless: true,
    linesOf,
    saidBy(files) {
      const whole = linesOf(files);
      // A line end within quotation marks, or one of the other kind, need not end the row.
      const joined = [2, 3].flatMap((count) => whole.map((_, index) => whole.slice(index, index + count).join('\n')));
      const lines = [...whole.flatMap((line) => line.split(/[\r\n]/)), ...whole, ...joined];
      const names = namesIn(lines, header.map(turn), delimiter);
      const left = columns.map((column, index) =>
        names[index] !== turn(header[index] ?? '') &&
        (AMOUNTS.includes(column) || isSilent(column, index, whole, delimiter))
          ? 'other'
          : column,
      );
      return lines.flatMap((line) => [...saidByRow(line, columns, style), ...saidByRow(line, left, style)]);
    },
  };
}

function linesIn(text: string): string[] {
  const returns = text.match(/\r(?!\n)/g)?.length ?? 0;
  const feeds = text.split('\n').length - 1;
  return text.split(returns > feeds ? '\r' : '\n').map((line) => line.replace(/\r$/, ''));
}

function columnsFrom(random: Random): Column[] {
  const amounts: Column[] = ['net', 'vat', 'gross'];
  if (random.chance(0.15)) amounts.splice(random.below(3), 1);
  const optional: Column[] = ['name', 'note', 'number', 'other'];
  const chosen = optional.filter(() => random.chance(0.5));
  return random.shuffled<Column>(['type', 'reference', 'day', 'dealer', ...amounts, ...chosen]);
}

function cellOf(truth: Truth, column: Column, { typeForm, dayForm, amountForm, order }: Style): string {
  switch (column) {
    case 'type':
      return typeForm === 0 ? String(truth.type) : (WORDS[truth.type] ?? '');
    case 'day':
      return spelledDay(truth.day, dayForm, order);
    case 'net':
    case 'vat':
    case 'gross':
      return spelledAmount(truth[column], amountForm);
    case 'other':
      return 'כחול';
    case 'reference':
    case 'dealer':
    case 'number':
    case 'name':
    case 'note':
      return truth[column];
  }
}

function spelledDay(text: string, form: number, order: Style['order']): string {
  const [year = '', month = '', date = ''] = text.split('-');
  if (form === 0) return text;
  if (form === 1) return year + month + date;
  const inOrder = order === 'day-first' ? [date, month, year] : [month, date, year];
  return form === 4 ? `${inOrder.join('-')} 08:15` : inOrder.join(form === 2 ? '/' : '.');
}

function spelledAmount(agorot: number, form: number): string {
  const text = shekels(Math.abs(agorot));
  const [whole = '', part = ''] = text.split('.');
  const grouped = `${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}.${part}`;
  const isNegative = agorot < 0;
  if (form === 0) return isNegative ? `-${text}` : text;
  if (form === 1) return isNegative ? `-${grouped}` : grouped;
  if (form === 2) return isNegative ? `(${grouped})` : grouped;
  if (form === 3) return isNegative ? `${text}-` : text;
  return part === '00' ? `${isNegative ? '-' : ''}${whole}` : `${isNegative ? '-' : ''}${text}`;
}

function quote(cell: string, { quoting, delimiter }: Style): string {
  const doubled = `"${cell.replaceAll('"', '""')}"`;
  if (quoting === 'all' || cell.includes(delimiter)) return doubled;
  return quoting === 'needed' && cell.includes('"') ? doubled : cell;
}

/** Whether a column says in no line of the file any more what it is: its values are damaged, or there are none. */
function isSilent(column: Column, index: number, lines: readonly string[], delimiter: string): boolean {
  if (column !== 'dealer' && column !== 'number') return false;
  return lines.every((line) => {
    const cell = (cellsIn(line, delimiter)?.[index] ?? '').replaceAll(/[^\d/.,:-]/g, '');
    return column === 'dealer' ? !hasCheckDigit(cell) : !/^\d{20,40}$/.test(cell);
  });
}

/** The cells of the line that is most like the header. */
function namesIn(lines: readonly string[], header: readonly string[], delimiter: string): readonly string[] {
  let [best, most]: [readonly string[], number] = [[], 0];
  for (const line of lines) {
    const cells = cellsIn(line, delimiter) ?? [];
    const found = cells.filter((cell, index) => cell === header[index]).length;
    if (found > most) [best, most] = [cells, found];
  }
  return best;
}

/** A line with as many cells as the header has, each of which is what its column asks for. */
function saidByRow(line: string, columns: readonly Column[], style: Style): Material[] {
  const all = cellsIn(line, style.delimiter);
  if (all === undefined || all.slice(columns.length).some((cell) => plain(cell) !== '')) return [];
  if (all.length < columns.length) return [];
  const cell = (column: Column): string | undefined => all[columns.indexOf(column)];
  const amount = (column: Column): number | undefined => meansAmount(cell(column) ?? '');
  const type = typeIn(plain(cell('type') ?? ''), style);
  const reference = plain(cell('reference') ?? '');
  const day = meansDay(cell('day') ?? '', style.order);
  const dealer = meansDealer(cell('dealer') ?? '');
  const number = meansNumber(cell('number') ?? '');
  let [net, vat, gross] = [amount('net'), amount('vat'), amount('gross')];
  net ??= gross !== undefined && vat !== undefined ? gross - vat : undefined;
  vat ??= gross !== undefined && net !== undefined ? gross - net : undefined;
  gross ??= net !== undefined && vat !== undefined ? net + vat : undefined;
  if (type === undefined || reference === '' || day === undefined || dealer === undefined) return [];
  if (number === undefined || net === undefined || vat === undefined || gross === undefined) return [];
  const references = [reference.replace(/^'/, ''), ...(style.isVisual ? [turned(reference)] : [])];
  return references.map((each) => ({ type, reference: each, day, net, vat, gross, dealer, number }));
}

function typeIn(cell: string, { isVisual }: Style): number | undefined {
  if (/^0?\d{3}$/.test(cell)) return Number(cell);
  const text = (isVisual ? backwards(cell) : cell).replaceAll(/[^\p{L}]/gu, '');
  const found = Object.entries(WORDS).find(([, words]) => words.replaceAll(' ', '') === text);
  if (found !== undefined) return Number(found[0]);
  if (text.includes('זיכוי')) return 330;
  return text.includes('חשבונית') && text.includes('קבלה') ? 320 : undefined;
}

/** `undefined` where a quotation mark is opened and not closed. */
function cellsIn(line: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] === '"') {
      // Blanks between a quotation mark and a delimiter are of no cell.
      const quoted = /"((?:[^"]|"")*)" */y;
      quoted.lastIndex = at;
      const found = quoted.exec(line);
      const end = at + (found?.[0].length ?? 0);
      if (found === null) return undefined;
      if (end === line.length || line.startsWith(delimiter, end)) {
        cells.push((found[1] ?? '').replaceAll('""', '"'));
        at = end + 1;
        continue;
      }
    }
    const next = line.indexOf(delimiter, at);
    const end = next === -1 ? line.length : next;
    cells.push(line.slice(at, end));
    at = end + 1;
  }
  return cells;
}
