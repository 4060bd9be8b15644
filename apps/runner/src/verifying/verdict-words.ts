import type { LocalizedMessage } from '@ishur/contract';
import type { PurchaseField } from '@ishur/core';
import { formatAmount } from '@ishur/core';
import type { VerifiedPurchase } from '@ishur/engine';
import type { Language } from '../language.ts';

/** What was found out about a purchase, most serious first: for the summary, for machines and for the exit code. */
export const FINDINGS = [
  'differs',
  'unknown-number',
  'number-missing',
  'repeated',
  'not-looked-up',
  'matches',
  'not-required',
] as const;

export type Finding = (typeof FINDINGS)[number];

/** Findings that somebody has to do something about before the VAT is deducted. */
export const TO_BE_MENDED: ReadonlySet<Finding> = new Set(['differs', 'unknown-number', 'number-missing', 'repeated']);

/** An invoice that stands twice deducts its VAT twice, however right it is. */
export function findingOf({ verdict, repeats }: VerifiedPurchase): Finding {
  const isRight = verdict.kind === 'matches' || verdict.kind === 'not-required';
  return repeats !== undefined && isRight ? 'repeated' : verdict.kind;
}

export const FINDING_WORDS: Readonly<Record<Finding, LocalizedMessage>> = {
  differs: { he: 'הפרטים שונים', en: 'the details differ' },
  'unknown-number': { he: 'המספר אינו מוכר', en: 'the number is not known' },
  'number-missing': { he: 'חסר מספר', en: 'the number is missing' },
  repeated: { he: 'רשומה פעמיים', en: 'entered twice' },
  'not-looked-up': { he: 'לא נבדק', en: 'not looked up' },
  matches: { he: 'תואם', en: 'matches' },
  'not-required': { he: 'לא נדרש מספר', en: 'no number required' },
};

const FIELD_WORDS: Readonly<Record<PurchaseField, LocalizedMessage>> = {
  documentType: { he: 'סוג המסמך', en: 'document type' },
  supplier: { he: 'מספר העוסק של הספק', en: "supplier's VAT number" },
  customer: { he: 'מספר העוסק של הלקוח', en: "customer's VAT number" },
  reference: { he: 'מספר החשבונית', en: 'invoice number' },
  date: { he: 'תאריך', en: 'date' },
  net: { he: 'סכום לפני מע"מ', en: 'net amount' },
  vat: { he: 'מע"מ', en: 'VAT' },
  gross: { he: 'סכום כולל', en: 'gross amount' },
};

/** What it is, and what to do, in a sentence. */
export function explain(verified: VerifiedPurchase): LocalizedMessage {
  const { verdict, repeats, sameNumberAs, purchase } = verified;
  const also =
    sameNumberAs === undefined
      ? { he: '', en: '' }
      : {
          he: ` אותו מספר מקוצר רשום גם ב-${sameNumberAs}.`,
          en: ` The same short number stands at ${sameNumberAs} too.`,
        };
  switch (findingOf(verified)) {
    case 'repeated':
      return {
        he: `אותה חשבונית רשומה כבר ב-${repeats ?? ''}. יש לנכות את המע"מ פעם אחת בלבד.`,
        en: `The same invoice stands at ${repeats ?? ''} already. Deduct its VAT once only.`,
      };
    case 'differs':
      return {
        he: `${spell(verified, 'he')}. בדקו מול החשבונית; אם היא כמו בספרים, פנו לספק.${also.he}`,
        en: `${spell(verified, 'en')}. Look at the invoice; if it is as in the books, turn to the supplier.${also.en}`,
      };
    case 'unknown-number':
    case 'number-missing':
      return withKnown(verified, isRounded(purchase.number) ? ROUNDED : also);
    case 'not-looked-up':
      if (verdict.kind !== 'not-looked-up') return { he: '', en: '' };
      // The words of these failures promise another try by itself, which is for those who ask for numbers.
      return LEFT_ALONE[verdict.cause.code] ?? verdict.cause.text;
    case 'matches':
      return { he: '', en: '' };
    case 'not-required':
      return purchase.number === undefined ? { he: '', en: '' } : also;
  }
}

/** A spreadsheet keeps fifteen digits of a number and makes zeros of the rest. */
function isRounded(number: string | undefined): boolean {
  return number !== undefined && /^\d{15}0{9,}$/.test(number);
}

const ROUNDED: LocalizedMessage = {
  he: ' נראה שגיליון אלקטרוני עיגל את המספר: העתיקו אותו מהחשבונית לעמודה בתבנית טקסט.',
  en: ' It looks as if a spreadsheet had rounded the number: copy it from the invoice into a column of text.',
};

const LEFT_ALONE: Readonly<Partial<Record<string, LocalizedMessage>>> = {
  'transport/too-many-requests': {
    he: 'רשות המסים מבקשת לפנות אליה בקצב איטי יותר (429). נסו שוב בעוד כמה דקות, או הקטינו את authority.limits.perSecond.',
    en: 'The Tax Authority wants fewer calls (429). Try again in some minutes, or lower authority.limits.perSecond.',
  },
  'transport/circuit-open': {
    he: 'רשות המסים אינה זמינה כעת: הפניות האחרונות נכשלו. נסו שוב בעוד כמה דקות.',
    en: 'The Tax Authority is not available now: the last calls failed. Try again in some minutes.',
  },
};

function withKnown({ verdict }: VerifiedPurchase, also: LocalizedMessage): LocalizedMessage {
  const known = verdict.kind === 'unknown-number' || verdict.kind === 'number-missing' ? verdict.known : undefined;
  const isMissing = verdict.kind === 'number-missing';
  if (known !== undefined) {
    return {
      he: `ברשות המסים רשום לחשבונית זו המספר ${known}. ${isMissing ? 'רשמו אותו בספרים' : 'תקנו את המספר בספרים'}.${also.he}`,
      en: `The Tax Authority has the number ${known} for this invoice. ${isMissing ? 'Enter it in the books' : 'Mend the number in the books'}.${also.en}`,
    };
  }
  return isMissing
    ? {
        he: 'נדרש מספר הקצאה כדי לנכות את המע"מ, ולא נמצא כזה ברשות המסים. בקשו אותו מהספק לפני הניכוי.',
        en: 'A number is needed to deduct the VAT, and the Tax Authority knows none. Ask the supplier for it before deducting.',
      }
    : {
        he: `ברשות המסים אין חשבונית שלכם במספר הזה. בדקו את הספרות; אם הן נכונות, פנו לספק לפני הניכוי.${also.he}`,
        en: `The Tax Authority knows no invoice of yours under this number. Check the digits; if they are right, turn to the supplier before deducting.${also.en}`,
      };
}

function spell({ verdict }: VerifiedPurchase, language: Language): string {
  if (verdict.kind !== 'differs') return '';
  const [books, authority] = { he: ['בספרים', 'ברשות המסים'], en: ['books', 'Tax Authority'] }[language];
  return verdict.differences
    .map((difference) => {
      const field = FIELD_WORDS[difference.field][language];
      return `${field}: ${books} ${difference.books}, ${authority} ${difference.authority}`;
    })
    .join('; ');
}

/** One line for a machine. Amounts are decimal strings in shekels. */
export function verifiedToJson(verified: VerifiedPurchase): object {
  const { where, purchase, verdict, repeats, sameNumberAs } = verified;
  return {
    where,
    finding: findingOf(verified),
    supplier: purchase.supplier,
    ...(purchase.supplierName === undefined ? {} : { supplierName: purchase.supplierName }),
    ...(purchase.documentType === undefined ? {} : { documentType: purchase.documentType }),
    reference: purchase.reference,
    date: purchase.date,
    net: formatAmount(purchase.net),
    vat: formatAmount(purchase.vat),
    ...(purchase.number === undefined ? {} : { number: purchase.number }),
    ...('known' in verdict && verdict.known !== undefined ? { known: verdict.known } : {}),
    ...(verdict.kind === 'differs' ? { differences: verdict.differences } : {}),
    ...(verdict.kind === 'not-looked-up' ? { cause: { code: verdict.cause.code, message: verdict.cause.text } } : {}),
    ...(repeats === undefined ? {} : { repeats }),
    ...(sameNumberAs === undefined ? {} : { sameNumberAs }),
    message: explain(verified),
  };
}
