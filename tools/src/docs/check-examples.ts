import { join } from 'node:path';
import ts from 'typescript';
import { readWorkspace } from '../workspace/read-workspace.ts';
import type { Example } from './examples.ts';

/** As strict as the workspace, but for what a shown line may leave unused. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  module: ts.ModuleKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.esnext.iterator.d.ts'],
  types: ['node'],
  customConditions: ['@ishur/source'],
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Type-checks examples against the sources of the workspace, all in one program.
 *
 * @returns one line for each mistake: file and line of the document, and what the compiler says.
 */
export function checkExamples(root: string, examples: readonly Example[]): readonly string[] {
  const checked = new Map(
    examples.filter(({ unchecked }) => unchecked === undefined).map((each) => [fileNameOf(root, each), each]),
  );
  const options = { ...OPTIONS, typeRoots: [join(root, 'node_modules/@types')] };
  const program = ts.createProgram({ rootNames: [...checked.keys()], options, host: hostWith(root, options, checked) });
  return [...checked].flatMap(([name, example]) => {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => inWords(example, diagnostic));
  });
}

/** An example stands beside its document, as if it were a module of that package. */
function fileNameOf(root: string, { file, line }: Example): string {
  return `${root.replaceAll('\\', '/').replace(/\/$/, '')}/${file}.${line}.ts`;
}

function hostWith(root: string, options: ts.CompilerOptions, checked: ReadonlyMap<string, Example>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const cache = ts.createModuleResolutionCache(root, (name) => host.getCanonicalFileName(name), options);
  // An example shows a package together with others that it does not depend on, as the project of its reader would.
  const packages = readWorkspace(root).packages.map(({ folder }) => `${root}/${folder}/example.ts`);
  const example = (name: string): Example | undefined => checked.get(name.replaceAll('\\', '/'));
  return {
    ...host,
    fileExists: (name) => example(name) !== undefined || host.fileExists(name),
    readFile: (name) => example(name)?.code ?? host.readFile(name),
    getSourceFile(name, languageVersion, ...rest) {
      const code = example(name)?.code;
      if (code === undefined) return host.getSourceFile(name, languageVersion, ...rest);
      return ts.createSourceFile(name, code, languageVersion);
    },
    resolveModuleNameLiterals(literals, containingFile, redirected, _options, sourceFile) {
      return literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
        const places = example(containingFile) === undefined ? [containingFile] : [containingFile, ...packages];
        const resolutions = places
          .values()
          .map((place) => ts.resolveModuleName(literal.text, place, options, host, cache, redirected, mode));
        return resolutions.find(({ resolvedModule }) => resolvedModule !== undefined) ?? { resolvedModule: undefined };
      });
    },
  };
}

function inWords(example: Example, { file, start, messageText }: ts.Diagnostic): string {
  const within = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line;
  return `${example.file}:${example.line + within} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
