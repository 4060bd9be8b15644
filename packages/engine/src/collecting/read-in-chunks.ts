import { isIshurError } from '@ishur/contract';
import type { ReadRequest, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { Source } from '../business.ts';
import { sourceFailure } from './source-failure.ts';

/** Items of a reading that are committed together. */
const CHUNK = 200;

/** What a source holds, some items at a time. What it read before it failed comes before its error. */
export async function* readInChunks(
  source: Source,
  request: ReadRequest,
): AsyncGenerator<readonly (SourceDocument | UnreadableItem)[]> {
  let chunk: (SourceDocument | UnreadableItem)[] = [];
  try {
    for await (const item of source.session.read(request)) {
      chunk.push(item);
      if (request.signal.aborted) break;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    yield chunk;
    // A source that is told to stop may throw whatever it likes.
    if (request.signal.aborted && !isIshurError(error)) return;
    throw sourceFailure(source.id, error, source.adapter);
  }
  yield chunk;
}
