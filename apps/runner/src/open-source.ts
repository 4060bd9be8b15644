import { IshurError } from '@ishur/contract';
import type { Adapter, AdapterContext, AdapterSession, SourceReport } from '@ishur/contract/v1';
import { sourceFailure } from '@ishur/engine';
import { nameOfAdapter } from './built-in-adapters.ts';

/** A source that was opened and asked what it can do here. Disposing of it closes it. */
export interface OpenedSource extends AsyncDisposable {
  readonly session: AdapterSession;
  readonly report: SourceReport;
}

/**
 * Opens a source and has it checked, for a run as for a look: whatever is wrong with its adapter is told alike.
 *
 * @param source what the source is called to the person who reads the error.
 * @throws IshurError of the adapter; `engine/source-failed` where something else escaped it, `adapter/no-record` (`report-bug`).
 */
export async function openSource(
  source: string,
  adapter: Adapter,
  settings: unknown,
  context: AdapterContext,
  signal: AbortSignal,
): Promise<OpenedSource> {
  try {
    await using opening = new AsyncDisposableStack();
    const session = opening.use(await adapter.doOpen(settings, context));
    const report = await session.check({ signal });
    if (report.writeBack.possible && adapter.capabilities.writeBack !== 'none' && session.record === undefined) {
      throw noRecord(source, adapter);
    }
    const lifetime = opening.move();
    return { session, report, [Symbol.asyncDispose]: () => lifetime.disposeAsync() };
  } catch (error) {
    // Adapters are other people's code: what escapes them is theirs, and no fault of this program.
    throw withPackage(sourceFailure(source, error, nameOfAdapter(adapter)), adapter);
  }
}

/** Whose fault it is, where a package stands in for a built-in adapter: everybody would look for it in the built-in one. */
export function withPackage(error: IshurError, adapter: Adapter): IshurError {
  const name = nameOfAdapter(adapter);
  if (name === adapter.id || error.text.en.includes(name)) return error;
  const { code, remedy, text } = error;
  return new IshurError({
    code,
    remedy,
    message: {
      he: `${text.he}\nהמתאם הוא ${name}: החבילה שבסוגריים באה במקום המתאם המובנה.`,
      en: `${text.en}\nThe adapter is ${name}: the package in brackets stands in for the built-in one.`,
    },
    cause: error,
  });
}

/** A number would be asked for that never comes back to its source. */
function noRecord(source: string, adapter: Adapter): IshurError {
  const { capabilities } = adapter;
  const name = nameOfAdapter(adapter);
  return new IshurError({
    code: 'adapter/no-record',
    remedy: 'report-bug',
    message: {
      he: `המתאם "${name}" של המקור "${source}" מצהיר שמספרים נרשמים במקור (writeBack: '${capabilities.writeBack}'), אבל אין בו record. המקור לא נקרא. דווחו ליצרן המתאם.`,
      en: `The adapter "${name}" of source "${source}" says that numbers are written back (writeBack: '${capabilities.writeBack}'), and has no \`record\`. The source was not read. Report it to the maker of the adapter.`,
    },
  });
}
