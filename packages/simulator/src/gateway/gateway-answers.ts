import type { SimulatedAnswer } from '../http/answer.ts';

type Refusal = 400 | 401 | 404 | 413 | 422;

/** Names and explanations as in API description 2.0 / 7.2024, section 5; 413 is HTTP's own. */
const REFUSALS: Readonly<Record<Refusal, readonly [name: string, explanation: string]>> = {
  400: ['Bad Request', 'The body is not valid JSON.'],
  401: [
    'Unauthorized',
    'Cannot pass the security checks that are required by the target API or operation, Enable debug headers for ' +
      'more details.',
  ],
  404: ['Not Found', 'No resources match requested URI'],
  413: ['Payload Too Large', 'The body is larger than 1 MiB.'],
  422: ['Unprocessable Entity', ''],
};

/** A refusal of the gateway in front of the services. Its `httpCode` is a text, and it knows no `error_id`. */
export function gatewayRefusal(status: Refusal, explanation?: string): SimulatedAnswer {
  const [httpMessage, usual] = REFUSALS[status];
  return { status, body: { httpCode: String(status), httpMessage, moreInformation: explanation ?? usual } };
}
