import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import { gatewayRefusal } from './gateway-answers.ts';
import { firstViolation } from './json-schema.ts';
import type { ObjectSchema } from './json-schema.ts';

/** What the gateway lets through: a caller with a token, and JSON that fits the contract. Otherwise its refusal. */
export function admit(
  request: SimulatedRequest,
  schema: ObjectSchema,
): { readonly body: unknown } | { readonly refusal: SimulatedAnswer } {
  if (!/^Bearer +\S+$/i.test(request.authorization ?? '')) return { refusal: gatewayRefusal(401) };
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    return { refusal: gatewayRefusal(400) };
  }
  const violation = firstViolation(body, schema);
  if (violation === undefined) return { body };
  const place = violation.at === '' ? 'Validate' : `Validate: ${violation.at}`;
  return { refusal: gatewayRefusal(422, `${place}: ${violation.problem}. [${violation.code}]`) };
}
