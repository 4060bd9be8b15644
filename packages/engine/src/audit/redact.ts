import type { InvoiceFields } from '@ishur/contract/v1';
import type { JournalEntry } from '../ports/ledger.ts';

/** Stands in the place of what is not shown. */
export const MASK = '•••';

/**
 * An entry as it may leave the house: without what tells who the customer is. Masked are the customer's name, number (its
 * last three digits stay) and account, the note, and the descriptions of the lines, which are free text; also where a message
 * or a person's words quote them. Amounts, days, types, references, ids and allocation numbers stay: they are what an auditor
 * looks at.
 *
 * A redacted entry does not fit its hash. The journal itself is never redacted: the state of a case is folded from it.
 *
 * @param known fields of the case that earlier entries told, so that a later message which quotes them is masked too.
 */
export function redactEntry(entry: JournalEntry, known: readonly InvoiceFields[] = []): JournalEntry {
  const secrets = new Set([...known, ...fieldsIn(entry)].flatMap(secretsOf));
  // The longest first: one may be part of another.
  const quoted = [...secrets].toSorted((one, other) => other.length - one.length);
  const event = masked(entry.event, quoted);
  return { ...entry, event: event as JournalEntry['event'] };
}

/** A whole journal, redacted. */
export function redactJournal(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const known = new Map<string, InvoiceFields>();
  return entries.map((entry) => {
    for (const fields of fieldsIn(entry)) known.set(JSON.stringify(secretsOf(fields)), fields);
    return redactEntry(entry, [...known.values()]);
  });
}

function fieldsIn({ event }: JournalEntry): readonly InvoiceFields[] {
  if (event.kind === 'seen') return [event.fields];
  return event.kind === 'asking' ? [event.ask.fields] : [];
}

function secretsOf({ customer, note, items }: InvoiceFields): readonly string[] {
  const descriptions = (items ?? []).map(({ description }) => description);
  const texts = [customer.name, customer.vatNumber, customer.account, note, ...descriptions];
  return texts.filter((text): text is string => text !== undefined && text.trim() !== '');
}

/** A dealer's number can be told from another by its end, and cannot be looked up by it. */
function maskOf(secret: string): string {
  return /^\d{7,10}$/.test(secret) ? `${MASK}${secret.slice(-3)}` : MASK;
}

const OF_CUSTOMER: ReadonlySet<string> = new Set(['name', 'vatNumber', 'account']);
const FREE_TEXT: ReadonlySet<string> = new Set(['note', 'description']);
/** Sentences: the two languages of a message, and what a person wrote as proof. Nothing else quotes. */
const SENTENCES: ReadonlySet<string> = new Set(['he', 'en', 'evidence']);

function masked(value: unknown, quoted: readonly string[], name = '', parent = ''): unknown {
  if (typeof value === 'string') {
    if (FREE_TEXT.has(name) || (parent === 'customer' && OF_CUSTOMER.has(name))) return maskOf(value);
    return SENTENCES.has(name) ? quoted.reduce(withoutQuote, value) : value;
  }
  if (Array.isArray(value)) return value.map((each: unknown) => masked(each, quoted, name, parent));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each, quoted, key, name)]));
}

/** Where it stands as a word of its own: an account 600 is not part of the amount 6000.00. */
function withoutQuote(text: string, secret: string): string {
  const isPart = /[\p{L}\p{N}]/u;
  let result = '';
  let rest = 0;
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
    const end = at + secret.length;
    // A Hebrew word takes its particles in front: «לכרמל» quotes «כרמל». Only digits are part of a number.
    const isNumber = /^\d/.test(secret) && (isPart.test(text[at - 1] ?? '') || text[at - 1] === '.');
    const goesOn = isPart.test(text[end] ?? '') || (/\d$/.test(secret) && /^\.\d/.test(text.slice(end, end + 2)));
    if (isNumber || goesOn) continue;
    result += text.slice(rest, at) + maskOf(secret);
    rest = end;
  }
  return result + text.slice(rest);
}
