import type { Stats } from 'node:fs';
import { constants, open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileNotReadable, isFolder, notAFile } from './errors.ts';
import type { SpecialFile } from './errors.ts';
import type { NamedFile } from './named-file.ts';
import { isAbsent } from './system-code.ts';

/** Whoever opens a pipe for reading waits for its writer, unless he says that he does not. Windows has no such pipes. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file for reading, and never anything else: a pipe or a device may block, or never end. What stands there is looked
 * at before, because opening alone moves some devices, and after, because it may have changed in between.
 *
 * @throws IshurError (`fix-config`) `csv/path-is-folder`, `csv/not-a-file` or `csv/file-not-readable`; (`retry`)
 * `csv/file-busy`.
 */
export async function openFile(file: NamedFile): Promise<FileHandle> {
  refuseSpecial(file, await lookAt(file));
  const handle = await open(file.path, READ_WITHOUT_WAITING).catch((cause: unknown) => {
    throw fileNotReadable(file.name, cause);
  });
  try {
    refuseSpecial(
      file,
      await handle.stat().catch((cause: unknown) => {
        throw fileNotReadable(file.name, cause);
      }),
    );
    return handle;
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** @throws IshurError as {@link openFile}. */
export async function lookAt({ path, name }: NamedFile): Promise<Stats> {
  return await stat(path).catch((cause: unknown) => {
    throw fileNotReadable(name, cause);
  });
}

/** @throws IshurError (`fix-config`) `csv/path-is-folder` or `csv/not-a-file`. */
export function refuseSpecial({ name }: NamedFile, entry: Stats): void {
  if (entry.isDirectory()) throw isFolder(name);
  if (!entry.isFile()) throw notAFile(name, specialOf(entry));
}

export function specialOf(entry: Stats): SpecialFile {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFIFO()) return 'pipe';
  return entry.isSocket() ? 'socket' : 'device';
}

/** Changes whenever the file does; `undefined` where there is none. */
export async function versionOf({ path, name }: NamedFile): Promise<string | undefined> {
  const entry = await stat(path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw fileNotReadable(name, cause);
  });
  return entry && `${entry.size} ${entry.mtimeMs} ${entry.ino}`;
}
