import type { Exchange, Script } from '../proxy/exchange.ts';
import { passOn } from '../proxy/exchange.ts';
import { answerOf, bytesOf } from '../proxy/http-messages.ts';
import type { HttpMessage } from '../proxy/http-messages.ts';
import { partOf } from '../proxy/parts.ts';
import { PARTS } from './sweep-plan.ts';
import type { SweepCase, SweepPlan } from './sweep-plan.ts';

/** The two scripts of a case: until the kill, and after it. */
export interface SweepScripts {
  readonly before: Script;
  readonly after: Script;
}

const NOTHING: HttpMessage = { head: Buffer.alloc(0), body: Buffer.alloc(0) };
const never = (): Promise<void> => new Promise(() => {});

/** @param strike called when the moment has come. */
export function sweepScripts({ point, kind, twin }: SweepCase, plan: SweepPlan, strike: () => void): SweepScripts {
  const { target, dice, isSeen, hasHead, holdsLater } = plan;
  const part = PARTS[point];
  let isSpoiled = kind !== '500' && kind !== 'empty';
  let wasSeen = false;

  /** What is answered to the document that is hit: once not what the authority said, where the case is about that. */
  const answerTo = async (exchange: Exchange): Promise<HttpMessage> => {
    if (isSpoiled) return exchange.forward();
    isSpoiled = true;
    if (isSeen) await exchange.forward();
    if (kind === '500')
      return answerOf('500 Internal Server Error', '{"status":500,"message":"Internal Server Error"}');
    return hasHead ? answerOf('200 OK', '') : NOTHING;
  };
  const giveAll = async (exchange: Exchange): Promise<void> => {
    const answer = await answerTo(exchange);
    if (answer === NOTHING) exchange.end();
    else await exchange.give(bytesOf(answer));
  };
  const before: Script = async (exchange) => {
    if (!exchange.references.includes(target)) return wasSeen && holdsLater ? never() : passOn(exchange);
    wasSeen = point === 'outcome known';
    if (point === 'request received') {
      strike();
      return never();
    }
    if (part === undefined) return giveAll(exchange);
    const answer = await answerTo(exchange);
    await exchange.give(partOf(answer, part, (limit) => dice.below(limit)));
    strike();
    return part === 'everything' && answer !== NOTHING ? undefined : never();
  };
  const after: Script = (exchange) => (exchange.references.includes(target) ? giveAll(exchange) : passOn(exchange));
  return twin === 'doubling' ? { before: doubling(before), after: doubling(after) } : { before, after };
}

/** The broken twin of a runner that sends twice: the authority gets every request a second time. */
function doubling(script: Script): Script {
  return (exchange) =>
    script({
      ...exchange,
      async forward() {
        await exchange.forward();
        return exchange.forward();
      },
    });
}
