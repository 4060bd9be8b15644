import type { LocalizedMessage } from '@ishur/contract';
import { HEADER_FIELD_NAMES, quote, quoteRow } from '@ishur/adapter-kit';
import type { Layout } from './layout.ts';

const DELIMITER_NAMES: Readonly<Record<string, LocalizedMessage>> = {
  ',': { he: 'פסיק', en: 'comma' },
  ';': { he: 'נקודה-פסיק', en: 'semicolon' },
  '\t': { he: 'טאב', en: 'tab' },
  '|': { he: 'קו אנכי', en: 'vertical bar' },
};

/** What a person should know about how a file was understood, in the order of importance. `files` names the file or files. */
export function describeLayout(files: LocalizedMessage, layout: Layout): LocalizedMessage[] {
  const notes = [columnsNote(files, layout)];
  if (layout.notUnderstood.length > 0) {
    const list = quoteRow(layout.notUnderstood);
    notes.push({
      he: `${files.he}: עמודות שלא נקראו: ${list}. אם אחת מהן נחוצה, ציינו אותה ב-columns.`,
      en: `${files.en}: columns that are not read: ${list}. Where one of them is needed, name it in \`columns\`.`,
    });
  }
  if (layout.derived !== undefined) {
    const { he, en } = HEADER_FIELD_NAMES[layout.derived];
    notes.push({
      he: `${files.he}: אין עמודה של ${he}; הסכום מחושב משני הסכומים האחרים.`,
      en: `${files.en}: there is no column for the ${en}; it is worked out from the two other amounts.`,
    });
  }
  if (layout.assumedType !== undefined) notes.push(typeNote(files, layout.assumedType));
  if (!layout.columns.has('customer.vatNumber')) {
    notes.push({
      he: `${files.he}: לא נמצאה עמודה של מספר העוסק של הלקוח, ולכן אף לקוח לא ייחשב עוסק ולא יתבקש אף מספר הקצאה. ציינו אותה ב-columns (customer.vatNumber).`,
      en: `${files.en}: no column for the customer's dealer number was found, so no customer counts as a dealer and no number is asked for. Name it in \`columns\` (customer.vatNumber).`,
    });
  }
  return notes;
}

function columnsNote(files: LocalizedMessage, layout: Layout): LocalizedMessage {
  const { encoding, headerLine, hebrew } = layout;
  const visual = hebrew === 'visual' ? { he: ', עברית ויזואלית', en: ', visual Hebrew' } : { he: '', en: '' };
  const delimiter = DELIMITER_NAMES[layout.delimiter] ?? { he: layout.delimiter, en: layout.delimiter };
  const list = (language: 'he' | 'en'): string =>
    [...layout.columns]
      .toSorted(([, one], [, other]) => one - other)
      .map(([field, column]) => `${HEADER_FIELD_NAMES[field][language]} ← ${quote(layout.header[column] ?? '')}`)
      .join(', ');
  return {
    he: `${files.he}: כותרות בשורה ${headerLine}, קידוד ${encoding.name}${visual.he}, מפריד ${delimiter.he}. ${list('he')}.`,
    en: `${files.en}: header in line ${headerLine}, encoding ${encoding.name}${visual.en}, delimiter ${delimiter.en}. ${list('en')}.`,
  };
}

function typeNote(files: LocalizedMessage, { code, isDeclared }: NonNullable<Layout['assumedType']>): LocalizedMessage {
  if (isDeclared) {
    return {
      he: `${files.he}: אין עמודה של סוג מסמך; כל המסמכים נקראים כסוג ${code}, לפי ההגדרה documentType.`,
      en: `${files.en}: there is no column for the document type; all documents are read as ${code}, as \`documentType\` says.`,
    };
  }
  return {
    he: `${files.he}: אין עמודה של סוג מסמך, ולפי הכותרת של מספר המסמך כולם נקראים כחשבונית מס (${code}). אם זה אינו נכון, ציינו documentType בהגדרות.`,
    en: `${files.en}: there is no column for the document type; by the header of the number all are read as tax invoices (${code}). Where that is wrong, set \`documentType\`.`,
  };
}
