import type { Call } from '@ishur/contract/v1';
import { claimsApproval } from '../answers/claims-approval.ts';
import { parseAnswer } from '../answers/parse-answer.ts';
import type { ParsedAnswer } from '../answers/parse-answer.ts';
import { redactor } from '../answers/redact.ts';
import type { Redact } from '../answers/redact.ts';
import { classifyFailure, isTurnedAway } from '../classify-failure.ts';
import type { Classified } from '../classify-failure.ts';
import type { Failure } from '../failure.ts';
import { readToken } from './access-token.ts';
import { exchange } from './exchange.ts';
import type { Answer, BrokenExchange } from './exchange.ts';
import type { NotSent } from './gate.ts';
import type { Gateway } from './gateway.ts';
import { retryAfterMs } from './retry-after.ts';

/** One question to one service. */
export interface Question<Reading> {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** JSON, already spelled. Sent as it stands, also the second time after a 401. */
  readonly body?: string;
  /** The call may change something at the authority. Decides what is said when no answer comes. */
  readonly isEffective: boolean;
  /** Answers of these statuses are read. Default: 200 and 400, which is where every service of the authority says something. */
  readonly readable?: readonly number[];
  /** The verdict in an answer; `undefined` where it holds none. */
  read(answer: ReadableAnswer): Reading | undefined;
}

export interface ReadableAnswer {
  /** HTTP's. */
  readonly status: number;
  readonly parsed: ParsedAnswer;
  /** The text of the body, for what {@link parseAnswer} does not know. */
  readonly body: string;
  readonly redact: Redact;
}

export type Conversation<Reading> =
  | { readonly kind: 'read'; readonly reading: Reading }
  | ({ readonly kind: 'failed'; readonly status: number | undefined } & Classified);

/**
 * Asks one question and understands the answer. A 401 brings another token, and the same bytes go out once more: the
 * authority has turned the first away at the door. An answer that claims an approval besides proves nothing of the kind.
 *
 * @throws IshurError where no token could be had, so that nothing was sent.
 */
export async function converse<Reading>(
  gateway: Gateway,
  question: Question<Reading>,
  call: Call,
): Promise<Conversation<Reading>> {
  const token = await readToken(gateway, call);
  const first = await sendWith(token);
  if (!('status' in first) || first.status !== 401 || isContradictory(first)) return understand(first, token);
  const second = await readToken(gateway, call, token);
  return second === token ? understand(first, token) : understand(await sendWith(second), second);

  function sendWith(secret: string): Promise<Answer | BrokenExchange | NotSent> {
    return gateway.gate.through(call, () =>
      exchange({
        method: question.method,
        url: question.url,
        authorization: `Bearer ${secret}`,
        ...(question.body !== undefined && { body: question.body }),
        agent: gateway.agent,
        connectMs: gateway.connectMs,
        wholeMs: gateway.wholeMs,
        maximumAnswerBytes: gateway.maximumAnswerBytes,
        signal: call.signal,
      }),
    );
  }

  function understand(result: Answer | BrokenExchange | NotSent, secret: string): Conversation<Reading> {
    if (result.kind === 'not-sent') return failed({ ...result, ...facts(), stage: 'connecting' });
    const redact = redactor(question.body ?? '', secret);
    if (result.kind === 'broken') return failed({ ...result, ...facts(), ...waiting(result.headers) });
    const parsed = parseAnswer(result.body);
    const isReadable = (question.readable ?? [200, 400]).includes(result.status);
    const reading =
      isReadable && parsed !== undefined
        ? question.read({ status: result.status, parsed, body: result.body, redact })
        : undefined;
    return reading === undefined ? failed(answerFailure(result, parsed, redact)) : { kind: 'read', reading };
  }

  function answerFailure(answer: Answer, parsed: ParsedAnswer | undefined, redact: Redact): Failure {
    const { status, headers } = answer;
    const ordinary = status === 200 || status === 400;
    // The status in the body may differ from HTTP's; it counts where HTTP's says nothing.
    const says = ordinary && isTurnedAway(parsed?.status) && !claimsApproval(answer.body);
    const said = says ? parsed?.status : undefined;
    const reason = ordinary && said === undefined ? 'unreadable' : 'status';
    return {
      stage: 'connected',
      reason: isContradictory(answer) ? 'contradictory' : reason,
      status: said ?? status,
      ...facts(),
      ...(parsed?.explanation !== undefined && { explanation: redact(parsed.explanation) }),
      ...(parsed?.errorId !== undefined && { errorId: parsed.errorId }),
      ...waiting(headers),
    };
  }

  /** Turned away by its status, and approved by its words: who knows what was processed. */
  function isContradictory(answer: Answer | BrokenExchange): boolean {
    if (answer.kind !== 'answer' || !question.isEffective) return false;
    return isTurnedAway(answer.status) && claimsApproval(answer.body);
  }

  function facts(): Pick<Failure, 'host' | 'isEffective'> {
    return { host: question.url.host, isEffective: question.isEffective };
  }

  function waiting(headers: Answer['headers'] | undefined): Pick<Failure, 'retryAfterMs'> {
    const wait = headers === undefined ? undefined : retryAfterMs(headers, gateway.now);
    return wait === undefined ? {} : { retryAfterMs: wait };
  }
}

function failed(failure: Failure): Conversation<never> {
  return { kind: 'failed', status: failure.status, ...classifyFailure(failure) };
}
