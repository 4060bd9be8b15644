import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import { runCli } from '../run-cli.ts';

/** One line of what the simulator was asked. */
export interface AskedLine {
  readonly invoice_id: string;
  readonly body_sha256: string;
}

/** What a command came to. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A copy of examples/acme in a folder with a Hebrew name, with its own simulator and its own first of July 2026. */
export interface AcmeWorld extends AsyncDisposable {
  readonly folder: string;
  ishur(...argv: readonly string[]): Promise<CommandResult>;
  asked(): Promise<readonly AskedLine[]>;
}

const EXAMPLE = resolve(import.meta.dirname, '../../../../examples/acme');
const NOW = new Date('2026-07-01T09:00:00+03:00');

export async function openAcmeWorld(): Promise<AcmeWorld> {
  const folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'הנהלת חשבונות');
  cpSync(EXAMPLE, folder, { recursive: true, filter: (path) => !/ishur\.db|\.ishur\.csv$/.test(path) });
  const simulator = await startSimulator({ now: () => NOW });
  const file = join(folder, 'ishur.config.yaml');
  const settings = readFileSync(file, 'utf8');
  writeFileSync(file, settings.replace('tier: simulator', `tier: simulator, url: "${simulator.address}"`));
  return {
    folder,
    ishur: (...argv) => command(folder, argv),
    async asked() {
      const answer = await fetch(`${simulator.address}/__simulator/asked`);
      return ((await answer.json()) as { readonly asked: readonly AskedLine[] }).asked;
    },
    async [Symbol.asyncDispose]() {
      await simulator[Symbol.asyncDispose]();
      rmSync(resolve(folder, '..'), { recursive: true, force: true });
    },
  };
}

/** Gives one command as a person would, in English unless the command says otherwise. */
export async function command(
  folder: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli({
    argv,
    folder,
    environment: { LANG: 'en_US.UTF-8', ...environment },
    clock: { now: () => NOW },
    signal: new AbortController().signal,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}
