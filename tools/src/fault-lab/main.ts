/**
 * `pnpm fault-lab`: runs the real runner against the simulator through a proxy, kills it, and compares both sides' lists.
 * Ends with 1 where anything was found.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Lab } from './lab.ts';
import { formatFindings } from './report/result.ts';
import type { ScenarioResult } from './report/result.ts';
import { choices } from './scenarios/choices.ts';
import { matrix } from './scenarios/matrix.ts';
import { race } from './scenarios/race.ts';
import { soak } from './scenarios/soak.ts';
import { sweep } from './scenarios/sweep.ts';
import { syscalls } from './scenarios/syscalls.ts';

const USAGE = `Usage: pnpm fault-lab [sweep|matrix|choices|syscalls|race|soak …] [options]; without a name all of them, with few seeds.

  --seeds N       how many seeds (3); the record of the sweep is 100
  --from N        the first seed (1)
  --only TEXT     sweep: only "point/kind" with this text; matrix: only "personality/policy/loss";
                  choices: only "point/way/repeated"
  --jobs N        cases at a time (as many as there are cores)
  --documents N   race (300), soak (2000); the record of the soak is 200000
  --rate N        soak: part of the exchanges that something goes wrong with (0.05)
  --life N        soak: seconds that a process lives on average before it is killed (4)
  --heap N        soak: the most that the heap of a process may hold, in MiB (160)
  --singly        soak: one document in each exchange, and not many together
  --root FOLDER   the workspace that is examined (this one)
  --built         its built runner, instead of its sources; build first
  --json          one line of JSON for each scenario
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '3' },
    from: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    documents: { type: 'string' },
    rate: { type: 'string', default: '0.05' },
    life: { type: 'string', default: '4' },
    heap: { type: 'string', default: '160' },
    singly: { type: 'boolean', default: false },
    root: { type: 'string', default: resolve(import.meta.dirname, '../../..') },
    built: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const lab: Lab = { root: resolve(values.root), isBuilt: values.built, jobs: Number(values.jobs) };
const options = { seeds: Number(values.seeds), from: Number(values.from), only: values.only };

const SCENARIOS: ReadonlyMap<string, () => Promise<ScenarioResult>> = new Map([
  ['sweep', () => sweep(lab, options)],
  ['matrix', () => matrix(lab, options)],
  ['choices', () => choices(lab, options)],
  ['syscalls', () => syscalls(lab)],
  ['race', () => race(lab, { ...options, documents: Number(values.documents ?? 300) })],
  [
    'soak',
    () =>
      soak(lab, {
        from: options.from,
        documents: Number(values.documents ?? 2000),
        rate: Number(values.rate),
        life: Number(values.life),
        heap: Number(values.heap),
        singly: values.singly,
      }),
  ],
]);

const names = positionals.length === 0 ? [...SCENARIOS.keys()] : positionals;
if (values.help || names.some((name) => !SCENARIOS.has(name))) {
  console.error(USAGE);
  process.exitCode = values.help ? 0 : 64;
} else {
  for (const name of names) {
    const result = await SCENARIOS.get(name)?.();
    if (result === undefined) continue;
    if (values.json) console.log(JSON.stringify(result));
    else console.log(`${name}\n\n${result.text}\n${formatFindings(result.findings)}`);
    if (result.findings.length > 0) process.exitCode = 1;
  }
}
