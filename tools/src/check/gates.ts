import { join } from 'node:path';
import { nodeCommand, programOf, runCommand, type Command, type CommandResult } from '../workspace/run-command.ts';

/** One thing that must hold before a change is taken. It passes when its command ends with 0. */
export interface Gate {
  readonly name: string;
  /** Runs it on the workspace at `root`; a canary narrows a slow one with further arguments. */
  readonly run: (root: string, further?: readonly string[]) => Promise<CommandResult>;
}

/** In the order in which they run: what `pnpm test` and a build need stands before what needs the build. */
export const gates: readonly Gate[] = [
  gate('format', (root) => program(root, 'oxfmt', 'oxfmt', '--check')),
  gate('lint', (root) => program(root, 'oxlint', 'oxlint')),
  gate('typecheck', (root) => program(root, 'typescript', 'tsc', '--build')),
  gate('references', (root) => program(root, 'nx', 'nx', 'sync:check')),
  gate('tests', (root) => program(root, 'vitest', 'vitest', 'run')),
  gate('build', (root) => program(root, 'nx', 'nx', 'run-many', '--target=build')),
  gate('architecture', () => tool('architecture')),
  gate('api report', () => tool('api-report')),
  gate('packages', () => tool('packages')),
  gate('consumer', () => tool('consumer')),
  gate('new adapter', () => tool('new-adapter')),
  gate('unused code', (root) => program(root, 'knip', 'knip')),
  gate(
    'generated files',
    () => nodeCommand(join('examples', 'acme', 'generate.ts'), '--check'),
    () => nodeCommand('--conditions=@ishur/source', join('tools', 'src', 'reference', 'main.ts'), '--check'),
  ),
  gate('changesets', changesetStatus),
];

/** Runs all of its commands, also after one that fails, so that everything wrong is told at once. */
function gate(name: string, ...commands: readonly ((root: string) => Command | Promise<Command>)[]): Gate {
  return {
    name,
    async run(root, further = []) {
      const results: CommandResult[] = [];
      for (const command of commands) {
        const { file, arguments: own } = await command(root);
        results.push(await runCommand({ file, arguments: [...own, ...further] }, root));
      }
      const failed = results.find(({ exitCode }) => exitCode !== 0);
      return {
        exitCode: failed === undefined ? 0 : failed.exitCode,
        output: results.map(({ output }) => output).join(''),
      };
    },
  };
}

function program(root: string, packageName: string, name: string, ...args: readonly string[]): Command {
  return nodeCommand(programOf(root, packageName, name), ...args);
}

/** One of our own tools, by its folder under tools/src; it looks at the workspace in which it is started. */
function tool(name: string): Command {
  return nodeCommand(join('tools', 'src', name, 'main.ts'));
}

/** Compares with `main`; a clone of one commit may not have it, and then only the files themselves are checked. */
async function changesetStatus(root: string): Promise<Command> {
  const main = await runCommand({ file: 'git', arguments: ['rev-parse', '--verify', '--quiet', 'main'] }, root);
  const since = main.exitCode === 0 ? [] : ['--since', 'HEAD'];
  return program(root, '@changesets/cli', 'changeset', 'status', ...since);
}
