import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What pnpm writes over the manifest when it packs. */
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>> };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
}

export interface WorkspacePackage {
  /** Relative to the root of the workspace, with forward slashes on every system. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface Workspace {
  readonly root: string;
  readonly manifest: Manifest;
  readonly packages: readonly WorkspacePackage[];
}

/** Reads every package.json that pnpm-workspace.yaml names; a folder without one is no package yet. */
export function readWorkspace(root: string): Workspace {
  const packages = packageGlobs(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))
    .flatMap((glob) => foldersOf(root, glob))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest(join(root, folder)) }));
  return { root, manifest: readManifest(root), packages };
}

export function publishedPackages(workspace: Workspace): readonly WorkspacePackage[] {
  return workspace.packages.filter(({ manifest }) => manifest.private !== true);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The list under `packages:`. Our file holds plain `- folder` and `- folder/*` lines, so it needs no YAML parser. */
function packageGlobs(yaml: string): readonly string[] {
  const lines = yaml.split(/\r?\n/);
  const start = lines.indexOf('packages:') + 1;
  const length = lines.slice(start).findIndex((line) => !line.startsWith('  - '));
  return lines.slice(start, length === -1 ? undefined : start + length).map((line) => line.slice('  - '.length).trim());
}

function foldersOf(root: string, glob: string): readonly string[] {
  if (!glob.endsWith('/*')) return [glob];
  const parent = glob.slice(0, -'/*'.length);
  if (!existsSync(join(root, parent))) return [];
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`)
    .toSorted();
}
