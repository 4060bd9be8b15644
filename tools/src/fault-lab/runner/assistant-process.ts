/**
 * A process that lives on: it has loaded the runner and the simulator of a workspace once, so that a command after a kill takes
 * milliseconds. What is killed is always a process of its own.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AssistantRequest, CommandResult, Envelope, Reply, SimulatorSettings } from './assistant-messages.ts';

interface RunnerModule {
  readonly runCli: (options: {
    readonly argv: readonly string[];
    readonly folder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly clock: { now(): Date };
    readonly signal: AbortSignal;
    readonly out: (text: string) => void;
    readonly err: (text: string) => void;
  }) => Promise<number>;
}

interface SimulatorModule {
  readonly startSimulator: (
    options: SimulatorSettings,
  ) => Promise<{ readonly address: string; close(): Promise<void> }>;
}

const [root = '', folder = 'src', ending = 'ts'] = process.argv.slice(2);
const load = async (place: string): Promise<unknown> =>
  import(pathToFileURL(join(root, place, folder, `index.${ending}`)).href);
const { runCli } = (await load('apps/runner')) as RunnerModule;
const { startSimulator } = (await load('packages/simulator')) as SimulatorModule;

const simulators = new Map<string, { close(): Promise<void> }>();

async function carryOut(request: AssistantRequest): Promise<unknown> {
  switch (request.kind) {
    case 'simulate': {
      const simulator = await startSimulator(request.options);
      simulators.set(simulator.address, simulator);
      return simulator.address;
    }
    case 'stop':
      await simulators.get(request.address)?.close();
      simulators.delete(request.address);
      return null;
    case 'command':
      return command(request);
  }
}

async function command(request: Extract<AssistantRequest, { kind: 'command' }>): Promise<CommandResult> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli({
    argv: request.argv,
    folder: request.folder,
    environment: { ...process.env, LANG: 'en_US.UTF-8' },
    clock: { now: () => new Date(Date.now() + request.laterMs) },
    signal: new AbortController().signal,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}

process.on('message', ({ id, request }: Envelope) => {
  const reply = (answer: Reply): void => void process.send?.(answer);
  carryOut(request).then(
    (value) => reply({ id, value }),
    (error: unknown) => reply({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
