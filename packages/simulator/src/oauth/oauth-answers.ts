import type { LocalizedMessage } from '@ishur/contract';
import { gatewayRefusal } from '../gateway/gateway-answers.ts';
import type { SimulatedAnswer } from '../http/answer.ts';

export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/** The token service's own form. Codes and texts as seen from the authority, where they were seen. */
export function oauthError(error: OAuthErrorCode, error_description: string, why?: LocalizedMessage): SimulatedAnswer {
  return {
    status: 400,
    body: { error, error_description },
    headers: { 'cache-control': 'no-store' },
    reasons: [{ decided: 'refused', why: why ?? { he: error_description, en: error_description } }],
  };
}

/** What the gateway says where the application itself is not known. */
export function invalidClient(): SimulatedAnswer {
  return gatewayRefusal(401, 'Invalid client id or secret.');
}
