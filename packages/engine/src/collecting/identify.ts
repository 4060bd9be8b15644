import type { InvoiceFields } from '@ishur/contract/v1';
import type { Assessment, Cause } from '@ishur/core';
import { advance, deriveInvoiceId, materialDifference } from '@ishur/core';
import type { Business } from '../business.ts';
import { newCase, openCase } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import { isEligible } from './eligible.ts';
import type { JournalEntry } from '../ports/ledger.ts';

/** A case and its journal as the ledger has it. */
export interface Found {
  readonly record: CaseRecord;
  readonly entries: readonly JournalEntry[];
}

/** What is asked for in the name of which document. */
export interface Identity {
  /** `own`: it stands for itself. `same`: it is the document of the holder. `taken`: the holder is another document. */
  readonly kind: 'own' | 'same' | 'taken';
  /** The id that it derives, where it has none yet. */
  readonly invoiceId: string | undefined;
  /** The case that asks under this id already; absent where it is its own. */
  readonly holder: Found | undefined;
}

/** A document as far as its id depends on it. */
export interface Identified {
  readonly fields: InvoiceFields;
  readonly standing: 'draft' | 'final' | 'cancelled';
  readonly assessment: Assessment;
  readonly series: string | undefined;
}

/** The case in which this place is already known, or a new one. */
export async function findPlace(
  { business, ledger }: Pick<EngineContext, 'business' | 'ledger'>,
  source: string,
  ref: string,
): Promise<Found> {
  for await (const summary of ledger.list({ business: business.id, source, ref })) {
    const stored = await ledger.load(summary.id);
    if (stored !== undefined) return { record: openCase(stored, business.id), entries: stored.entries };
  }
  return { record: newCase(`${business.id}/${source}/${ref}`, business.id), entries: [] };
}

/**
 * Finds out under which id a document is to be asked, and whether another case has that already. Derived when it is first to be
 * asked for; what was asked keeps its id whatever its reference says by now. One that was not asked, and whose reference was
 * mended into that of another case, is that other document, or contradicts it: it is not asked under two ids.
 */
export async function identify(
  context: Pick<EngineContext, 'business' | 'ledger'>,
  own: CaseRecord,
  document: Identified,
): Promise<Identity> {
  const invoiceId = idFor(context, document);
  const stored = own.state?.invoiceId;
  if (invoiceId === undefined || stored === invoiceId) return OWN;
  if (stored !== undefined && !canJoin(own)) return OWN;
  const holder = await holderOf(context, invoiceId, own.id);
  if (holder === undefined) return stored === undefined ? { ...OWN, invoiceId } : OWN;
  // What the law asks nothing for stays as it is: nobody has to mend anything.
  const isFree = document.assessment.decision.kind !== 'required';
  if (isFree && !isSameDocument(context, holder.record, document.fields)) return OWN;
  return { kind: isSameDocument(context, holder.record, document.fields) ? 'same' : 'taken', invoiceId, holder };
}

const OWN: Identity = { kind: 'own', invoiceId: undefined, holder: undefined };

/** Whether nothing was asked for a case, so that it may become part of another one. */
export function canJoin({ state }: CaseRecord): boolean {
  return advance(state, { kind: 'joined', case: '' }).ok;
}

/** A draft's number may still change, and a cancelled one needs none. */
function idFor({ business }: Pick<EngineContext, 'business'>, document: Identified): string | undefined {
  const { assessment, series, standing } = document;
  if (standing !== 'final' || assessment.document === undefined) return undefined;
  if (assessment.decision.kind !== 'required' && !isEligible(business, assessment)) return undefined;
  return deriveInvoiceId({
    vatNumber: business.vatNumber,
    type: assessment.document.type,
    ...(series === undefined ? {} : { series }),
    reference: assessment.document.reference,
  });
}

/**
 * The other case that asks under this id, whichever business of the ledger it belongs to. Replacements and the invoices of a
 * 332 have the id of another case on purpose.
 */
export async function holderOf(
  { ledger }: Pick<EngineContext, 'ledger'>,
  invoiceId: string,
  except: string,
): Promise<Found | undefined> {
  for await (const summary of ledger.list({ invoiceId })) {
    const isOther = summary.id !== except && summary.action === 0;
    const stored = !isOther ? undefined : await ledger.load(summary.id);
    if (stored !== undefined) return { record: openCase(stored, summary.business), entries: stored.entries };
  }
  return undefined;
}

/** One document in two places. Places belong to a business: what another business holds is never joined. */
export function isSameDocument(
  { business }: { readonly business: Pick<Business, 'id'> },
  holder: CaseRecord,
  fields: InvoiceFields,
): boolean {
  const { state } = holder;
  return (
    holder.business === business.id && state !== undefined && materialDifference(state.fields, fields).length === 0
  );
}

/** Two documents under one id. */
export function idTaken(invoiceId: string, holder: CaseRecord, business: string): Cause {
  if (holder.business !== business) {
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
