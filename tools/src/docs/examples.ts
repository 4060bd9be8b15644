import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** A TypeScript block of a document. */
export interface Example {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
  readonly code: string;
  /** Why it is not checked: what stands behind "ts no-check" on its fence. */
  readonly unchecked: string | undefined;
}

const FENCE = /^(?<mark>`{3,}|~{3,})\s*(?<language>\w*)\s*(?<rest>.*?)\s*$/;
const OPT_OUT = /^no-check\b\s*/;

/** The documents whose examples are read by people who copy them: READMEs and docs/. */
export function documents(root: string): readonly string[] {
  const readmes = ['packages', 'apps', 'examples']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}/README.md`))
    .filter((file) => existsSync(join(root, file)));
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`);
  return ['README.md', 'CONTRIBUTING.md', 'tools/README.md', ...readmes, ...docs.toSorted()];
}

export function examplesOf(root: string, file: string): readonly Example[] {
  return readExamples(file, readFileSync(join(root, file), 'utf8'));
}

/** The blocks between ```ts and its end. A block without an end reaches to the end of the document. */
export function readExamples(file: string, text: string): readonly Example[] {
  const examples: Example[] = [];
  let open: { mark: string; start: number; unchecked: string | undefined; isOurs: boolean } | undefined;
  const lines = [...text.split(/\r?\n/)];
  for (const [index, line] of [...lines, undefined].entries()) {
    if (open === undefined) {
      const { mark, language, rest = '' } = FENCE.exec(line ?? '')?.groups ?? {};
      if (mark === undefined) continue;
      const unchecked = OPT_OUT.test(rest) ? rest.replace(OPT_OUT, '') : undefined;
      open = { mark, start: index + 1, unchecked, isOurs: language === 'ts' || language === 'typescript' };
    } else if (line === undefined || line.trimEnd() === open.mark) {
      const { start, unchecked, isOurs } = open;
      if (isOurs) examples.push({ file, line: start + 1, code: lines.slice(start, index).join('\n'), unchecked });
      open = undefined;
    }
  }
  return examples;
}
