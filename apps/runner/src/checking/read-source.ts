import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { AdapterContext, SourceReport } from '@ishur/contract/v1';
import { assess, businessDayOf, createRepetitions } from '@ishur/core';
import { isTooEarly, sourceFailure, usableItem } from '@ishur/engine';
import { nameOfAdapter } from '../built-in-adapters.ts';
import type { Checked, CheckedDocument } from '../checked.ts';
import type { CliContext } from '../cli-context.ts';
import { openSource, withPackage } from '../open-source.ts';
import { withUnknownTo } from '../recognition/not-recognised.ts';
import type { Reading } from './reading.ts';

/** What came of reading one source. */
export interface Read {
  /** How the source was understood, and where no number could be brought back. */
  readonly notes: readonly LocalizedMessage[];
  /** The refs of documents that it told twice, otherwise. Whole when it was read to its end. */
  readonly toldTwice: ReadonlySet<string>;
  /** What stopped it; what was read until then counts all the same. */
  readonly failure: IshurError | undefined;
}

/**
 * Opens a source, and reads and decides everything in it as a run would. What is wrong with its adapter ends this source, and no
 * other.
 */
export async function readSource(context: CliContext, reading: Reading, take: (each: Checked) => void): Promise<Read> {
  const notes: LocalizedMessage[] = [];
  const toldTwice = new Set<string>();
  try {
    await readAll(context, reading, take, notes, toldTwice);
    return { notes, toldTwice, failure: undefined };
  } catch (error) {
    const { adapter, unknownTo } = reading;
    const source = reading.source ?? reading.name;
    const failure = context.signal.aborted
      ? stopped(source)
      : withPackage(sourceFailure(source, error, nameOfAdapter(adapter)), adapter);
    // Where the adapter was only guessed, its errors say who did not know the file.
    const told = unknownTo === undefined ? failure : withUnknownTo(failure, adapter.id, unknownTo);
    return { notes, toldTwice, failure: told };
  }
}

/** A person who stops a long reading is told so, and not that the adapter failed. */
function stopped(source: string): IshurError {
  return new IshurError({
    code: 'cli/stopped',
    remedy: 'retry',
    message: {
      he: `קריאת ${source} הופסקה באמצע. מה שהוצג הוא מה שנקרא עד אז; הריצו שוב.`,
      en: `Reading ${source} was stopped in the middle. What is shown is what was read until then; run again.`,
    },
  });
}

async function readAll(
  context: CliContext,
  { name, source = name, adapter, settings, folder, issuer, from }: Reading,
  take: (each: Checked) => void,
  notes: LocalizedMessage[],
  toldTwice: Set<string>,
): Promise<void> {
  await using opened = await openSource(source, adapter, settings, adapterContext(context, folder), context.signal);
  const { session, report } = opened;
  notes.push(...report.notes, ...cannotBringBack(report));
  const repetitions = createRepetitions();
  const today = businessDayOf(context.clock.now());
  const request = { signal: context.signal, ...(from === undefined ? {} : { from }) };
  let position = 0;
  for await (const told of session.read(request)) {
    const item = usableItem(told, (position += 1));
    if (item.kind === 'unreadable') {
      take({ kind: 'unreadable', item });
      continue;
    }
    if (isTooEarly({ from }, item)) continue;
    const { existingNumber, cursor, ref } = item;
    const twice = repetitions.faultOf(item);
    if (twice !== undefined) {
      toldTwice.add(ref);
      take({ kind: 'unreadable', item: { kind: 'unreadable', cursor, where: ref, faults: [twice] } });
      continue;
    }
    const assessment = assess(item.fields, {
      today,
      ...(issuer === undefined ? {} : { issuer }),
      ...(existingNumber === undefined ? {} : { existingNumber }),
    });
    take({ kind: 'document', document: item, assessment });
  }
}

/** The first telling of a document whose second one differs is as little asked for as the second. */
export function markedTwice(checked: readonly Checked[], toldTwice: ReadonlySet<string>): readonly Checked[] {
  if (toldTwice.size === 0) return checked;
  return checked.map((each): Checked => {
    if (each.kind !== 'document' || !toldTwice.has(each.document.ref)) return each;
    return { ...each, isToldTwice: true } satisfies CheckedDocument;
  });
}

/** What a person should know before the first number is asked for. */
export function cannotBringBack({ writeBack }: SourceReport): readonly LocalizedMessage[] {
  if (writeBack.possible || writeBack.reason.en === '') return [];
  const { he, en } = writeBack.reason;
  return [{ he: `מספרים לא יירשמו כאן במקור: ${he}`, en: `Numbers cannot be brought back here: ${en}` }];
}

/** Nothing is logged by a check: what there is to say, it prints. */
function adapterContext(context: CliContext, folder: string): AdapterContext {
  const silent = (): void => {};
  return { log: { debug: silent, info: silent, warn: silent }, clock: context.clock, folder };
}
