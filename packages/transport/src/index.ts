export { AUTHORITY_CODES } from './answers/authority-codes.ts';
export type { AuthorityCode } from './answers/authority-codes.ts';
export { createAuthority } from './create-authority.ts';
export type { HttpAuthority } from './create-authority.ts';
export { proxyAgents } from './http/proxy-agents.ts';
export type { TokenSource } from './http/token-source.ts';
export { listenForRedirect } from './oauth/listen-for-redirect.ts';
export type { RedirectListener } from './oauth/listen-for-redirect.ts';
export { createLogin, newState } from './oauth/login.ts';
export type { Login } from './oauth/login.ts';
export { readRedirect } from './oauth/read-redirect.ts';
export type { GrantedPair } from './oauth/read-tokens.ts';
export {
  DEFAULT_ADDRESSES,
  DEFAULT_ANSWER_LIMIT,
  DEFAULT_CIRCUIT,
  DEFAULT_CLIENT_AUTHENTICATION,
  DEFAULT_LIMITS,
  DEFAULT_PATHS,
  DEFAULT_SCOPE,
  DEFAULT_TIMEOUTS,
} from './settings.ts';
export type {
  Addresses,
  AuthorityOptions,
  Circuit,
  ClientAuthentication,
  InformationNames,
  Limits,
  LoginOptions,
  ServerOptions,
  ServicePaths,
  Tier,
  Timeouts,
} from './settings.ts';
export { probe, serviceAddress } from './probe/probe.ts';
export type { Probe } from './probe/probe.ts';
