import type { Reason } from '@ishur/core';
import type { Language } from '../language.ts';

/**
 * What is worth checking, one line a document. Names that are merely too long for the authority are many and harmless: they are
 * counted in one line, and `ishur show` and `--json` have each.
 */
export function doubtLines(
  documents: readonly { readonly name: string; readonly advisories: readonly Reason[] }[],
  language: Language,
): string[] {
  const lines: string[] = [];
  let shortened = 0;
  for (const { name, advisories } of documents) {
    const telling = advisories.filter(({ code }) => code !== 'text-shortened');
    if (telling.length < advisories.length) shortened += 1;
    if (telling.length > 0) lines.push(`${name}: ${telling.map(({ message }) => message[language]).join(' ')}`);
  }
  if (shortened > 0) lines.push(SHORTENED[language](shortened));
  return lines;
}

const SHORTENED: Readonly<Record<Language, (count: number) => string>> = {
  he: (count) =>
    `${count === 1 ? 'במסמך אחד' : `ב-${count} מסמכים`} יש טקסט ארוך ממה שרשות המסים מקבלת. הוא נשלח מקוצר, והמסמך עצמו אינו משתנה.`,
  en: (count) =>
    `${count === 1 ? '1 document has' : `${count} documents have`} a text longer than the Tax Authority takes. It is sent shortened; the document stays as it is.`,
};
