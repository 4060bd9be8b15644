import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration, SourceConfiguration } from '../configuration/schema.ts';
import type { IshurError } from '@ishur/contract';
import { isIshurError } from '@ishur/contract';
import { adapterNamed } from '../built-in-adapters.ts';
import type { Adapters } from '../built-in-adapters.ts';
import type { Reading } from './reading.ts';

/** A source whose adapter is not there, or what is to be read. */
export type ToRead =
  | Reading
  | (Pick<Reading, 'name' | 'business' | 'source' | 'file'> & { readonly failure: IshurError });

/** Every source of these businesses. One whose adapter is not installed is told beside the others. */
export function readingsOfConfiguration(
  configuration: LoadedConfiguration,
  adapters: Adapters,
  businesses: readonly BusinessConfiguration[],
): readonly ToRead[] {
  return businesses.flatMap((business) =>
    business.sources.map((source): ToRead => {
      const name = `${business.id}/${source.id}`;
      try {
        return readingOf(configuration, adapters, business, source);
      } catch (error) {
        if (!isIshurError(error)) throw error;
        return { name, business: business.id, source: source.id, failure: error };
      }
    }),
  );
}

/** One source of the configuration. */
export function readingOf(
  configuration: LoadedConfiguration,
  adapters: Adapters,
  business: BusinessConfiguration,
  source: SourceConfiguration,
): Reading {
  return {
    name: `${business.id}/${source.id}`,
    business: business.id,
    source: source.id,
    adapter: adapterNamed(adapters, source.adapter),
    settings: source.with,
    folder: configuration.folder,
    issuer: business.vatNumber,
    from: source.from,
  };
}
