/**
 * Installs the packed contract and core into a project outside the workspace, type-checks it as strictly as a user
 * can (the packages' own declarations too) and runs it. Neither package has dependencies, so no network is needed.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from '../packages/pack.ts';
import { nodeCommand, programOf, runCommand, type Command } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';

const root = process.cwd();
using tarballs = temporaryFolder('tarballs');
using project = temporaryFolder('consumer');

const packed = await pack(root, tarballs.path, ['@ishur/contract', '@ishur/core']);
writeJson('package.json', {
  name: 'consumer',
  private: true,
  type: 'module',
  dependencies: Object.fromEntries(packed.map(({ name, path }) => [name, `file:${path}`])),
});
writeJson('tsconfig.json', {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    skipLibCheck: false,
    outDir: 'dist',
    types: ['node'],
    // Node's types are the only thing that is borrowed from the workspace.
    typeRoots: [join(root, 'node_modules/@types')],
  },
  files: ['main.ts'],
});
copyFileSync(join(root, 'tools/src/consumer/project.ts'), join(project.path, 'main.ts'));

await step('install', {
  file: 'npm',
  arguments: ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'],
});
await step('type-check', nodeCommand(programOf(root, 'typescript', 'tsc'), '--project', '.'));
const output = await step('run', nodeCommand('dist/main.js'));
if (output.trim() !== '1001 required') throw new Error(`The consumer printed something else: ${output}`);
console.log(output.trim());

async function step(name: string, command: Command): Promise<string> {
  const result = await runCommand(command, project.path);
  if (result.exitCode !== 0) throw new Error(`The consumer does not ${name}.\n${result.output}`);
  console.log(`${name}: done`);
  return result.output;
}

function writeJson(name: string, value: object): void {
  writeFileSync(join(project.path, name), JSON.stringify(value, undefined, 2));
}
