import { planOf, readArguments } from '../answers.ts';
import { refusal } from '../refusal.ts';
import { renderAdapter } from '../render-adapter.ts';

/** The part of Nx's `Tree` that is needed, so that Nx itself is not. */
export interface WorkspaceTree {
  exists(path: string): boolean;
  read(path: string, encoding: 'utf8'): string | null;
  write(path: string, text: string): void;
}

export interface AdapterGeneratorOptions {
  readonly name: string;
  readonly kind?: 'file' | 'http';
  readonly hebrew?: string;
}

/**
 * `nx g @ishur/create-adapter:adapter my-books`: the same adapter as a package of this workspace, with its reference for the
 * compiler and its line for the changelog.
 *
 * @throws IshurError where a name will not do, or the folder is there.
 */
export function adapterGenerator(tree: WorkspaceTree, options: AdapterGeneratorOptions): () => void {
  // The same checks as on the command line.
  const words = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
  const { answers } = readArguments(words);
  const { id } = planOf(answers);
  const plan = planOf({ ...answers, packageName: `@ishur/adapter-${id}` });
  const folder = `packages/adapter-${id}`;
  if (tree.exists(folder)) {
    throw refusal('folder-exists', {
      he: `${folder} כבר קיימת, ולכן לא נכתב דבר. בחרו שם אחר.`,
      en: `${folder} exists already, so nothing was written. Choose another name.`,
    });
  }
  for (const { path, text } of renderAdapter(plan, 'workspace')) tree.write(`${folder}/${path}`, text);
  addReference(tree, folder);
  tree.write(`.changeset/adapter-${id}.md`, `---\n'${plan.packageName}': minor\n---\n\nA new adapter: ${id}.\n`);
  return () => console.log(`Then: pnpm install, pnpm exec vitest run ${folder}.`);
}

interface RootTsconfig {
  readonly references?: readonly { readonly path: string }[];
}

function addReference(tree: WorkspaceTree, folder: string): void {
  const root = JSON.parse(tree.read('tsconfig.json', 'utf8') ?? '{}') as RootTsconfig;
  const references = [...(root.references ?? []), { path: folder }];
  tree.write('tsconfig.json', `${JSON.stringify({ ...root, references }, undefined, 2)}\n`);
}
