import type { Call } from '@ishur/contract/v1';
import type { Authority, Health } from '@ishur/core';
import { approve } from './approval/approve.ts';
import { spell } from './approval/spell.ts';
import { choiceUrls } from './choice/choice-paths.ts';
import { report } from './choice/report.ts';
import { spellChoice } from './choice/spell-choice.ts';
import { checkHealth } from './health/check-health.ts';
import { openGateway } from './http/open-gateway.ts';
import { findDetails, findNumber } from './information/find.ts';
import { findMinimumAmount } from './minimum-amount/find-minimum-amount.ts';
import { approveMany } from './multi-approval/approve-many.ts';
import { addressOf, serviceUrl } from './service-url.ts';
import { DEFAULT_PATHS } from './settings.ts';
import type { Addresses, AuthorityOptions, InformationNames, ServicePaths } from './settings.ts';
import { inTurn } from './turns.ts';

/** The port, and what only a real server has. */
export interface HttpAuthority extends Authority {
  /** Whether the service lives, which is less than being well. @throws IshurError whatever fails. */
  alive(call: Call): Promise<Health>;
}

/**
 * The Tax Authority over HTTP, for one business at one tier.
 *
 * Retries nothing: the engine does, with the same bytes. Idle connections do not keep the process alive.
 *
 * @throws IshurError `transport/invalid-address`, `transport/other-tier` where the settings cannot be right.
 */
export function createAuthority(options: AuthorityOptions): HttpAuthority {
  const paths: ServicePaths = { ...DEFAULT_PATHS, ...options.paths };
  const at = (kind: keyof Addresses, path: string): URL => serviceUrl(options.tier, addressOf(kind, options), path);
  const gateway = openGateway(options);

  const approvalUrl = at('services', paths.approval);
  const multiApprovalUrl = at('services', paths.multiApproval);
  const detailsUrl = at('information', paths.details);
  const confirmationNumberUrl = at('information', paths.confirmationNumber);
  const minimumAmountUrl = at('information', paths.minimumAmount);
  const healthUrl = at('services', paths.health);
  const aliveUrl = at('services', paths.alive);
  const choicesAt = (path: string): ReturnType<typeof choiceUrls> => choiceUrls(path, (each) => at('services', each));
  const older = paths.olderChoice === '' ? [] : [choicesAt(paths.olderChoice)];
  const choicePaths = inTurn([choicesAt(paths.choice), ...older], 404);
  const naming = inTurn<InformationNames>(
    options.informationNames === undefined ? ['pascal', 'lower'] : [options.informationNames],
    422,
  );

  return {
    spell,
    approve: (ask, call) => approve(gateway, approvalUrl, ask, call),
    approveMany: (asks, call) => approveMany(gateway, multiApprovalUrl, asks, call),
    spellChoice,
    report: (choice, call) => report(gateway, choicePaths, choice, call),
    findDetails: (query, call) => findDetails(gateway, naming, detailsUrl, query, call),
    findNumber: (query, call) => findNumber(gateway, naming, confirmationNumberUrl, query, call),
    minimumAmount: (day, call) => findMinimumAmount(gateway, minimumAmountUrl, day, call),
    health: (call) => checkHealth(gateway, healthUrl, call),
    alive: (call) => checkHealth(gateway, aliveUrl, call),
  };
}
