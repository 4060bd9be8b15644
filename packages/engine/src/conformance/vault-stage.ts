import assert from 'node:assert/strict';
import { IshurError, isIshurError } from '@ishur/contract';
import type { ConnectionId, TokenPair } from '@ishur/core';
import type { Runner } from '../engine-parts.ts';
import type { Vault } from '../ports/vault.ts';

/** One process that opens a vault. */
export interface VaultProcess {
  readonly runner: Runner;
  readonly now: () => Date;
  /** Milliseconds that it waits for another's refresh. */
  readonly patienceMs?: number;
}

/** One storage, which the tests open as often as they like: two handles stand for two processes. */
export interface VaultWorld {
  open(process: VaultProcess): Promise<Vault>;
}

export const ACME: ConnectionId = { tier: 'simulator', vatNumber: '777777715' };
export const LOGIN = '2026-06-30T09:00:00.000Z';

/** Processes on one storage, with one clock that stands still, and deaths that all of them see. */
export interface Stage {
  open(name: string, patienceMs?: number): Promise<Vault>;
  dies(name: string): void;
  setClock(instant: string): void;
}

export function stageOf(world: VaultWorld): Stage {
  const gone = new Set<string>();
  let now = LOGIN;
  return {
    open: (name, patienceMs = 15_000) =>
      world.open({ runner: { name, isAlive: (other) => !gone.has(other) }, now: () => new Date(now), patienceMs }),
    dies: (name) => gone.add(name),
    setClock(instant) {
      now = instant;
    },
  };
}

/** The pair that the so-manieth refresh brings; 0 is that of the log-in. */
export function pairOf(number: number): TokenPair {
  return {
    accessToken: `access-${number}`,
    accessExpiresAt: new Date(Date.parse(LOGIN) + (number + 1) * 601_000).toISOString(),
    refreshToken: `refresh-${number}`,
    refreshExpiresAt: '2026-09-28T09:00:00.000Z',
    scope: 'scope',
  };
}

/** A token service: every refresh token works once. */
export interface Exchange {
  readonly sent: string[];
  readonly swap: (current: TokenPair) => Promise<TokenPair>;
}

export function newExchange(): Exchange {
  const sent: string[] = [];
  return {
    sent,
    async swap({ refreshToken }) {
      sent.push(refreshToken);
      const brought = pairOf(sent.length);
      // Long enough for whoever does not wait to come between.
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      return brought;
    },
  };
}

/** A swap that ends when the test says so, and with the test at the latest. */
export interface HeldSwap extends Disposable {
  readonly swap: (current: TokenPair) => Promise<TokenPair>;
  /** Resolves when it was called. */
  readonly begun: Promise<void>;
  bring(pair: TokenPair): void;
}

export function heldSwap(): HeldSwap {
  const begun = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<TokenPair>();
  answer.promise.catch(() => {});
  return {
    swap: () => {
      begun.resolve();
      return answer.promise;
    },
    begun: begun.promise,
    bring: (pair) => answer.resolve(pair),
    [Symbol.dispose]: () => answer.reject(failure('test/over')),
  };
}

export const never = (): boolean => false;

export const neverSwap = async (): Promise<TokenPair> => assert.fail('A token was sent that must not be sent.');

/** What a caller wants who holds this token and finds it too old. */
export function insteadOf(number: number): (pair: TokenPair) => boolean {
  return ({ accessToken }) => accessToken !== pairOf(number).accessToken;
}

export function failure(code: string): IshurError {
  const message = { he: `תקלה לניסיון: ${code}`, en: `A failure for a test: ${code}` };
  return new IshurError({ code, remedy: code.startsWith('connection/') ? 'fix-config' : 'retry', message });
}

export function failsWith(code: string): (error: unknown) => boolean {
  return (error) => isIshurError(error) && error.code === code;
}
