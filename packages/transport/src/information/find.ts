import type { Call } from '@ishur/contract/v1';
import type { DetailsFound, DetailsQuery, NumberFound, NumberQuery } from '@ishur/core';
import type { Gateway } from '../http/gateway.ts';
import type { InformationNames } from '../settings.ts';
import type { InTurn } from '../turns.ts';
import { numberNotText } from './look-up-errors.ts';
import { lookUp } from './look-up.ts';
import { readDetails } from './read-details.ts';
import { readNumber } from './read-number.ts';
import { spellDetailsQuery, spellNumberQuery } from './spell-query.ts';

/** From a number to its invoice. @throws IshurError whatever fails. */
export function findDetails(
  gateway: Gateway,
  naming: InTurn<InformationNames>,
  url: URL,
  query: DetailsQuery,
  call: Call,
): Promise<DetailsFound> {
  return lookUp(gateway, naming, { url, spell: (names) => spellDetailsQuery(query, names), read: readDetails }, call);
}

/** From an invoice to its number. @throws IshurError whatever fails. */
export async function findNumber(
  gateway: Gateway,
  naming: InTurn<InformationNames>,
  url: URL,
  query: NumberQuery,
  call: Call,
): Promise<NumberFound> {
  const found = await lookUp(
    gateway,
    naming,
    { url, spell: (names) => spellNumberQuery(query, names), read: readNumber },
    call,
  );
  if (found.kind === 'not-text') throw numberNotText(url.host);
  return found;
}
