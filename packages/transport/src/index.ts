export { createAuthority } from './create-authority.ts';
export { DEFAULT_ADDRESS, DEFAULT_ANSWER_LIMIT, DEFAULT_PATHS, DEFAULT_TIMEOUTS } from './settings.ts';
export type { AuthorityOptions, ServicePaths, Tier, Timeouts } from './settings.ts';
