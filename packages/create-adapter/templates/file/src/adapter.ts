import { findFiles, findResultWriteBack } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { defineAdapter } from '@ishur/contract/v1';
import type { Adapter, AdapterSession } from '@ishur/contract/v1';
import { configSchema } from './config.ts';
import type { Config } from './config.ts';
import { readFile } from './read-file.ts';
import { recognise } from './recognise.ts';
import { recordSettlements } from './record-settlements.ts';
import { fileErrors, results } from './source-files.ts';
import { ID, SYSTEM } from './system.ts';

export const adapter: Adapter = defineAdapter<Config>({
  id: ID,
  // The most that this adapter can do. The conformance tests prove every word of it.
  capabilities: { writeBack: 'file', incremental: false, reread: false, items: false },
  config: configSchema,
  open: async (config, { folder }) => openSession(config, folder),
  recognise,
});

function openSession({ path }: Config, folder: string): AdapterSession {
  const find = (signal: AbortSignal): Promise<NamedFile[]> =>
    findFiles(path, { folder, errors: fileErrors, results, signal });

  return {
    async check({ signal }) {
      const files = await find(signal);
      const names = files.map(({ name }) => name).join(', ');
      return {
        writeBack: await findResultWriteBack(
          files.map((file) => results.resultFileOf(file)),
          folder,
          fileErrors,
        ),
        notes: [{ he: `${SYSTEM.he}: ${names}`, en: `${SYSTEM.en}: ${names}` }],
      };
    },

    async *read({ signal, from }) {
      for (const file of await find(signal)) {
        for await (const item of readFile(file, signal)) {
          signal.throwIfAborted();
          if (item.kind === 'unreadable' || from === undefined || item.fields.documentDate >= from) yield item;
        }
      }
    },

    async *record(settlements, { signal }) {
      signal.throwIfAborted();
      if (settlements.length > 0) yield* recordSettlements(settlements, await find(signal), signal);
    },

    // Nothing stays open between two calls. Close here what your session keeps: a connection, a handle.
    [Symbol.asyncDispose]: async () => undefined,
  };
}
