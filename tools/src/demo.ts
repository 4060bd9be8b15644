import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCli } from '@ishur/runner';
import { startSimulator } from '@ishur/simulator';

// `pnpm demo`: a month of two businesses, from their files to their numbers, on a temporary copy and against a double of
// the authority that listens on this machine only.

/** The example is of June 2026; the demo runs on the first of July, whenever it is run. */
const NOW = new Date('2026-07-01T09:00:00+03:00');
const clock = { now: () => NOW };

const argv = process.argv.slice(2);
const example = resolve(import.meta.dirname, '../../examples/acme');
const folder = mkdtempSync(join(tmpdir(), 'ishur-demo-'));
cpSync(example, folder, { recursive: true, filter: (path) => !/ishur\.db|\.ishur\.csv$/.test(path) });

await using simulator = await startSimulator({ now: clock.now });
const file = join(folder, 'ishur.config.yaml');
const settings = readFileSync(file, 'utf8');
writeFileSync(file, settings.replace('tier: simulator', `tier: simulator, url: "${simulator.address}"`));

say(`$ ishur run                       (in a copy of examples/acme: ${folder})\n\n`);
const first = await runCli({ argv: ['run', ...argv], folder, clock });
const asked = await askedIds();

say('$ ishur run                       (a second time)\n\n');
const lines: string[] = [];
const second = await runCli({ argv: ['run', '--json'], folder, clock, out: (text) => lines.push(text) });
const askedAgain = (await askedIds()).length - asked.length;
say(`The authority was asked ${asked.length} times in the first run and ${askedAgain} times in the second.\n\n`);
say(`Look at the result files, beside the sources that nobody touched:
  ${join(folder, 'invoices')}
  ${join(folder, 'gal')}
And at any document: npx -y pnpm@12 -s ishur show 305:NUMBER --config ${file}
`);

// 65: the example holds a row that cannot be read and an invoice whose total is wrong, as real months do.
const isRight = [first, second].every((code) => code === 0 || code === 65);
const isOnce = new Set(asked).size === asked.length && askedAgain === 0;
if (!isRight || !isOnce || asked.length === 0) {
  say(`The demo did not go as it should: exit codes ${first} and ${second}.\n`);
  process.exitCode = 1;
}

async function askedIds(): Promise<string[]> {
  const answer = await fetch(`${simulator.address}/__simulator/asked`);
  const body = (await answer.json()) as { readonly asked: readonly { readonly invoice_id: string }[] };
  return body.asked.map(({ invoice_id }) => invoice_id);
}

function say(text: string): void {
  process.stdout.write(text);
}
