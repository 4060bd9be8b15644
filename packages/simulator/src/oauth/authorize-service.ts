import { hasValidCheckDigit } from '../check-digit.ts';
import { dealerOf } from '../dealers/behaviour-of.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Settings } from '../settings.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { consentPage } from './consent-page.ts';
import { oauthError } from './oauth-answers.ts';

/** A request to log in that may go on. */
interface LogInRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Whether the request named the address itself; then the exchange has to name the same. */
  readonly isNamed: boolean;
  readonly scope: string;
  readonly state: string | undefined;
}

const PARAMETERS = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state'];

/** GET authorize: the page, or at once the answer that a setting chose. POST: what the person pressed on it. */
export function authorize(request: SimulatedRequest, tier: Tier, simulation: Simulation): SimulatedAnswer {
  const isAnswer = request.method === 'POST';
  const form = isAnswer ? new URLSearchParams(Buffer.from(request.body).toString('utf8')) : request.query;
  const logIn = readRequest(form, simulation.settings);
  if ('status' in logIn) return logIn;
  if (form.get('response_type') !== 'code') {
    const why = { he: 'response_type אינו code', en: 'response_type is not code' };
    return back(logIn, { error: 'unsupported_response_type', error_description: 'Only code is supported' }, why);
  }
  const { consent, dealer } = simulation.settings.oauth;
  if (isAnswer) {
    const decision = form.get('decision');
    if (decision === 'refuse') return refuse(logIn);
    const [vatNumber, userName] = [form.get('vat_number')?.trim() ?? '', form.get('user_name')?.trim() ?? ''];
    const problem = problemWith(vatNumber, userName, decision, simulation.settings);
    return problem === undefined
      ? approve(logIn, vatNumber.padStart(9, '0'), userName, tier, simulation)
      : page(logIn, form, simulation.settings, problem);
  }
  if (consent === 'refuse') return refuse(logIn);
  if (consent === 'approve') return approve(logIn, dealer.padStart(9, '0'), 'automatic', tier, simulation);
  return page(logIn, form, simulation.settings, undefined);
}

/** Where the address to return to is wrong, nobody is sent there. RFC 6749, section 4.1.2.1; texts of the authority. */
function readRequest(form: URLSearchParams, { oauth }: Settings): LogInRequest | SimulatedAnswer {
  const clientId = form.get('client_id') ?? '';
  const client = oauth.clients.find(({ id }) => id === clientId);
  if (clientId === '' || (oauth.clients.length > 0 && client === undefined)) {
    return oauthError(
      'unauthorized_client',
      'Invalid client ID or secret, or client not subscribed to this API',
      clientId === '' ? { he: 'client_id חסר', en: 'client_id is missing' } : undefined,
    );
  }
  const registered = client?.redirectUris ?? [];
  const named = form.get('redirect_uri') ?? undefined;
  const redirectUri = named ?? (registered.length === 1 ? registered[0] : undefined);
  if (redirectUri === undefined) return oauthError('invalid_request', 'Redirect URI missing');
  const isRegistered = registered.length === 0 ? isWebAddress(redirectUri) : registered.includes(redirectUri);
  if (!isRegistered) {
    return oauthError(
      'invalid_request',
      'Redirect URI specified in the request is not configured in the client subscription',
    );
  }
  return {
    clientId,
    redirectUri,
    isNamed: named !== undefined,
    scope: form.get('scope') ?? oauth.scope,
    state: form.get('state') ?? undefined,
  };
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.hash === '';
}

function problemWith(
  vatNumber: string,
  userName: string,
  decision: string | null,
  settings: Settings,
): string | undefined {
  if (decision !== 'approve') return 'יש לבחור אישור או סירוב · Choose approve or refuse';
  if (!/^\d{1,9}$/.test(vatNumber) || !hasValidCheckDigit(Number(vatNumber))) {
    return 'מספר העוסק אינו תקין · Not a dealer number';
  }
  if (dealerOf(settings, Number(vatNumber)) === undefined) {
    return 'הסימולטור אינו מכיר את העוסק; הוסיפו אותו לתרחיש · The simulator does not know this dealer';
  }
  if (userName === '' || [...userName].length > 25) return 'יש לציין שם משתמש, עד 25 תווים · Give a user name';
  return undefined;
}

function approve(
  { clientId, scope, redirectUri, isNamed, state }: LogInRequest,
  vatNumber: string,
  userName: string,
  tier: Tier,
  { tokens, clock }: Simulation,
): SimulatedAnswer {
  const grant = { tier, vatNumber, userName, clientId, scope, consentedAt: clock.now().getTime() };
  const code = tokens.code(grant, isNamed ? redirectUri : undefined);
  return redirect(redirectUri, { code, ...(state !== undefined && { state }) }, [
    { dealer: vatNumber, decided: 'approved', why: { he: `${userName} אישר/ה גישה`, en: `${userName} approved` } },
  ]);
}

function refuse(logIn: LogInRequest): SimulatedAnswer {
  const why = { he: 'הגישה לא אושרה', en: 'access was refused' };
  return back(logIn, { error: 'access_denied', error_description: 'Resource owner did not approve' }, why);
}

function back(
  { redirectUri, state }: LogInRequest,
  error: Readonly<Record<string, string>>,
  why: { readonly he: string; readonly en: string },
): SimulatedAnswer {
  return redirect(redirectUri, { ...error, ...(state !== undefined && { state }) }, [{ decided: 'refused', why }]);
}

function redirect(
  to: string,
  parameters: Readonly<Record<string, string>>,
  reasons: NonNullable<SimulatedAnswer['reasons']>,
): SimulatedAnswer {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { status: 302, text: '', headers: { location: url.href, 'cache-control': 'no-store' }, reasons };
}

function page(
  logIn: LogInRequest,
  form: URLSearchParams,
  settings: Settings,
  problem: string | undefined,
): SimulatedAnswer {
  const parameters = PARAMETERS.flatMap((name): [string, string][] => {
    const value = form.get(name);
    return value === null ? [] : [[name, value]];
  });
  const dealers = [...settings.dealers]
    .filter(([vatNumber]) => vatNumber !== '*')
    .map(([vatNumber, { name }]) => ({ vatNumber, name: name ?? '' }));
  const text = consentPage({
    clientId: logIn.clientId,
    scope: logIn.scope,
    dealers,
    parameters,
    vatNumber: form.get('vat_number') ?? settings.oauth.dealer,
    userName: form.get('user_name') ?? '',
    ...(problem !== undefined && { problem }),
  });
  return {
    status: problem === undefined ? 200 : 400,
    text,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    },
    reasons: [
      {
        decided: 'shown',
        why: problem === undefined ? { he: 'דף ההזדהות', en: 'the log-in page' } : { he: problem, en: problem },
      },
    ],
  };
}
