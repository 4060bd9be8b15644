import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readWorkspace } from '../workspace/read-workspace.ts';
import { runCommand } from '../workspace/run-command.ts';

/** With their times, so that the compiler takes what is built for up to date. */
const kept = { recursive: true, preserveTimestamps: true };

/**
 * Copies what git knows of the workspace, with what is built, and makes a repository of it with one commit on `main`.
 * Outside packages are links to the installed ones, our own packages are links to their copies.
 */
export async function copyWorkspace(root: string, copy: string): Promise<void> {
  const listed = await git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const folders = ['.', ...readWorkspace(root).packages.map(({ folder }) => folder)];
  for (const path of [...listed.split('\0').filter(Boolean), ...folders.map((folder) => `${folder}/dist`)]) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path), kept);
  }
  for (const folder of folders) linkModules(root, copy, `${folder}/node_modules`);
  // Nx asks for pnpm's own note of what it installed.
  cpSync(join(root, 'node_modules/.modules.yaml'), join(copy, 'node_modules/.modules.yaml'));

  await git(copy, 'init', '--quiet', '--initial-branch=main');
  await git(copy, 'add', '--all');
  const identity = ['-c', 'user.name=canary', '-c', 'user.email=canary@example.invalid', '-c', 'commit.gpgsign=false'];
  await git(copy, ...identity, 'commit', '--quiet', '--no-verify', '--message=Copy');
}

function linkModules(root: string, copy: string, folder: string): void {
  if (!existsSync(join(root, folder))) return;
  for (const name of readdirSync(join(root, folder))) {
    const path = `${folder}/${name}`;
    if (name.startsWith('@')) linkModules(root, copy, path);
    else if (name === '.bin' || !name.startsWith('.')) link(root, copy, path);
  }
}

function link(root: string, copy: string, path: string): void {
  const installed = realpathSync(join(root, path));
  const fromRoot = relative(realpathSync(root), installed);
  const isOurs = !fromRoot.split(/[\\/]/).includes('node_modules');
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  // A junction is what Windows allows without special rights; elsewhere the kind is ignored.
  symlinkSync(isOurs ? join(copy, fromRoot) : installed, join(copy, path), 'junction');
}

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await runCommand({ file: 'git', arguments: args }, folder);
  if (exitCode !== 0) throw new Error(`git ${args.join(' ')} failed.\n${output}`);
  return output;
}
