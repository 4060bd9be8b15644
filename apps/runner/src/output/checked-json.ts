import type { Fault, LocalizedMessage } from '@ishur/contract';
import type { UnreadableItem } from '@ishur/contract/v1';
import { formatAmount, parseAmount } from '@ishur/core';
import type { Checked } from '../checked.ts';

/** One line of `ishur check --json`. Its form is part of the public interface. */
export interface CheckedJson {
  readonly ref: string;
  readonly reference: string;
  /** The authority's number of the type. */
  readonly documentType: number;
  readonly date: string;
  /** Decimal strings in shekels with two digits. */
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly decision: 'required' | 'not-required' | 'invalid' | 'already-allocated';
  readonly reasons: readonly { readonly code: string; readonly message: LocalizedMessage }[];
  readonly faults: readonly { readonly code: string; readonly path: string; readonly message: LocalizedMessage }[];
  readonly advisories: readonly { readonly code: string; readonly message: LocalizedMessage }[];
}

/** One line: a document with core's word on it, or what could not be read. */
export function checkedToJson(checked: Checked): object {
  return checked.kind === 'unreadable' ? unreadableToJson(checked.item) : documentToJson(checked);
}

function documentToJson({ document, assessment }: Extract<Checked, { kind: 'document' }>): CheckedJson {
  const { fields } = document;
  const { decision } = assessment;
  return {
    ref: document.ref,
    reference: fields.reference,
    documentType: fields.documentType,
    date: fields.documentDate,
    net: twoDigits(fields.netAmount),
    vat: twoDigits(fields.vatAmount),
    gross: twoDigits(fields.grossAmount),
    decision: decision.kind,
    reasons: decision.reasons.map(({ code, message }) => ({ code, message })),
    faults: decision.faults.map(faultToJson),
    advisories: [...decision.advisories, ...(document.advisories ?? [])].map(({ code, message }) => ({
      code,
      message,
    })),
  };
}

/** The line of a row that could not be read. */
function unreadableToJson({ where, faults }: UnreadableItem): object {
  return { unreadable: { where, faults: faults.map(faultToJson) } };
}

function faultToJson({ code, path, message }: Fault): { code: string; path: string; message: LocalizedMessage } {
  return { code, path, message };
}

/** What cannot be read as an amount stands as it came: the faults say so. */
function twoDigits(text: string): string {
  const amount = parseAmount(text);
  return amount === undefined ? text : formatAmount(amount);
}
