import type { LocalizedMessage } from '@ishur/contract';
import { advance } from '@ishur/core';
import type { CaseEvent, Cause } from '@ishur/core';
import { apply } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import type { Found } from '../collecting/identify.ts';
import { findCaseById } from './linking-parts.ts';
import type { LinkingParts } from './linking-parts.ts';
import type { Look } from './look.ts';
import { differencesOf } from './replace-with.ts';
import type { Trace } from './set-aside.ts';

/** Looks at the held invoice in whose place a zero-rate document is asked for: it must still wait for this very document. */
export async function lookAtOriginal(parts: LinkingParts, record: CaseRecord, id: string, trace: Trace): Promise<Look> {
  const original = await findCaseById(parts, id);
  const { state } = record;
  if (original?.record.state?.invoiceId === undefined || state === undefined) return waits(anotherWay(record.id, id));
  const on = awaiting(original, record, trace);
  if (on === undefined) return waits(anotherWay(record.id, id));
  const differences = differencesOf(original.record.state, state, parts.business.vatNumber, parts.replacementDate);
  if (differences.length > 0) return waits(notTheTwin(id, differences));
  const link = { kind: 'original', case: id } as const;
  return { kind: 'goes', action: 3, invoiceId: original.record.state.invoiceId, link, on };
}

/** The original, as it waits for this document; `undefined` where it waits for another one, or for none. */
function awaiting({ record, entries }: Found, replacement: CaseRecord, trace: Trace): CaseRecord | undefined {
  if (record.state?.standing === 'replaced')
    return replacementOf({ record, entries }) === replacement.id ? record : undefined;
  const reference = replacement.state?.fields.reference ?? '';
  const event: CaseEvent = { kind: 'replaced-by', case: replacement.id, reference };
  return advance(record.state, event).ok ? apply(record, event, trace) : undefined;
}

/** The document that stands in the place of a held one. */
export function replacementOf({ entries }: Found): string | undefined {
  const last = entries.findLast(({ event }) => event.kind === 'replaced-by')?.event;
  return last?.kind === 'replaced-by' ? last.case : undefined;
}

function waits(cause: Cause): Look {
  return { kind: 'waits', cause };
}

function anotherWay(id: string, original: string): Cause {
  return {
    code: 'engine/original-went-another-way',
    remedy: 'fix-document',
    message: {
      he: `החשבונית בשיעור אפס (${id}) קשורה לחשבונית ${original}, וזו אינה ממתינה לה עוד: נקשר אליה מסמך אחר, או שנבחרה לה דרך אחרת. הבקשה לא נשלחה. בדקו: ishur show ${original}.`,
      en: `The zero-rate invoice (${id}) is tied to invoice ${original}, which does not wait for it any more: another document stands in its place, or another way was chosen. Nothing was sent. Look: \`ishur show ${original}\`.`,
    },
  };
}

/** In what a document that is to stand in for another one differs from it. */
export function notTheTwin(original: string, differences: readonly LocalizedMessage[], id?: string): Cause {
  const which = id === undefined ? '' : ` (${id})`;
  return {
    code: 'engine/replacement-differs',
    remedy: 'fix-document',
    message: {
      he: `החשבונית בשיעור אפס${which} צריכה לשאת אותם פרטים כמו ${original}, מלבד מספר המסמך והמע"מ. ${differences.map(({ he }) => he).join(' ')} תקנו אותה במקור.`,
      en: `The zero-rate invoice${which} has to bear the same details as ${original} but for its reference and the VAT. ${differences.map(({ en }) => en).join(' ')} Mend it in its source.`,
    },
  };
}
