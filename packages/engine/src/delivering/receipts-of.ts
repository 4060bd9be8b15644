import { isIshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import type { Source } from '../business.ts';
import { sourceFailure } from '../collecting/source-failure.ts';
import { missingReceipt } from './no-receipt.ts';

/**
 * The receipts of a source, one for each settlement: where it gave none, or none that can be read, one that says so, so that the
 * number is offered again and somebody learns why. Whatever the source throws comes as an IshurError, or not at all where it was
 * told to stop.
 *
 * @param onMissing is told the refs that got no receipt, all at once, and what the source gave instead, where it did.
 */
export async function* receiptsOf(
  source: Source,
  settlements: readonly Settlement[],
  signal: AbortSignal,
  onMissing: (refs: readonly string[], instead: string | undefined) => void,
): AsyncGenerator<RecordReceipt> {
  const open = new Set(settlements.map(({ ref }) => ref));
  const known = new Set(open);
  let instead: string | undefined;
  try {
    for await (const given of told(source, settlements, signal)) {
      const receipt = readReceipt(source, given);
      if (receipt === undefined || !known.has(receipt.ref)) {
        instead ??= receipt === undefined ? wordFor(given) : `{ ref: '${receipt.ref.slice(0, 40)}', … }`;
        continue;
      }
      open.delete(receipt.ref);
      yield receipt;
    }
  } catch (error) {
    if (signal.aborted && !isIshurError(error)) return;
    throw sourceFailure(source.id, error, source.adapter);
  }
  // Told to stop, it may leave what is left to the next run.
  if (signal.aborted || open.size === 0) return;
  onMissing([...open], instead);
  for (const ref of open) yield { ref, kind: 'failed', cause: missingReceipt(source, [ref], 1, instead) };
}

/** Adapters are other people's code, and not all of it is typed: what comes is anything. */
function told(source: Source, settlements: readonly Settlement[], signal: AbortSignal): AsyncIterable<unknown> {
  return source.session.record?.(settlements, { signal }) ?? nothing();
}

async function* nothing(): AsyncGenerator<never> {}

/** A receipt as the contract has it; `undefined` for anything else. */
function readReceipt(source: Source, given: unknown): RecordReceipt | undefined {
  if (typeof given !== 'object' || given === null || !('ref' in given) || !('kind' in given)) return undefined;
  const { ref, kind } = given;
  if (typeof ref !== 'string') return undefined;
  switch (kind) {
    case 'recorded':
    case 'already-there':
    case 'handed-over':
      return 'where' in given && typeof given.where === 'string' ? { ref, kind, where: given.where } : undefined;
    case 'stale':
      return { ref, kind };
    case 'conflict':
      return 'existingNumber' in given && typeof given.existingNumber === 'string'
        ? { ref, kind, existingNumber: given.existingNumber }
        : undefined;
    case 'failed':
      return { ref, kind, cause: sourceFailure(source.id, 'cause' in given ? given.cause : undefined, source.adapter) };
    default:
      return undefined;
  }
}

/** What came, in a word: its values may hold anything. */
function wordFor(given: unknown): string {
  if (given === null || given === undefined) return String(given);
  if (typeof given !== 'object') return typeof given;
  const kind = 'kind' in given && typeof given.kind === 'string' ? given.kind.slice(0, 40) : '?';
  return `{ kind: '${kind}', … }`;
}
