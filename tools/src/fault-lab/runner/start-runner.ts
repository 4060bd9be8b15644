import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Lab } from '../lab.ts';
import { runnerArguments } from '../lab.ts';

/** One line of `ishur run --json`: an event, or the summary at the end. */
export interface ToldLine {
  readonly event?: string;
  readonly id?: string;
  readonly standing?: string;
  readonly number?: string;
  readonly error?: { readonly code: string };
}

export interface EndedRunner {
  /** Absent where it was killed. */
  readonly code: number | undefined;
  readonly told: readonly ToldLine[];
  readonly err: string;
  /** Milliseconds from its start to its end. */
  readonly ms: number;
  /** The longest time between two lines, in milliseconds; before the first one it only starts. */
  readonly longestSilenceMs: number;
}

/** A process of the `ishur` command: the real one, which the lab sees from outside only. */
export interface StartedRunner {
  readonly pid: number;
  readonly ended: Promise<EndedRunner>;
  /** SIGKILL: the process does nothing more, not even its own clearing up. */
  kill(): void;
}

export interface RunnerOptions {
  readonly folder: string;
  readonly argv: readonly string[];
  /** A program in front of Node, with its own arguments. */
  readonly through?: readonly string[];
  /** Called for every line as it arrives. */
  readonly onLine?: (line: ToldLine) => void;
  /** The most that its heap of long-lived objects may hold, in MiB: it dies where it needs more. Default: what Node thinks fit. */
  readonly heap?: number;
  /** Whether the lines are kept. Default true; a long run has too many. */
  readonly keepsLines?: boolean;
}

export function startRunner(lab: Lab, options: RunnerOptions): StartedRunner {
  const started = performance.now();
  const limits = options.heap === undefined ? [] : [`--max-old-space-size=${String(options.heap)}`];
  const [file = process.execPath, ...words] = [
    ...(options.through ?? []),
    process.execPath,
    ...limits,
    ...runnerArguments(lab),
    ...options.argv,
  ];
  const child = spawn(file, words, {
    cwd: options.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8', NODE_OPTIONS: '' },
  });
  const told: ToldLine[] = [];
  let err = '';
  let lastLine: number | undefined;
  let longestSilenceMs = 0;
  createInterface({ input: child.stdout }).on('line', (text) => {
    const now = performance.now();
    if (lastLine !== undefined) longestSilenceMs = Math.max(longestSilenceMs, now - lastLine);
    lastLine = now;
    const line = parseLine(text);
    if (line === undefined) return;
    if (options.keepsLines !== false) told.push(line);
    options.onLine?.(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (err.length < 20_000) err += text;
  });
  const { promise, resolve, reject } = Promise.withResolvers<EndedRunner>();
  child.once('error', reject);
  child.once('close', (code) => {
    resolve({ code: code ?? undefined, told, err, ms: performance.now() - started, longestSilenceMs });
  });
  return { pid: child.pid ?? 0, ended: promise, kill: () => void child.kill('SIGKILL') };
}

/** The last line of a killed process may be half a line. */
export function parseLine(text: string): ToldLine | undefined {
  try {
    return JSON.parse(text) as ToldLine;
  } catch {
    return undefined;
  }
}
