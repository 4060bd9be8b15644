/** How many numbers a second `approve` asks for, beside bare undici and bare got on the same socket. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { AllocationRequest, FrozenAsk } from '@ishur/core';
import got from 'got';
import { Pool } from 'undici';
import { nodeCommand, programOf, runCommand } from '../workspace/run-command.ts';
import { median } from './alternate.ts';

const defaultRounds = 21;
const callsARound = 400;
const path = '/shaam/tsandbox/Invoices/v2/Approval';

interface Contestant {
  readonly name: string;
  /** Asks once, and reads the whole answer. */
  readonly ask: () => Promise<unknown>;
}

/** The number of rounds may be given; fifteen are the least that say something. */
export async function run([rounds = String(defaultRounds)]: readonly string[]): Promise<void> {
  const root = process.cwd();
  const build = await runCommand(
    nodeCommand(programOf(root, 'typescript', 'tsc'), '--build', 'packages/transport'),
    root,
  );
  if (build.exitCode !== 0) throw new Error(`Transport cannot be built.\n${build.output}`);

  const server = fork(join(import.meta.dirname, 'transport-server.ts'));
  try {
    const [port] = (await once(server, 'message')) as [number];
    console.log(`Node ${process.version}, ${rounds} rounds of ${callsARound} calls, medians, calls a second`);
    for (const atOnce of [1, 16]) {
      await using contest = await contestantsAt(`http://127.0.0.1:${port}`, atOnce);
      const rates = await compete(contest.contestants, Number(rounds), atOnce);
      const [own = Number.NaN] = rates;
      console.log(`\n${atOnce} at a time`);
      for (const [index, { name }] of contest.contestants.entries()) {
        const rate = rates[index] ?? Number.NaN;
        const ratio = index === 0 ? '' : `, ${(rate / own).toFixed(2)} times as many`;
        console.log(`  ${name.padEnd(8)} ${Math.round(rate).toLocaleString('en').padStart(7)}${ratio}`);
      }
    }
  } finally {
    server.disconnect();
  }
}

/** In turn, so that a slow minute of the machine hits all alike. Three rounds before are not counted: they warm up. */
async function compete(contestants: readonly Contestant[], rounds: number, atOnce: number): Promise<readonly number[]> {
  const rates = contestants.map((): number[] => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [index, { ask }] of contestants.entries()) {
      const start = performance.now();
      await repeat(ask, callsARound, atOnce);
      if (round >= 0) rates[index]?.push((callsARound / (performance.now() - start)) * 1000);
    }
  }
  return rates.map(median);
}

async function repeat(ask: () => Promise<unknown>, count: number, atOnce: number): Promise<void> {
  let left = count;
  const work = async (): Promise<void> => {
    for (left -= 1; left >= 0; left -= 1) await ask();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

interface Contest extends AsyncDisposable {
  readonly contestants: readonly Contestant[];
}

/** The same bytes, the same token and kept connections for everyone. No pace: it would be what is measured. */
async function contestantsAt(address: string, atOnce: number): Promise<Contest> {
  const { createAuthority } = await import('@ishur/transport');
  const authority = createAuthority({
    tier: 'simulator',
    address,
    accessToken: () => Promise.resolve('a-token'),
    limits: { perSecond: Infinity, atOnce },
  });
  const ask = await frozenAsk(authority);
  const { signal } = new AbortController();
  const headers = {
    authorization: 'Bearer a-token',
    'content-type': 'application/json; charset=utf-8',
    accept: 'application/json',
  };
  const pool = new Pool(address, { connections: atOnce });
  const agent = { http: new Agent({ keepAlive: true }) };
  const bareGot = got.extend({ agent, headers, retry: { limit: 0 }, throwHttpErrors: false });
  return {
    contestants: [
      {
        name: 'approve',
        ask: async () => {
          const { kind } = await authority.approve(ask, { signal });
          if (kind !== 'allocated') throw new Error(`The server does not allocate: ${kind}`);
        },
      },
      {
        name: 'got',
        ask: () => bareGot.post(new URL(path, address), { body: ask.body }).json(),
      },
      {
        name: 'undici',
        ask: async () => (await pool.request({ path, method: 'POST', headers, body: ask.body })).body.json(),
      },
    ],
    async [Symbol.asyncDispose]() {
      agent.http.destroy();
      await pool.close();
    },
  };
}

/** An ordinary invoice, spelled for the wire. */
async function frozenAsk({ spell }: { readonly spell: (request: AllocationRequest) => FrozenAsk }): Promise<FrozenAsk> {
  const { parseBusinessDay, parseDocument, parseVatNumber } = await import('@ishur/core');
  const vatNumber = parseVatNumber('777777715');
  const issuedOn = parseBusinessDay('2026-06-30');
  const parsed = parseDocument({
    documentType: 305,
    reference: '1001',
    documentDate: '2026-06-30',
    netAmount: '10000.00',
    vatAmount: '1800.00',
    grossAmount: '11800.00',
    customer: { name: 'מאפיית הכפר בע"מ', vatNumber: '000000018' },
  });
  if (vatNumber === undefined || issuedOn === undefined || !parsed.ok) throw new Error('The benchmark is wrong.');
  const { document } = parsed;
  const operator = { name: 'acme-office' };
  return spell({
    invoiceId: '777777715-305-1001',
    vatNumber,
    operator,
    softwareNumber: vatNumber,
    action: 0,
    issuedOn,
    document,
  });
}
