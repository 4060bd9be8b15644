import type { Readable, Writable } from 'node:stream';
import type { Adapter } from '@ishur/contract/v1';
import type { Language } from './language.ts';

/** A terminal at which a person sits, for questions. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  /** One text as this terminal has to get it: without control characters, in lines that fit, in the order that it shows right. */
  present(text: string): string;
}

/** What every command gets: the world outside, so that a test can be that world. */
export interface CliContext {
  /** The folder in which the command was given, absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Adapters of this distribution beside the built-in ones. */
  readonly adapters: readonly Adapter[];
  readonly clock: { now(): Date };
  /** Aborted when the person wants to stop (Ctrl+C). */
  readonly signal: AbortSignal;
  /** Aborted when the person wants to stop at once (Ctrl+C once more). */
  readonly force: AbortSignal;
  /** What a person types or pastes. */
  readonly input: NodeJS.ReadableStream;
  /** Where a person can be asked; undefined where none looks on. */
  readonly terminal: Terminal | undefined;
  /** Results for a person, made fit to be shown. */
  out(text: string): void;
  /** Results for a machine: one line of JSON, exactly as it is. */
  json(value: object): void;
  /** Everything else: warnings and errors, made fit to be shown. */
  err(text: string): void;
  /** One line that moves: it takes the place of what stands in the line of the terminal, and is taken away by another. */
  moving(text: string): void;
  /** Characters in a line of the terminal; undefined where the output is no terminal. */
  readonly columns: number | undefined;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly config?: string;
  readonly business?: string;
  readonly source?: string;
  readonly json?: boolean;
  readonly lang: Language;
}
