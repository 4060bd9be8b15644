import { IshurError } from '@ishur/contract';
import type { Remedy } from '@ishur/contract';
import { textOf } from '../answers/json.ts';
import type { Fields } from '../answers/json.ts';
import type { Redact } from '../answers/redact.ts';
import type { Failure } from '../failure.ts';
import * as messages from './refusal-messages.ts';
import type { SayRefusal } from './refusal-messages.ts';

/** A no of the log-in: from the token service, or in the address that a browser was sent back to. */
export interface Refusal {
  /** HTTP's; absent where the no came through the browser. */
  readonly status?: number;
  /** Its fields, their names in lower case. */
  readonly answer: Fields | undefined;
  readonly grant: NonNullable<Failure['spends']>;
  readonly redact: Redact;
}

interface Facts extends Pick<Refusal, 'grant'> {
  readonly status: number | undefined;
  /** `error` of RFC 6749, sections 4.1.2.1 and 5.2. */
  readonly code: string | undefined;
  /** The authority's own words. */
  readonly words: string;
}

interface Row {
  readonly code: string;
  readonly remedy: Remedy;
  readonly when: (facts: Facts) => boolean;
  readonly say: SayRefusal;
}

/**
 * The error for a refusal that says what is wrong, or `undefined` where it says nothing of the kind: the failure is one of
 * transport then.
 *
 * The first row that fits counts. By `error`, never by its words, with one exception: a redirect URI that a person has to
 * mend shares its code with requests that we spelled wrongly, and with codes that have expired; only the words tell them
 * apart. Both forms of the service are read: `error` with `error_description`, and the gateway's `httpCode` with `moreInformation`.
 * Sources: observed answers of the token service, 2023 to 2026.
 */
export function classifyRefusal({ status, answer, grant, redact }: Refusal): IshurError | undefined {
  // A server that is in trouble may say anything.
  if (status !== undefined && (status === 429 || status >= 500)) return undefined;
  const facts: Facts = {
    status,
    grant,
    code: textOf(answer?.['error']),
    words: redact(textOf(answer?.['error_description']) ?? textOf(answer?.['moreinformation']) ?? ''),
  };
  const row = ROWS.find(({ when }) => when(facts));
  if (row === undefined) return undefined;
  // Whatever is no error code may be anything, what we sent among it; and what we sent may look like one.
  const named = redact(facts.code ?? '');
  const code = ERROR_CODE.test(named) ? named : 'unknown error';
  const message = row.say({ words: facts.words, code });
  return new IshurError({ code: row.code, remedy: row.remedy, message });
}

/** As RFC 6749 spells them. */
const ERROR_CODE = /^[a-z_]{1,40}$/;

/** Errors of a server that is in trouble, which say nothing about us. RFC 6749, section 4.1.2.1. */
const PASSING = ['server_error', 'temporarily_unavailable'];

const ROWS: readonly Row[] = [
  {
    code: 'connection/login-needed',
    remedy: 'fix-config',
    when: ({ code, grant }) => code === 'invalid_grant' && grant === 'refresh-token',
    say: messages.loginNeeded,
  },
  {
    code: 'connection/redirect-refused',
    remedy: 'fix-config',
    when: ({ code, words }) => is('invalid_request', 'invalid_grant')({ code }) && /redirect/i.test(words),
    say: messages.redirectRefused,
  },
  { code: 'connection/code-refused', remedy: 'fix-config', when: is('invalid_grant'), say: messages.codeRefused },
  { code: 'connection/access-denied', remedy: 'fix-config', when: is('access_denied'), say: messages.accessDenied },
  {
    code: 'connection/client-refused',
    remedy: 'fix-config',
    when: ({ code, status }) =>
      is('unauthorized_client', 'invalid_client')({ code }) || (code === undefined && status === 401),
    say: messages.clientRefused,
  },
  { code: 'connection/scope-refused', remedy: 'fix-config', when: is('invalid_scope'), say: messages.scopeRefused },
  {
    code: 'connection/login-unavailable',
    remedy: 'retry',
    when: is(...PASSING),
    say: messages.loginUnavailable,
  },
  {
    code: 'connection/request-refused',
    remedy: 'report-bug',
    when: ({ code }) => code !== undefined,
    say: messages.requestRefused,
  },
];

function is(...codes: readonly string[]): (facts: Pick<Facts, 'code'>) => boolean {
  return ({ code }) => code !== undefined && codes.includes(code);
}
