import type { Fault } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import { faultOf } from '../answers/fault.ts';
import { knownCode } from '../answers/known-codes.ts';
import { converse } from '../http/converse.ts';
import type { ReadableAnswer } from '../http/converse.ts';
import type { Gateway } from '../http/gateway.ts';
import type { InformationNames } from '../settings.ts';
import type { InTurn } from '../turns.ts';
import { lookUpRefused, noPermissionForCustomer } from './look-up-errors.ts';

/** One look-up of the buyer's. */
export interface LookUp<Found> {
  readonly url: URL;
  readonly spell: (names: InformationNames) => string;
  /** What an answer without errors says; `undefined` where it says nothing that can be read. */
  readonly read: (answer: ReadableAnswer) => Found | undefined;
}

type NotFound = { readonly kind: 'not-found'; readonly faults: readonly Fault[] };
type Refused = { readonly kind: 'refused'; readonly faults: readonly Fault[] };

/**
 * Asks once, and once more with the other names where the first are turned away with 422: no source is sure which are in
 * force, and a look-up changes nothing.
 *
 * @throws IshurError whatever fails.
 */
export async function lookUp<Found>(
  gateway: Gateway,
  naming: InTurn<InformationNames>,
  { url, spell, read }: LookUp<Found>,
  call: Call,
): Promise<Found | NotFound> {
  const conversation = await naming((names) =>
    converse(
      gateway,
      {
        method: 'POST',
        url,
        body: spell(names),
        isEffective: false,
        read: (answer) => readErrors(answer) ?? read(answer),
      },
      call,
    ),
  );
  if (conversation.kind === 'failed') {
    throw conversation.status === 406 ? noPermissionForCustomer(conversation.error) : conversation.error;
  }
  const { reading } = conversation;
  if (isRefused(reading)) throw lookUpRefused(reading.faults);
  return reading;

  function isRefused(each: Found | NotFound | Refused): each is Refused {
    return typeof each === 'object' && each !== null && 'kind' in each && each.kind === 'refused';
  }
}

function readErrors({ parsed, redact }: ReadableAnswer): NotFound | Refused | undefined {
  if (parsed.errors.length === 0) return undefined;
  const faults = parsed.errors.map((error) => faultOf(error, redact));
  const isNotFound = parsed.errors.every(({ code }) => knownCode(code)?.meaning === 'cannot-retrieve');
  return { kind: isNotFound ? 'not-found' : 'refused', faults };
}

/**
 * The document gives these two answers no code, only a sentence each (section 3.2), so they are the one thing that is
 * known by its words. A sentence that nobody documented is no verdict: it is thrown, with its words, rather than taken
 * for "not found".
 */
export function sentenceOf({ status, parsed }: ReadableAnswer): 'supplier-needed' | 'cannot-retrieve' | undefined {
  if (status !== 200 || (parsed.status ?? 200) !== 200) return undefined;
  if (/please send vat number/i.test(parsed.explanation ?? '')) return 'supplier-needed';
  return /cannot retrieve/i.test(parsed.explanation ?? '') ? 'cannot-retrieve' : undefined;
}
