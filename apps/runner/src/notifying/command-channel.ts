import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { IshurError } from '@ishur/contract';
import { hideSecrets } from '../configuration/secret.ts';
import { DEFAULT_TIMEOUT, MOST_READ } from './notification.ts';
import type { Channel } from './notification.ts';

export interface CommandChannelOptions {
  /** A program and its words; no shell reads them. */
  readonly command: readonly string[];
  /** Where it runs: the configuration's folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of variables that the program does not get: it tells somebody, and needs no key of ours. */
  readonly withheld: readonly string[];
  /** Seconds. Default 10. */
  readonly timeout?: number | undefined;
}

/** Runs a program with the message on its standard input. Exit code 0 is an answer; what it prints is not. */
export function commandChannel(options: CommandChannelOptions): Channel {
  const { command, timeout = DEFAULT_TIMEOUT } = options;
  const [program = ''] = command;
  return {
    async call(message, signal) {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(timeout * 1000)]);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const child = start(options);
      let complaint = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint = (complaint + text).slice(-MOST_READ);
      });
      // A program that reads nothing closes its input before it was written.
      child.stdin.on('error', () => undefined);
      child.stdin.end(`${JSON.stringify(message)}\n`);
      const end = (): void => {
        child.kill('SIGKILL');
        // What it started itself may hold its pipes open; nobody waits for that.
        child.stderr.destroy();
        reject(tooSlow(program));
      };
      ends.addEventListener('abort', end, { once: true });
      if (ends.aborted) end();
      child.on('error', (cause) => reject(notFound(program, cause)));
      child.on('exit', (code) => (code === 0 ? resolve() : reject(failed(program, code, complaint))));
      try {
        await promise;
      } finally {
        ends.removeEventListener('abort', end);
        child.stderr.destroy();
      }
    },
  };
}

/** @throws IshurError where the machine refuses it at once, as Windows does a batch file. */
function start(options: CommandChannelOptions): ChildProcessByStdio<Writable, null, Readable> {
  const [program = '', ...words] = options.command;
  try {
    return spawn(program, words, {
      cwd: options.folder,
      env: withoutSecrets(options),
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
    });
  } catch (cause) {
    throw notFound(program, cause);
  }
}

function withoutSecrets({ environment, withheld }: CommandChannelOptions): NodeJS.ProcessEnv {
  // Windows does not tell the case of a name.
  const names = new Set(withheld.map((name) => name.toUpperCase()));
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => value !== undefined && !names.has(name.toUpperCase()) && hideSecrets(value) === value,
    ),
  );
}

function notFound(program: string, cause: unknown): IshurError {
  return new IshurError({
    code: 'notify/no-such-command',
    remedy: 'fix-config',
    message: {
      he: `notify.command: לא ניתן להפעיל את ${program}. כתבו נתיב מלא לתוכנה, בלי מעטפת (shell).`,
      en: `notify.command: ${program} cannot be started. Write the whole path of a program; no shell is used.`,
    },
    cause,
  });
}

function tooSlow(program: string): IshurError {
  return new IshurError({
    code: 'notify/no-answer',
    remedy: 'retry',
    message: {
      he: `notify.command: ${program} לא הסתיים בזמן ונעצר. ההודעה תימסר שוב.`,
      en: `notify.command: ${program} did not end in time and was stopped. It is called again.`,
    },
  });
}

function failed(program: string, code: number | null, complaint: string): IshurError {
  const said = hideSecrets(complaint).trim().split(/\r?\n/).at(-1) ?? '';
  const words = said === '' ? '' : `: ${said}`;
  return new IshurError({
    code: 'notify/failed',
    remedy: 'retry',
    message: {
      he: `notify.command: ${program} הסתיים בקוד ${String(code)}${words}. ההודעה תימסר שוב.`,
      en: `notify.command: ${program} ended with code ${String(code)}${words}. It is called again.`,
    },
  });
}
