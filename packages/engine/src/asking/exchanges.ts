import type { Batching } from '../policies.ts';
import type { CaseSummary } from '../ports/ledger.ts';

/**
 * Divides what is to be asked into exchanges, as it comes: hundreds of thousands may be due, and of those that go out together
 * no more is kept than fits into one exchange. Ids of cases.
 *
 * Many go out at once where that pays; what was never answered always goes out by itself, after them, because its bytes must
 * stay alone with their answer. What is left of the last batch goes out alone where it is too little for one.
 */
export async function* exchangesOf(
  due: AsyncIterable<Pick<CaseSummary, 'id' | 'standing'>>,
  batching: Batching | 'never',
): AsyncGenerator<readonly string[], void> {
  if (batching === 'never') {
    for await (const { id } of due) yield [id];
    return;
  }
  const unanswered: string[] = [];
  let queued: string[] = [];
  for await (const { id, standing } of due) {
    (standing === 'queued' ? queued : unanswered).push(id);
    if (queued.length < batching.upTo) continue;
    yield* together(queued, batching);
    queued = [];
  }
  yield* together(queued, batching);
  for (const id of unanswered) yield [id];
}

/** One alone needs no envelope, whatever the setting says. */
function together(ids: readonly string[], { from }: Batching): readonly (readonly string[])[] {
  return ids.length >= Math.max(from, 2) ? [ids] : ids.map((id) => [id]);
}
