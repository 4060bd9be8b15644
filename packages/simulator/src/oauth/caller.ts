import type { LocalizedMessage } from '@ishur/contract';
import { dealerOf } from '../dealers/behaviour-of.ts';
import type { Permission } from '../dealers/dealer-settings.ts';
import { gatewayRefusal } from '../gateway/gateway-answers.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import type { Grant } from './token-store.ts';

/** Who stands behind a Bearer token: the log-in that it came from, or anyone where every token is accepted. */
export type Caller = Grant | 'anyone';

/** 401 without a token that is worth something, 403 with one that has not the scope. */
export function callerOf(
  request: SimulatedRequest,
  tier: Tier,
  simulation: Simulation,
): { readonly caller: Caller } | { readonly refusal: SimulatedAnswer } {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.authorization ?? '') ?? [];
  const refuse = (why: LocalizedMessage): { refusal: SimulatedAnswer } => ({
    refusal: gatewayRefusal(401, undefined, why),
  });
  if (token === undefined) {
    return refuse({ he: 'אין כותרת Authorization: Bearer', en: 'there is no Authorization: Bearer header' });
  }
  const { settings, tokens } = simulation;
  if (settings.tokens === 'any') return { caller: 'anyone' };
  const found = tokens.access(token, tier);
  if (found === undefined) return refuse({ he: 'הטוקן לא הונפק כאן', en: 'this token was not issued here' });
  if (found === 'expired') return refuse({ he: 'פג תוקף הטוקן', en: 'the token has expired' });
  if (!found.scope.split(' ').includes(settings.oauth.scope)) {
    const why = {
      he: `ה־scope של הטוקן הוא "${found.scope}", ונדרש "${settings.oauth.scope}"`,
      en: `the token's scope is "${found.scope}", and "${settings.oauth.scope}" is needed`,
    };
    return { refusal: gatewayRefusal(403, undefined, why) };
  }
  return { caller: found };
}

/** Why the caller may not act for a dealer, which is 406; `undefined` where it may. */
export function lackOfPermission(
  caller: Caller,
  vatNumber: number,
  permission: Permission,
  { settings }: Simulation,
): LocalizedMessage | undefined {
  const dealer = dealerOf(settings, vatNumber);
  if (dealer === undefined) {
    return {
      he: 'העוסק אינו מוכר לסימולטור; הוסיפו אותו לתרחיש',
      en: 'the simulator does not know the dealer; add it to a scenario',
    };
  }
  if (!(dealer.permissions ?? ['request', 'verify']).includes(permission)) {
    return {
      he: `לפי התרחיש אין הרשאה (${permission}) עבור העוסק`,
      en: `the scenario gives no permission (${permission}) for the dealer`,
    };
  }
  if (caller !== 'anyone' && Number(caller.vatNumber) !== vatNumber) {
    return {
      he: `הטוקן הונפק לעוסק ${caller.vatNumber}`,
      en: `the token was issued for the dealer ${caller.vatNumber}`,
    };
  }
  return undefined;
}
