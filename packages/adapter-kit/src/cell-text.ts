/** Controls of writing direction, byte order marks and soft hyphens: invisible, and never part of a value. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const UNUSUAL_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\r\n]+/gu;

const FORMULA = /^="([^"]*)"$/;

/** A cell as a person sees it: without invisible controls, NBSP and its like as spaces, trimmed, NFC. */
export function cleanCell(text: string): string {
  if (isPlain(text)) return text;
  return text.normalize('NFC').replace(INVISIBLE, '').replace(UNUSUAL_SPACE, ' ').trim();
}

/** Whether a text is ASCII and Hebrew letters alone, without a space at its ends: nearly all cells are, and it is asked often. */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7e ? code < 0x05d0 || code > 0x05ea : code < 0x20) return false;
    if (code === 0x20 && (index === 0 || index === last)) return false;
  }
  return true;
}

/**
 * The text behind the ways in which spreadsheets are made to keep a number as text: `="0123"` and `'0123`.
 * Anything else comes back as it is.
 */
export function unwrapSpreadsheetText(text: string): string {
  if (text.startsWith("'")) return text.slice(1);
  return text.startsWith('="') ? (FORMULA.exec(text)?.[1] ?? text) : text;
}
