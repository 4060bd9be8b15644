/**
 * Walks through docs/writing-an-adapter.md as a stranger would, outside the workspace, in a folder with a Hebrew name: a new
 * adapter of each kind is made with the packed `@ishur/create-adapter`, installed from packed packages, tested, built and
 * packed; the file adapter is then used at a business, by name and in a distribution of its own, against the simulator. What
 * the document shows is what is run. No registry is needed.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import { pack } from '../packages/pack.ts';
import { nodeCommand, runCommand, type Command } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { localPackages, takeFrom, type LocalPackages } from './local-packages.ts';
import { titledBlocks } from './titled-blocks.ts';

const KINDS = process.argv.length > 2 ? process.argv.slice(2) : ['http', 'file'];

/** `prepare` scripts are for whoever develops a package, and npm runs those of a linked folder. */
const INSTALL = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];

const root = process.cwd();
using tarballs = temporaryFolder('tarballs');
using home = temporaryFolder('new-adapter');
const desk = join(home.path, 'הנהלת חשבונות');

const packages = localPackages(root, await pack(root, tarballs.path));
const maker = join(desk, 'maker');
await install(maker, { private: true, dependencies: { '@ishur/create-adapter': '*' } }, packages);
for (const kind of KINDS) await makeAdapter(kind);
if (KINDS.includes('file')) await useAdapter();

/** Sections 1 to 5 of the document. */
async function makeAdapter(kind: string): Promise<void> {
  const adapter = join(desk, kind, 'my-books');
  const words = ['my-books', '--kind', kind, '--hebrew', 'הספרים "שלי"', '--folder', adapter, '--yes'];
  await step(`create (${kind})`, npm('exec', '--offline', '--', 'create-adapter', ...words), maker);
  takeFrom(packages, join(adapter, 'package.json'));
  await step(`install (${kind})`, npm(...INSTALL), adapter);
  await step(`test (${kind})`, npm('test'), adapter);
  // Builds it first, as npm publish would.
  await step(`pack (${kind})`, npm('pack'), adapter);
}

/** Sections 6 and 7 of the document. */
async function useAdapter(): Promise<void> {
  const office = join(desk, 'office');
  const adapter = `file:${join(desk, 'file', 'my-books', 'ishur-adapter-my-books-0.1.0.tgz')}`;
  const dependencies = { '@ishur/runner': '*', 'ishur-adapter-my-books': '*' };
  const everything = new Map([...packages, ['ishur-adapter-my-books', adapter]]);
  await install(office, { private: true, type: 'module', dependencies }, everything);

  await using simulator = await startSimulator({});
  const shown = titledBlocks(readFileSync(join(root, 'docs/writing-an-adapter.md'), 'utf8'));
  for (const [name, text] of shown) {
    mkdirSync(dirname(join(office, name)), { recursive: true });
    writeFileSync(join(office, name), text.replace('tier: simulator', `tier: simulator, url: "${simulator.address}"`));
  }
  const ishur = (...words: readonly string[]): Command =>
    npm('exec', '--offline', '--', 'ishur', ...words, '--lang=en');
  const mine = (...words: readonly string[]): Command => nodeCommand('my-ishur.ts', ...words, '--lang=en');

  assert.match(await step('ishur check', ishur('check'), office), /number required: 1, not required: 1/);
  await step('ishur run', ishur('run'), office);
  const result = (): string => readFileSync(join(office, 'invoices/june.ishur.jsonl'), 'utf8');
  assert.match(result(), /^\{"ref":"INV:1001","number":"\d+","notices":\[\]\}\n$/);
  const before = result();

  // A distribution brings the adapter itself.
  const configuration = join(office, 'ishur.config.yaml');
  writeFileSync(configuration, readFileSync(configuration, 'utf8').replace(/^adapters:.*\n/m, ''));
  assert.match(await step('distribution: check', mine('check'), office), /number required: 1, not required: 1/);
  await step('distribution: run', mine('run'), office);
  const alone = await step('distribution: check FILE', mine('check', 'invoices/june.jsonl'), office);
  assert.match(alone, /number required: 1, not required: 1/);
  assert.equal(result(), before);
  const { asked } = (await (await fetch(`${simulator.address}/__simulator/asked`)).json()) as { asked: unknown[] };
  assert.equal(asked.length, 1, 'One invoice needs a number, and it was asked for more than once.');
}

async function install(folder: string, manifest: object, from: LocalPackages): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', ...manifest }));
  takeFrom(from, join(folder, 'package.json'));
  await step('install', npm(...INSTALL), folder);
}

function npm(...args: readonly string[]): Command {
  return { file: 'npm', arguments: args };
}

async function step(name: string, command: Command, folder: string): Promise<string> {
  const result = await runCommand(command, folder);
  if (result.exitCode !== 0) throw new Error(`The new adapter fails at: ${name}.\n${result.output}`);
  console.log(`${name}: done`);
  return result.output;
}
