import type { Call } from '@ishur/contract/v1';
import { readFields } from '../answers/json.ts';
import type { Fields } from '../answers/json.ts';
import { parseAnswer } from '../answers/parse-answer.ts';
import { redactor } from '../answers/redact.ts';
import type { Redact } from '../answers/redact.ts';
import { classifyFailure } from '../classify-failure.ts';
import type { Failure } from '../failure.ts';
import type { Channel } from '../http/gateway.ts';
import { exchange } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { DEFAULT_CLIENT_AUTHENTICATION } from '../settings.ts';
import type { ClientAuthentication, LoginOptions } from '../settings.ts';
import { classifyRefusal } from './classify-refusal.ts';
import { readTokens } from './read-tokens.ts';
import type { GrantedPair, HeldToken } from './read-tokens.ts';

/** The token service, and who we are to it. */
export interface TokenService extends Pick<LoginOptions, 'client'> {
  readonly channel: Channel;
  readonly url: URL;
  readonly clientAuthentication: ClientAuthentication | undefined;
  readonly scope: string;
}

export type TokenRequest =
  | { readonly grant: 'code'; readonly code: string; readonly redirectUri: string }
  | { readonly grant: 'refresh-token'; readonly held: HeldToken };

/**
 * Asks for tokens, once: what is sent works once, so that nothing is repeated here.
 *
 * Ours, and not an OAuth library's: the service answers in the gateway's form too, sends numbers as texts, and no error may
 * hold what was sent or answered. What is left of the protocol is a form of a few fields.
 *
 * @throws IshurError see {@link Login.exchangeCode} and {@link Login.refresh}.
 */
export async function requestTokens(service: TokenService, request: TokenRequest, call: Call): Promise<GrantedPair> {
  const { channel, url } = service;
  const form = formOf(service, request);
  const authorization = isInBody(service) ? undefined : basic(service.client);
  const sentAt = channel.now();
  const result = await channel.gate.through(call, () =>
    exchange({
      method: 'POST',
      url,
      ...(authorization !== undefined && { authorization }),
      body: form.toString(),
      contentType: 'application/x-www-form-urlencoded',
      agent: channel.agent,
      connectMs: channel.connectMs,
      wholeMs: channel.wholeMs,
      maximumAnswerBytes: channel.maximumAnswerBytes,
      signal: call.signal,
    }),
  );
  const facts = { host: url.host, isEffective: true, spends: request.grant } as const;
  if (result.kind === 'not-sent') throw classifyFailure({ ...result, ...facts, stage: 'connecting' }).error;
  if (result.kind === 'broken') throw classifyFailure({ ...result, ...facts, ...waiting(result, channel) }).error;

  const answer = readFields(result.body);
  const held = request.grant === 'refresh-token' ? request.held : undefined;
  const pair = result.status === 200 && answer !== undefined ? readTokens(answer, sentAt, held) : undefined;
  if (pair !== undefined) return pair;

  const redact = redactorFor(service, request, form, answer);
  const refusal = classifyRefusal({ status: result.status, answer, grant: request.grant, redact });
  if (refusal !== undefined) throw refusal;
  const parsed = parseAnswer(result.body);
  throw classifyFailure({
    ...facts,
    stage: 'connected',
    reason: result.status === 200 || result.status === 400 ? 'unreadable' : 'status',
    status: result.status,
    ...(parsed?.explanation !== undefined && { explanation: redact(parsed.explanation) }),
    ...(parsed?.errorId !== undefined && { errorId: parsed.errorId }),
    ...waiting(result, channel),
  }).error;
}

/** The scope goes with both. Source: the authority's presentation of 8.11.2023. */
function formOf(service: TokenService, request: TokenRequest): URLSearchParams {
  return new URLSearchParams({
    ...(request.grant === 'code'
      ? { grant_type: 'authorization_code', code: request.code, redirect_uri: request.redirectUri }
      : { grant_type: 'refresh_token', refresh_token: request.held.refreshToken }),
    scope: service.scope,
    ...(isInBody(service) && { client_id: service.client.id, client_secret: service.client.secret }),
  });
}

function isInBody({ clientAuthentication }: TokenService): boolean {
  return (clientAuthentication ?? DEFAULT_CLIENT_AUTHENTICATION) === 'body';
}

/**
 * As the authority's presentation has it: base64 of `client_id:client_secret`, without the form encoding between, which
 * RFC 6749, section 2.3.1, wants. The portal's ids and secrets are hexadecimal, for which both are the same.
 */
function basic({ id, secret }: LoginOptions['client']): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** Takes out whatever we sent or got that works like a password, in every spelling in which it went out. */
function redactorFor(
  { client }: TokenService,
  request: TokenRequest,
  form: URLSearchParams,
  answer: Fields | undefined,
): Redact {
  const worth = request.grant === 'code' ? request.code : request.held.refreshToken;
  const plain = [worth, client.secret, basic(client).slice('Basic '.length)];
  const spelled = plain.flatMap((value) => [
    encodeURIComponent(value),
    new URLSearchParams({ '': value }).toString().slice(1),
    Buffer.from(value).toString('base64'),
  ]);
  const got = [answer?.['access_token'], answer?.['refresh_token']];
  return redactor(JSON.stringify([...plain, ...spelled, ...got]), form.toString());
}

function waiting(
  { headers }: { readonly headers?: Answer['headers'] },
  { now }: Channel,
): Pick<Failure, 'retryAfterMs'> {
  const wait = headers === undefined ? undefined : retryAfterMs(headers, now);
  return wait === undefined ? {} : { retryAfterMs: wait };
}
