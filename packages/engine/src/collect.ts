import { isIshurError } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { Assessment, CaseEvent, Cause } from '@ishur/core';
import { RULES_VERSION, assess, deriveInvoiceId, materialDifference, parseAllocationNumber } from '@ishur/core';
import type { Business, Source } from './business.ts';
import { apply, changeOf, newCase, openCase, summaryOf } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';
import type { CaseChange, CaseSummary } from './ports/ledger.ts';

/** Documents committed together while a source is read. */
const CHUNK = 200;
/** How often a commit is tried again when another process was first. */
const TRIES = 5;

/**
 * Reads a source to its end and makes every document durable with its decision. What cannot be read is kept beside them.
 *
 * @throws IshurError of the adapter; what was read until then is kept, and the reading before stays.
 */
export async function collect(parts: EngineParts, source: Source, signal: AbortSignal): Promise<void> {
  const unreadable: UnreadableItem[] = [];
  let chunk: SourceDocument[] = [];
  let cursor: string | undefined;
  const request = source.from === undefined ? { signal } : { signal, from: source.from };
  for await (const item of source.session.read(request)) {
    cursor = item.cursor;
    if (item.kind === 'unreadable') {
      unreadable.push(item);
      parts.report({ kind: 'unreadable', source: source.id, item });
      continue;
    }
    if (source.from !== undefined && item.fields.documentDate < source.from) continue;
    chunk.push(item);
    if (chunk.length >= CHUNK) {
      await keepAll(parts, source, chunk);
      chunk = [];
    }
  }
  await keepAll(parts, source, chunk);
  await parts.ledger.commit([], {
    business: parts.business.id,
    source: source.id,
    finishedAt: parts.clock.now().toISOString(),
    cursor,
    unreadable: unreadable.map(({ where, faults }) => ({ where, faults })),
  });
}

/** Takes one document the moment it is made: durable and decided when it resolves. */
export async function offer(parts: EngineParts, source: Source, item: SourceDocument): Promise<CaseSummary> {
  for (let attempt = 1; ; attempt += 1) {
    const { record, change } = await keep(parts, source, item);
    if (change === undefined) return summaryOf(record);
    try {
      await parts.ledger.commit([change]);
      return change.summary;
    } catch (error) {
      if (!isMoved(error) || attempt >= TRIES) throw error;
    }
  }
}

async function keepAll(parts: EngineParts, source: Source, items: readonly SourceDocument[]): Promise<void> {
  const changes = new Map<string, CaseChange>();
  const summaries: CaseSummary[] = [];
  const later: SourceDocument[] = [];
  for (const item of items) {
    const { record, change } = await keep(parts, source, item);
    // A second row of one case is decided after the first is committed.
    if (changes.has(record.id)) later.push(item);
    else {
      summaries.push(summaryOf(record));
      if (change !== undefined) changes.set(record.id, change);
    }
  }
  try {
    if (changes.size > 0) await parts.ledger.commit([...changes.values()]);
    for (const summary of summaries) parts.report({ kind: 'read', source: source.id, summary });
  } catch (error) {
    if (!isMoved(error)) throw error;
    later.unshift(...items.filter((item) => !later.includes(item)));
  }
  for (const item of later) {
    parts.report({ kind: 'read', source: source.id, summary: await offer(parts, source, item) });
  }
}

/** The case of a document and what has to be committed for it; no change where nothing is new. */
async function keep(
  parts: EngineParts,
  source: Source,
  item: SourceDocument,
): Promise<{ readonly record: CaseRecord; readonly change: CaseChange | undefined }> {
  const trace = { at: parts.clock.now(), by: parts.runner.name };
  const assessment = assess(item.fields, {
    issuer: parts.business.vatNumber,
    ...(item.existingNumber === undefined ? {} : { existingNumber: item.existingNumber }),
  });
  let record = await find(parts, source, item);
  const wanted = record.state?.invoiceId === undefined ? idFor(parts.business, source, assessment) : undefined;
  const holder = wanted === undefined ? undefined : await holderOf(parts, wanted, record.id);
  const isCopy = holder?.state !== undefined && materialDifference(holder.state.fields, item.fields).length === 0;
  if (holder !== undefined && isCopy) record = holder;

  const seen = seenEvent(source, item, assessment, holder === undefined ? wanted : undefined);
  if (!isNews(record, seen, holder !== undefined && !isCopy)) return { record, change: undefined };
  record = apply(record, seen, trace);
  if (holder !== undefined && !isCopy) {
    record = apply(record, { kind: 'id-taken', cause: idTaken(wanted ?? '', holder) }, trace);
  }
  return { record, change: changeOf(record) };
}

/** The case in which this place is already known, or a new one. */
async function find(parts: EngineParts, source: Source, item: SourceDocument): Promise<CaseRecord> {
  const business = parts.business.id;
  for await (const summary of parts.ledger.list({ business, source: source.id, ref: item.ref })) {
    const stored = await parts.ledger.load(summary.id);
    if (stored !== undefined) return openCase(stored, business);
  }
  return newCase(`${business}/${source.id}/${item.ref}`, business);
}

async function holderOf(parts: EngineParts, invoiceId: string, except: string): Promise<CaseRecord | undefined> {
  for await (const summary of parts.ledger.list({ invoiceId })) {
    const stored = summary.id === except ? undefined : await parts.ledger.load(summary.id);
    if (stored !== undefined) return openCase(stored, summary.business);
  }
  return undefined;
}

function idFor(business: Business, source: Source, assessment: Assessment): string | undefined {
  const { decision, document } = assessment;
  if (decision.kind !== 'required' || document === undefined) return undefined;
  return deriveInvoiceId({
    vatNumber: business.vatNumber,
    type: document.type,
    ...(source.series === undefined ? {} : { series: source.series }),
    reference: document.reference,
  });
}

function seenEvent(
  source: Source,
  item: SourceDocument,
  { decision }: Assessment,
  invoiceId: string | undefined,
): Extract<CaseEvent, { kind: 'seen' }> {
  const existingNumber = item.existingNumber === undefined ? undefined : parseAllocationNumber(item.existingNumber);
  return {
    kind: 'seen',
    source: source.id,
    ref: item.ref,
    standing: item.standing,
    fields: item.fields,
    decision,
    rules: RULES_VERSION,
    ...(invoiceId === undefined ? {} : { invoiceId }),
    ...(existingNumber === undefined ? {} : { existingNumber }),
  };
}

/** Whether an event would tell the journal anything: reading a file twice must not double it. */
function isNews(record: CaseRecord, seen: Extract<CaseEvent, { kind: 'seen' }>, isConflict: boolean): boolean {
  const { state } = record;
  if (state === undefined) return true;
  const isKnownPlace = state.places.some((place) => place.source === seen.source && place.ref === seen.ref);
  const probe = apply({ ...record, added: [] }, seen, { at: new Date(0), by: '' }).state;
  const before = { ...state, rules: undefined };
  const after = { ...probe, rules: undefined };
  if (isConflict && state.standing === 'conflict' && isKnownPlace) {
    return JSON.stringify(state.fields) !== JSON.stringify(seen.fields);
  }
  return !isKnownPlace || state.rules !== seen.rules || JSON.stringify(before) !== JSON.stringify(after);
}

function idTaken(invoiceId: string, holder: CaseRecord): Cause {
  return {
    code: 'engine/id-taken',
    remedy: 'fix-config',
    message: {
      he: `מסמך אחר (${holder.id}) כבר משתמש באותו סוג ומספר (${invoiceId}), והפרטים שונים. אם המספור חוזר על עצמו, הוסיפו series למקור בקובץ ההגדרות.`,
      en: `Another document (${holder.id}) already has this type and number (${invoiceId}) with different details. If numbering repeats, give the source a \`series\` in the configuration.`,
    },
  };
}

function isMoved(error: unknown): boolean {
  return isIshurError(error) && error.code === 'ledger/moved';
}
