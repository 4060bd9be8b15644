/** How fast the built command starts, cold: a person waits for `--help`, and a script for every `check`. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeCommand, programOf, runCommand } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { alternate, formatStandings } from './alternate.ts';

const defaultRounds = 21;

/** The number of rounds may be given; fifteen are the least that say something. */
export async function run([rounds = String(defaultRounds)]: readonly string[]): Promise<void> {
  const root = process.cwd();
  const build = await runCommand(nodeCommand(programOf(root, 'typescript', 'tsc'), '--build', 'apps/runner'), root);
  if (build.exitCode !== 0) throw new Error(`The runner cannot be built.\n${build.output}`);

  using folder = temporaryFolder('bench');
  const file = join(folder.path, 'invoices.csv');
  writeFileSync(file, invoices(100));
  const ishur = join(root, 'apps/runner/dist/main.js');

  const standings = alternate(
    [
      { name: 'node -e 0', run: start('-e', '0') },
      { name: 'ishur --help', goal: 3, run: start(ishur, '--help') },
      { name: 'ishur check of 100 rows', goal: 6, run: start(ishur, 'check', file) },
    ],
    Number(rounds),
  );
  console.log(`Node ${process.version}, ${rounds} rounds, medians\n\n${formatStandings(standings)}`);
}

function start(...args: readonly string[]): () => void {
  return () => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}.\n${stderr}`);
  };
}

/** Documents that need a number, with the authority's field names as headers. */
function invoices(count: number): string {
  const header =
    'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,' +
    'amount_before_discount,discount,payment_amount,vat_amount,payment_amount_including_vat';
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `305,${String(1000 + index)},2026-06-15,777777715,לקוח לדוגמה,10000.00,0.00,10000.00,1800.00,11800.00`,
  );
  return [header, ...rows, ''].join('\r\n');
}
