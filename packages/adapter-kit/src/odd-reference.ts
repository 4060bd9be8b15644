/** Latin and Hebrew letters, figures and signs, maqaf, geresh and en dash among them; quotation marks within Hebrew words. */
const USUAL_REFERENCE =
  /^(?:[ !#-~\u05be\u05d0-\u05ea\u05f3\u2013]|(?<=[\u05d0-\u05ea])["\u05f4](?=[\u05d0-\u05ea]))*$/;
/** Nearly all of them. */
const PLAIN_REFERENCE = /^[0-9A-Za-z/-]*$/;
/** What stands around a cell and within right-to-left text unseen. */
const UNSEEN = /^\s+|\s+$|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * Whether a reference has signs that no number of a document has: controls within it, letters of other scripts, a quotation
 * mark that stands in no Hebrew word (`ת"א-12` has one that does), a gap of several blanks; or words and no figure, as a name
 * has. They are bytes that were damaged, or stand in the wrong column, and a damaged number would be asked for as another document.
 */
export function isOddReference(cell: string): boolean {
  if (PLAIN_REFERENCE.test(cell)) return false;
  if (/\S\s+\S/.test(cell) && (!/\d/.test(cell) || /\S\s{2,}\S/.test(cell))) return true;
  // What was a figure or a dash: nobody hyphenates a number.
  if (/\S\u00ad+\S/u.test(cell)) return true;
  return !USUAL_REFERENCE.test(cell) && !USUAL_REFERENCE.test(cell.replace(UNSEEN, ''));
}
