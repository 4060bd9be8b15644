import type { InvoiceFields } from '@ishur/contract/v1';
import { decide } from './decide/decide.ts';
import type { Decision, DecisionCircumstances } from './decide/decide.ts';
import { reason } from './decide/reasons.ts';
import type { InvoiceDocument } from './document.ts';
import type { VatNumber } from './identifiers.ts';
import { parseDocument } from './parse-document.ts';
import { contradictionOf } from './validate/contradiction.ts';
import { shortenedTexts } from './validate/shortened-texts.ts';
import { validate } from './validate/validate.ts';

/** The version of the rules that a decision was made with. It changes with every change of a rule or a dated table. */
export const RULES_VERSION = '2026-11-21';

export interface Assessment {
  readonly decision: Decision;
  /** Absent where the fields could not be parsed. */
  readonly document: InvoiceDocument | undefined;
}

export interface Circumstances extends DecisionCircumstances {
  /** The dealer on whose behalf a number would be asked. Absent in a bare `check` of a file. */
  readonly issuer?: VatNumber;
  /** The allocation number that the source already holds. */
  readonly existingNumber?: string;
}

/**
 * Parses, decides, and validates what would be asked: everything that is known of a document before the authority is asked.
 * Where no number is required by one of the amounts, and one is by the others, it is invalid.
 */
export function assess(fields: InvoiceFields, circumstances: Circumstances): Assessment {
  const parsed = parseDocument(fields, circumstances.existingNumber);
  if (!parsed.ok) {
    const decision: Decision = { kind: 'invalid', reasons: [], faults: parsed.faults, advisories: [] };
    return { decision, document: undefined };
  }
  const { document } = parsed;
  const decided = decide(document, circumstances);
  const contradiction = decided.kind === 'not-required' ? contradictionOf(document) : undefined;
  if (contradiction !== undefined) {
    const { reasons, advisories } = decided;
    const invalid: Decision = { kind: 'invalid', reasons, faults: [contradiction], advisories };
    return { document, decision: withShortened(invalid, fields) };
  }
  const decision = withShortened(onlyWhatWouldBeTaken(decided, document, circumstances), fields);
  if (decision.kind !== 'required') return { decision, document };
  const faults = validate(document, { issuer: circumstances.issuer });
  return { document, decision: faults.length === 0 ? decision : { ...decision, kind: 'invalid', faults } };
}

/** A number that somebody may wish for is not asked for in vain, or wrongly. Known only of a business that would ask. */
function onlyWhatWouldBeTaken(decision: Decision, document: InvoiceDocument, { issuer }: Circumstances): Decision {
  if (issuer === undefined || decision.voluntary?.allowed !== true) return decision;
  if (validate(document, { issuer }).length === 0) return decision;
  return { ...decision, voluntary: { allowed: false, reason: reason('would-be-refused') } };
}

/** Only what may be sent can be shortened. */
function withShortened(decision: Decision, fields: InvoiceFields): Decision {
  if (decision.kind === 'already-allocated' || decision.voluntary?.allowed === false) return decision;
  const shortened = shortenedTexts(fields);
  return shortened.length === 0 ? decision : { ...decision, advisories: [...decision.advisories, ...shortened] };
}
