import { isIshurError } from '@ishur/contract';
import type { IshurError, LocalizedMessage } from '@ishur/contract';
import type { AdapterContext, SourceDocument } from '@ishur/contract/v1';
import { sourceFailure } from '@ishur/engine';
import { listenTo } from '../assumptions.ts';
import { cannotBringBack } from '../checking/read-source.ts';
import { openSource } from '../open-source.ts';
import type { ProposedSource } from './propose-sources.ts';

/** What a source says of itself when it is opened. */
export interface Understood {
  readonly source: ProposedSource;
  /** The settings with which it could be opened. */
  readonly settings: unknown;
  /** How encodings and columns were understood, in the adapter's words. */
  readonly notes: readonly LocalizedMessage[];
  readonly first: readonly SourceDocument[];
  /** What the adapter took for granted of them, each sentence once. */
  readonly assumed: readonly LocalizedMessage[];
  /** What a setting has to say before anything can be read; absent where it was read. */
  readonly toSettle?: IshurError;
  /** Documents by their type, the authority's number. */
  readonly types: ReadonlyMap<number, number>;
  readonly documents: number;
  readonly unreadable: number;
  /** There are more than were read. */
  readonly isCut: boolean;
  /** The dealer who issued them, where the documents say so with one voice. */
  readonly issuer: string | undefined;
}

export interface NotUnderstood {
  readonly source: ProposedSource;
  readonly error: IshurError;
}

/** So many documents are counted: enough to see what there is, and soon done. */
const MOST_READ = 2_000;
const FIRST_SHOWN = 3;

/** Opens a source as a run would, and reads the beginning of it. */
export async function understandSource(
  source: ProposedSource,
  context: AdapterContext,
  signal: AbortSignal,
): Promise<Understood | NotUnderstood> {
  try {
    return await readBeginning(source, source.settings, context, signal);
  } catch (error) {
    if (source.plain === source.settings) return { source, error: asFailure(source, error) };
  }
  try {
    // Not every adapter takes a pattern.
    return await readBeginning(source, source.plain, context, signal);
  } catch (error) {
    return { source, error: asFailure(source, error) };
  }
}

function asFailure(source: ProposedSource, error: unknown): IshurError {
  return isIshurError(error) ? error : sourceFailure(source.id, error, source.adapter.id);
}

async function readBeginning(
  source: ProposedSource,
  settings: unknown,
  context: AdapterContext,
  signal: AbortSignal,
): Promise<Understood> {
  await using opened = await openSource(source.id, source.adapter, settings, context, signal);
  const { session, assumed } = listenTo(opened.session);
  const first: SourceDocument[] = [];
  const types = new Map<number, number>();
  const issuers = new Set<string | undefined>();
  let [documents, unreadable, isCut] = [0, 0, false];
  for await (const item of session.read({ signal })) {
    if (documents + unreadable >= MOST_READ) {
      isCut = true;
      break;
    }
    if (item.kind === 'unreadable') {
      unreadable += 1;
      continue;
    }
    documents += 1;
    if (first.length < FIRST_SHOWN) first.push(item);
    types.set(item.fields.documentType, (types.get(item.fields.documentType) ?? 0) + 1);
    issuers.add(item.fields.issuerVatNumber);
  }
  const [issuer] = issuers;
  return {
    source,
    settings,
    notes: [...opened.report.notes, ...cannotBringBack(opened.report)],
    first,
    assumed: assumed().map(({ message }) => message),
    types,
    documents,
    unreadable,
    isCut,
    issuer: issuers.size === 1 ? issuer : undefined,
  };
}
