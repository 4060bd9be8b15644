import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refusal } from './refusal.ts';
import type { RenderedFile } from './render-adapter.ts';

/**
 * Writes a new package, whole or not at all.
 *
 * @throws IshurError `create-adapter/folder-exists` where something of that name is there, also an empty folder, and
 * `create-adapter/not-writable`.
 */
export async function writePackage(folder: string, files: readonly RenderedFile[]): Promise<void> {
  await mkdir(dirname(folder), { recursive: true }).catch((cause: unknown) => {
    throw notWritable(folder, cause);
  });
  // Fails where it exists: there is no moment between looking and making.
  await mkdir(folder).catch((cause: unknown) => {
    throw codeOf(cause) === 'EEXIST' ? exists(folder, cause) : notWritable(folder, cause);
  });
  try {
    for (const { path, text } of files) {
      const file = join(folder, ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: 'wx' });
    }
  } catch (cause) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw notWritable(folder, cause);
  }
}

function exists(folder: string, cause: unknown): Error {
  const message = {
    he: `${folder} כבר קיימת, ולכן לא נכתב דבר. בחרו תיקייה אחרת (--folder) או מחקו אותה.`,
    en: `${folder} exists already, so nothing was written. Choose another folder (--folder), or remove it.`,
  };
  return refusal('folder-exists', message, cause);
}

function notWritable(folder: string, cause: unknown): Error {
  const message = {
    he: `לא ניתן ליצור את ${folder} (${codeOf(cause)}). בדקו את ההרשאות ואת המקום הפנוי, או בחרו תיקייה אחרת (--folder).`,
    en: `${folder} cannot be made (${codeOf(cause)}). Check the permissions and the free space, or choose another folder (--folder).`,
  };
  return refusal('not-writable', message, cause);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
