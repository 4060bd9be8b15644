import { parseDocumentType } from '@ishur/adapter-kit';
import type { Advisory } from '@ishur/contract/v1';
import type { HashavshevetConfig } from './config.ts';

/** What a code of the company means: a type, nothing that is sold, or nobody knows. */
export type TypeOfCode = number | 'left-out' | undefined;

/** In IMOVEIN 1 is the tax invoice of a company that did not define other documents. */
export const DEFAULT_CODE = '1';
export const DEFAULT_TYPE = 305;
/** A transaction of the journal is a journal entry (API description 2.0 / 7.2024, table 2.5). */
export const JOURNAL_TYPE = 348;

/** Told with each document of type 1 of which nothing says that it is a tax invoice. */
export const TYPE_ASSUMED: Advisory = {
  code: 'hashavshevet/type-assumed',
  message: {
    he: 'סוג מסמך 1 נקרא כחשבונית מס (305), כי קודי המסמכים נקבעים בכל חברה לעצמה ולא הוגדר אחרת. בדקו בהגדרת המסמכים בחשבשבת, ורשמו documentTypes: { "1": 305 } בהגדרות.',
    en: 'Document type 1 is read as a tax invoice (305), since each company defines its own codes and nothing else is set. Look at the definition of documents in Hashavshevet, and write `documentTypes`: { "1": 305 } in the settings.',
  },
};

/** Told with each document that bears VAT and of which nothing says whether its prices include it. */
export const PRICES_ASSUMED: Advisory = {
  code: 'hashavshevet/prices-assumed',
  message: {
    he: 'המחירים נקראו כמחירים ללא מע"מ, כי הקובץ אינו אומר זאת ולא הוגדר אחרת. בדקו מול מסמך אחד, ורשמו בהגדרות pricesIncludeVat: false; אם המחירים כוללים מע"מ, רשמו pricesIncludeVat: true.',
    en: 'The prices are read as prices without VAT, since the file does not say and nothing else is set. Compare one document, and set `pricesIncludeVat`: false; where the prices include VAT, set `pricesIncludeVat`: true.',
  },
};

/** Whether it is only assumed that the default code is a tax invoice. */
export function isDefaultAssumed({ documentTypes, documentType }: HashavshevetConfig): boolean {
  return documentTypes === undefined && documentType === undefined;
}

/** What the codes of a file mean: what the configuration says, else what is certain without it. */
export function createTypeReader(config: HashavshevetConfig, isJournal: boolean): (code: string) => TypeOfCode {
  const leftOut = new Set((config.leaveOut ?? []).map(keyOf));
  const declared = new Map(Object.entries(config.documentTypes ?? {}).map(([code, type]) => [keyOf(code), type]));
  return (code) => {
    const key = keyOf(code);
    if (leftOut.has(key)) return 'left-out';
    const known = declared.get(key) ?? config.documentType;
    if (known !== undefined) return known;
    if (isJournal) return JOURNAL_TYPE;
    if (key === DEFAULT_CODE && declared.size === 0) return DEFAULT_TYPE;
    // A PRM may give the field room for the uniform file's own number.
    return /^\d{3}$/.test(key) ? parseDocumentType(key) : undefined;
  };
}

function keyOf(code: string): string {
  return code.trim().replace(/^0+(?=\d+$)/, '');
}
