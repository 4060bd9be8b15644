import { IshurError } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';

/** Adapters by their id. */
export type Adapters = ReadonlyMap<string, Adapter>;

/** Where an adapter comes from. */
export interface InstalledAdapter {
  readonly adapter: Adapter;
  /** The package that brings it; undefined for one that a distribution brings itself. */
  readonly package: string | undefined;
  readonly version: string | undefined;
  readonly from: 'built-in' | 'distribution' | 'configuration';
}

/** The adapters that come with this program, and the packages that hold them. */
async function builtInAdapters(): Promise<readonly (readonly [string, Adapter])[]> {
  const [csv, json, uniformFile, hashavshevet, priority] = await Promise.all([
    import('@ishur/adapter-csv'),
    import('@ishur/adapter-json'),
    import('@ishur/adapter-uniform-file'),
    import('@ishur/adapter-hashavshevet'),
    import('@ishur/adapter-priority'),
  ]);
  return [
    ['@ishur/adapter-csv', csv.csvAdapter],
    ['@ishur/adapter-json', json.jsonAdapter],
    ['@ishur/adapter-uniform-file', uniformFile.uniformFileAdapter],
    ['@ishur/adapter-hashavshevet', hashavshevet.hashavshevetAdapter],
    ['@ishur/adapter-priority', priority.priorityAdapter],
  ];
}

/**
 * All adapters of this run: the built-in ones, those of the distribution, and those of packages that the configuration names.
 * One of the same id as a built-in one takes its place, so that a house can replace it.
 *
 * @param folder the configuration's folder, from which packages are resolved.
 * @throws IshurError `config/adapter-id-twice` and what loading a package throws (`fix-config`).
 */
export async function loadAdapters(
  own: readonly Adapter[],
  packages: readonly string[],
  folder: string,
): Promise<Adapters> {
  const installed = await installedAdapters(own, packages, folder);
  return new Map(installed.map(({ adapter }) => [adapter.id, adapter]));
}

/** As {@link loadAdapters}, with where each comes from. */
export async function installedAdapters(
  own: readonly Adapter[],
  packages: readonly string[],
  folder: string,
): Promise<readonly InstalledAdapter[]> {
  const found = new Map<string, InstalledAdapter>();
  for (const [name, adapter] of await builtInAdapters()) {
    found.set(adapter.id, { adapter, package: name, version: undefined, from: 'built-in' });
  }
  const add = (added: InstalledAdapter): void => {
    const there = found.get(added.adapter.id);
    if (there !== undefined && there.from !== 'built-in') throw idTwice(there, added);
    if (there !== undefined && added.package !== undefined) TAKEN_OVER.set(added.adapter, added.package);
    found.set(added.adapter.id, added);
  };
  for (const adapter of own) add({ adapter, package: undefined, version: undefined, from: 'distribution' });
  if (packages.length > 0) {
    // Only who names packages needs what loads them.
    const { loadAdapterPackage } = await import('./load-adapter-package.ts');
    for (const each of await Promise.all(packages.map((name) => loadAdapterPackage(name, folder)))) {
      for (const adapter of each.adapters) {
        add({ adapter, package: each.name, version: each.version, from: 'configuration' });
      }
    }
  }
  return [...found.values()];
}

/** The packages of those that stand in for a built-in adapter. */
const TAKEN_OVER = new WeakMap<Adapter, string>();

/** How a message calls an adapter: by its id, and by its package where that stands in for a built-in adapter: `csv (mine)`. */
export function nameOfAdapter(adapter: Adapter): string {
  const by = TAKEN_OVER.get(adapter);
  return by === undefined ? adapter.id : `${adapter.id} (${by})`;
}

function idTwice(one: InstalledAdapter, other: InstalledAdapter): IshurError {
  const { id } = other.adapter;
  const name = (installed: InstalledAdapter, own: string): string => installed.package ?? own;
  const he = [one, other].map((each) => name(each, 'ההפצה עצמה')).join(', ');
  const en = [one, other].map((each) => name(each, 'the distribution itself')).join(' and ');
  return new IshurError({
    code: 'config/adapter-id-twice',
    remedy: 'fix-config',
    message: {
      he: `שני מתאמים נקראים "${id}": ${he}. השאירו רק אחד מהם ב־adapters בקובץ ההגדרות.`,
      en: `Two adapters are called "${id}": those of ${en}. Leave only one of them under \`adapters\` in the configuration.`,
    },
  });
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
      he: `אין מתאם בשם "${id}". המתאמים המותקנים: ${known}. אם הוא בחבילה משלו, ציינו את החבילה ב־adapters בקובץ ההגדרות.`,
      en: `There is no adapter "${id}". Installed: ${known}. If it is in a package of its own, name the package under \`adapters\` in the configuration.`,
    },
  });
}
