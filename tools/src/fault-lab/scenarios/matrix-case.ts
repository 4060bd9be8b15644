import { checkBooks } from '../checks/check-books.ts';
import type { Finding } from '../checks/check-books.ts';
import { strike } from '../proxy/chaos.ts';
import { passOn } from '../proxy/exchange.ts';
import type { Exchange, Script } from '../proxy/exchange.ts';
import { bytesOf } from '../proxy/http-messages.ts';
import { partOf } from '../proxy/parts.ts';
import type { Assistant } from '../runner/open-assistant.ts';
import { seededDice } from '../seeded-dice.ts';
import type { Dice } from '../seeded-dice.ts';
import { documentOf } from '../world/documents.ts';
import { openWorld } from '../world/open-world.ts';
import { recover } from './recover.ts';

/** What an approved invoice gets when it is asked for again. Documented nowhere, so all three have to be survived. */
export const PERSONALITIES = ['same-number', 'error', 'new-number'] as const;
export type Personality = (typeof PERSONALITIES)[number];

/** What the runner does about an ask without a readable answer: the setting `asking.unconfirmed`. */
export const POLICIES = ['resend', 'manual'] as const;
export type Policy = (typeof POLICIES)[number];

/** How an answer is lost. */
export const LOSSES = [
  'request lost',
  'answer lost',
  'head only',
  'part of the body',
  'all but one byte',
  'page instead',
  '500 instead',
] as const;
export type Loss = (typeof LOSSES)[number];

export interface MatrixCase {
  readonly personality: Personality;
  readonly policy: Policy;
  readonly loss: Loss;
  readonly seed: number;
}

export interface MatrixOutcome {
  readonly case: MatrixCase;
  /** How it ended for the document whose answers were lost. */
  readonly end: 'by itself' | 'a person';
  readonly isDoubled: boolean;
  readonly findings: readonly Finding[];
}

/** Where a document waits for a person who looks at what the authority says. */
const WAITS = ['unconfirmed', 'parked'];

/** One to three answers of one document are lost, and runs go on until nothing is left to do by themselves. */
export async function carryOutCase(
  assistant: Assistant,
  one: MatrixCase,
  settings: readonly string[],
): Promise<MatrixOutcome> {
  const { personality, policy, loss, seed } = one;
  const dice = seededDice(personality, policy, loss, seed);
  const references = Array.from({ length: 1 + dice.below(4) }, (_, index) => 2001 + index);
  const target = String(dice.pick(references));
  const documents = references.map((reference) => documentOf(reference, dice.below(6)));
  await using world = await openWorld(assistant, { documents, simulator: { seed, personality }, settings });
  const reached = new Set<string>();
  let losses = 1 + dice.below(3);
  world.proxy.script = async (exchange) => {
    if (!exchange.references.includes(target) || losses === 0) return noting(reached)(exchange);
    losses -= 1;
    return lose(exchange, loss, dice);
  };
  await recover(world);
  const sides = await world.look();
  const own = sides.cases.find(({ reference }) => reference === target);
  const findings = checkBooks(sides, {
    asksAllowed: (reference) => (reference === target && policy === 'resend' ? Infinity : 1),
    standings: (reference) => (reference === target ? ['allocated', ...WAITS] : ['allocated']),
    mayMiss: (number) => !reached.has(number),
    mayDouble: personality === 'new-number' && policy === 'resend',
  });
  const issued = sides.issued.filter((entry) => entry.invoice_reference_number === target);
  return {
    case: one,
    end: WAITS.includes(own?.standing ?? '') ? 'a person' : 'by itself',
    isDoubled: issued.length > 1,
    findings,
  };
}

/** Passes everything on, and remembers the numbers that got through. */
function noting(reached: Set<string>): Script {
  return async (exchange) => {
    if (exchange.references.length === 0) return passOn(exchange);
    const answer = await exchange.forward();
    await exchange.give(bytesOf(answer));
    const text = answer.body.toString('utf8');
    for (const [, number = ''] of text.matchAll(/"confirmation_number"\s*:\s*"(\d{2,})"/g)) reached.add(number);
  };
}

async function lose(exchange: Exchange, loss: Loss, dice: Dice): Promise<void> {
  const below = (limit: number): number => dice.below(limit);
  switch (loss) {
    case 'request lost':
      return strike(exchange, 'reset, unseen', dice);
    case 'answer lost':
      return strike(exchange, 'reset, seen', dice);
    case 'page instead':
      return strike(exchange, 'page with 200, seen', dice);
    case '500 instead':
      return strike(exchange, '500, seen', dice);
    case 'head only':
      await exchange.give(partOf(await exchange.forward(), 'head', below));
      return exchange.end();
    case 'part of the body':
      return strike(exchange, 'cut answer, seen', dice);
    case 'all but one byte':
      await exchange.give(partOf(await exchange.forward(), 'all but one byte', below));
      return exchange.end();
  }
}
