import type { Engine } from '@ishur/engine';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { composeBusiness } from './compose-business.ts';
import { composeRoot } from './compose-root.ts';
import { OF_BUSINESS } from './tokens.ts';
import type { OpenSources, RootValues } from './tokens.ts';

/** One business, ready to work. Disposing of it closes its sources. */
export interface OpenBusiness extends AsyncDisposable, OpenSources {
  readonly settings: BusinessConfiguration;
  readonly engine: Engine;
}

/** Opens businesses over shared root values. The container stays inside: nobody else ever sees it. */
export interface BusinessOpener {
  open(settings: BusinessConfiguration): Promise<OpenBusiness>;
}

/** Composes the root once. */
export function businessOpener(values: RootValues): BusinessOpener {
  const root = composeRoot(values);
  return {
    async open(settings) {
      await using opening = new AsyncDisposableStack();
      const child = composeBusiness(root, settings, opening);
      const engine = await child.resolve(OF_BUSINESS.engine);
      const { sources, failures, assumed } = await child.resolve(OF_BUSINESS.sources);
      const lifetime = opening.move();
      return { settings, engine, sources, failures, assumed, [Symbol.asyncDispose]: () => lifetime.disposeAsync() };
    },
  };
}
