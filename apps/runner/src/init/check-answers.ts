import type { LocalizedMessage } from '@ishur/contract';
import { hasValidCheckDigit, parseBusinessDay, parseVatNumber } from '@ishur/core';
import { LONGEST_OPERATOR, TIERS } from './answers.ts';

/** What is wrong with an answer; undefined where nothing is. */
export type Complaint = LocalizedMessage | undefined;

export function complaintOfBusiness(text: string): Complaint {
  // As the schema of the configuration has it.
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(text.trim())) return undefined;
  return {
    he: 'שם של עד 40 אותיות, ספרות, נקודה, מקף או קו תחתון, בלי רווחים; מתחיל באות או בספרה.',
    en: 'A name of up to 40 letters, digits, dots, dashes or underscores, without blanks; it begins with a letter or a digit.',
  };
}

export function complaintOfVatNumber(text: string): Complaint {
  if (parseVatNumber(text.trim()) !== undefined) return undefined;
  return {
    he: `"${text.slice(0, 30)}" אינו מספר עוסק. כתבו תשע ספרות, בלי מקפים ורווחים.`,
    en: `"${text.slice(0, 30)}" is no dealer's number. Write nine digits, without dashes and blanks.`,
  };
}

/** The check digit is not confirmed officially for every kind of dealer: a person may know better. */
export function doubtOfVatNumber(text: string): Complaint {
  const number = parseVatNumber(text.trim());
  if (number === undefined || hasValidCheckDigit(number)) return undefined;
  return {
    he: `ספרת הביקורת של ${number} אינה מתאימה לשאר הספרות. כנראה ספרה אחת נכתבה לא נכון; רשות המסים דוחה מספר כזה (431).`,
    en: `The check digit of ${number} does not fit the other digits. One digit is probably wrong; the Tax Authority refuses such a number (431).`,
  };
}

export function complaintOfOperator(text: string): Complaint {
  const { length } = text.trim();
  if (length >= 1 && length <= LONGEST_OPERATOR) return undefined;
  return {
    he: `שם של 1 עד ${LONGEST_OPERATOR} תווים.`,
    en: `A name of 1 to ${LONGEST_OPERATOR} characters.`,
  };
}

export function complaintOfTier(text: string): Complaint {
  if (TIERS.some((tier) => tier === text)) return undefined;
  return { he: `אחת מאלה: ${TIERS.join(', ')}.`, en: `One of these: ${TIERS.join(', ')}.` };
}

/** Nothing means all documents. */
export function complaintOfDay(text: string): Complaint {
  if (text.trim() === '' || parseBusinessDay(text.trim()) !== undefined) return undefined;
  return {
    he: `"${text.slice(0, 30)}" אינו תאריך. כתבו YYYY-MM-DD.`,
    en: `"${text.slice(0, 30)}" is not a day; write YYYY-MM-DD.`,
  };
}
