import type { CaseEvent, CaseState, Cause } from '@ishur/core';
import { advance, approvedOf, deriveInvoiceId, parseAmount, parseVatNumber } from '@ishur/core';
import { apply } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import type { Found } from '../collecting/identify.ts';
import {
  baseAmbiguous,
  baseHasOtherId,
  baseIdUnknown,
  baseNotApproved,
  baseOfAnotherCustomer,
  baseUnknown,
  notOnBase,
} from './base-causes.ts';
import { findBase } from './find-base.ts';
import type { ProFormas } from './find-base.ts';
import { findCaseById } from './linking-parts.ts';
import type { LinkingParts } from './linking-parts.ts';
import { lookAtOriginal } from './look-at-original.ts';
import type { Look } from './look.ts';
import { MAY_REST_ON_BASE, basesOf } from './relations.ts';
import type { Trace } from './set-aside.ts';

/** Looks at what a document rests on: the 332 that it names or was tied to, or the invoice that it stands in for. */
export async function lookAtLink(
  parts: LinkingParts,
  record: CaseRecord,
  proFormas: ProFormas,
  trace: Trace,
): Promise<Look> {
  const { state } = record;
  if (state === undefined) throw new Error(`Case ${record.id} has no document yet.`);
  if (state.link?.kind === 'original') return lookAtOriginal(parts, record, state.link.case, trace);
  if (!MAY_REST_ON_BASE.has(state.fields.documentType)) {
    return { kind: 'waits', cause: notOnBase(record.id, state.fields.documentType) };
  }
  const base = await baseOf(parts, record.id, state, proFormas);
  return 'cause' in base ? { kind: 'waits', ...base } : lookAtBase(parts, record.id, state, base, trace);
}

async function baseOf(
  parts: LinkingParts,
  id: string,
  state: CaseState,
  proFormas: ProFormas,
): Promise<Found | { readonly cause: Cause }> {
  if (state.link !== undefined) {
    return (await findCaseById(parts, state.link.case)) ?? { cause: baseUnknown(id, state.link.case) };
  }
  const [related, ...others] = basesOf(state.fields);
  if (related === undefined) return { cause: baseUnknown(id, '') };
  if (others.length > 0)
    return {
      cause: baseAmbiguous(
        id,
        [related, ...others].map(({ reference }) => reference),
      ),
    };
  const found = await findBase(parts, state, related, proFormas);
  if (found === 'none') return { cause: baseUnknown(id, related.reference) };
  return found === 'many' ? { cause: baseAmbiguous(id, [related.reference]) } : found;
}

function lookAtBase(parts: LinkingParts, id: string, invoice: CaseState, base: Found, trace: Trace): Look {
  const told = invoice.link === undefined ? basesOf(invoice.fields)[0]?.invoiceId : undefined;
  const known = withToldId(base.record, told, trace);
  const { state } = known;
  const waits = (cause: Cause | undefined): Look => ({ kind: 'waits', cause });
  if (state === undefined) return waits(baseUnknown(id, base.record.id));
  if (approvedOf(state) === undefined) {
    if (hasNumber(state)) {
      return waits(
        state.ask === undefined ? baseIdUnknown(id, known.id) : baseNotApproved(id, known.id, state.standing),
      );
    }
    if (state.ask === undefined && NEVER_ASKED.has(state.standing)) {
      const own = ownIdOf(parts, invoice);
      if (own !== undefined && invoice.ask === undefined) return { kind: 'alone', invoiceId: own };
    }
    return waits(GOES_ON.has(state.standing) ? undefined : baseNotApproved(id, known.id, state.standing));
  }
  const { invoiceId } = state;
  if (invoiceId === undefined) return waits(baseIdUnknown(id, known.id));
  if (told !== undefined && told !== invoiceId) return waits(baseHasOtherId(id, known.id, invoiceId, told));
  const [approved, asked] = [customerOf(state), customerOf(invoice)];
  if (approved !== asked) return waits(baseOfAnotherCustomer(id, known.id, approved, asked));
  return { kind: 'goes', action: 4, invoiceId, link: { kind: 'base', case: known.id }, on: known };
}

/** A 332 of which other software obtained the number, with the id that the relation tells. */
function withToldId(base: CaseRecord, told: string | undefined, trace: Trace): CaseRecord {
  const { state } = base;
  if (told === undefined || state === undefined || approvedOf(state) !== undefined) return base;
  const event = approvedElsewhere(state, told);
  return event !== undefined && advance(state, event).ok ? apply(base, event, trace) : base;
}

/** What was approved of a 332 elsewhere, by its own amounts. */
export function approvedElsewhere(state: CaseState, invoiceId: string): CaseEvent | undefined {
  const { netAmount, vatAmount } = state.numberedFields ?? state.fields;
  const [net, vat] = [parseAmount(netAmount), parseAmount(vatAmount)];
  return net === undefined || vat === undefined ? undefined : { kind: 'approved-elsewhere', invoiceId, net, vat };
}

function hasNumber({ number, places }: CaseState): boolean {
  return number !== undefined || places.some((place) => place.number !== undefined && !place.isGone);
}

/** The law asked for no approval, or its source took it back before one was asked for. */
const NEVER_ASKED: ReadonlySet<CaseState['standing']> = new Set(['not-required', 'closed']);
/** An approval may come without anybody doing anything. */
const GOES_ON: ReadonlySet<CaseState['standing']> = new Set(['waiting', 'queued', 'asking', 'unconfirmed']);

function customerOf({ numberedFields, fields }: CaseState): string {
  const digits = (numberedFields ?? fields).customer.vatNumber?.trim() ?? '';
  return parseVatNumber(digits) ?? digits;
}

/** The id under which a document is asked for by itself. */
export function ownIdOf({ business, sources }: LinkingParts, { fields, places }: CaseState): string | undefined {
  const series = sources.find(({ id }) => id === places[0]?.source)?.series;
  try {
    return deriveInvoiceId({
      vatNumber: business.vatNumber,
      type: fields.documentType,
      ...(series === undefined ? {} : { series }),
      reference: fields.reference.trim(),
    });
  } catch {
    // Too long: it was found invalid before.
    return undefined;
  }
}
