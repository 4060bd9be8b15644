import { buildSheet, buildSlip } from '../content/build-sheet.ts';
import type { Sheet } from '../content/sheet.ts';
import type { Paper, PdfOptions, PrintWarning, PrintedPdf } from '../paper.ts';
import { MARKS } from '../text/direction.ts';
import { createCanvas } from './canvas.ts';
import { layOut } from './lay-out.ts';
import { createWriter } from './writer.ts';

/**
 * A document with its number and notices as a PDF of A4 pages, with its fonts inside. The same call gives the same bytes.
 *
 * @throws IshurError `printing/number-unreadable` where the allocation number is none; `printing/not-the-original` where a
 *   certified copy is to be marked as the original.
 */
export async function renderPdf(paper: Paper, options: PdfOptions): Promise<PrintedPdf> {
  return print(buildSheet(paper, options), options);
}

/**
 * The number and the notices alone, with the document's name, to be attached to a document that was printed elsewhere.
 *
 * @throws IshurError `printing/nothing-to-print` where there is neither a number nor a notice.
 */
export async function renderSlipPdf(paper: Paper, options: PdfOptions): Promise<PrintedPdf> {
  return print(buildSlip(paper, options), options);
}

async function print(sheet: Sheet, { createdOn }: PdfOptions): Promise<PrintedPdf> {
  const canvas = await createCanvas();
  const writer = createWriter(canvas, sheet.direction);
  layOut(writer, sheet);
  const bytes = await canvas.end({
    title: sheet.title.replace(MARKS, ''),
    author: sheet.issuer.name,
    language: sheet.language === 'he' ? 'he-IL' : 'en',
    isRightToLeft: sheet.direction === 'rtl',
    createdOn,
  });
  const missing = writer.missing();
  const warnings = missing.length === 0 ? sheet.warnings : [...sheet.warnings, missingWarning(missing)];
  return { bytes, pages: canvas.pageCount, warnings };
}

function missingWarning(missing: readonly string[]): PrintWarning {
  const shown = missing.slice(0, SHOWN).map(named).join(', ') + (missing.length > SHOWN ? ', …' : '');
  return {
    code: 'printing/missing-characters',
    message: {
      he: `בגופן של ה־PDF אין התווים ${shown}, ובמקומם נדפסו ריבועים. תקנו את הטקסט במקור, או הדפיסו HTML.`,
      en: `The typeface of the PDF does not have ${shown}; boxes stand in their place. Mend the text in the source, or print HTML.`,
    },
  };
}

function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `"${character}" (U+${code})`;
}

/** Characters that a warning names. */
const SHOWN = 10;
