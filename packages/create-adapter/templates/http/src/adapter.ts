import { defineAdapter } from '@ishur/contract/v1';
import type { Adapter, AdapterContext, AdapterSession } from '@ishur/contract/v1';
import { configSchema } from './config.ts';
import type { Config } from './config.ts';
import { cursorOf, revisionOf } from './cursor.ts';
import { readInvoice } from './invoice.ts';
import { readToken } from './read-token.ts';
import { recordOne } from './record-one.ts';
import { getInvoice, getInvoices, getStatus } from './service.ts';
import { ID, SYSTEM } from './system.ts';

export const adapter: Adapter = defineAdapter<Config>({
  id: ID,
  // The most that this adapter can do. The conformance tests prove every word of it.
  capabilities: { writeBack: 'field', incremental: true, reread: true, items: false },
  config: configSchema,
  open: openSession,
});

async function openSession({ url, token }: Config, { folder }: AdapterContext): Promise<AdapterSession> {
  const service = { url, token: await readToken(token, folder) };
  const { host } = new URL(url);

  return {
    async check({ signal }) {
      const { mayWrite } = await getStatus(service, signal);
      const reason = {
        he: `לאסימון אין הרשאה לרשום מספרי הקצאה ב-${SYSTEM.he}. תנו לו הרשאת כתיבה.`,
        en: `The token may not write allocation numbers to ${SYSTEM.en}. Permit it to write.`,
      };
      return {
        writeBack: mayWrite ? { possible: true, where: `${SYSTEM.he} (${host})` } : { possible: false, reason },
        notes: [{ he: `${SYSTEM.he}: ${host}`, en: `${SYSTEM.en}: ${host}` }],
      };
    },

    async *read({ signal, after, from }) {
      const status = await getStatus(service, signal);
      const start = after === undefined ? 0 : revisionOf(after, status);
      for await (const record of getInvoices(service, start, signal)) {
        signal.throwIfAborted();
        const item = readInvoice(record, cursorOf(status, record.revision));
        if (item.kind === 'unreadable' || from === undefined || item.fields.documentDate >= from) yield item;
      }
    },

    async reread(ref, { signal }) {
      const record = await getInvoice(service, ref, signal);
      if (record === undefined) return undefined;
      const item = readInvoice(record, cursorOf(await getStatus(service, signal), record.revision));
      return item.kind === 'document' ? item : undefined;
    },

    async *record(settlements, { signal }) {
      for (const settlement of settlements) {
        signal.throwIfAborted();
        yield await recordOne(service, settlement, signal);
      }
    },

    // fetch keeps nothing that has to be closed. Close here what your session keeps: a connection, a log-in.
    [Symbol.asyncDispose]: async () => undefined,
  };
}
