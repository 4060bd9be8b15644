import { access, constants } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { defineAdapter } from '@ishur/contract/v1';
import type {
  Adapter,
  AdapterContext,
  AdapterSession,
  Call,
  FileSample,
  ReadRequest,
  SourceReport,
} from '@ishur/contract/v1';
import { flattenBatches, nameFile } from '@ishur/adapter-kit';
import type { Item } from './batch.ts';
import { uniformFileConfigSchema } from './config.ts';
import type { UniformFileConfig } from './config.ts';
import { describeRun } from './describe-run.ts';
import { SYSTEM_CONSTANT } from './layout.ts';
import { openRuns } from './open-run.ts';
import type { OpenRun } from './open-run.ts';
import { readRun } from './read-run.ts';
import { resultFileOf } from './result-file.ts';

/** Reads documents out of INI.TXT and BKMVDATA.TXT 1.31 (מבנה אחיד), in folders and zips. */
export const uniformFileAdapter: Adapter = defineAdapter<UniformFileConfig>({
  id: 'uniform-file',
  capabilities: { writeBack: 'file', incremental: false, reread: false, items: true },
  config: uniformFileConfigSchema,
  open: (config, context) => Promise.resolve(openSession(config, context)),
  recognise,
});

function openSession(config: UniformFileConfig, context: AdapterContext): AdapterSession {
  return {
    check: (call) => check(config, context, call),
    read: (request) => flattenBatches(readBatches(config, context, request), request.signal),
    async *record(settlements, { signal }) {
      if (settlements.length === 0) return;
      const runs = await openRuns(config, context.folder, signal);
      // The writing half is loaded when something is to be written.
      const { recordSettlements } = await import('./record-settlements.ts');
      yield* recordSettlements(settlements, runs, signal);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function check(config: UniformFileConfig, context: AdapterContext, { signal }: Call): Promise<SourceReport> {
  const runs = await openRuns(config, context.folder, signal);
  const notes: SourceReport['notes'][number][] = [];
  for (const run of runs) notes.push(...(await describeRun(run, config, signal)));
  return { writeBack: await writeBackOf(runs, context.folder), notes };
}

async function writeBackOf(runs: readonly OpenRun[], folder: string): Promise<SourceReport['writeBack']> {
  for (const path of new Set(runs.map(({ beside }) => dirname(beside.path)))) {
    const isWritable = await access(path, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (isWritable) continue;
    const { name } = nameFile(path, folder);
    const reason = {
      he: `אין הרשאת כתיבה לתיקייה ${name}, ולכן לא ניתן ליצור בה קובץ תוצאה. תנו הרשאת כתיבה.`,
      en: `The folder ${name} may not be written to, so no result file can be made there. Grant permission to write.`,
    };
    return { possible: false, reason };
  }
  return { possible: true, where: [...new Set(runs.map(({ beside }) => resultFileOf(beside).name))].join(', ') };
}

async function* readBatches(
  config: UniformFileConfig,
  context: AdapterContext,
  { signal, from }: ReadRequest,
): AsyncGenerator<readonly Item[], void> {
  for (const run of await openRuns(config, context.folder, signal)) {
    const { contradicted, encoding } = run.spelling;
    if (contradicted !== undefined)
      context.log.warn('the file is not in the character set that INI.TXT names', {
        file: run.data.name,
        declared: contradicted,
        read: encoding,
      });
    yield* readRun(run, { signal, from, withLines: true });
  }
}

/** Known by its name and its first bytes: `A100`, `A000`, or a zip that is called like the data. */
function recognise({ path, head }: FileSample): UniformFileConfig | undefined {
  const name = basename(path);
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 512)).toString('latin1');
  const isData = /^(?:\u00ef\u00bb\u00bf)?A100\d{18}/.test(start);
  const isIni = start.startsWith('A000') && start.includes(SYSTEM_CONSTANT.slice(0, -1));
  // The first entry's name stands 30 bytes into a zip.
  const isArchive =
    start.startsWith('PK\u0003\u0004') &&
    (/bkmvdata|openfrmt/i.test(name) || /(?:bkmvdata|ini)\.(?:txt|zip)/i.test(start));
  const isNamed = /^bkmvdata\.txt$/i.test(name) && /^[A-Z]\d{3}/.test(start);
  return isData || isIni || isArchive || isNamed ? { path } : undefined;
}
