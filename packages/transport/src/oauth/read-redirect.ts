import { IshurError } from '@ishur/contract';
import { redactor } from '../answers/redact.ts';
import { classifyRefusal } from './classify-refusal.ts';

/** Longer addresses are no answer of the authority. */
const LONGEST = 16_384;

/** A code as it is: visible ASCII, as RFC 6749, appendix A.11, has it, without a blank. */
const CODE = /^[\x21-\x7e]{1,4096}$/;

/**
 * The code in what came back from a log-in: the whole address to which the browser was sent, or only its query, or a bare
 * code that a person copied.
 *
 * A bare code carries no state, and is taken as it is: a person has brought it.
 *
 * @param expectedState what {@link Login.authorizeUrl} was given.
 * @throws IshurError `connection/state-mismatch`, `connection/no-code` (`fix-config`), and what the authority answered
 * instead: `connection/access-denied` and the others of {@link Login.exchangeCode}.
 */
export function readRedirect(urlOrCode: string, expectedState: string): string {
  // What a terminal or a message adds: blanks, marks of direction, quotes.
  const text = urlOrCode.slice(0, LONGEST + 1).replaceAll(/[\s\p{Cf}\p{Cc}"'<>]/gu, '');
  if (text.length > LONGEST) throw noCode();
  const query = queryOf(text);
  if (query !== undefined) return readQuery(query, expectedState);
  const code = /%[0-9a-f]{2}/i.test(text) ? decoded(text) : text;
  if (!CODE.test(code)) throw noCode();
  return code;
}

/** The code in the query of a redirect. @throws IshurError as {@link readRedirect}. */
export function readQuery(query: URLSearchParams, expectedState: string): string {
  if (only(query, 'state') !== expectedState) throw stateMismatch();
  const answer = Object.fromEntries(query);
  if (query.has('error')) {
    const secrets = JSON.stringify([...query.getAll('code'), expectedState]);
    const refusal = classifyRefusal({ answer, grant: 'code', redact: redactor(secrets, expectedState) });
    if (refusal !== undefined) throw refusal;
  }
  const code = only(query, 'code');
  if (code === undefined || !CODE.test(code)) throw noCode();
  return code;
}

function queryOf(text: string): URLSearchParams | undefined {
  const start = text.indexOf('?');
  const isAddress = /^https?:\/\//i.test(text);
  const isQuery = /(?:^|[?&])(?:code|error|state)=/.test(text);
  if (!isAddress && !isQuery) return undefined;
  const [query = ''] = text.slice(start + 1).split('#');
  return new URLSearchParams(isAddress && start < 0 ? '' : query);
}

/** A parameter that stands once; RFC 6749, section 3.1, forbids more. */
function only(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function noCode(): IshurError {
  return new IshurError({
    code: 'connection/no-code',
    remedy: 'fix-config',
    message: {
      he: 'אין כאן קוד התחברות. העתיקו מהדפדפן את הכתובת המלאה שאליה הגעתם אחרי ההתחברות, או רק את הקוד שבה.',
      en: 'There is no log-in code in this. Copy the whole address at which the browser arrived, or only the code in it.',
    },
  });
}

function stateMismatch(): IshurError {
  return new IshurError({
    code: 'connection/state-mismatch',
    remedy: 'fix-config',
    message: {
      he: 'התשובה שייכת להתחברות אחרת. התחילו את ההתחברות מחדש, והעתיקו את הכתובת שאליה הגעתם בסופה.',
      en: 'This answer belongs to another log-in. Start the log-in again, and copy the address at which it ends.',
    },
  });
}
