import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { publishedPackages, readWorkspace, type WorkspacePackage } from '../workspace/read-workspace.ts';
import { pnpmCommand, runCommand } from '../workspace/run-command.ts';

export interface Tarball {
  readonly name: string;
  readonly path: string;
}

/** Packs packages as they would be published, with the real versions in place of `workspace:`. They must be built. */
export async function pack(root: string, destination: string, only?: readonly string[]): Promise<readonly Tarball[]> {
  const chosen = publishedPackages(readWorkspace(root)).filter(({ manifest }) => only?.includes(manifest.name) ?? true);
  const tarballs: Tarball[] = [];
  for (const owner of chosen) tarballs.push(await packOne(root, destination, owner));
  return tarballs;
}

async function packOne(root: string, destination: string, { folder, manifest }: WorkspacePackage): Promise<Tarball> {
  const target = join(destination, manifest.name.replace('/', '-').slice(1));
  mkdirSync(target);
  const { exitCode, output } = await runCommand(pnpmCommand('pack', '--pack-destination', target), join(root, folder));
  const [file] = readdirSync(target);
  if (exitCode !== 0 || file === undefined) throw new Error(`${manifest.name} cannot be packed.\n${output}`);
  return { name: manifest.name, path: join(target, file) };
}
