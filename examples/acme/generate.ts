/**
 * Writes the sources of this example and what is expected of them, always the same bytes:
 *
 *     node examples/acme/generate.ts            writes
 *     node examples/acme/generate.ts --check    writes nothing, fails when a file differs
 *
 * Every name is invented and every dealer's number is computed. What is expected of a document is stated by hand
 * beside it and never computed from a rule, so that the example can find a wrong rule.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { acmeDocuments, galDocuments } from './documents.ts';
import type { ExampleDocument, TypeWord } from './documents.ts';

const TYPE_NUMBERS: Readonly<Record<TypeWord, number>> = {
  'חשבונית עסקה': 300,
  'חשבונית מס': 305,
  'חשבונית ריכוז': 310,
  'חשבונית מס/קבלה': 320,
  'חשבונית מס זיכוי': 330,
  קבלה: 400,
};

/** A document with what follows from it: its reference, its line, its amounts in agorot. */
interface Row {
  readonly line: number;
  readonly reference: string;
  readonly document: ExampleDocument;
  readonly beforeDiscount: number;
  readonly discount: number;
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
}

/** A seller's books number each type of document on its own, without gaps. */
function number(documents: readonly ExampleDocument[], first: Readonly<Record<TypeWord, number>>): Row[] {
  const next: Record<TypeWord, number> = { ...first };
  return documents.map((document, index) => {
    const reference = next[document.type];
    next[document.type] = reference + 1;
    const net = agorot(document.net);
    const discount = agorot(document.discount ?? '0');
    const vat = document.vat === undefined ? vatOf(net) : agorot(document.vat);
    return {
      line: index + 2, // the header is line 1
      reference: String(reference),
      document,
      beforeDiscount: net + discount,
      discount,
      net,
      vat,
      gross: document.gross === undefined ? net + vat : agorot(document.gross),
    };
  });
}

/** 18 % since 1 January 2025, rounded to the agora. */
function vatOf(net: number): number {
  return Math.sign(net) * Math.floor((Math.abs(net) * 18 + 50) / 100);
}

function agorot(shekels: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{2}))?$/.exec(shekels);
  if (match === null) throw new Error(`not an amount: ${shekels}`);
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 100 + Number(match[3] ?? '0'));
}

function plain(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** As an office program prints it: `12,345.60`. */
function grouped(amount: number): string {
  return plain(amount).replaceAll(/\B(?=(\d{3})+\.)/g, ',');
}

/** Quotes a cell only where it must be; a raw `"` inside a word is left alone in some rows, as many programs do. */
function cell(text: string, rawQuotes: boolean): string {
  const mustQuote = text.includes(',') || (text.includes('"') && !rawQuotes);
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Windows-1255, CRLF, Hebrew headers, dd/mm/yyyy, thousands separators: what an office program saves on Windows. */
function acmeFile(rows: readonly Row[]): Buffer {
  const header = [
    'סוג מסמך',
    'מספר מסמך',
    'תאריך',
    'שם לקוח',
    'עוסק מורשה',
    'פרטים',
    'סכום לפני מע"מ',
    'מע"מ',
    'סה"כ כולל מע"מ',
    "מס' הקצאה",
  ];
  const lines = [header.map((title) => cell(title, false)).join(',')];
  for (const row of rows) {
    const { document } = row;
    const [year, month, day] = document.date.split('-');
    const rawQuotes = row.line % 3 === 0;
    lines.push(
      [
        document.type,
        row.reference,
        `${day}/${month}/${year}`,
        document.customer,
        document.vatNumber ?? '',
        document.details,
        document.typedNet ?? grouped(row.net),
        grouped(row.vat),
        grouped(row.gross),
        document.number ?? '',
      ]
        .map((text) => cell(text, rawQuotes))
        .join(','),
    );
  }
  return windows1255(lines.map((line) => `${line}\r\n`).join(''));
}

/** UTF-8 with a byte order mark, the authority's own field names, plain numbers: what a web shop exports. */
function galFile(rows: readonly Row[]): Buffer {
  const header =
    'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,' +
    'amount_before_discount,discount,payment_amount,vat_amount,payment_amount_including_vat';
  const lines = rows.map((row) =>
    [
      String(TYPE_NUMBERS[row.document.type]),
      row.reference,
      row.document.date,
      row.document.vatNumber ?? '',
      row.document.customer,
      ...[row.beforeDiscount, row.discount, row.net, row.vat, row.gross].map(plain),
    ]
      .map((text) => cell(text, false))
      .join(','),
  );
  return Buffer.from(`\uFEFF${[header, ...lines].map((line) => `${line}\n`).join('')}`, 'utf8');
}

/** ASCII, the Hebrew letters and the en dash are all that the example needs of the code page. */
function windows1255(text: string): Buffer {
  const bytes = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (code >= 0x5d0 && code <= 0x5ea) return code - 0x5d0 + 0xe0;
    if (character === '–') return 0x96;
    throw new Error(`not in the example's part of Windows-1255: ${character}`);
  });
  return Buffer.from(bytes);
}

/** What is expected of one business, in the words of `ishur check --json` and `ishur run --json`. */
function expectation(
  business: { readonly id: string; readonly vatNumber: string; readonly answer: 'allocated' | 'held' },
  source: { readonly file: string; readonly encoding: string },
  rows: readonly Row[],
): object {
  const count = (decision: ExampleDocument['expect']): number =>
    rows.filter((row) => row.document.expect === decision).length;
  const required = count('required');
  const allocated = business.answer === 'allocated' ? required : 0;
  const counts = {
    read: rows.length,
    unreadable: count('unreadable'),
    notRequired: count('not-required'),
    invalid: count('invalid'),
    alreadyAllocated: count('already-allocated'),
  };
  return {
    id: business.id,
    vatNumber: business.vatNumber,
    ...source,
    decisions: { ...counts, required },
    afterRun: { ...counts, allocated, held: required - allocated, recorded: allocated },
    documents: rows.map((row) => ({
      line: row.line,
      documentType: TYPE_NUMBERS[row.document.type],
      reference: row.reference,
      date: row.document.date,
      ...(row.document.expect === 'unreadable'
        ? {}
        : { net: plain(row.net), vat: plain(row.vat), gross: plain(row.gross) }),
      decision: row.document.expect,
      because: row.document.because,
    })),
  };
}

const acme = number(acmeDocuments, {
  'חשבונית עסקה': 1451,
  'חשבונית מס': 10230,
  'חשבונית ריכוז': 618,
  'חשבונית מס/קבלה': 5117,
  'חשבונית מס זיכוי': 802,
  קבלה: 3344,
});
const gal = number(galDocuments, {
  'חשבונית עסקה': 1,
  'חשבונית מס': 41,
  'חשבונית ריכוז': 1,
  'חשבונית מס/קבלה': 19,
  'חשבונית מס זיכוי': 7,
  קבלה: 112,
});

const ACME_FILE = 'invoices/invoices-2026-06.csv';
const GAL_FILE = 'gal/sales-2026-06.csv';
const expected = {
  businesses: [
    expectation(
      { id: 'acme', vatNumber: '777777715', answer: 'allocated' },
      { file: ACME_FILE, encoding: 'windows-1255' },
      acme,
    ),
    expectation({ id: 'gal', vatNumber: '777777723', answer: 'held' }, { file: GAL_FILE, encoding: 'utf-8' }, gal),
  ],
};

const outputs: readonly (readonly [string, Buffer])[] = [
  [ACME_FILE, acmeFile(acme)],
  [GAL_FILE, galFile(gal)],
  ['expected.json', Buffer.from(`${JSON.stringify(expected, undefined, 2)}\n`, 'utf8')],
];

const checkOnly = process.argv.includes('--check');
for (const [name, bytes] of outputs) {
  const path = join(import.meta.dirname, name);
  if (!checkOnly) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  } else if (!readFileSync(path).equals(bytes)) {
    console.error(`${path} is not what generate.ts writes. Run: node examples/acme/generate.ts`);
    process.exitCode = 1;
  }
}
