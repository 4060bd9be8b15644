import type { Assessment, Circumstances } from '@ishur/core';
import { RULES_VERSION, assess } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';

/** What decides on documents, and its version: a new one decides again what was not asked for yet. */
export interface Rules {
  readonly version: string;
  assess(fields: InvoiceFields, circumstances: Circumstances): Assessment;
}

export const CORE_RULES: Rules = { version: RULES_VERSION, assess };
