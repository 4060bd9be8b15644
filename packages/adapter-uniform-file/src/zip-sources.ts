import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { isIshurError } from '@ishur/contract';
import { fromBufferPromise, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { systemCodeOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { ByteSource } from './byte-source.ts';
import { badZip, fileNotReadable, tooManyEntries, zipNotSupported, zipTooLarge } from './errors.ts';

/** One file in a zip. */
export interface ZipEntry {
  /** With `/` between folders. It only names: nothing is ever written under it. */
  readonly path: string;
  readonly source: ByteSource;
}

const MOST_ENTRIES = 10_000;
/** In bytes. What is read is streamed, so this bounds time, not memory. */
const LARGEST_UNPACKED = 4 * 1024 ** 3;
/** A file of blanks and zeros is packed to a fiftieth; deflate can do a thousandth. Small files may be anything. */
const MOST_TIMES_PACKED = 400;
const SMALL = 64 * 1024 ** 2;
/** A zip in a zip is held in memory, packed. In bytes. */
const LARGEST_INNER_ZIP = 32 * 1024 ** 2;
/** Names are never used as paths, so they need not be fit for it. */
const OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;

type OpenZip = () => Promise<ZipFile>;

/**
 * The files of a zip; of a zip in it (BKMVDATA.zip beside INI.TXT in one archive) also its files, one level deep.
 *
 * @throws IshurError (`fix-config`) `uniform-file/bad-zip`, `uniform-file/too-many-entries` or `uniform-file/zip-too-large`.
 */
export async function listZip({ path, name }: NamedFile): Promise<ZipEntry[]> {
  return await listEntries(name, () => openPromise(path, OPTIONS), true);
}

async function listEntries(name: string, open: OpenZip, mayNest: boolean): Promise<ZipEntry[]> {
  return await withZip(name, open, async (zip) => {
    const entries: ZipEntry[] = [];
    let position = 0;
    for await (const entry of zip.eachEntry()) {
      const index = position;
      position += 1;
      if (position > MOST_ENTRIES) throw tooManyEntries(name, MOST_ENTRIES);
      const path = pathOf(entry);
      if (/(?:^|\/)bkmvdata[^/]*\.zip$/i.test(path) && mayNest) {
        const inner = await readInner(zip, entry, `${name}/${path}`);
        const folder = path.slice(0, path.lastIndexOf('/') + 1);
        const nested = await listEntries(`${name}/${path}`, () => fromBufferPromise(inner, OPTIONS), false);
        entries.push(...nested.map((file) => ({ ...file, path: folder + file.path })));
      } else {
        entries.push({ path, source: entrySource(`${name}/${path}`, open, index) });
      }
    }
    return entries;
  });
}

function entrySource(name: string, open: OpenZip, index: number): ByteSource {
  return {
    name,
    async *read(signal) {
      const zip = await open().catch((cause: unknown) => {
        throw failureOf(name, cause);
      });
      try {
        const entry = await entryAt(zip, index, name);
        refuseBomb(entry, name);
        const stream = await zip.openReadStreamPromise(entry);
        let checksum = 0;
        try {
          for await (const piece of stream) {
            signal.throwIfAborted();
            if (!Buffer.isBuffer(piece)) continue;
            checksum = crc32(piece, checksum);
            yield piece;
          }
        } finally {
          stream.destroy();
        }
        // The library leaves it to its users. All of a file is looked at before its first document is delivered.
        if (checksum !== entry.crc32) throw badZip(name, undefined);
      } catch (cause) {
        signal.throwIfAborted();
        throw failureOf(name, cause);
      } finally {
        zip.close();
      }
    },
  };
}

async function entryAt(zip: ZipFile, index: number, name: string): Promise<Entry> {
  let position = 0;
  for await (const entry of zip.eachEntry()) {
    if (position === index) return entry;
    position += 1;
  }
  throw badZip(name, undefined);
}

function refuseBomb(entry: Entry, name: string): void {
  if (!entry.canDecodeFileData()) throw zipNotSupported(name);
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > LARGEST_UNPACKED) throw zipTooLarge(name, '4 GB');
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_TIMES_PACKED)
    throw zipTooLarge(name, `×${MOST_TIMES_PACKED}`);
}

async function readInner(zip: ZipFile, entry: Entry, name: string): Promise<Buffer> {
  if (!entry.canDecodeFileData()) throw zipNotSupported(name);
  if (entry.uncompressedSize > LARGEST_INNER_ZIP) throw zipTooLarge(name, '32 MB');
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const inner = Buffer.concat(await stream.toArray());
  if (crc32(inner) !== entry.crc32) throw badZip(name, undefined);
  return inner;
}

async function withZip<T>(name: string, open: OpenZip, work: (zip: ZipFile) => Promise<T>): Promise<T> {
  const zip = await open().catch((cause: unknown) => {
    throw failureOf(name, cause);
  });
  try {
    return await work(zip);
  } catch (cause) {
    throw failureOf(name, cause);
  } finally {
    zip.close();
  }
}

function failureOf(name: string, cause: unknown): unknown {
  if (isIshurError(cause)) return cause;
  return /^E[A-Z]+$/.test(systemCodeOf(cause)) ? fileNotReadable(name, cause) : badZip(name, cause);
}

function pathOf(entry: Entry): string {
  return entry.fileNameRaw.toString('latin1').replaceAll('\\', '/');
}
