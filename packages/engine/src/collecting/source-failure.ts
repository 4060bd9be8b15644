import { IshurError, isIshurError } from '@ishur/contract';

/**
 * Whatever a source throws, as an {@link IshurError}: an adapter is other people's code, and what escapes it unexpectedly
 * stops that source and no other. The words of the original stay in `cause`, for they may hold a secret.
 *
 * @param adapter the adapter's id, where it is known: whoever is to be told of the failure is its maker.
 */
export function sourceFailure(source: string, error: unknown, adapter?: string): IshurError {
  if (isIshurError(error)) return error;
  const by = adapter === undefined ? '' : ` "${adapter}"`;
  return new IshurError({
    code: 'engine/source-failed',
    remedy: 'report-bug',
    message: {
      he: `אירעה תקלה פנימית במתאם${by} של המקור "${source}". מה שנקרא ממנו עד כה נשמר, ושאר המקורות ממשיכים. דווחו על התקלה ליצרן המתאם.`,
      en: `The adapter${by} of source "${source}" failed unexpectedly. What it had read is kept, and the other sources go on. Please report it to the maker of the adapter.`,
    },
    cause: error,
  });
}
