/**
 * `pnpm check`: every gate, one after another, then a table, and `N passed, N failed` as the last line.
 *
 *     pnpm check --without tests     leaves a gate out; may be repeated
 *     pnpm check --canaries          also plants faults into a copy of the workspace, which the gates must reject
 */
import { parseArgs } from 'node:util';
import { canaries, plantAndRun } from './canaries.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { gates } from './gates.ts';
import { describeOutcome, summarise, timed, type Outcome } from './report.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { treeState } from './tree-state.ts';

const { values } = parseArgs({
  options: { without: { type: 'string', multiple: true, default: [] }, canaries: { type: 'boolean', default: false } },
});
const unknown = values.without.filter((name) => !gates.some((gate) => gate.name === name));
if (unknown.length > 0) {
  throw new Error(`No gate is called ${unknown.join(', ')}; there are: ${gates.map(({ name }) => name).join(', ')}.`);
}

const root = process.cwd();
const outcomes: Outcome[] = [];
const before = await treeState(root);

for (const gate of gates.filter(({ name }) => !values.without.includes(name))) {
  await run(gate.name, async () => {
    const { exitCode, output } = await gate.run(root);
    return exitCode === 0 ? undefined : output;
  });
}
await run('clean tree', async () => {
  const after = await treeState(root);
  const isSame = after.everything === before.everything;
  return isSame ? undefined : `The working tree changed while the gates ran. It is now:\n${after.status}`;
});
if (values.canaries) {
  using copy = temporaryFolder('canaries');
  await copyWorkspace(root, copy.path);
  for (const canary of canaries) {
    await run(`${canary.gate} rejects ${canary.fault}`, () => plantAndRun(copy.path, canary));
  }
}

console.log(`\n${summarise(outcomes)}`);
process.exitCode = outcomes.some(({ fault }) => fault !== undefined) ? 1 : 0;

async function run(name: string, gate: () => Promise<string | undefined>): Promise<void> {
  const outcome = await timed(name, gate);
  outcomes.push(outcome);
  console.log(describeOutcome(outcome));
}
