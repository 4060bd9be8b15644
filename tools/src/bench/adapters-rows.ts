/** Files of invoices for the benchmark of adapters: a CSV as Israeli programs export it, and JSON. */
import { closeSync, openSync, writeSync } from 'node:fs';

const headers = [
  'סוג מסמך',
  'מספר מסמך',
  'תאריך',
  'שם לקוח',
  'מספר עוסק לקוח',
  'סכום לפני מע"מ',
  'מע"מ',
  'סה"כ',
  'סניף',
  'הערה',
];
const names = ['מאפיית הכפר בע"מ', 'כרמל שיווק, סניף צפון', 'אורן הנדסה', 'דקל לוגיסטיקה ושילוח בע"מ', 'IBM ישראל'];
const notes = ['', 'הזמנה 4411, חלקית', 'ש"ח', ''];

/** Windows-1255, CR LF, quotation marks only where they are needed, dates written in three ways. */
export function writeCsv(path: string, rows: number): void {
  writePieces(path, rows, encodeHebrew(`${line(headers)}\r\n`), '', (index) =>
    encodeHebrew(`${line(cells(index))}\r\n`),
  );
}

export function writeJson(path: string, rows: number): void {
  writePieces(path, rows, '[\n', '\n]\n', (index) => {
    const { net, vat } = amounts(index);
    const document = {
      documentType: 305,
      reference: reference(index),
      documentDate: `2026-${month(index)}-${day(index)}`,
      netAmount: shekels(net),
      vatAmount: shekels(vat),
      grossAmount: shekels(net + vat),
      customer: { name: names[index % names.length], vatNumber: '777777723' },
    };
    return Buffer.from(`${index === 0 ? '' : ',\n'}${JSON.stringify(document)}`).toString('latin1');
  });
}

/** The sum of all amounts before VAT, in agorot: what every reader of the CSV has to find. */
export function netTotal(rows: number): number {
  let total = 0;
  for (let index = 0; index < rows; index += 1) total += amounts(index).net;
  return total;
}

export const NET_COLUMN = 'סכום לפני מע"מ';

function cells(index: number): string[] {
  const { net, vat } = amounts(index);
  const [year, write] = ['2026', index % 3];
  const date =
    write === 0
      ? `${day(index)}/${month(index)}/${year}`
      : write === 1
        ? `${Number(day(index))}.${Number(month(index))}.26`
        : `${year}-${month(index)}-${day(index)}`;
  return [
    '305',
    reference(index),
    date,
    names[index % names.length] ?? '',
    '777777723',
    thousands(net),
    shekels(vat),
    shekels(net + vat),
    String(index % 7),
    notes[index % notes.length] ?? '',
  ];
}

function amounts(index: number): { readonly net: number; readonly vat: number } {
  const net = 500_000 + (index % 997) * 12_345;
  return { net, vat: Math.round(net * 0.18) };
}

const reference = (index: number): string => String(100_000 + index);
const month = (index: number): string => String(1 + (index % 12)).padStart(2, '0');
const day = (index: number): string => String(1 + (index % 28)).padStart(2, '0');
const shekels = (agorot: number): string => `${Math.floor(agorot / 100)}.${String(agorot % 100).padStart(2, '0')}`;
const thousands = (agorot: number): string => shekels(agorot).replace(/(?<=\d)(?=(?:\d{3})+\.)/g, ',');

function line(row: readonly string[]): string {
  return row.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** Windows-1255 has the letters from E0 on, one byte each; the text holds a character for each byte. */
function encodeHebrew(value: string): string {
  return value.replace(/[א-ת]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x4f0));
}

function writePieces(path: string, rows: number, head: string, tail: string, row: (index: number) => string): void {
  const file = openSync(path, 'w');
  let piece = head;
  for (let index = 0; index < rows; index += 1) {
    piece += row(index);
    if (piece.length < 1_000_000) continue;
    writeSync(file, piece, undefined, 'latin1');
    piece = '';
  }
  writeSync(file, piece + tail, undefined, 'latin1');
  closeSync(file);
}
