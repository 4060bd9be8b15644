import { createHash } from 'node:crypto';
import type { AskRecord, CaseState, FrozenAsk, InvoiceDocument } from '@ishur/core';
import { businessDayOf, parseDocument } from '@ishur/core';
import type { CaseRecord } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import { softwareNumberOf } from '../software-number.ts';

/** An ask that is ready to be made durable, and then to be sent. */
export interface Prepared {
  readonly ask: FrozenAsk;
  readonly asked: AskRecord;
  /** Absent where the bytes were frozen before. */
  readonly document: InvoiceDocument | undefined;
}

/**
 * The ask of a queued case, freshly spelled, or of an unconfirmed one, with the bytes that were frozen for it.
 *
 * @param before bytes that certainly reached nobody: of the same fields, they are taken once more.
 */
export function prepare(context: EngineContext, record: CaseRecord, before?: SpelledBefore): Prepared | undefined {
  const { state } = record;
  if (state?.invoiceId === undefined) return undefined;
  if (state.standing === 'unconfirmed') return frozen(record, state);
  return state.standing === 'queued' ? spelled(context, state, state.invoiceId, before) : undefined;
}

/** An ask that was spelled and reached nobody. */
export interface SpelledBefore {
  readonly asked: AskRecord;
  readonly ask: FrozenAsk;
}

function frozen({ frozen: bytes }: CaseRecord, { ask, invoiceId }: CaseState): Prepared | undefined {
  if (ask === undefined || invoiceId === undefined || bytes?.ask !== ask.number) return undefined;
  return { ask: { invoiceId, body: bytes.body }, asked: ask, document: undefined };
}

function spelled(
  context: EngineContext,
  state: CaseState,
  invoiceId: string,
  before: SpelledBefore | undefined,
): Prepared | undefined {
  const parsed = parseDocument(state.fields);
  if (!parsed.ok) return undefined;
  const { document } = parsed;
  const { action, fields } = state;
  const number = (state.ask?.number ?? 0) + 1;
  const isSame =
    before !== undefined &&
    before.ask.invoiceId === invoiceId &&
    before.asked.action === action &&
    JSON.stringify(before.asked.fields) === JSON.stringify(fields);
  const ask = isSame ? before.ask : context.authority.spell(requestOf(context, state, invoiceId, document));
  const sha256 = createHash('sha256').update(ask.body).digest('hex');
  return { ask, document, asked: { number, action, reference: document.reference, sha256, fields } };
}

function requestOf(
  { business, clock }: EngineContext,
  { action }: CaseState,
  invoiceId: string,
  document: InvoiceDocument,
): Parameters<EngineContext['authority']['spell']>[0] {
  return {
    invoiceId,
    vatNumber: business.vatNumber,
    operator: business.operator,
    softwareNumber: softwareNumberOf(business, document.fields),
    ...(business.unionVatNumber === undefined ? {} : { unionVatNumber: business.unionVatNumber }),
    ...(business.authorizedCompany === undefined ? {} : { authorizedCompany: business.authorizedCompany }),
    action,
    // The system's own day where the source does not say (API table 2.1, field 13), in Israel, never in UTC.
    issuedOn: document.producedOn ?? businessDayOf(clock.now()),
    document,
  };
}
