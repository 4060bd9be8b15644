import { HEADER_SYNONYMS, cleanCell, decodeText, detectEncoding, headerKey } from '@ishur/adapter-kit';

/** What the column of the suppliers' names is called in lists of purchases. */
const SUPPLIER_NAMES: ReadonlySet<string> = new Set(
  ['שם ספק', 'שם הספק', 'ספק', 'הספק', 'supplier name', 'supplier', 'vendor name', 'vendor'].map(headerKey),
);
const SUPPLIER_NUMBERS: ReadonlySet<string> = new Set(HEADER_SYNONYMS.issuerVatNumber.map(headerKey));

/** A header stands above the first document, below a title of some lines. */
const MOST_LINES = 50;

/**
 * The header of the suppliers' names in the beginning of a CSV file; `undefined` where there is none for certain. No adapter looks
 * for one: in a file of one's own documents the supplier is the business itself.
 */
export function supplierNamesIn(head: Uint8Array): string | undefined {
  for (const line of textOf(head).split(/\r?\n/, MOST_LINES)) {
    const cells = line
      .split(/[,;\t|]/)
      .map((cell) => cleanCell(cell.replace(/^\s*"|"\s*$/g, '').replaceAll('""', '"')));
    if (!cells.some((cell) => SUPPLIER_NUMBERS.has(headerKey(cell)))) continue;
    return cells.find((cell) => SUPPLIER_NAMES.has(headerKey(cell)) && !SUPPLIER_NUMBERS.has(headerKey(cell)));
  }
  return undefined;
}

function textOf(head: Uint8Array): string {
  const encoding = detectEncoding(head);
  if (encoding === undefined) return '';
  try {
    // The head may end in the middle of a character.
    const end = head.lastIndexOf(10);
    const whole = end === -1 || encoding.name.startsWith('utf-16') ? head.length - (head.length % 2) : end;
    return decodeText(head.subarray(0, whole), encoding.name);
  } catch {
    return '';
  }
}
