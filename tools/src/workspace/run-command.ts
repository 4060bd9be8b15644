import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Command {
  readonly file: string;
  readonly arguments: readonly string[];
}

export interface CommandResult {
  /** Undefined when the command could not start or was killed. */
  readonly exitCode: number | undefined;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** A program of a package in the root's node_modules, run by this Node: no shell and no `.cmd`, so it is the same on Windows. */
export function programOf(root: string, packageName: string, program: string): string {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const file = bin[program];
  if (file === undefined) throw new Error(`${packageName} has no program ${program}.`);
  return join(folder, file);
}

/** A script for this Node. */
export function nodeCommand(...args: readonly string[]): Command {
  return { file: process.execPath, arguments: args };
}

/** The pnpm that runs us: `pnpm <script>` names itself in the environment. */
export function pnpmCommand(...args: readonly string[]): Command {
  const pnpm = process.env['npm_execpath'];
  if (pnpm === undefined) return { file: 'pnpm', arguments: args };
  return /\.[cm]?js$/.test(pnpm) ? nodeCommand(pnpm, ...args) : { file: pnpm, arguments: args };
}

/** Runs it to its end, with nothing on standard input, as in CI and without colours. A failed start is a result too. */
export function runCommand(command: Command, folder: string): Promise<CommandResult> {
  return new Promise((resolve) => {
    const chunks: string[] = [];
    const child = spawn(command.file, command.arguments, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: 'true' },
      // npm is a script for the shell on Windows; everything else is a real program.
      shell: process.platform === 'win32' && command.file === 'npm',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => chunks.push(chunk));
    }
    child.on('error', (error) => {
      resolve({ exitCode: undefined, output: `${command.file} did not start: ${error.message}` });
    });
    child.on('close', (code) => {
      resolve({ exitCode: code ?? undefined, output: stripVTControlCharacters(chunks.join('')) });
    });
  });
}
