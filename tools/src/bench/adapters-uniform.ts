/** A uniform file of any size, written by the printed tables of OPENFRMT 1.31 and not by the reader's layout. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** In which order the records stand: each document together, all headers before all lines, or the same with the lines backwards. */
export type RecordOrder = 'together' | 'grouped' | 'backwards';

/** What a reader has to find. */
export interface UniformCounts {
  readonly documents: number;
  readonly lines: number;
}

const business = '777777715';
const identifier = '482910573648201';
const names = ['מאפיית הכפר בע"מ', 'כרמל שיווק (2019) בע"מ', 'אורן הנדסה', 'דקל לוגיסטיקה ושילוח בע"מ'].map(hebrew);
const goods = ['שעות ייעוץ', 'הובלה', 'נייר צילום A4', 'תחזוקה חודשית', 'Cloud hosting'].map(hebrew);
const [street, city, country, unit, owner] = ['הרצל', 'תל אביב', 'ישראל', 'יחידה', 'עסק לדוגמה'].map(hebrew);

/**
 * Writes INI.TXT and BKMVDATA.TXT in ISO-8859-8: invoices of two lines, every third of them an invoice and receipt.
 * `records` counts those between A100 and Z900; the last document may be cut short by it, and loses lines, not the header.
 */
export function writeUniformFile(folder: string, records: number, order: RecordOrder): UniformCounts {
  const counts = { C100: 0, D110: 0, D120: 0 };
  let number = 1;
  let left = records;
  const next = (code: string): string => code + digits((number += 1), 9) + business;
  const data = openSync(join(folder, 'BKMVDATA.TXT'), 'w');
  const write = pieceWriter(data);
  const header = (document: number): void => {
    const net = 1_000_000 + (document % 97) * 12_345;
    const vat = Math.round(net * 0.18);
    counts.C100 += 1;
    write(
      next('C100') +
        keyOf(document) +
        '20260614' +
        '1030' +
        text(names[document % names.length], 50) +
        text(street, 50) +
        text('12', 10) +
        text(city, 30) +
        text('6100001', 8) +
        text(country, 30) +
        'IL' +
        text('03-5551234', 15) +
        '777777723' +
        '20260714' +
        amount(0, 15) +
        text('', 3) +
        [net, 0, net, vat, net + vat].map((value) => amount(value, 15)).join('') +
        amount(0, 12) +
        text(`C-${digits(document % 500, 4)}`, 15) +
        text('', 10) +
        '0' +
        dayOf(document) +
        text('', 7) +
        text('office', 9) +
        digits(document % 9_999_999, 7) +
        text('', 13),
    );
  };
  const line = (document: number, index: number): void => {
    const total = Math.floor((1_000_000 + (document % 97) * 12_345) / 2);
    counts.D110 += 1;
    write(
      next('D110') +
        keyOf(document) +
        digits(index, 4) +
        '000' +
        text('', 20) +
        '1' +
        text(`SKU-${digits(document % 300, 5)}`, 20) +
        text(goods[(document + index) % goods.length], 30) +
        text('', 50) +
        text('', 30) +
        text(unit, 20) +
        `+${digits(10_000, 16)}` +
        amount(total, 15) +
        amount(0, 15) +
        amount(total, 15) +
        '1800' +
        text('', 7) +
        dayOf(document) +
        digits(document % 9_999_999, 7) +
        text('', 7) +
        text('', 21),
    );
  };
  const receipt = (document: number): void => {
    counts.D120 += 1;
    write(
      next('D120') +
        keyOf(document) +
        '0001' +
        '4' +
        digits(0, 10) +
        digits(0, 10) +
        digits(0, 15) +
        digits(0, 10) +
        digits(0, 8) +
        amount(1_180_000, 15) +
        '0' +
        text('', 20) +
        '0' +
        text('', 7) +
        dayOf(document) +
        digits(document % 9_999_999, 7) +
        text('', 60),
    );
  };

  write(`A100${digits(1, 9)}${business}${identifier}&OF1.31&${text('', 50)}`);
  const sizes: number[] = [];
  for (let document = 1; left > 0; document += 1) {
    const size = Math.min(left, isReceipt(document) ? 4 : 3);
    left -= size;
    sizes.push(size);
  }
  const linesOf = (document: number, size: number): void => {
    for (let index = 1; index < size; index += 1) if (index < 3) line(document, index);
    if (size === 4) receipt(document);
  };
  if (order === 'together') {
    for (const [index, size] of sizes.entries()) {
      header(index + 1);
      linesOf(index + 1, size);
    }
  } else {
    for (const index of sizes.keys()) header(index + 1);
    const inTurn = [...sizes.entries()];
    for (const [index, size] of order === 'grouped' ? inTurn : inTurn.toReversed()) linesOf(index + 1, size);
  }
  const total = digits((number += 1), 15);
  write(`Z900${total.slice(-9)}${business}${identifier}&OF1.31&${total}${text('', 50)}`);
  write(undefined);
  closeSync(data);

  const ini = openSync(join(folder, 'INI.TXT'), 'w');
  const writeIni = pieceWriter(ini);
  writeIni(
    'A000' +
      text('', 5) +
      total +
      business +
      identifier +
      '&OF1.31&' +
      '12345678' +
      text('Bench', 20) +
      text('1', 20) +
      business +
      text('Bench', 20) +
      '2' +
      text('', 50) +
      '1' +
      '0' +
      digits(0, 9) +
      digits(0, 9) +
      text('', 10) +
      text(owner, 50) +
      text('', 98) +
      '0000' +
      '20260101' +
      '20261231' +
      '20260630' +
      '1030' +
      '0' +
      '1' +
      text('zip', 20) +
      'ILS' +
      '0' +
      text('', 46),
  );
  for (const [code, count] of Object.entries(counts)) if (count > 0) writeIni(code + digits(count, 15));
  writeIni(undefined);
  closeSync(ini);
  return { documents: counts.C100, lines: counts.D110 };
}

/** Every third document is a tax invoice and receipt, 320; the others are tax invoices, 305. */
function isReceipt(document: number): boolean {
  return document % 3 === 0;
}

function keyOf(document: number): string {
  return (isReceipt(document) ? '320' : '305') + text(digits(document, 8), 20);
}

function dayOf(document: number): string {
  return `2026${digits(1 + (document % 12), 2)}${digits(1 + (document % 28), 2)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function amount(value: number, width: number): string {
  return `${value < 0 ? '-' : '+'}${digits(Math.abs(value), width - 1)}`;
}

function text(value: string | undefined, width: number): string {
  return (value ?? '').padEnd(width, ' ');
}

/** ISO-8859-8 has the letters from E0 on, one byte each; the text holds a character for each byte. */
function hebrew(value: string): string {
  return value.replace(/[א-ת]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x4f0));
}

/** Collects lines and writes them in pieces; `undefined` writes the rest. */
function pieceWriter(file: number): (line: string | undefined) => void {
  let piece: string[] = [];
  return (line) => {
    if (line !== undefined) piece.push(line, '\r\n');
    if (piece.length < 4000 && line !== undefined) return;
    writeSync(file, piece.join(''), undefined, 'latin1');
    piece = [];
  };
}
