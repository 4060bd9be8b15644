import { IshurError } from '@ishur/contract';
import type { CaseSummary, Ledger } from '@ishur/engine';

/**
 * The case that a person means by DOC: a case id, `[business/][source/]type:reference`, or the name by which its source calls
 * it and `ishur check` shows it, such as `imovein-1:1002`.
 *
 * @throws IshurError where there is none, or more than one; the latter lists what it could be.
 */
export async function findCase(ledger: Ledger, document: string): Promise<CaseSummary> {
  const wanted = parseName(document);
  const found: CaseSummary[] = [];
  for await (const summary of ledger.list({})) {
    if (summary.id === document || summary.invoiceId === document) return summary;
    const isWanted = wanted !== undefined && matches(summary, wanted);
    if (isWanted || isRef(summary, document)) found.push(summary);
  }
  const [only, ...others] = found;
  if (only === undefined) throw noSuchCase(document);
  if (others.length > 0) throw ambiguous(document, found);
  return only;
}

interface Wanted {
  readonly where: readonly string[];
  readonly type: number;
  readonly reference: string;
}

function parseName(document: string): Wanted | undefined {
  const match = /^((?:[^/:]+\/){0,2})(\d{1,4}):(.+)$/.exec(document);
  if (match === null) return undefined;
  const where = (match[1] ?? '').split('/').filter((part) => part !== '');
  return { where, type: Number(match[2]), reference: match[3] ?? '' };
}

function matches(summary: CaseSummary, { where, type, reference }: Wanted): boolean {
  if (summary.documentType !== type || summary.reference !== reference) return false;
  const sources = summary.places.map(({ source }) => source);
  const [first, second] = where;
  if (first === undefined) return true;
  if (second !== undefined) return summary.business === first && sources.includes(second);
  return summary.business === first || sources.includes(first);
}

function isRef({ places }: CaseSummary, document: string): boolean {
  return places.some(({ source, ref }) => document === ref || document === `${source}/${ref}`);
}

function noSuchCase(document: string): IshurError {
  return new IshurError({
    code: 'cli/no-such-document',
    remedy: 'fix-document',
    message: {
      he: `אין בפנקס מסמך "${document}". כתבו סוג:מספר, למשל 305:1001, או ראו ishur list.`,
      en: `The ledger holds no document "${document}". Write type:reference, such as 305:1001, or see \`ishur list\`.`,
    },
  });
}

function ambiguous(document: string, found: readonly CaseSummary[]): IshurError {
  const ids = found.map(({ id }) => `  ${id}`).join('\n');
  return new IshurError({
    code: 'cli/ambiguous-document',
    remedy: 'fix-document',
    message: {
      he: `"${document}" יכול להיות:\n${ids}\nכתבו אחד מהם במלואו.`,
      en: `"${document}" could be:\n${ids}\nWrite one of them in full.`,
    },
  });
}
