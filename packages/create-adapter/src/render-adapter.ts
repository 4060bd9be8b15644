import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AdapterKind, AdapterPlan } from './adapter-plan.ts';
import { standaloneManifest, standaloneTsconfig, workspaceManifest, workspaceTsconfig } from './manifest.ts';

/** One file of a new package. */
export interface RenderedFile {
  /** From the package's folder, with forward slashes on every system. */
  readonly path: string;
  readonly text: string;
}

/** `standalone`: a package of anybody's. `workspace`: one of ours, under `packages/`. */
export type Home = 'standalone' | 'workspace';

const TEMPLATES = fileURLToPath(new URL('../templates/', import.meta.url));

/** npm leaves a file of this name out of what it packs. */
const RENAMED: ReadonlyMap<string, string> = new Map([['gitignore', '.gitignore']]);

const SETTINGS: Readonly<Record<AdapterKind, string>> = {
  file: 'path: ./invoices/*.jsonl',
  http: 'url: https://books.example.com/api, token: { env: BOOKS_TOKEN }',
};

/**
 * The files of a new adapter. The templates are an adapter that works, called `sample-books`: they are compiled, linted and
 * tested as they stand, and only its names are replaced.
 */
export function renderAdapter(plan: AdapterPlan, home: Home): readonly RenderedFile[] {
  const [manifest, tsconfig] =
    home === 'standalone'
      ? [standaloneManifest(plan), standaloneTsconfig()]
      : [workspaceManifest(plan), workspaceTsconfig()];
  const rendered = [plan.kind, home].flatMap((folder) => readTemplates(join(TEMPLATES, folder)));
  return [
    { path: 'package.json', text: spell(manifest) },
    { path: 'tsconfig.json', text: spell(tsconfig) },
    ...rendered.map(({ path, text }) => ({ path, text: withNames(text, path, plan) })),
  ];
}

function readTemplates(folder: string): RenderedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length + 1).replaceAll('\\', '/');
      // A clone on Windows may have turned the line ends.
      return { path: RENAMED.get(path) ?? path, text: readFileSync(file, 'utf8').replaceAll('\r\n', '\n') };
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function withNames(text: string, path: string, plan: AdapterPlan): string {
  const hebrew = path.endsWith('.ts') ? literal(plan.hebrewName).slice(1, -1) : plan.hebrewName;
  const names: Readonly<Record<string, string>> = {
    '@acme/ishur-adapter-sample-books': plan.packageName,
    'path: ./sample-books': SETTINGS[plan.kind],
    'sample-books': plan.id,
    sampleBooks: plan.id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    'ספרי דוגמה': hebrew,
  };
  // In one pass, so that no name is looked for inside another's replacement.
  return text.replaceAll(new RegExp(Object.keys(names).join('|'), 'g'), (found) => names[found] ?? found);
}

/** A text as a literal in single quotes. */
function literal(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

function spell(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
