import type { LocalizedMessage } from '@ishur/contract';
import type { SimulatedAnswer } from '../http/answer.ts';

export type Refusal = 400 | 401 | 403 | 404 | 413 | 422 | 429 | 503;

/** Names and explanations as in API description 2.0 / 7.2024, section 5; 413, 429 and 503 are HTTP's own. */
const REFUSALS: Readonly<Record<Refusal, readonly [name: string, explanation: string]>> = {
  400: ['Bad Request', 'The body is not valid JSON.'],
  401: [
    'Unauthorized',
    'Cannot pass the security checks that are required by the target API or operation, Enable debug headers for ' +
      'more details.',
  ],
  403: ['Forbidden', "You don't have permission to access this service"],
  404: ['Not Found', 'No resources match requested URI'],
  413: ['Payload Too Large', 'The body is larger than 1 MiB.'],
  422: ['Unprocessable Entity', ''],
  429: ['Too Many Requests', 'Rate Limit exceeded'],
  503: ['Service Unavailable', 'The service is not available.'],
};

export function isRefusal(status: number): status is Refusal {
  return Object.hasOwn(REFUSALS, status);
}

/**
 * A refusal of the gateway in front of the services. Its `httpCode` is a text, and it knows no `error_id`.
 *
 * @param why for the log alone.
 */
export function gatewayRefusal(status: Refusal, explanation?: string, why?: LocalizedMessage): SimulatedAnswer {
  const [httpMessage, usual] = REFUSALS[status];
  const moreInformation = explanation ?? usual;
  return {
    status,
    body: { httpCode: String(status), httpMessage, moreInformation },
    reasons: [{ decided: 'refused', why: why ?? { he: moreInformation, en: moreInformation } }],
  };
}
