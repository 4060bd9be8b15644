/** What safety costs: the engine, its ledger and transport beside the same work without them, each in turn in one run. */
import { nodeCommand, programOf, runCommand } from '../workspace/run-command.ts';

const defaultRounds = 5;

const PARTS: Readonly<Record<string, (rounds: number) => Promise<void>>> = {
  calls: async (rounds) => (await import('./engine-asks.ts')).againstBareCalls(rounds),
  commits: async (rounds) => (await import('./engine-asks.ts')).againstTwoCommits(rounds),
  append: async (rounds) => (await import('./engine-append.ts')).againstRawInserts(rounds),
  batch: async () => (await import('./engine-batch.ts')).togetherAgainstOneByOne(),
  restart: async (rounds) => (await import('./engine-restart.ts')).restartAgainstScan(rounds),
};

const PACKAGES = ['packages/transport', 'packages/ledger-sqlite', 'packages/simulator'];

/** Parts may be named, and the number of rounds be given: `pnpm bench engine calls append 9`. */
export async function run(args: readonly string[]): Promise<void> {
  const root = process.cwd();
  const names = args.filter((word) => !/^\d+$/.test(word));
  const rounds = Number(args.find((word) => /^\d+$/.test(word)) ?? defaultRounds);
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}, only ${Object.keys(PARTS).join(', ')}.`);

  const build = await runCommand(nodeCommand(programOf(root, 'typescript', 'tsc'), '--build', ...PACKAGES), root);
  if (build.exitCode !== 0) throw new Error(`The engine cannot be built.\n${build.output}`);
  const { tellLoad } = await import('./engine-contest.ts');
  console.log(`Node ${process.version}, ${rounds} rounds, medians`);
  tellLoad();
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length === 0 || names.includes(name)) await part(rounds);
  }
  tellLoad();
}
