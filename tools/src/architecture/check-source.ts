import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Workspace, WorkspacePackage } from '../workspace/read-workspace.ts';
import { layerOf } from './check-manifest.ts';
import type { Finding } from './finding.ts';
import { bannedContainerWords, compositionFolder, containerPackages, layerRules, pureNodeModules } from './layers.ts';
import { readSource } from './read-source.ts';

/** Tests and their fixtures are not published (see `files`), so they may use devDependencies and the clock. */
function isTestFile(path: string): boolean {
  return /\.test\.\w+$/.test(path) || path.includes('/fixtures/');
}

/** Checks one source file; `path` is relative to the root, with forward slashes. */
export function checkSource(
  workspace: Workspace,
  owner: WorkspacePackage,
  path: string,
  text: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  const report = (rule: string, line: number, message: string): void =>
    void findings.push({ rule, where: `${path}:${String(line)}`, message });

  const facts = readSource(path, text);
  const layer = layerOf(owner.manifest);
  const isTest = isTestFile(path);
  const isPure = layer !== undefined && layerRules[layer]?.pure === true && !isTest;

  for (const { what: specifier, line } of facts.imports) {
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(path), specifier);
      if (!target.startsWith(`${owner.folder}/`)) {
        report('relative-import', line, `${specifier} leaves the package; import the other package by its name.`);
      }
    } else if (isBuiltin(specifier)) {
      if (!specifier.startsWith('node:')) report('node-prefix', line, `Write node:${specifier}.`);
      if (isPure && !pureNodeModules.includes(specifier)) {
        report('pure', line, `The layer ${layer} does no I/O; it may not import ${specifier}.`);
      }
    } else {
      checkPackageImport(specifier, line);
    }
  }

  if (isPure) {
    for (const { what, line } of facts.impurities) {
      report('pure', line, `The layer ${layer} is pure: ${what} belongs to the caller, who hands the value in.`);
    }
  }
  if (layer === 'app' && !isTest) {
    for (const { what, line } of facts.identifiers) {
      if (bannedContainerWords.includes(what)) {
        report('container-word', line, `${what} shares one business's things with the next; see layers.ts.`);
      }
    }
  }
  for (const { what, line } of facts.lintSwitches) {
    report('lint-switch', line, `Mend the code instead of writing ${what}.`);
  }
  return findings;

  function checkPackageImport(specifier: string, line: number): void {
    const name = packageName(specifier);
    const { manifest } = owner;
    const declared = { ...manifest.dependencies, ...manifest.peerDependencies, [manifest.name]: '' };
    const declaredForTests = { ...manifest.devDependencies, ...workspace.manifest.devDependencies };
    if (!Object.hasOwn(declared, name) && !(isTest && Object.hasOwn(declaredForTests, name))) {
      const place = Object.hasOwn(declaredForTests, name) ? 'only a devDependency, for tests' : 'not declared';
      report('undeclared', line, `${name} is ${place} in ${owner.folder}/package.json.`);
    }
    if (containerPackages.includes(name) && !path.startsWith(compositionFolder)) {
      report('container', line, `${name} is known only under ${compositionFolder}.`);
    }
    const target = workspace.packages.find((other) => other.manifest.name === name);
    const entry = `.${specifier.slice(name.length)}`;
    if (target !== undefined && !Object.hasOwn(target.manifest.exports ?? {}, entry)) {
      report('deep-import', line, `${specifier} is not in the exports map of ${name}.`);
    }
  }
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
