import type { ConnectionId } from '@ishur/core';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';

/** One log-in for each dealer and tier, whatever the business is called. */
export function connectionIdOf(
  { authority }: Pick<LoadedConfiguration, 'authority'>,
  { vatNumber }: Pick<BusinessConfiguration, 'vatNumber'>,
): ConnectionId {
  return { tier: authority.tier, vatNumber };
}
