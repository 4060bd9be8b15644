import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { startSimulator } from '@ishur/simulator';
import type { Simulator, SimulatorOptions } from '@ishur/simulator';
import { runCli } from '../run-cli.ts';
import type { CommandResult } from './acme-world.ts';
import { openBusinessFolder } from './business-folder.ts';
import type { BusinessFolder } from './business-folder.ts';

/** The day on which everything happens, unless a test says otherwise. */
export const NOW: Date = new Date('2026-07-01T09:00:00+03:00');

/** A business two of whose invoices are held: 305:1001 and 305:1002. 305:1003 gets its number. */
export interface HeldWorld extends BusinessFolder {
  readonly simulator: Simulator;
  /** Writes what the accounting software holds. */
  write(...rows: readonly string[]): void;
  /** What was told to the decision service, as the simulator has it. */
  choices(): Promise<readonly { readonly decision: string; readonly outcome: string; readonly body_sha256: string }[]>;
  /** How the authority decides on a hearing. */
  decideHearing(result: 'won' | 'lost', invoiceId?: string): Promise<void>;
  standingOf(document: string): Promise<string>;
  /** Gives a command in a terminal; each answer is typed when its words have come. */
  inTerminal(argv: readonly string[], ...answers: readonly (readonly [RegExp, string])[]): Promise<CommandResult>;
}

const FILE = 'invoices.csv';
const HEADER =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat';
const ROWS = [
  '305,1001,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00',
  '305,1002,2026-06-10,000000018,א בע"מ,6100.00,1098.00,7198.00',
  '305,1003,2026-06-10,000000018,א בע"מ,6200.00,1116.00,7316.00',
];

export async function openHeldWorld(options: SimulatorOptions = {}, more: string = ''): Promise<HeldWorld> {
  const invoices = ['1001', '1002'].map((reference) => ({ reference, behaviour: 'hold' as const }));
  const simulator = await startSimulator({
    now: () => NOW,
    dealers: { '777777715': { behaviour: 'allocate', invoices } },
    ...options,
  });
  const business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`, more);
  const write = (...rows: readonly string[]): void =>
    writeFileSync(join(business.folder, FILE), `${[HEADER, ...rows].join('\n')}\n`);
  rmSync(join(business.folder, 'a.csv'));
  write(...ROWS);
  const control = async (path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${simulator.address}/__simulator/${path}`, init)).json();
  };
  return {
    ...business,
    simulator,
    write,
    async choices() {
      return ((await control('choices')) as { readonly choices: Awaited<ReturnType<HeldWorld['choices']>> }).choices;
    },
    async decideHearing(result, invoiceId = '777777715-305-1001') {
      await control('hearings', { vat_number: 777777715, invoice_id: invoiceId, result });
    },
    async standingOf(document) {
      const { out } = await business.ishur(['show', document, '--json']);
      return (JSON.parse(out) as { readonly summary: { readonly standing: string } }).summary.standing;
    },
    inTerminal: (argv, ...answers) => inTerminal(business.folder, argv, answers),
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

/** The rows that the accounting software holds at first. */
export const HELD_ROWS: readonly string[] = ROWS;

async function inTerminal(
  folder: string,
  argv: readonly string[],
  answers: readonly (readonly [RegExp, string])[],
): Promise<CommandResult> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const [out, err]: [string[], string[]] = [[], []];
  let screen = '';
  let seen = 0;
  let [next, ...others] = answers;
  output.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    if (next === undefined || !next[0].test(screen.slice(seen))) return;
    seen = screen.length;
    const [, keys] = next;
    [next, ...others] = others;
    // The prompt listens once it has drawn itself.
    setImmediate(() => input.write(keys));
  });
  const code = await runCli({
    argv,
    folder,
    environment: { LANG: 'en_US.UTF-8' },
    clock: { now: () => NOW },
    signal: new AbortController().signal,
    terminal: { input, output },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}
