/**
 * A project of somebody else: an adapter for their own product, judged by core. It is compiled and run outside the
 * workspace against the packed packages (main.ts), so it may use nothing but their public names.
 */
import { isIshurError } from '@ishur/contract';
import { defineAdapter, type Adapter, type SourceDocument } from '@ishur/contract/v1';
import { assess } from '@ishur/core';

const invoice: SourceDocument = {
  kind: 'document',
  ref: '1001',
  cursor: '1001',
  standing: 'final',
  fields: {
    documentType: 305,
    reference: '1001',
    documentDate: '2026-06-15',
    netAmount: '10000.00',
    vatAmount: '1800.00',
    grossAmount: '11800.00',
    customer: { name: 'לקוח לדוגמה בע"מ', vatNumber: '777777715' },
  },
};

const adapter: Adapter = defineAdapter<string>({
  id: 'consumer',
  capabilities: { writeBack: 'none', incremental: false, reread: false, items: false },
  config: {
    '~standard': {
      version: 1,
      vendor: 'consumer',
      validate: (value) => (typeof value === 'string' ? { value } : { issues: [{ message: 'not a string' }] }),
    },
  },
  open: () =>
    Promise.resolve({
      check: () => Promise.resolve({ writeBack: { possible: false, reason: { he: 'אין', en: 'none' } }, notes: [] }),
      async *read() {
        yield await Promise.resolve(invoice);
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
});

const context = {
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
  clock: { now: () => new Date(0) },
  folder: '.',
};

const refusal: unknown = await adapter.doOpen(1, context).catch((error: unknown) => error);
if (!isIshurError(refusal)) throw new Error('a wrong configuration must be refused with an IshurError');

const session = await adapter.doOpen('', context);
for await (const item of session.read({ signal: AbortSignal.timeout(10_000) })) {
  if (item.kind === 'document') console.log(item.ref, assess(item.fields, {}).decision.kind);
}
