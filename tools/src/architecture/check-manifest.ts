import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, Workspace, WorkspacePackage } from '../workspace/read-workspace.ts';
import type { Finding } from './finding.ts';
import { layerRules } from './layers.ts';

const layerPrefix = 'layer:';

/** Nx reads the manifest of a package with generators, which an exports map hides. It has no conditions. */
const manifestEntry = './package.json';

export interface ManifestOptions {
  /** Also demand that what `exports` and `bin` name has been built. */
  readonly built: boolean;
}

/** The layer of a package, when it has exactly one that we know. */
export function layerOf(manifest: Manifest): string | undefined {
  const [layer, ...others] = layersIn(manifest);
  return layer !== undefined && others.length === 0 && Object.hasOwn(layerRules, layer) ? layer : undefined;
}

function layersIn(manifest: Manifest): readonly string[] {
  return (manifest.nx?.tags ?? [])
    .filter((tag) => tag.startsWith(layerPrefix))
    .map((tag) => tag.slice(layerPrefix.length));
}

export function checkManifest(
  workspace: Workspace,
  { folder, manifest }: WorkspacePackage,
  options: ManifestOptions,
): readonly Finding[] {
  const where = `${folder}/package.json`;
  const findings: Finding[] = [];
  const report = (rule: string, message: string): void => void findings.push({ rule, where, message });

  const layer = layerOf(manifest);
  if (layer === undefined) {
    const found = layersIn(manifest).join(', ') || 'none';
    report('layer', `Give it exactly one tag layer:<name> in nx.tags, of ${knownLayers()}; found: ${found}.`);
  } else {
    checkDependencies(workspace, manifest, layer, report);
  }

  if (manifest.type !== 'module') report('manifest', 'Set "type": "module"; the project is ESM only.');
  if (manifest.license !== 'Apache-2.0') report('manifest', 'Set "license": "Apache-2.0".');
  if (manifest.engines?.node === undefined) report('manifest', 'Say in "engines" which Node it runs on.');
  if (!existsSync(join(workspace.root, folder, 'README.md'))) {
    report('manifest', 'Write a README.md of one screen beside it.');
  }
  if (manifest.private !== true) checkPublished(workspace.root, folder, manifest, options, report);
  return findings;
}

type Report = (rule: string, message: string) => void;

function checkDependencies(workspace: Workspace, manifest: Manifest, layer: string, report: Report): void {
  const rule = layerRules[layer];
  if (rule === undefined) return;
  const { layers, externals } = rule;
  const ours = new Map(workspace.packages.map((other) => [other.manifest.name, other.manifest]));
  const published = { ...manifest.dependencies, ...manifest.peerDependencies };

  for (const [name, range] of Object.entries(published)) {
    const other = ours.get(name);
    if (other === undefined) {
      if (externals !== 'anything' && !externals.includes(name)) {
        report('external', `The layer ${layer} may not depend on ${name}; it may use ${listed(externals)}.`);
      }
      continue;
    }
    if (!range.startsWith('workspace:')) report('manifest', `Depend on ${name} as "workspace:^", not "${range}".`);
    const otherLayer = layerOf(other);
    if (layers !== 'anything' && otherLayer !== undefined && !layers.includes(otherLayer)) {
      report('edge', `The layer ${layer} may not depend on ${name} (${otherLayer}); it may use ${listed(layers)}.`);
    }
  }
  if (layer === 'adapter' && manifest.dependencies?.['@ishur/contract'] === undefined) {
    report('contract', 'An adapter has @ishur/contract among its regular dependencies.');
  }
}

function checkPublished(
  root: string,
  folder: string,
  manifest: Manifest,
  options: ManifestOptions,
  report: Report,
): void {
  if (manifest.files === undefined) report('manifest', 'List in "files" what is published.');
  if (manifest.exports?.['.'] === undefined) report('exports', 'Write an "exports" map with ".".');

  const targets = Object.values(manifest.bin ?? {}).filter(() => options.built);
  const entries = Object.entries(manifest.exports ?? {}).filter(([entry]) => entry !== manifestEntry);
  for (const [entry, conditions] of entries) {
    if (Object.keys(conditions).join() !== '@ishur/source,types,default') {
      report('exports', `"${entry}" needs the conditions @ishur/source, types and default, in this order.`);
    }
    targets.push(...Object.values(conditions).filter((target) => options.built || target.startsWith('./src/')));
  }
  // A consumer's own condition must not lead to sources that Node does not run from node_modules.
  const published: [string, unknown][] = entries.map(([entry, { types, default: code }]) => [
    entry,
    { types, default: code },
  ]);
  const shown = manifest.exports?.[manifestEntry];
  if (shown !== undefined) published.push([manifestEntry, shown]);
  if (JSON.stringify(manifest.publishConfig?.exports) !== JSON.stringify(Object.fromEntries(published))) {
    report('exports', 'Repeat "exports" in "publishConfig" without the condition @ishur/source.');
  }
  for (const target of targets) {
    if (!existsSync(join(root, folder, target))) report('exports', `${target} does not exist.`);
  }
}

function knownLayers(): string {
  return Object.keys(layerRules).join(', ');
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
