import { IshurError } from '@ishur/contract';
import { compareIds } from './entry-hash.ts';
import { headsDigest } from './heads.ts';
import type { Head } from './heads.ts';

/** Characters of a line. A case's id holds the name that an accounting system has for a document. */
const LONGEST_LINE = 64 * 1024;

/**
 * The heads of an export that was made before, in its order. Only at its end is it known to be whole, by its own digest: what
 * was concluded from heads is void when this throws.
 *
 * @throws IshurError `audit/not-an-export` (`fix-config`): not an export, or changed since; `audit/other-tier`.
 */
export async function* readExport(lines: AsyncIterable<string> | Iterable<string>, tier: string): AsyncGenerator<Head> {
  let line = 0;
  let last: Head | undefined;
  let hasEnded = false;
  const digest = headsDigest(tier);
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const value = parse(text, line);
    if (line === 1) {
      if (value['format'] !== 'ishur-audit-1') throw notAnExport(line, 'no "format":"ishur-audit-1"');
      if (value['tier'] !== tier) throw otherTier(String(value['tier']), tier);
      continue;
    }
    if (hasEnded) throw notAnExport(line, 'something after its end');
    if (typeof value['digest'] === 'string') {
      if (value['digest'] !== digest.end().digest) throw notAnExport(line, 'the digest does not fit the heads');
      hasEnded = true;
      continue;
    }
    const head = headIn(value, line);
    if (last !== undefined && compareIds(last.case, head.case) >= 0) throw notAnExport(line, 'out of order');
    last = head;
    digest.add(head);
    yield head;
  }
  if (!hasEnded) throw notAnExport(line, 'it ends before its digest');
}

function parse(text: string, line: number): Readonly<Record<string, unknown>> {
  if (text.length > LONGEST_LINE) throw notAnExport(line, `longer than ${LONGEST_LINE} characters`);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below, with the line.
  }
  throw notAnExport(line, 'no JSON object');
}

function headIn(value: Readonly<Record<string, unknown>>, line: number): Head {
  const { case: id, version, head } = value;
  if (typeof id !== 'string' || typeof version !== 'number' || typeof head !== 'string') {
    throw notAnExport(line, 'no case, version and head');
  }
  return { case: id, version, head };
}

function notAnExport(line: number, detail: string): IshurError {
  return new IshurError({
    code: 'audit/not-an-export',
    remedy: 'fix-config',
    message: {
      he: `הקובץ אינו ייצוא שלם של ishur audit export, או ששונה מאז (שורה ${line}: ${detail}). בדקו שזה הקובץ הנכון.`,
      en: `The file is no whole export of \`ishur audit export\`, or was changed since (line ${line}: ${detail}). Check that it is the right file.`,
    },
  });
}

function otherTier(found: string, expected: string): IshurError {
  return new IshurError({
    code: 'audit/other-tier',
    remedy: 'fix-config',
    message: {
      he: `הייצוא הוא של סביבת ${found}, והפנקס נפתח לסביבת ${expected}. בחרו בייצוא של אותה סביבה.`,
      en: `The export is of tier ${found}, and the ledger was opened for ${expected}. Choose an export of the same tier.`,
    },
  });
}
