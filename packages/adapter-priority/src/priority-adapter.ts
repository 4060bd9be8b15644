import { defineAdapter } from '@ishur/contract/v1';
import type { Adapter } from '@ishur/contract/v1';
import { priorityConfigSchema } from './config.ts';
import type { PriorityConfig } from './config.ts';

/**
 * Reads final sales documents out of Priority's forms and writes their numbers back.
 *
 * Not incremental: a form has no column that tells for certain when a row changed, so that an honest cursor does not exist.
 * A year of 12,000 documents is some ten calls.
 */
export const priorityAdapter: Adapter = defineAdapter<PriorityConfig>({
  id: 'priority',
  capabilities: { writeBack: 'field', incremental: false, reread: true, items: true },
  config: priorityConfigSchema,
  // Whoever reads files alone need not load what calls servers.
  open: async (config, context) => (await import('./session.ts')).openSession(config, context),
});
