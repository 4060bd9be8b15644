import type { Gate } from './gate.ts';
import type { Outgoing } from './exchange.ts';
import type { TokenSource } from './token-source.ts';

/** What all services of one business at one tier share. */
export interface Gateway extends Channel, TokenSource {}

/** A way to servers of the authority, for whoever has no token. */
export interface Channel extends Pick<Outgoing, 'agent' | 'connectMs' | 'wholeMs' | 'maximumAnswerBytes'> {
  readonly gate: Gate;
  readonly now: () => Date;
}
