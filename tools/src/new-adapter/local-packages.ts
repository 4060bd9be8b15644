import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tarball } from '../packages/pack.ts';
import { readWorkspace } from '../workspace/read-workspace.ts';

/** Where npm finds a package without a registry: `file:` and a path, by the package's name. */
export type LocalPackages = ReadonlyMap<string, string>;

interface Dependent {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  overrides?: Record<string, string>;
}

/** Our own packages as they would be published, and all others as they are installed in this workspace. */
export function localPackages(root: string, tarballs: readonly Tarball[]): LocalPackages {
  const folders = ['.', ...readWorkspace(root).packages.map(({ folder }) => folder)];
  const installed = folders.flatMap((folder) => modulesOf(join(root, folder, 'node_modules')));
  return new Map([
    ...installed.filter(([name]) => !name.startsWith('@ishur/')),
    ...tarballs.map(({ name, path }): [string, string] => [name, `file:${path}`]),
  ]);
}

/**
 * Lets a project take every package from this machine, its dependencies' dependencies too. What the project asks for is
 * checked: a name that is not there fails.
 */
export function takeFrom(packages: LocalPackages, manifest: string): void {
  const project = JSON.parse(readFileSync(manifest, 'utf8')) as Dependent;
  const asked = { ...project.dependencies, ...project.devDependencies };
  for (const part of [project.dependencies, project.devDependencies]) {
    for (const name of Object.keys(part ?? {})) {
      const place = packages.get(name);
      if (part !== undefined && place !== undefined) part[name] = place;
    }
  }
  project.overrides = Object.fromEntries(
    [...packages].map(([name, place]) => [name, name in asked ? `$${name}` : place]),
  );
  writeFileSync(manifest, JSON.stringify(project, undefined, 2));
}

function modulesOf(folder: string): [name: string, place: string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name): [string, string][] => {
    if (name.startsWith('.')) return [];
    const names = name.startsWith('@') ? readdirSync(join(folder, name)).map((each) => `${name}/${each}`) : [name];
    return names.map((each) => [each, `file:${realpathSync(join(folder, each))}`]);
  });
}
