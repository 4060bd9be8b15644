import { createHash } from 'node:crypto';
import type { LocalizedMessage } from '@ishur/contract';
import type { Attention, ToldAttention } from '@ishur/core';
import type { JournalEntry } from '../ports/ledger.ts';
import type { WaitingCase } from './waiting-cases.ts';

/**
 * What a hook is called with: something began to wait for a person. Of the document it tells its type and its reference, and
 * nothing of the customer, no amount and no secret.
 */
export interface WaitingMessage {
  /** The version of this form. */
  readonly version: 1;
  readonly event: 'waiting';
  /** The same in every call for the same thing: a receiver that knows it has been told. */
  readonly id: string;
  /** The instant of the call, ISO 8601 in UTC. */
  readonly at: string;
  readonly tier: string;
  readonly business: string;
  /** The document, as `ishur show` takes it. */
  readonly case: string;
  readonly documentType: number;
  readonly reference: string;
  readonly code: Attention['code'];
  readonly urgency: Attention['urgency'];
  readonly stage: Attention['stage'];
  readonly by?: {
    readonly day: string;
    readonly whose: string;
    readonly message: LocalizedMessage;
    readonly source: string;
  };
  readonly title: LocalizedMessage;
  readonly happened: LocalizedMessage;
  readonly meaning: LocalizedMessage;
}

/** What the journal keeps of it. */
export function toldOf({ code, stage, by, place }: Attention): ToldAttention {
  return { code, stage, ...(by !== undefined && { day: by.day }), ...(place !== undefined && { place }) };
}

export function messageOf(
  { summary, stored }: WaitingCase,
  attention: Attention,
  { at, tier }: { readonly at: Date; readonly tier: string },
): WaitingMessage {
  const { code, urgency, stage, by, title, happened, meaning } = attention;
  return {
    version: 1,
    event: 'waiting',
    id: idOf(summary.id, stored.entries, toldOf(attention)),
    at: at.toISOString(),
    tier,
    business: summary.business,
    case: summary.id,
    documentType: summary.documentType,
    reference: summary.reference,
    code,
    urgency,
    stage,
    ...(by !== undefined && { by }),
    title,
    happened,
    meaning,
  };
}

/** The same until it is told; another once it was told and began anew. */
function idOf(id: string, entries: readonly JournalEntry[], what: ToldAttention): string {
  const { code, stage, day = '', place } = what;
  const before = entries.filter(({ event }) => event.kind === 'told' && event.what.code === code).length;
  const parts = [id, code, place?.source ?? '', place?.ref ?? '', stage, day, String(before)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
