const USUAL_REFERENCE = /^(?!")[ -~\u05d0-\u05ea]*$/;
/** What stands around a cell and within right-to-left text unseen. */
const UNSEEN = /^\s+|\s+$|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * Whether a reference has signs that no number of a document has: controls within it, letters of other scripts, a quotation
 * mark that nobody closed. They are bytes that were damaged, and a damaged number would be asked for as another document.
 */
export function isOddReference(cell: string): boolean {
  return !USUAL_REFERENCE.test(cell) && !USUAL_REFERENCE.test(cell.replace(UNSEEN, ''));
}
