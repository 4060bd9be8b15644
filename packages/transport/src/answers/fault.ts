import type { Fault, LocalizedMessage } from '@ishur/contract';
import { fieldPath } from './field-paths.ts';
import { knownCode } from './known-codes.ts';
import type { AnswerError } from './parse-answer.ts';
import type { Redact } from './redact.ts';

/** Faults that came without a code, from the validator in front of the service (form D). */
const NAMELESS = 'authority/invalid-value';

/** One error of the authority as a fault of ours: `authority/<its code>`, also where we do not know the code. */
export function faultOf(error: AnswerError, redact: Redact): Fault {
  // Before the path is put into lower case, in which a secret with capitals is not found; and after it, for the others.
  const path = redact(fieldPath(error.param === undefined ? undefined : redact(error.param)));
  const quote = (): string | undefined => (error.text === undefined ? undefined : redact(error.text));
  if (error.code === undefined) return { code: NAMELESS, path, message: unnamed(path, quote()) };
  return {
    code: `authority/${error.code}`,
    path,
    authorityCode: error.code,
    message: knownCode(error.code)?.message ?? unknown(error.code, path, quote()),
  };
}

function unknown(code: string, path: string, quote: string | undefined): LocalizedMessage {
  return {
    he:
      `רשות המסים השיבה בקוד ${code}, שמשמעותו אינה ידועה לנו (שדה: ${path})${quoted(quote)}. בדקו את השדה מול ` +
      'המסמך, ואם הוא תקין פנו לתמיכה של רשות המסים עם הקוד הזה.',
    en:
      `The authority answered with code ${code}, whose meaning we do not know (field: ${path})${quoted(quote)}. ` +
      "Check the field against the document; if it is right, turn to the authority's support with this code.",
  };
}

function unnamed(path: string, quote: string | undefined): LocalizedMessage {
  return {
    he: `רשות המסים לא קיבלה את הערך בשדה ${path}${quoted(quote)}. תקנו את השדה ובקשו שוב.`,
    en: `The authority did not accept the value of the field ${path}${quoted(quote)}. Correct the field and ask again.`,
  };
}

function quoted(quote: string | undefined): string {
  return quote === undefined || quote === '' ? '' : `: "${quote}"`;
}
