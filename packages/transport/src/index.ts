export { createAuthority } from './create-authority.ts';
export { DEFAULT_ADDRESSES, DEFAULT_ANSWER_LIMIT, DEFAULT_PATHS, DEFAULT_TIMEOUTS } from './settings.ts';
export type { Addresses, AuthorityOptions, ServicePaths, Tier, Timeouts } from './settings.ts';
