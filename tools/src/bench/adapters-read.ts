/** Reads a whole source through an adapter. */
import { csvAdapter } from '@ishur/adapter-csv';
import { hashavshevetAdapter } from '@ishur/adapter-hashavshevet';
import { jsonAdapter } from '@ishur/adapter-json';
import { uniformFileAdapter } from '@ishur/adapter-uniform-file';
import type { Adapter, AdapterContext, InvoiceFields } from '@ishur/contract/v1';

export const adapters: Readonly<Record<string, Adapter>> = {
  csv: csvAdapter,
  hashavshevet: hashavshevetAdapter,
  json: jsonAdapter,
  'uniform-file': uniformFileAdapter,
};

const silent = (): undefined => undefined;

/** Hands every document over; anything that cannot be read is a mistake of the benchmark. */
export async function readAll(
  adapter: Adapter,
  config: unknown,
  folder: string,
  each: (fields: InvoiceFields) => void,
): Promise<void> {
  const context: AdapterContext = {
    folder,
    clock: { now: () => new Date() },
    log: { debug: silent, info: silent, warn: silent },
  };
  const session = await adapter.doOpen(config, context);
  try {
    for await (const item of session.read({ signal: new AbortController().signal })) {
      if (item.kind === 'unreadable') throw new Error(`The benchmark is wrong: ${item.faults[0]?.message.en ?? ''}`);
      each(item.fields);
    }
  } finally {
    await session[Symbol.asyncDispose]();
  }
}
