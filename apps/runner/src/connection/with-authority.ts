import type { Authority } from '@ishur/core';
import { createAuthority } from '@ishur/transport';
import type { CliContext } from '../cli-context.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { authorityOptions } from './authority-options.ts';
import { keepBusinessConnected } from './keep-business-connected.ts';
import { openVault } from './open-vault.ts';

/**
 * The authority on behalf of one business, for as long as `work` lasts.
 *
 * @param by the command, as it is named where it waits for a vault.
 */
export async function withAuthority<Result>(
  configuration: LoadedConfiguration,
  context: CliContext,
  business: BusinessConfiguration,
  by: string,
  work: (authority: Authority) => Promise<Result>,
): Promise<Result> {
  await using vault = await openVault(configuration, context, by);
  const accessToken = keepBusinessConnected(configuration, context, business, vault);
  return await work(createAuthority({ ...authorityOptions(configuration, context), accessToken }));
}
