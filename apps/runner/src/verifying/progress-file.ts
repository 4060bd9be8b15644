import { createHash } from 'node:crypto';
import { appendFile, lstat, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { IshurError, isIshurError } from '@ishur/contract';
import type { Purchase, VatNumber } from '@ishur/core';
import type { PurchaseVerdict } from '@ishur/engine';
import { z } from 'zod';

/** What was found out so far, beside the file that is written when all is. */
export interface ProgressFile {
  /** What an earlier run found out about this purchase. */
  knownOf(purchase: Purchase): PurchaseVerdict | undefined;
  /** Whether an interrupted verification is taken up. */
  readonly isTakenUp: boolean;
  /** How many lines were taken over. */
  readonly taken: number;
  note(purchase: Purchase, verdict: PurchaseVerdict): Promise<void>;
  /** All is written elsewhere. */
  remove(): Promise<void>;
}

const number = z
  .string()
  .regex(/^\d{1,30}$/)
  .optional();
const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-required') }),
  z.strictObject({ kind: z.literal('matches') }),
  z.strictObject({
    kind: z.literal('differs'),
    differences: z.array(
      z.strictObject({
        field: z.enum(['documentType', 'supplier', 'customer', 'reference', 'date', 'net', 'vat', 'gross']),
        books: z.string(),
        authority: z.string(),
      }),
    ),
  }),
  z.strictObject({ kind: z.literal('unknown-number'), known: number }),
  z.strictObject({ kind: z.literal('number-missing'), known: number }),
]);
const line = z.strictObject({ key: z.string(), verdict });

/** What stays true. All else a supplier, or somebody at the authority, may have mended meanwhile. */
const LASTING: ReadonlySet<string> = new Set(['matches', 'not-required']);
const A_DAY_IN_MILLISECONDS = 86_400_000;

/** The first line of such a file, so that nobody else's is taken for one. */
const MARK = '{"ishur":"verify","version":1}\n';

/**
 * Opens what an interrupted verification left, or begins one. Each line is written when it is known, so that a large list is
 * never begun anew; a line that was cut off by a crash is asked for once more, and so is, after a day, what was wrong.
 *
 * @throws IshurError `verify/progress-unreadable`, `verify/progress-not-written`, `verify/progress-not-ours` (`fix-config`).
 */
export async function openProgressFile(path: string, buyer: VatNumber, tier: string, now: Date): Promise<ProgressFile> {
  const known = new Map<string, PurchaseVerdict>();
  const text = await readOrNothing(path);
  if (text !== '' && !text.startsWith(MARK)) throw notOurs(path);
  const isOld = text !== '' && now.getTime() - (await stat(path)).mtimeMs > A_DAY_IN_MILLISECONDS;
  for (const each of text.split('\n').slice(0, -1)) {
    const parsed = line.safeParse(jsonOf(each));
    if (parsed.success && (!isOld || LASTING.has(parsed.data.verdict.kind)))
      known.set(parsed.data.key, parsed.data.verdict as PurchaseVerdict);
  }
  // A line that was cut off is ended, so that the next one stands for itself.
  if (text !== '' && !text.endsWith('\n')) await append(path, '\n');
  let isBegun = text !== '';
  const keyOf = (purchase: Purchase): string =>
    createHash('sha256')
      .update(JSON.stringify([tier, buyer, purchase]))
      .digest('hex');
  return {
    knownOf: (purchase) => known.get(keyOf(purchase)),
    isTakenUp: text !== '',
    taken: known.size,
    async note(purchase, found) {
      // What failed is asked for again.
      if (found.kind === 'not-looked-up') return;
      if (!isBegun) await begin(path);
      isBegun = true;
      await append(path, `${JSON.stringify({ key: keyOf(purchase), verdict: found })}\n`);
    },
    async remove() {
      if (isBegun) await rm(path, { force: true });
    },
  };
}

/** Made anew: what somebody else put there meanwhile is not written into. */
async function begin(path: string): Promise<void> {
  try {
    await writeFile(path, MARK, { flag: 'wx' });
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? notOurs(path) : progressNotWritten(path, error);
  }
}

function notOurs(path: string): IshurError {
  return failure('verify/progress-not-ours', undefined, {
    he: `הקובץ ${path} אינו של אישור, ולכן לא ייכתב בו דבר. העבירו אותו למקום אחר, או בחרו שם אחר ב-out.`,
    en: `The file ${path} is not one of Ishur's, so nothing is written into it. Move it away, or choose another name for --out.`,
  });
}

async function readOrNothing(path: string): Promise<string> {
  try {
    const entry = await lstat(path).catch(() => undefined);
    if (entry !== undefined && !entry.isFile()) throw notOurs(path);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isIshurError(error)) throw error;
    if (codeOf(error) === 'ENOENT') return '';
    throw failure('verify/progress-unreadable', error, {
      he: `לא ניתן לקרוא את ${path}, שבו נשמר מה שכבר נבדק. בדקו את ההרשאות, או מחקו אותו כדי להתחיל מההתחלה.`,
      en: `${path}, which keeps what was verified so far, cannot be read. Check its permissions, or delete it to begin anew.`,
    });
  }
}

async function append(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw progressNotWritten(path, error);
  }
}

function progressNotWritten(path: string, cause: unknown): IshurError {
  return failure('verify/progress-not-written', cause, {
    he: `לא ניתן לכתוב את ${path}. בדקו שהתיקייה קיימת, שיש הרשאת כתיבה ושיש מקום בדיסק.`,
    en: `${path} cannot be written. Check that its folder is there and may be written to, and that the disk has room.`,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(code: string, cause: unknown, message: { he: string; en: string }): IshurError {
  const found = codeOf(cause);
  const he = found === '' ? message.he : `${message.he} (${found})`;
  const en = found === '' ? message.en : `${message.en} (${found})`;
  return new IshurError({ code, remedy: 'fix-config', message: { he, en }, cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
