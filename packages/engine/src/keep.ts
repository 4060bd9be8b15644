import type { SourceDocument } from '@ishur/contract/v1';
import type { Assessment, CaseEvent, Cause } from '@ishur/core';
import {
  RULES_VERSION,
  TOLD_TWICE,
  advance,
  assess,
  deriveInvoiceId,
  materialDifference,
  parseAllocationNumber,
} from '@ishur/core';
import type { Business, Source } from './business.ts';
import { apply, changeOf, newCase, openCase } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';
import type { CaseChange, JournalEntry } from './ports/ledger.ts';

type Seen = Extract<CaseEvent, { kind: 'seen' }>;

/** A case and its journal as the ledger has it. */
interface Found {
  readonly record: CaseRecord;
  readonly entries: readonly JournalEntry[];
}

/** What keeping a document comes to. */
export interface Kept {
  readonly record: CaseRecord;
  readonly change: CaseChange | undefined;
  /** The last reading told this document twice: whether it still does is known when this one is over. */
  readonly wasToldTwice: boolean;
}

/** The case of a document and what has to be committed for it; no change where nothing is new. */
export async function keep(parts: EngineParts, source: Source, item: SourceDocument): Promise<Kept> {
  const trace = { at: parts.clock.now(), by: parts.runner.name };
  const assessment = assess(item.fields, {
    issuer: parts.business.vatNumber,
    ...(item.existingNumber === undefined ? {} : { existingNumber: item.existingNumber }),
  });
  const own = await find(parts, source, item.ref);
  const wanted =
    own.record.state?.invoiceId === undefined ? idFor(parts.business, source, item, assessment) : undefined;
  const holder = wanted === undefined ? undefined : await holderOf(parts, wanted, own.record.id);
  const isCopy = holder !== undefined && isSameDocument(parts.business, holder.record, item);
  const isConflict = holder !== undefined && !isCopy;
  const found = isCopy ? holder : own;

  const wasToldTwice = found.record.state?.cause?.code === TOLD_TWICE;
  const seen = seenEvent(source, item, assessment, holder === undefined ? wanted : undefined);
  if (!isNews(found, seen, isConflict)) return { record: found.record, change: undefined, wasToldTwice };
  let record = apply(found.record, seen, trace);
  if (isConflict) {
    const taken: CaseEvent = { kind: 'id-taken', cause: idTaken(wanted ?? '', holder.record, parts.business) };
    // One that has a number already, by hand or from its source, needs no id.
    if (record.state !== undefined && advance(record.state, taken).ok) record = apply(record, taken, trace);
  }
  return { record, change: changeOf(record), wasToldTwice };
}

/** Sets a document aside that this reading told twice. One that was asked for already stays as it is. */
export async function setAside(parts: EngineParts, source: Source, ref: string): Promise<CaseChange | undefined> {
  const { record } = await find(parts, source, ref);
  if (record.state === undefined || record.state.cause?.code === TOLD_TWICE) return undefined;
  const event: CaseEvent = { kind: 'id-taken', cause: TOLD_TWICE_CAUSE };
  if (!advance(record.state, event).ok) return undefined;
  return changeOf(apply(record, event, { at: parts.clock.now(), by: parts.runner.name }));
}

const TOLD_TWICE_CAUSE: Cause = {
  code: TOLD_TWICE,
  remedy: 'fix-document',
  message: {
    he: 'המסמך מופיע במקור יותר מפעם אחת, בפרטים שונים. תקנו או מחקו את הכפילות; עד אז לא יתבקש לו מספר.',
    en: 'The document stands in its source more than once, with different details. Mend or remove the copy; until then no number is asked for it.',
  },
};

/** The case in which this place is already known, or a new one. */
async function find(parts: EngineParts, source: Source, ref: string): Promise<Found> {
  const business = parts.business.id;
  for await (const summary of parts.ledger.list({ business, source: source.id, ref })) {
    const stored = await parts.ledger.load(summary.id);
    if (stored !== undefined) return { record: openCase(stored, business), entries: stored.entries };
  }
  return { record: newCase(`${business}/${source.id}/${ref}`, business), entries: [] };
}

/** The other case that asks under this id, whichever business of the ledger it belongs to. */
async function holderOf(parts: EngineParts, invoiceId: string, except: string): Promise<Found | undefined> {
  for await (const summary of parts.ledger.list({ invoiceId })) {
    const stored = summary.id === except ? undefined : await parts.ledger.load(summary.id);
    if (stored !== undefined) return { record: openCase(stored, summary.business), entries: stored.entries };
  }
  return undefined;
}

/** One document in two places. Places belong to a business: what another business holds is never joined. */
function isSameDocument(business: Business, holder: CaseRecord, item: SourceDocument): boolean {
  return (
    holder.business === business.id &&
    holder.state !== undefined &&
    materialDifference(holder.state.fields, item.fields).length === 0
  );
}

/** Derived when a document is first to be asked for. A draft's number may still change, and a cancelled one needs none. */
function idFor(
  business: Business,
  source: Source,
  item: SourceDocument,
  { decision, document }: Assessment,
): string | undefined {
  if (item.standing !== 'final' || decision.kind !== 'required' || document === undefined) return undefined;
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
): Seen {
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

/** Whether an event would tell the journal anything: reading a source twice must not double it. */
function isNews({ record, entries }: Found, seen: Seen, isConflict: boolean): boolean {
  const { state } = record;
  if (state === undefined) return true;
  const said = entries.map(({ event }) => event).filter((event) => event.kind === 'seen');
  const before = said.findLast(({ source, ref }) => source === seen.source && ref === seen.ref);
  if (before === undefined || !isSaidAgain(before, seen)) return true;
  // Two places that tell one document differently would take turns for ever: each is heard when it says something new.
  if (isConflict || before !== said.at(-1)) return false;
  // Said before, but it may have come to mean something since: a series was configured, or a number that the source got
  // while we asked has to be weighed against an answer.
  const after = apply(record, seen, { at: new Date(0), by: '' }).state;
  return JSON.stringify(state) !== JSON.stringify(after);
}

function isSaidAgain(before: Seen, now: Seen): boolean {
  return JSON.stringify({ ...before, invoiceId: undefined }) === JSON.stringify({ ...now, invoiceId: undefined });
}

function idTaken(invoiceId: string, holder: CaseRecord, business: Business): Cause {
  if (holder.business !== business.id) {
    return {
      code: 'engine/id-taken',
      remedy: 'fix-config',
      message: {
        he: `מסמך עם אותו סוג ומספר (${invoiceId}) כבר רשום בעסק "${holder.business}", שיש לו אותו מספר עוסק. רכזו את כל המקורות של העוסק תחת עסק אחד בקובץ ההגדרות.`,
        en: `A document with this type and number (${invoiceId}) already stands in business "${holder.business}", which has the same dealer's number. Put all sources of the dealer under one business in the configuration.`,
      },
    };
  }
  return {
    code: 'engine/id-taken',
    remedy: 'fix-config',
    message: {
      he: `מסמך אחר (${holder.id}) כבר משתמש באותו סוג ומספר (${invoiceId}), והפרטים שונים. אם המספור חוזר על עצמו, הוסיפו series למקור בקובץ ההגדרות.`,
      en: `Another document (${holder.id}) already has this type and number (${invoiceId}) with different details. If numbering repeats, give the source a \`series\` in the configuration.`,
    },
  };
}
