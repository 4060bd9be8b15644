import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { invalidClient, oauthError } from './oauth-answers.ts';
import type { Failure } from './token-store.ts';

/** POST token: a code or a refresh token for a new pair. */
export function token(request: SimulatedRequest, tier: Tier, simulation: Simulation): SimulatedAnswer {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.contentType ?? '')) {
    return oauthError('invalid_request', 'The request must be application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
  const client = clientIn(request, form);
  if (client === 'both') return oauthError('invalid_request', 'Only one client authentication method may be used');
  const { clients } = simulation.settings.oauth;
  if (client === undefined) return invalidClient();
  if (clients.length > 0 && !clients.some(({ id, secret }) => id === client.id && secret === client.secret)) {
    return invalidClient();
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchange(form, tier, client.id, simulation);
    case 'refresh_token':
      return refresh(form, tier, client.id, simulation);
    case null:
      return oauthError('invalid_request', 'Missing grant_type');
    default:
      return oauthError('unsupported_grant_type', `Unsupported grant_type '${form.get('grant_type')?.slice(0, 40)}'`);
  }
}

/** In the header or in the body. RFC 6749, section 2.3: never in both. */
function clientIn(
  request: SimulatedRequest,
  form: URLSearchParams,
): { readonly id: string; readonly secret: string } | 'both' | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(request.authorization ?? '') ?? [];
  const [bodyId, bodySecret] = [form.get('client_id'), form.get('client_secret')];
  if (encoded !== undefined) {
    if (bodySecret !== null) return 'both';
    const [, id, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
    return id === undefined || secret === undefined ? undefined : { id: decoded(id), secret: decoded(secret) };
  }
  return bodyId === null || bodySecret === null ? undefined : { id: bodyId, secret: bodySecret };
}

/** RFC 6749, section 2.3.1 encodes id and secret first; many clients do not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return text;
  }
}

function exchange(form: URLSearchParams, tier: Tier, clientId: string, simulation: Simulation): SimulatedAnswer {
  const code = form.get('code');
  if (code === null || code === '') return oauthError('invalid_request', 'Missing authorization code');
  const result = simulation.tokens.exchange(code, tier, clientId, form.get('redirect_uri') ?? undefined);
  if (typeof result === 'string') return failure(result, 'code', simulation);
  return pairAnswer(result, 'granted');
}

function refresh(form: URLSearchParams, tier: Tier, clientId: string, simulation: Simulation): SimulatedAnswer {
  const text = form.get('refresh_token');
  if (text === null || text === '') return oauthError('invalid_request', 'Missing refresh token');
  const result = simulation.tokens.refresh(text, tier, clientId);
  if (typeof result === 'string') return failure(result, 'refresh_token', simulation);
  return pairAnswer(result, 'refreshed');
}

/** Texts of expired and of a used code as seen from the authority; the others are ours. */
function failure(why: Failure, what: 'code' | 'refresh_token', simulation: Simulation): SimulatedAnswer {
  const id = simulation.nextErrorId();
  switch (why) {
    case 'expired':
      return oauthError('invalid_grant', `*[${id}] ${what} expired*`);
    case 'used':
      return what === 'code'
        ? oauthError('invalid_grant', 'Authorization code was used before')
        : oauthError('invalid_grant', `*[${id}] refresh_token was used before*`, {
            he: 'אותו refresh token נשלח פעם שנייה: הוא חד־פעמי',
            en: 'the same refresh token was sent a second time: it works once',
          });
    case 'redirect':
      return oauthError('invalid_grant', 'Redirect URI does not match the one of the authorization request');
    case 'exhausted':
      return oauthError('invalid_grant', `*[${id}] refresh count exceeded*`);
    case 'unknown':
      return oauthError('invalid_grant', 'Failed to verify oauth request signature');
  }
}

function pairAnswer(
  { grant, pair }: Exclude<ReturnType<Simulation['tokens']['refresh']>, string>,
  decided: string,
): SimulatedAnswer {
  return {
    status: 200,
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    body: {
      token_type: 'Bearer',
      access_token: pair.accessToken,
      scope: grant.scope,
      expires_in: pair.expiresIn,
      consented_on: Math.floor(grant.consentedAt / 1000),
      refresh_token: pair.refreshToken,
      refresh_token_expires_in: pair.refreshTokenExpiresIn,
    },
    reasons: [
      {
        dealer: grant.vatNumber,
        decided,
        why: { he: `זוג טוקנים חדש ל־${grant.clientId}`, en: `a new pair of tokens for ${grant.clientId}` },
      },
    ],
  };
}
