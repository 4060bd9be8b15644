import { readFile } from 'node:fs/promises';
import { lookAt, specialOf, versionOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { IshurError } from '@ishur/contract';
import type { Notice } from '@ishur/contract/v1';
import { z } from 'zod';
import { fileErrors } from './source-files.ts';
import { ID } from './system.ts';

/**
 * REPLACE: what a line of the result file holds, in whatever form. It is the adapter's memory: ref, number and notices have to
 * come back from it as they were. Where your system's import has no room for them, write a second file for it beside this one.
 */
export interface ResultEntry {
  readonly ref: string;
  /** The whole allocation number. */
  readonly number?: string | undefined;
  readonly notices: readonly Notice[];
  /** For people: why a number was taken back. */
  readonly remark?: string | undefined;
}

const entrySchema: z.ZodType<ResultEntry> = z.object({
  ref: z.string(),
  number: z.string().optional(),
  notices: z.array(z.object({ code: z.string(), text: z.string() })),
  remark: z.string().optional(),
});

/** What an earlier run wrote, by ref; nothing where there is no file yet. It is ours, so anything else stops the writing. */
export async function readResult(file: NamedFile): Promise<Map<string, ResultEntry>> {
  if ((await versionOf(file, fileErrors)) === undefined) return new Map();
  const entry = await lookAt(file, fileErrors);
  if (!entry.isFile()) throw fileErrors.resultNotAFile(file.name, specialOf(entry));
  const text = await readFile(file.path, 'utf8').catch((cause: unknown) => {
    throw fileErrors.fileNotReadable(file.name, cause);
  });
  try {
    const lines = text.split('\n').filter((line) => line !== '');
    const entries = lines.map((line) => entrySchema.parse(JSON.parse(line)));
    return new Map(entries.map((each) => [each.ref, each]));
  } catch (cause) {
    throw new IshurError({
      code: `${ID}/result-not-understood`,
      remedy: 'fix-config',
      message: {
        he: `קובץ התוצאה ${file.name} שונה ולא ניתן להבין אותו, ולכן לא נכתב דבר. העבירו אותו לתיקייה אחרת והריצו שוב.`,
        en: `The result file ${file.name} was changed and cannot be understood, so nothing was written. Move it elsewhere and run again.`,
      },
      cause,
    });
  }
}

export function* writtenResult(entries: Iterable<ResultEntry>): Generator<Uint8Array> {
  for (const entry of entries) yield Buffer.from(`${JSON.stringify(entry)}\n`);
}
