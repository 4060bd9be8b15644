import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCli } from '../run-cli.ts';
import type { CommandResult } from './acme-world.ts';

/** A business with one source in a folder with a Hebrew name. */
export interface BusinessFolder extends AsyncDisposable {
  readonly folder: string;
  /** Gives one command. `answer` is what the person does, given what stands on the screen so far. */
  ishur(argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
}

export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  /** Called once, with the first address that the command printed; what it resolves to is typed in. */
  readonly answer?: (address: string) => Promise<string | undefined>;
}

/** @param authority what stands behind `authority:`, as YAML. */
export async function openBusinessFolder(authority: string, more: string = ''): Promise<BusinessFolder> {
  const folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'עסק');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'ishur.config.yaml'),
    `authority: ${authority}
${more}
businesses:
  - id: acme
    vatNumber: "777777715"
    operator: { name: office }
    sources:
      - { id: office, adapter: csv, with: { path: ./*.csv } }
`,
  );
  writeFileSync(
    join(folder, 'a.csv'),
    `invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat
305,1001,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00
`,
  );
  return {
    folder,
    ishur: (argv, options = {}) => give(folder, argv, options),
    async [Symbol.asyncDispose]() {
      rmSync(resolve(folder, '..'), { recursive: true, force: true });
    },
  };
}

async function give(folder: string, argv: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const [out, err]: string[][] = [[], []];
  const input = new PassThrough();
  let isAnswered = false;
  const answerOnce = (): void => {
    const address = /https?:\/\/\S*authorize\?\S+/.exec((err ?? []).join(''))?.[0];
    if (address === undefined || isAnswered || options.answer === undefined) return;
    isAnswered = true;
    options.answer(address).then(
      (text) => input.end(text === undefined ? '' : `${text}\n`),
      (error: unknown) => input.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  };
  const code = await runCli({
    argv,
    folder,
    input,
    environment: { LANG: 'en_US.UTF-8', ...options.environment },
    clock: { now: () => options.now ?? new Date('2026-07-01T09:00:00+03:00') },
    signal: options.signal ?? new AbortController().signal,
    out: (text) => out?.push(text),
    err: (text) => {
      err?.push(text);
      answerOnce();
    },
  });
  return { code, out: (out ?? []).join(''), err: (err ?? []).join('') };
}
