import type { Fault, IshurError, LocalizedMessage } from '@ishur/contract';
import type { UnreadableItem } from '@ishur/contract/v1';
import { formatAmount, parseAmount } from '@ishur/core';
import { outcomeOf } from '../checked.ts';
import type { Checked, CheckedDocument, Outcome } from '../checked.ts';
import type { Reading } from '../checking/reading.ts';

/** Where a line comes from: a source of the configuration, or a file that was named, or both. */
interface WhoseJson {
  readonly business?: string;
  readonly source?: string;
  readonly file?: string;
}

type Whose = Partial<Pick<Reading, 'business' | 'source' | 'file'>>;

/** One line of `ishur check --json`. Its form is part of the public interface. */
export interface CheckedJson extends WhoseJson {
  readonly ref: string;
  readonly reference: string;
  /** The authority's number of the type. */
  readonly documentType: number;
  readonly date: string;
  /** Decimal strings in shekels with two digits. */
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  /** What a run would make of it; `draft`, `cancelled` and `told-twice` are not asked for, whatever the law says of them. */
  readonly decision: Outcome;
  /** As the source has it. */
  readonly standing: 'draft' | 'final' | 'cancelled';
  /** The number that the source holds. */
  readonly existingNumber?: string;
  readonly reasons: readonly { readonly code: string; readonly message: LocalizedMessage }[];
  readonly faults: readonly { readonly code: string; readonly path: string; readonly message: LocalizedMessage }[];
  readonly advisories: readonly { readonly code: string; readonly message: LocalizedMessage }[];
}

/** One line: a document with core's word on it, or what could not be read. */
export function checkedToJson(checked: Checked, whose: Whose): object {
  return {
    ...whoseToJson(whose),
    ...(checked.kind === 'unreadable' ? unreadableToJson(checked.item) : documentToJson(checked)),
  };
}

/** The line of what a source says of itself as a whole. */
export function notesToJson(notes: readonly LocalizedMessage[], whose: Whose): object {
  return { ...whoseToJson(whose), notes: notes.map(({ he, en }) => ({ he, en })) };
}

/** The line of a source that could not be read, or not to its end. */
export function failureToJson({ code, remedy, text }: IshurError, whose: Whose): object {
  return { ...whoseToJson(whose), failed: { code, remedy, message: text } };
}

function whoseToJson({ business, source, file }: Whose): WhoseJson {
  return {
    ...(business !== undefined && { business }),
    ...(source !== undefined && { source }),
    ...(file !== undefined && { file }),
  };
}

function documentToJson(checked: CheckedDocument): CheckedJson {
  const { document, assessment } = checked;
  const { fields, standing, existingNumber } = document;
  const { decision } = assessment;
  return {
    ref: document.ref,
    reference: fields.reference,
    documentType: fields.documentType,
    date: fields.documentDate,
    net: twoDigits(fields.netAmount),
    vat: twoDigits(fields.vatAmount),
    gross: twoDigits(fields.grossAmount),
    decision: outcomeOf(checked),
    standing,
    ...(existingNumber !== undefined && { existingNumber }),
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
