import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IshurError } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';

/** Adapters by their id. */
export type Adapters = ReadonlyMap<string, Adapter>;

/**
 * All adapters of this run: the built-in ones, those of the distribution, and those of packages that the configuration names.
 * A later one of the same id takes the place of an earlier one, so that a house can replace a built-in adapter.
 *
 * @param folder the configuration's folder, from which packages are resolved.
 */
export async function loadAdapters(
  own: readonly Adapter[],
  packages: readonly string[],
  folder: string,
): Promise<Adapters> {
  const [{ csvAdapter }, { jsonAdapter }, { uniformFileAdapter }] = await Promise.all([
    import('@ishur/adapter-csv'),
    import('@ishur/adapter-json'),
    import('@ishur/adapter-uniform-file'),
  ]);
  const named = await Promise.all(packages.map((name) => loadPackage(name, folder)));
  return new Map(
    [csvAdapter, jsonAdapter, uniformFileAdapter, ...own, ...named].map((adapter) => [adapter.id, adapter]),
  );
}

async function loadPackage(name: string, folder: string): Promise<Adapter> {
  let module: { readonly default?: unknown };
  try {
    const path = createRequire(join(folder, 'ishur.config.yaml')).resolve(name);
    module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
  } catch (cause) {
    throw new IshurError({
      code: 'config/adapter-package-missing',
      remedy: 'fix-config',
      message: {
        he: `החבילה ${name} (adapters בקובץ ההגדרות) אינה מותקנת או אינה נטענת. התקינו אותה ליד קובץ ההגדרות.`,
        en: `Package ${name} (\`adapters\` in the configuration) is not installed or does not load. Install it beside the configuration file.`,
      },
      cause,
    });
  }
  if (!isAdapter(module.default)) {
    throw new IshurError({
      code: 'config/not-an-adapter',
      remedy: 'fix-config',
      message: {
        he: `החבילה ${name} אינה מתאם: ברירת המחדל שלה צריכה להיות תוצאה של defineAdapter.`,
        en: `Package ${name} is no adapter: its default export has to be what defineAdapter returns.`,
      },
    });
  }
  return module.default;
}

function isAdapter(value: unknown): value is Adapter {
  return (
    typeof value === 'object' && value !== null && 'contract' in value && value.contract === 'v1' && 'doOpen' in value
  );
}

/** The adapter with this id, or an error that lists those that there are. */
export function adapterNamed(adapters: Adapters, id: string): Adapter {
  const adapter = adapters.get(id);
  if (adapter !== undefined) return adapter;
  const known = [...adapters.keys()].join(', ');
  throw new IshurError({
    code: 'config/unknown-adapter',
    remedy: 'fix-config',
    message: {
      he: `אין מתאם בשם "${id}". המתאמים המותקנים: ${known}.`,
      en: `There is no adapter "${id}". Installed: ${known}.`,
    },
  });
}
