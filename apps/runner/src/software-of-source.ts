import type { AdapterSession, ReadRequest, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { VatNumber } from '@ishur/core';
import { statedSoftwareNumber } from '@ishur/engine';

/**
 * A session whose documents name the software that made them: what `sources[].softwareNumber` says, where the source itself does
 * not. A business may keep its books in two registered programs, and each document is asked for with the number of its own.
 *
 * Source: API description 2.0 / 7.2024, table 2.1, field 15: the software from which the document was produced.
 */
export function withSoftwareNumber(session: AdapterSession, softwareNumber: VatNumber | undefined): AdapterSession {
  if (softwareNumber === undefined) return session;
  const reread = session.reread?.bind(session);
  async function* read(request: ReadRequest): AsyncGenerator<SourceDocument | UnreadableItem> {
    for await (const item of session.read(request)) yield named(item);
  }
  /** Adapters are other people's code: what is no document goes on as it is, and is refused where all of that is. */
  function named<Item>(item: Item): Item {
    if (!isDocument(item) || statedSoftwareNumber(item.fields) !== undefined) return item;
    return { ...item, fields: { ...item.fields, softwareNumber } };
  }
  return {
    check: (call) => session.check(call),
    read,
    ...(reread !== undefined && { reread: async (ref, call) => named(await reread(ref, call)) }),
    ...(session.record !== undefined && { record: session.record.bind(session) }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function isDocument(item: unknown): item is SourceDocument {
  if (typeof item !== 'object' || item === null || !('fields' in item)) return false;
  return typeof item.fields === 'object' && item.fields !== null;
}
