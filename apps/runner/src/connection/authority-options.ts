import { proxyAgents } from '@ishur/transport';
import type { ServerOptions } from '@ishur/transport';
import type { CliContext } from '../cli-context.ts';
import { readSecret } from '../configuration/secret.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';

/** Where `ishur simulate` listens when nothing else is said. */
const SIMULATOR_ADDRESS = 'http://127.0.0.1:8747';

/**
 * Everything about the authority that the configuration says, as transport takes it. The token comes from elsewhere.
 *
 * @throws IshurError `config/secret-missing` (`fix-config`).
 */
export function authorityOptions(
  { authority, folder }: Pick<LoadedConfiguration, 'authority' | 'folder'>,
  { clock, environment }: Pick<CliContext, 'environment' | 'clock'>,
): ServerOptions {
  const { tier, url, addresses, paths, timeouts, limits, proxy } = authority;
  const address = url ?? (tier === 'simulator' ? SIMULATOR_ADDRESS : undefined);
  return {
    tier,
    now: () => clock.now(),
    ...(address !== undefined && { address }),
    ...(addresses !== undefined && { addresses: present(addresses) }),
    ...(paths !== undefined && { paths: present(paths) }),
    ...(timeouts !== undefined && {
      timeouts: {
        ...(timeouts.connect !== undefined && { connectMs: timeouts.connect * 1000 }),
        ...(timeouts.whole !== undefined && { wholeMs: timeouts.whole * 1000 }),
      },
    }),
    ...(limits !== undefined && {
      limits: {
        ...(limits.perSecond !== undefined && { perSecond: limits.perSecond }),
        ...(limits.atOnce !== undefined && { atOnce: limits.atOnce }),
      },
    }),
    ...(proxy !== undefined && { agent: proxyAgents(readSecret('authority.proxy', proxy, folder, environment)) }),
  };
}

/** Without the keys that were left out, which zod keeps as undefined. */
function present<Name extends string>(
  settings: Readonly<Partial<Record<Name, string | undefined>>>,
): Partial<Record<Name, string>> {
  const entries = Object.entries(settings) as [Name, string | undefined][];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<Record<Name, string>>;
}
