import type { LocalizedMessage } from '@ishur/contract';
import type { InvoiceDocument } from '@ishur/core';
import { advance, deriveInvoiceId, parseDocument, validate } from '@ishur/core';
import { apply, changeOf, summaryOf } from '../case-record.ts';
import { canJoin, holderOf, idTaken, isSameDocument } from '../collecting/identify.ts';
import { join } from '../collecting/join.ts';
import { commitAnew } from '../commit-anew.ts';
import type { Attempt } from '../commit-anew.ts';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';
import { notPossible } from './not-possible.ts';
import { take, traceOf } from './person.ts';
import type { InHand, Person } from './person.ts';

/**
 * `ishur ask`: a number is wanted although the law requires none. API description 2.0 / 7.2024, section 1.2: one may be asked for
 * any invoice, of any amount.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function want(person: Person, id: CaseId): Promise<CaseSummary> {
  return commitAnew(person.ledger, async () => {
    const inHand = await take(person, id);
    return inHand.state.isWanted ? { changes: [], result: summaryOf(inHand.record) } : attempt(person, id, inHand);
  });
}

async function attempt(person: Person, id: CaseId, inHand: InHand): Promise<Attempt<CaseSummary>> {
  const { state, record, entries } = inHand;
  const why = whyNot(inHand, person);
  if (why !== undefined) throw notPossible('want', id, state, why.message);
  const invoiceId = state.invoiceId ?? idOf(person, inHand);
  if (invoiceId === undefined || !advance(state, { kind: 'wanted', by: person.by, invoiceId }).ok) {
    throw notPossible('want', id, state);
  }
  const holder = state.invoiceId === undefined ? await holderOf(person, invoiceId, id) : undefined;
  if (holder !== undefined && isSameDocument(person, holder.record, state.fields) && canJoin(record)) {
    const joined = join({ clock: person.clock, runner: { name: person.by } }, { record, entries }, holder);
    return { changes: joined.changes, result: summaryOf(joined.record) };
  }
  if (holder !== undefined) {
    throw notPossible('want', id, state, idTaken(invoiceId, holder.record, person.business.id).message);
  }
  const wanted = apply(record, { kind: 'wanted', by: person.by, invoiceId }, traceOf(person));
  return { changes: [changeOf(wanted)], result: summaryOf(wanted) };
}

/** What the authority would not take, or gives no number for. */
function whyNot({ state }: InHand, { business }: Person): { readonly message: LocalizedMessage } | undefined {
  const { decision, standing } = state;
  if (standing !== 'not-required') return undefined;
  const may = decision?.voluntary;
  const document = documentOf(state);
  const [fault] = document === undefined ? [] : validate(document, { issuer: business.vatNumber });
  if (may?.allowed === false && may.reason.code !== 'would-be-refused') return may.reason;
  return fault ?? (may?.allowed === false ? may.reason : undefined);
}

function documentOf({ fields }: InHand['state']): InvoiceDocument | undefined {
  const parsed = parseDocument(fields);
  return parsed.ok ? parsed.document : undefined;
}

function idOf({ business, sources }: Person, { state }: InHand): string | undefined {
  const document = documentOf(state);
  if (document === undefined) return undefined;
  const series = sources.find(({ id }) => id === state.places[0]?.source)?.series;
  return deriveInvoiceId({
    vatNumber: business.vatNumber,
    type: document.type,
    ...(series === undefined ? {} : { series }),
    reference: document.reference,
  });
}
