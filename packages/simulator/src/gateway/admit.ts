import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import { callerOf } from '../oauth/caller.ts';
import type { Caller } from '../oauth/caller.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { gatewayRefusal } from './gateway-answers.ts';
import { firstViolation } from './json-schema.ts';
import type { ObjectSchema, Violation } from './json-schema.ts';

/** Who asks, and what. */
export interface Admitted {
  readonly caller: Caller;
  readonly body: unknown;
}

/** What the gateway lets through: a caller with a token, and JSON that fits the contract. Otherwise its refusal. */
export function admit(
  request: SimulatedRequest,
  tier: Tier,
  schema: ObjectSchema,
  simulation: Simulation,
): Admitted | { readonly refusal: SimulatedAnswer } {
  const known = callerOf(request, tier, simulation);
  if ('refusal' in known) return known;
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    return {
      refusal: gatewayRefusal(400, undefined, {
        he: 'הגוף אינו JSON תקין ב־UTF-8',
        en: 'the body is not valid JSON in UTF-8',
      }),
    };
  }
  const violation = firstViolation(body, schema);
  return violation === undefined ? { caller: known.caller, body } : { refusal: unprocessable(violation) };
}

function unprocessable({ at, problem, code }: Violation): SimulatedAnswer {
  const place = at === '' ? 'Validate' : `Validate: ${at}`;
  const field = at === '' ? { he: 'הגוף כולו', en: 'the body' } : { he: `השדה ${at}`, en: `the field ${at}` };
  return gatewayRefusal(422, `${place}: ${problem}. [${code}]`, {
    he: `${field.he} אינו לפי החוזה: ${problem} [${code}]`,
    en: `${field.en} does not fit the contract: ${problem} [${code}]`,
  });
}
