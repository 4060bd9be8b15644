/** How many documents core assesses in a second on one thread, beside a JSON Schema that checks the same fields. */
import { nodeCommand, programOf, runCommand } from '../workspace/run-command.ts';
import { alternate } from './alternate.ts';
import { benchDocuments } from './core-documents.ts';
import type { DocumentMix } from './core-documents.ts';
import { compileSchema } from './core-schema.ts';

const defaultRounds = 21;
const warmUps = 5;
const count = 10_000;

interface DocumentSet extends Omit<DocumentMix, 'count'> {
  readonly name: string;
  /** Documents a second that `assess` is to reach. */
  readonly goal?: number;
}

const sets: readonly DocumentSet[] = [
  { name: 'half with lines', withItems: 50, notRequired: 0, goal: 200_000 },
  { name: 'without lines', withItems: 0, notRequired: 0 },
  { name: 'all with one to six lines', withItems: 100, notRequired: 0 },
  { name: 'half with lines, half needs no number', withItems: 50, notRequired: 50 },
];

/**
 * `assess` parses, decides, explains in both languages and validates. In all sets but the last every document needs a number,
 * so that nothing is left out. The number of rounds may be given.
 */
export async function run([rounds = String(defaultRounds)]: readonly string[]): Promise<void> {
  const root = process.cwd();
  const build = await runCommand(nodeCommand(programOf(root, 'typescript', 'tsc'), '--build', 'packages/core'), root);
  if (build.exitCode !== 0) throw new Error(`Core cannot be built.\n${build.output}`);
  const { assess } = await import('@ishur/core');
  const matches = compileSchema();

  console.log(
    `Node ${process.version}, ${rounds} rounds of ${spelled(count)} documents, medians, documents a second\n`,
  );
  const started = { cpu: process.cpuUsage(), at: performance.now() };
  for (const { name, goal, ...mix } of sets) {
    const documents = benchDocuments({ ...mix, count });
    // What comes out is used, so that nothing can be left out as dead code.
    const assessAll = (): number =>
      documents.reduce((sum, fields) => sum + (assess(fields, {}).decision.reasons[0]?.message.he.length ?? 0), 0);
    const matchAll = (): number => documents.reduce((sum, fields) => sum + Number(matches(fields)), 0);
    if (matchAll() !== count) throw new Error('The schema refuses documents in which core finds no fault.');
    for (let round = 0; round < warmUps; round += 1) if (assessAll() === 0) throw new Error('Nothing was explained.');

    const [own, schema] = alternate(
      [
        { name: 'assess', run: assessAll },
        { name: 'ajv', run: matchAll },
      ],
      Number(rounds),
    ).map(({ medianMs }) => (count / medianMs) * 1000);
    if (own === undefined || schema === undefined) throw new Error('Nothing was measured.');
    const verdict = goal === undefined ? '' : `, goal ${spelled(goal)}: ${own >= goal ? 'met' : 'MISSED'}`;
    console.log(`${name}\n  assess ${spelled(own)}${verdict}`);
    console.log(`  ajv    ${spelled(schema)}, ${(schema / own).toFixed(1)} times as many\n`);
  }
  const { user, system } = process.cpuUsage(started.cpu);
  const cores = (user + system) / 1000 / (performance.now() - started.at);
  console.log(`${cores.toFixed(2)} cores were used on average; far below 1 means that the machine had other work.`);
}

/** `10,000` */
function spelled(value: number): string {
  return Math.round(value).toLocaleString('en');
}
