import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import type { LocalizedMessage } from '@ishur/contract';
import { installedAdapters } from '../built-in-adapters.ts';
import type { InstalledAdapter } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { Adapter } from '@ishur/contract/v1';
import { EXIT } from '../exit-codes.ts';
import { configurationIfThere } from '../configuration/load-configuration.ts';
import { renderTable } from '../output/table.ts';

/** `ishur adapters`: which adapters there are here, where each comes from and what it can do. */
export async function adapters(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await configurationIfThere(context.folder, options.config);
  const folder = configuration?.folder ?? context.folder;
  const installed = await installedAdapters(context.adapters, configuration?.adapters ?? [], folder);
  const { lang } = options;
  const rows = installed.map((each) => {
    const { adapter, from } = each;
    // An adapter of somebody else may say nothing of itself; `check` and `run` refuse it by name.
    const told: Partial<Adapter['capabilities']> | undefined = adapter.capabilities;
    const { writeBack, incremental, reread, items } = told ?? {};
    const version = each.version ?? versionOfOwn(each);
    const recognises = adapter.recognise !== undefined;
    if (options.json === true) {
      const { id, contract, capabilities } = adapter;
      context.json({ id, contract, package: each.package, version, from, capabilities, recognises });
    }
    const able = [
      ...(recognises ? [WORDS.recognises] : []),
      ...(items ? [WORDS.items] : []),
      ...(incremental ? [WORDS.incremental] : []),
      ...(reread ? [WORDS.reread] : []),
    ].map((word) => word[lang]);
    const origin = each.package ?? WORDS.from[from][lang];
    return [
      adapter.id,
      origin,
      version ?? '',
      adapter.contract,
      writeBack === undefined ? '?' : (WORDS.writeBack[writeBack]?.[lang] ?? '?'),
      able.join(', '),
    ];
  });
  if (options.json !== true) context.out(renderTable(WORDS.head[lang], rows, [], context.columns));
  return EXIT.success;
}

/** The version of a package that this program brings itself. */
function versionOfOwn({ from, package: name }: InstalledAdapter): string | undefined {
  if (from !== 'built-in' || name === undefined) return undefined;
  try {
    const manifest = findPackageJSON(name, import.meta.url);
    if (manifest === undefined) return undefined;
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string }).version;
  } catch {
    // Put together into one file, there is no package to ask.
    return undefined;
  }
}

const WORDS = {
  head: {
    he: ['מתאם', 'חבילה', 'גרסה', 'חוזה', 'המספר נרשם', 'יכולות'],
    en: ['adapter', 'package', 'version', 'contract', 'numbers go', 'can'],
  },
  from: {
    'built-in': { he: 'מובנה', en: 'built in' },
    distribution: { he: 'של ההפצה', en: "the distribution's" },
    configuration: { he: 'מקובץ ההגדרות', en: "the configuration's" },
  } satisfies Record<InstalledAdapter['from'], LocalizedMessage>,
  writeBack: {
    none: { he: 'אינו נרשם', en: 'nowhere' },
    field: { he: 'במסמך עצמו', en: 'into the document' },
    file: { he: 'בקובץ תוצאה', en: 'into a result file' },
  },
  recognises: { he: 'מזהה קבצים', en: 'recognise files' },
  items: { he: 'שורות מסמך', en: 'lines of documents' },
  incremental: { he: 'קריאת חדשים בלבד', en: 'read only what is new' },
  reread: { he: 'קריאה חוזרת של מסמך', en: 'read one document again' },
} as const;
