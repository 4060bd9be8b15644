import type { PrintWarning } from '../paper.ts';
import { cleanLine, cleanParagraphs } from '../text/clean-text.ts';

/** How many characters (code points) of each text are printed. The authority takes far fewer; sources have more. */
export const PRINT_LIMITS = { name: 160, line: 160, reference: 40, figure: 40, description: 400, note: 2000 } as const;

/** Cleans texts from outside, and remembers what it had to shorten. */
export interface Cleaner {
  line(text: string, limit: number, field: string): string;
  paragraphs(text: string, limit: number, field: string): string;
  readonly warnings: () => readonly PrintWarning[];
}

export function createCleaner(): Cleaner {
  const shortened = new Set<string>();
  const noted = (result: { readonly text: string; readonly isShortened: boolean }, field: string): string => {
    if (result.isShortened) shortened.add(field);
    return result.text;
  };
  return {
    line: (text, limit, field) => noted(cleanLine(text, limit), field),
    paragraphs: (text, limit, field) => noted(cleanParagraphs(text, limit), field),
    warnings: () => (shortened.size === 0 ? [] : [shortenedWarning([...shortened])]),
  };
}

function shortenedWarning(fields: readonly string[]): PrintWarning {
  const named = fields.slice(0, NAMED_FIELDS).join(', ') + (fields.length > NAMED_FIELDS ? ', …' : '');
  return {
    code: 'printing/shortened',
    message: {
      he: `טקסט ארוך מדי קוצר וסומן ב"…": ${named}. בדקו אם מה שנחתך נחוץ במסמך.`,
      en: `A text was too long, was cut and ends in "…": ${named}. Check whether the document needs what was cut.`,
    },
  };
}

/** Fields that a warning names. */
const NAMED_FIELDS = 5;
