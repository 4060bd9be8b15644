import type { InvoiceFields } from '@ishur/contract/v1';
import { decide } from './decide/decide.ts';
import type { Decision } from './decide/decide.ts';
import type { InvoiceDocument } from './document.ts';
import type { VatNumber } from './identifiers.ts';
import { parseDocument } from './parse-document.ts';
import { validate } from './validate/validate.ts';

/** The version of the rules that a decision was made with. It changes with every change of a rule or a dated table. */
export const RULES_VERSION = '2026-06-01';

export interface Assessment {
  readonly decision: Decision;
  /** Absent where the fields could not be parsed. */
  readonly document: InvoiceDocument | undefined;
}

export interface Circumstances {
  /** The dealer on whose behalf a number would be asked. Absent in a bare `check` of a file. */
  readonly issuer?: VatNumber;
  /** The allocation number that the source already holds. */
  readonly existingNumber?: string;
}

const NOBODY = '000000000' as VatNumber;

/** Parses, decides, and validates what would be asked: everything that is known of a document before the authority is asked. */
export function assess(fields: InvoiceFields, circumstances: Circumstances): Assessment {
  const parsed = parseDocument(fields, circumstances.existingNumber);
  if (!parsed.ok) {
    const decision: Decision = { kind: 'invalid', reasons: [], faults: parsed.faults, advisories: [] };
    return { decision, document: undefined };
  }
  const { document } = parsed;
  const decision = decide(document);
  if (decision.kind !== 'required') return { decision, document };
  const faults = validate(document, circumstances.issuer ?? NOBODY);
  return { document, decision: faults.length === 0 ? decision : { ...decision, kind: 'invalid', faults } };
}
