import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../workspace/temporary-folder.ts';
import type { Asked, BothSides, Issued, ListedCase, Status } from '../checks/both-sides.ts';
import type { ToldChoice } from '../checks/check-choices.ts';
import { openProxy } from '../proxy/open-proxy.ts';
import type { Proxy } from '../proxy/open-proxy.ts';
import type { CommandResult, SimulatorSettings } from '../runner/assistant-messages.ts';
import type { Assistant } from '../runner/open-assistant.ts';
import { numbersIn, toCsv } from './documents.ts';
import type { LabDocument } from './documents.ts';

/** The dealer of the authority's sandbox to whom numbers are given. */
export const DEALER = '777777715';
const SOURCE_FILE = 'invoices.csv';
export const RESULT_FILE = 'invoices.ishur.csv';
/** Settings with which every document is asked for in an exchange of its own. */
export const SINGLY: readonly string[] = ['asking: { batching: never }'];
export const LEDGER_FILE = 'ishur.db';

export interface WorldOptions {
  readonly documents: readonly LabDocument[];
  readonly simulator?: SimulatorSettings;
  /** Lines of the configuration, beside what every world has. */
  readonly settings?: readonly string[];
}

/** A business in a folder, with its own simulator, and a proxy between them. */
export interface World extends AsyncDisposable {
  readonly folder: string;
  readonly documents: readonly LabDocument[];
  readonly proxy: Proxy;
  /** A normal command in the assistant's process, so much later by the clock. */
  ishur(argv: readonly string[], laterMs?: number): Promise<CommandResult>;
  /** How often each reference was asked for until now, by the simulator's book. */
  askedCounts(): Promise<ReadonlyMap<string, number>>;
  /** What the decision service was told, by the simulator's book. */
  choices(): Promise<readonly ToldChoice[]>;
  /** The lists of both sides, as they stand. */
  look(): Promise<BothSides>;
}

export async function openWorld(assistant: Assistant, options: WorldOptions): Promise<World> {
  const { documents } = options;
  const temporary = temporaryFolder('fault-lab');
  const folder = join(temporary.path, 'הנהלת חשבונות');
  mkdirSync(folder);
  writeFileSync(join(folder, SOURCE_FILE), toCsv(documents));
  const address = await assistant.ask({
    kind: 'simulate',
    options: { window: { monthsBack: 1 }, ...options.simulator },
  });
  const proxy = await openProxy(address);
  writeFileSync(join(folder, 'ishur.config.yaml'), configuration(proxy.address, options));

  const ishur = (argv: readonly string[], laterMs = 0): Promise<CommandResult> =>
    assistant.ask({ kind: 'command', argv, folder, laterMs });
  const book = async <Entry>(name: string): Promise<readonly Entry[]> => {
    const answer = await fetch(`${address}/__simulator/${name}`);
    return ((await answer.json()) as Record<string, readonly Entry[]>)[name] ?? [];
  };
  return {
    folder,
    documents,
    proxy,
    ishur,
    async askedCounts() {
      const counts = new Map<string, number>();
      for (const { invoice_reference_number: reference } of await book<Asked>('asked')) {
        counts.set(reference, (counts.get(reference) ?? 0) + 1);
      }
      return counts;
    },
    choices: () => book<ToldChoice>('choices'),
    async look() {
      const result = join(folder, RESULT_FILE);
      const [status] = linesOf<Status>(await ishur(['status', '--json']), 'status');
      return {
        documents: documents.map(({ reference }) => reference),
        asked: await book<Asked>('asked'),
        issued: await book<Issued>('issued'),
        cases: linesOf<ListedCase>(await ishur(['list', '--json']), 'list'),
        status: status ?? {},
        recorded: existsSync(result) ? numbersIn(readFileSync(result, 'utf8')) : new Map(),
      };
    },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await assistant.ask({ kind: 'stop', address });
      temporary[Symbol.dispose]();
    },
  };
}

/** Whether the runner knows a setting: whatever it does not know it refuses. */
export async function isOffered(assistant: Assistant, settings: readonly string[]): Promise<boolean> {
  await using world = await openWorld(assistant, { documents: [], settings });
  return (await world.ishur(['status', '--json'])).code === 0;
}

function configuration(url: string, { settings = [] }: WorldOptions): string {
  return [
    'authority:',
    '  tier: simulator',
    `  url: "${url}"`,
    `ledger: ./${LEDGER_FILE}`,
    ...settings,
    'businesses:',
    '  - id: lab',
    `    vatNumber: "${DEALER}"`,
    '    operator: { name: fault-lab }',
    '    sources:',
    '      - id: office',
    '        adapter: csv',
    `        with: { path: ./${SOURCE_FILE} }`,
    '',
  ].join('\n');
}

function linesOf<Line>(result: CommandResult, name: string): readonly Line[] {
  if (result.code !== 0) throw new Error(`ishur ${name} ended with ${String(result.code)}: ${result.err}`);
  return result.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
