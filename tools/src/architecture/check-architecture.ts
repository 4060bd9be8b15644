import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkspace } from '../workspace/read-workspace.ts';
import { checkManifest, type ManifestOptions } from './check-manifest.ts';
import { checkSource } from './check-source.ts';
import type { Finding } from './finding.ts';

/**
 * Everything in the workspace at `root` that breaks the plan of the house: layers, outside packages, purity, the
 * container's place, and what every package.json must say. It reads files only; no project graph that could be stale.
 */
export function checkArchitecture(root: string, options: ManifestOptions): readonly Finding[] {
  const workspace = readWorkspace(root);
  return workspace.packages.flatMap((owner) => [
    ...checkManifest(workspace, owner, options),
    ...sourceFiles(root, `${owner.folder}/src`).flatMap((path) =>
      checkSource(workspace, owner, path, readFileSync(join(root, path), 'utf8')),
    ),
  ]);
}

function sourceFiles(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.[cm]?tsx?$/.test(path))
    .toSorted();
}
