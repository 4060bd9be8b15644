import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The simulator in a process of its own, moved through its control API. */
export interface SimulatorProcess extends Disposable {
  readonly address: string;
  /** Forgets what it was asked; from now on every exchange takes so long, and these references are refused with 433. */
  begin(options: { readonly latencyMs: number; readonly bad?: readonly string[] }): Promise<void>;
  /** How many exchanges there were since it began, of both kinds. */
  calls(): Promise<number>;
  /** How many numbers it has given since it began. */
  issued(): Promise<number>;
}

const SERVICES = ['approval', 'multi-approval'] as const;

export async function startSimulatorProcess(): Promise<SimulatorProcess> {
  const child = fork(join(import.meta.dirname, 'engine-simulator-process.ts'));
  const [address] = (await once(child, 'message')) as [string];

  const control = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${address}/__simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`The simulator refuses ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };

  return {
    address,
    async begin({ latencyMs, bad = [] }) {
      // Latency of 0 is a fault too: what it struck is how the exchanges are counted.
      const faults = SERVICES.map((service) => ({ kind: 'latency', service, ms: latencyMs, times: 'always' }));
      const invoices = bad.map((reference) => ({ reference, behaviour: { reject: 433 } }));
      await control('POST', 'scenario', { faults, dealers: { '777777715': { invoices } } });
    },
    async calls() {
      const { faults } = (await control('GET', 'faults')) as {
        readonly faults: readonly { readonly struck: number }[];
      };
      return faults.reduce((sum, { struck }) => sum + struck, 0);
    },
    async issued() {
      const { issued } = (await control('GET', 'issued')) as { readonly issued: readonly unknown[] };
      return issued.length;
    },
    [Symbol.dispose]() {
      child.disconnect();
    },
  };
}
