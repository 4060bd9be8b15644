import type { LocalizedMessage } from '@ishur/contract';
import type { AdapterSession, Advisory, ReadRequest, SourceDocument, UnreadableItem } from '@ishur/contract/v1';

/** Something that an adapter took for granted, and for how many of the documents that were read. */
export interface Assumption {
  readonly code: string;
  readonly message: LocalizedMessage;
  readonly documents: number;
}

/** A session that is listened to. */
export interface Heard {
  readonly session: AdapterSession;
  /** What was assumed of the documents that were read until now; each sentence once. */
  readonly assumed: () => readonly Assumption[];
}

/** Sentences of one source that are kept: there is one for each setting that is missing, and not one for each document. */
const MOST = 100;

/** Notes what an adapter assumes while its documents go by. It is in no journal (ADR 16), and a person has to know of it. */
export function listenTo(session: AdapterSession): Heard {
  const counts = new Map<string, { readonly advisory: Advisory; documents: number }>();
  const note = (advisory: Advisory): void => {
    const known = counts.get(advisory.message.en);
    if (known !== undefined) known.documents += 1;
    else if (counts.size < MOST) counts.set(advisory.message.en, { advisory, documents: 1 });
  };
  async function* read(request: ReadRequest): AsyncGenerator<SourceDocument | UnreadableItem> {
    for await (const item of session.read(request)) {
      yield item;
      for (const advisory of advisoriesOf(item)) note(advisory);
    }
  }
  return {
    session: {
      check: (call) => session.check(call),
      read,
      ...(session.reread !== undefined && { reread: session.reread.bind(session) }),
      ...(session.record !== undefined && { record: session.record.bind(session) }),
      [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
    },
    assumed: () =>
      [...counts.values()].map(({ advisory: { code, message }, documents }) => ({ code, message, documents })),
  };
}

/** Adapters are other people's code: what is no document has none. */
function advisoriesOf(item: unknown): readonly Advisory[] {
  if (typeof item !== 'object' || item === null || !('advisories' in item)) return [];
  const { advisories } = item;
  if (!Array.isArray(advisories)) return [];
  return advisories.filter((each): each is Advisory => typeof (each as Partial<Advisory>)?.message?.en === 'string');
}
