import type { IshurError } from '@ishur/contract';
import { parseAnswer } from '../answers/parse-answer.ts';
import { redactor } from '../answers/redact.ts';
import { classifyFailure } from '../classify-failure.ts';
import { exchange } from '../http/exchange.ts';
import { openGateway } from '../http/open-gateway.ts';
import { addressOf, serviceUrl } from '../service-url.ts';
import { DEFAULT_PATHS } from '../settings.ts';
import type { Addresses, ServerOptions, ServicePaths } from '../settings.ts';

/** What came back from knocking at one service: no token was shown, so nothing can have happened there. */
export type Probe =
  | {
      readonly kind: 'answer';
      readonly url: URL;
      /** HTTP's. 401 is what a path that exists answers to a caller without a token; 404 is no such path. */
      readonly status: number;
      /** The server's own clock, from its Date header, and ours when the answer had come. */
      readonly serverTime?: Date;
      readonly ownTime: Date;
      /** HTML, where the authority always answers JSON: a proxy, a firewall or a refusal by country. */
      readonly isHtml: boolean;
      readonly explanation?: string;
    }
  | { readonly kind: 'failed'; readonly url: URL; readonly error: IshurError };

/** Which kind of server has which service. */
const KINDS: Readonly<Record<keyof ServicePaths, keyof Addresses>> = {
  approval: 'services',
  multiApproval: 'services',
  choice: 'services',
  olderChoice: 'services',
  health: 'services',
  alive: 'services',
  details: 'information',
  confirmationNumber: 'information',
  receivedInvoices: 'information',
  minimumAmount: 'information',
  authorize: 'login',
  token: 'login',
};

const ASKED_WITH_GET: ReadonlySet<keyof ServicePaths> = new Set(['health', 'alive', 'minimumAmount', 'authorize']);

/**
 * Where each service is, after the settings.
 *
 * @throws IshurError `transport/invalid-address`, `transport/other-tier`.
 */
export function serviceAddress(service: keyof ServicePaths, options: ServerOptions): URL {
  const path = { ...DEFAULT_PATHS, ...options.paths }[service].replaceAll('{choice}', 'Cancel');
  return serviceUrl(options.tier, addressOf(KINDS[service], options), path);
}

/**
 * Knocks at one service without a token, and says what answered. Changes nothing anywhere.
 *
 * @throws IshurError `transport/invalid-address`, `transport/other-tier`; whatever fails on the way is in the answer.
 */
export async function probe(service: keyof ServicePaths, options: ServerOptions, signal: AbortSignal): Promise<Probe> {
  const url = serviceAddress(service, options);
  const gateway = openGateway({ ...options, accessToken: () => Promise.reject(new Error('a probe has no token')) });
  const method = ASKED_WITH_GET.has(service) ? 'GET' : 'POST';
  const result = await exchange({
    method,
    url,
    ...(method === 'POST' && { body: service === 'token' ? '' : '{}' }),
    ...(service === 'token' && { contentType: 'application/x-www-form-urlencoded' }),
    agent: gateway.agent,
    connectMs: gateway.connectMs,
    wholeMs: gateway.wholeMs,
    maximumAnswerBytes: gateway.maximumAnswerBytes,
    signal,
  });
  const ownTime = gateway.now();
  if (result.kind === 'broken') {
    return { kind: 'failed', url, error: classifyFailure({ ...result, host: url.host, isEffective: false }).error };
  }
  const serverTime = Date.parse(result.headers.date ?? '');
  const explanation = parseAnswer(result.body)?.explanation;
  return {
    kind: 'answer',
    url,
    status: result.status,
    ...(!Number.isNaN(serverTime) && { serverTime: new Date(serverTime) }),
    ownTime,
    isHtml: /^\s*</.test(result.body),
    ...(explanation !== undefined && { explanation: redactor('{}', 'no token')(explanation) }),
  };
}
