import { IshurError, isIshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { AllocationOutcome, FrozenAsk } from '@ishur/core';
import { parseAnswer } from '../answers/parse-answer.ts';
import type { ParsedAnswer } from '../answers/parse-answer.ts';
import { redactor } from '../answers/redact.ts';
import { classifyFailure, isTurnedAway } from '../classify-failure.ts';
import type { Failure } from '../failure.ts';
import { post } from '../http/exchange.ts';
import type { Answer, OutgoingPost } from '../http/exchange.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { readOutcome } from './read-outcome.ts';

/** What stays the same from call to call. */
export interface ApprovalService extends Omit<OutgoingPost, 'token' | 'body' | 'signal'> {
  readonly accessToken: (call: Call) => Promise<string>;
  readonly now: () => Date;
}

/**
 * Sends exactly the bytes of the ask, once.
 *
 * @throws IshurError where it is certain that nothing happened; whatever else brought no verdict is `unconfirmed`.
 */
export async function approve(service: ApprovalService, ask: FrozenAsk, call: Call): Promise<AllocationOutcome> {
  const token = await readToken(service, call);
  const exchange = await post({ ...service, token, body: ask.body, signal: call.signal });
  const { host } = service.url;
  const redact = redactor(ask.body, token);

  let failure: Failure;
  if (exchange.kind === 'broken') {
    failure = { ...exchange, host, ...waiting(exchange.headers) };
  } else {
    const parsed = parseAnswer(exchange.body);
    const readable = exchange.status === 200 || exchange.status === 400;
    const outcome = readable && parsed !== undefined ? readOutcome(exchange.status, parsed, redact) : undefined;
    if (outcome !== undefined) return outcome;
    failure = answerFailure(exchange, parsed);
  }

  const { certain, error } = classifyFailure(failure);
  if (certain) throw error;
  return { kind: 'unconfirmed', cause: error };

  function answerFailure({ status, headers }: Answer, parsed: ParsedAnswer | undefined): Failure {
    const ordinary = status === 200 || status === 400;
    // The status in the body may differ from HTTP's; it counts where HTTP's says nothing.
    const said = ordinary && parsed?.approved !== true && isTurnedAway(parsed?.status) ? parsed?.status : undefined;
    return {
      stage: 'connected',
      reason: ordinary && said === undefined ? 'unreadable' : 'status',
      status: said ?? status,
      host,
      ...(parsed?.explanation !== undefined && { explanation: redact(parsed.explanation) }),
      ...(parsed?.errorId !== undefined && { errorId: parsed.errorId }),
      ...waiting(headers),
    };
  }

  function waiting(headers: Answer['headers'] | undefined): Pick<Failure, 'retryAfterMs'> {
    const wait = headers === undefined ? undefined : retryAfterMs(headers, service.now);
    return wait === undefined ? {} : { retryAfterMs: wait };
  }
}

/** A header's worth of visible ASCII; anything else would be refused by Node in words that we do not choose. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

async function readToken(service: ApprovalService, call: Call): Promise<string> {
  let token: string;
  try {
    token = await service.accessToken(call);
  } catch (error) {
    if (isIshurError(error)) throw error;
    // Without its cause: what failed while holding a token may hold the token.
    throw noToken(
      'לא התקבל אסימון גישה לרשות המסים. התחברו מחדש לרשות המסים עבור העסק הזה.',
      'No access token for the authority could be had. Log in to the authority again for this business.',
    );
  }
  if (TOKEN.test(token)) return token;
  throw noToken(
    'אסימון הגישה לרשות המסים ריק או פגום. בדקו אותו בהגדרות, או התחברו מחדש.',
    'The access token for the authority is empty or damaged. Check it in the settings, or log in again.',
  );
}

function noToken(he: string, en: string): IshurError {
  return new IshurError({ code: 'transport/no-access-token', remedy: 'fix-config', message: { he, en } });
}
