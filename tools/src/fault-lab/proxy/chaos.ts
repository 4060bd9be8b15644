import type { Dice } from '../seeded-dice.ts';
import { passOn } from './exchange.ts';
import type { Exchange, Script } from './exchange.ts';
import { answerOf, bytesOf } from './http-messages.ts';
import { partOf } from './parts.ts';

/** What may go wrong on the way. `unseen`: the authority never sees the request; `seen`: it has done what was asked. */
export const CHAOS_KINDS = [
  'reset, unseen',
  'reset, seen',
  '500, unseen',
  '500, seen',
  '503, unseen',
  '429, unseen',
  'page with 200, seen',
  'cut answer, seen',
] as const;

export type ChaosKind = (typeof CHAOS_KINDS)[number];

const PAGE = '<!doctype html><html><body>Request rejected. Support ID: 1234567890</body></html>';

/**
 * Strikes one exchange in so many, in a way of the dice's choice.
 *
 * @param rate from 0 to 1, of all exchanges that carry an invoice.
 */
export function chaos(dice: Dice, rate: number, struck: Map<ChaosKind, number>): Script {
  return async (exchange) => {
    if (exchange.references.length === 0 || !dice.chance(rate)) return passOn(exchange);
    const kind = dice.pick(CHAOS_KINDS);
    struck.set(kind, (struck.get(kind) ?? 0) + 1);
    await strike(exchange, kind, dice);
  };
}

export async function strike(exchange: Exchange, kind: ChaosKind, dice: Dice): Promise<void> {
  switch (kind) {
    case 'reset, unseen':
      return exchange.reset();
    case 'reset, seen':
      await exchange.forward();
      return exchange.reset();
    case '500, unseen':
      return exchange.give(bytesOf(answerOf('500 Internal Server Error', failure(500))));
    case '500, seen':
      await exchange.forward();
      return exchange.give(bytesOf(answerOf('500 Internal Server Error', failure(500))));
    case '503, unseen':
      return exchange.give(bytesOf(answerOf('503 Service Unavailable', failure(503))));
    case '429, unseen':
      return exchange.give(bytesOf(answerOf('429 Too Many Requests', failure(429), { 'retry-after': '1' })));
    case 'page with 200, seen':
      await exchange.forward();
      return exchange.give(bytesOf(answerOf('200 OK', PAGE, { 'content-type': 'text/html' })));
    case 'cut answer, seen':
      await exchange.give(partOf(await exchange.forward(), 'some of the body', (limit) => dice.below(limit)));
      return exchange.end();
  }
}

/** The authority's own form of a failure. API description 2.0 / 7.2024, section 5. */
function failure(status: number): string {
  return JSON.stringify({ status, message: 'The service failed', error_id: '5551234' });
}
