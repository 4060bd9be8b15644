import { IshurError } from '@ishur/contract';
import type { CommonOptions } from './cli-context.ts';
import type { LoadedConfiguration } from './configuration/load-configuration.ts';
import type { BusinessConfiguration } from './configuration/schema.ts';

/** The businesses, and within them the sources, that `--business` and `--source` leave. */
export function businessesInScope(
  configuration: LoadedConfiguration,
  options: Pick<CommonOptions, 'business' | 'source'>,
): readonly BusinessConfiguration[] {
  const known = configuration.businesses;
  const chosen = known.filter(({ id }) => options.business === undefined || id === options.business);
  if (chosen.length === 0)
    throw unknown(
      '--business',
      options.business ?? '',
      known.map(({ id }) => id),
    );
  const { source } = options;
  if (source === undefined) return chosen;
  const narrowed = chosen
    .map((business) => ({ ...business, sources: business.sources.filter(({ id }) => id === source) }))
    .filter(({ sources }) => sources.length > 0);
  if (narrowed.length === 0)
    throw unknown(
      '--source',
      source,
      chosen.flatMap(({ sources }) => sources.map(({ id }) => id)),
    );
  return narrowed;
}

function unknown(option: string, found: string, known: readonly string[]): IshurError {
  return new IshurError({
    code: 'cli/unknown-name',
    remedy: 'fix-config',
    message: {
      he: `${option} ${found}: אין כזה בקובץ ההגדרות. יש: ${known.join(', ')}.`,
      en: `${option} ${found}: the configuration has none of that name. It has: ${known.join(', ')}.`,
    },
  });
}
