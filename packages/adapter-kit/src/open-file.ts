import type { Stats } from 'node:fs';
import { constants, open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { specialOf } from './file-errors.ts';
import type { FileErrors } from './file-errors.ts';
import type { NamedFile } from './named-file.ts';
import { isAbsent } from './system-code.ts';

/** What can be in the way of reading one. */
export type OpenErrors = Pick<FileErrors, 'isFolder' | 'notAFile' | 'fileNotReadable'>;

/** Whoever opens a pipe for reading waits for its writer, unless he says that he does not. Windows has no such pipes. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file for reading, and never anything else: a pipe or a device may block, or never end. What stands there is looked
 * at before, because opening alone moves some devices, and after, because it may have changed in between.
 *
 * @throws IshurError (`fix-config`) `…/path-is-folder`, `…/not-a-file` or `…/file-not-readable`; (`retry`) `…/file-busy`.
 */
export async function openFile(file: NamedFile, errors: OpenErrors): Promise<FileHandle> {
  refuseSpecial(file, await lookAt(file, errors), errors);
  const handle = await open(file.path, READ_WITHOUT_WAITING).catch((cause: unknown) => {
    throw errors.fileNotReadable(file.name, cause);
  });
  try {
    refuseSpecial(
      file,
      await handle.stat().catch((cause: unknown) => {
        throw errors.fileNotReadable(file.name, cause);
      }),
      errors,
    );
    return handle;
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** @throws IshurError as {@link openFile}. */
export async function lookAt({ path, name }: NamedFile, errors: OpenErrors): Promise<Stats> {
  return await stat(path).catch((cause: unknown) => {
    throw errors.fileNotReadable(name, cause);
  });
}

/** @throws IshurError (`fix-config`) `…/path-is-folder` or `…/not-a-file`. */
export function refuseSpecial({ name }: NamedFile, entry: Stats, errors: OpenErrors): void {
  if (entry.isDirectory()) throw errors.isFolder(name);
  if (!entry.isFile()) throw errors.notAFile(name, specialOf(entry));
}

/**
 * Changes whenever the file does; `undefined` where there is none.
 *
 * @throws IshurError where there is something that cannot be looked at.
 */
export async function versionOf({ path, name }: NamedFile, errors: FileErrors): Promise<string | undefined> {
  const entry = await stat(path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw errors.fileNotReadable(name, cause);
  });
  return entry && versionOfStats(entry);
}

/** The same of what was looked at already. */
export function versionOfStats({ size, mtimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ino}`;
}
