import type { Authority } from '@ishur/core';
import { approve } from './approval/approve.ts';
import { spell } from './approval/spell.ts';
import { openGateway } from './http/open-gateway.ts';
import { addressOf, serviceUrl } from './service-url.ts';
import { DEFAULT_PATHS } from './settings.ts';
import type { Addresses, AuthorityOptions, ServicePaths } from './settings.ts';

/**
 * The Tax Authority over HTTP, for one business at one tier.
 *
 * Retries nothing: the engine does, with the same bytes. Idle connections do not keep the process alive.
 *
 * @throws IshurError `transport/invalid-address`, `transport/other-tier` where the settings cannot be right.
 */
export function createAuthority(options: AuthorityOptions): Pick<Authority, 'spell' | 'approve'> {
  const paths: ServicePaths = { ...DEFAULT_PATHS, ...options.paths };
  const at = (kind: keyof Addresses, path: string): URL => serviceUrl(options.tier, addressOf(kind, options), path);
  const gateway = openGateway(options);
  const approvalUrl = at('services', paths.approval);
  return {
    spell,
    approve: (ask, call) => approve(gateway, approvalUrl, ask, call),
  };
}
