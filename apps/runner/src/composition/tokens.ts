import type { Assumption } from '../assumptions.ts';
import type { IshurError } from '@ishur/contract';
import type { Adapter, Log } from '@ishur/contract/v1';
import type { Authority } from '@ishur/core';
import type { Business, Engine, Ledger, Report, Runner, Source, Vault } from '@ishur/engine';
import type { AuthorityOptions } from '@ishur/transport';
import type { InjectionToken } from './container.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';

/** The values at the root: made once and eagerly, before any business is opened, and shared by all. */
export interface RootValues {
  readonly configuration: LoadedConfiguration;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly runner: Runner;
  readonly report: (business: string) => Report;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
}

/** What belongs to one business, and never leaves its container. */
export interface BusinessValues {
  readonly settings: BusinessConfiguration;
  /** Whatever must be closed is pushed here. */
  readonly lifetime: AsyncDisposableStack;
  readonly business: Business;
  readonly accessToken: AuthorityOptions['accessToken'];
  readonly authority: Authority;
  readonly sources: Promise<OpenSources>;
  readonly engine: Promise<Engine>;
}

/** The sources of a business that could be opened, and the failures of the others. */
export interface OpenSources {
  readonly sources: readonly Source[];
  readonly failures: readonly { readonly source: string; readonly error: IshurError }[];
  /** What their adapters assumed of the documents that were read until now. */
  readonly assumed: () => readonly (Assumption & { readonly source: string })[];
}

type Tokens<Values> = { readonly [Name in keyof Values]: InjectionToken<Values[Name]> };

export const ROOT: Tokens<RootValues> = {
  configuration: token('configuration'),
  adapters: token('adapters'),
  ledger: token('ledger'),
  vault: token('vault'),
  environment: token('environment'),
  clock: token('clock'),
  log: token('log'),
  runner: token('runner'),
  report: token('report'),
  signal: token('signal'),
};

export const OF_BUSINESS: Tokens<BusinessValues> = {
  settings: token('business settings'),
  lifetime: token('business lifetime'),
  business: token('business'),
  accessToken: token('access token'),
  authority: token('authority'),
  sources: token('sources'),
  engine: token('engine'),
};

/** A typed token. An annotated `Symbol()` would resolve to `unknown` in its own file; this function does not. */
function token<Value>(name: string): InjectionToken<Value> {
  return Symbol(name);
}
