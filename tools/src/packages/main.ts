/**
 * Packs every published package, or those that are named, and asks publint and attw whether its users can import it
 * with its types.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { publishedPackages, readWorkspace } from '../workspace/read-workspace.ts';
import { nodeCommand, programOf, runCommand } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { pack } from './pack.ts';

const root = process.cwd();
const names = process.argv.slice(2);
const publint = programOf(root, 'publint', 'publint');
const attw = programOf(root, '@arethetypeswrong/cli', 'attw');

for (const { folder } of publishedPackages(readWorkspace(root))) {
  for (const file of leftovers(join(root, folder)))
    fail(`${folder}/${file} has no source any more: remove dist, build.`);
}

using folder = temporaryFolder('packages');
for (const { name, path } of await pack(root, folder.path, names.length === 0 ? undefined : names)) {
  const results = await Promise.all([
    runCommand(nodeCommand(publint, 'run', path, '--strict'), root),
    // ESM only: what `require` would see is not asked. Types are in the package, so no registry is asked for them.
    runCommand(nodeCommand(attw, path, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'ascii'), root),
  ]);
  const failed = results.filter(({ exitCode }) => exitCode !== 0);
  for (const { output } of failed) fail(output);
  console.log(`${name}: ${failed.length === 0 ? 'good' : 'cannot be published like this'}`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

/** tsc never removes what it once built, and whatever lies in dist is published. */
function leftovers(owner: string): readonly string[] {
  const dist = join(owner, 'dist');
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !existsSync(join(owner, 'src', file.replace(/\.js$/, '.ts'))))
    .map((file) => `dist/${file}`);
}
