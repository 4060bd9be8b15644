import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { isIshurError } from '@ishur/contract';
import { fromBufferPromise, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { systemCodeOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { ByteSource } from './byte-source.ts';
import { badZip, fileNotReadable, tooManyEntries, twiceInZip, zipNotSupported, zipTooLarge } from './errors.ts';

/** One file in a zip. */
export interface ZipEntry {
  /** With `/` between folders. It only names: nothing is ever written under it. */
  readonly path: string;
  readonly source: ByteSource;
  /** Whether it lies in a zip within the zip. */
  readonly isNested: boolean;
}

const MOST_ENTRIES = 10_000;
/** In bytes. What is read is streamed, so this bounds time, not memory. */
const LARGEST_UNPACKED = 4 * 1024 ** 3;
/** A file of blanks and zeros is packed to a fiftieth; deflate can do a thousandth. Small files may be anything. */
const MOST_TIMES_PACKED = 400;
const SMALL = 64 * 1024 ** 2;
/** A zip in a zip is held in memory, packed. In bytes. */
const LARGEST_INNER_ZIP = 32 * 1024 ** 2;
/** All of them together. In bytes. */
const LARGEST_INNER_ZIPS = 128 * 1024 ** 2;
/** What is read of a zip; whatever else lies in it is never unpacked. */
const READ = /(?:^|\/)(?:bkmvdata|ini)\.txt$/i;
/** Names are never used as paths, so they need not be fit for it. */
const OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;

type OpenZip = () => Promise<ZipFile>;

/** What has been found in a zip and in the zips in it. Each bound holds for all of them together. */
interface Sum {
  entries: number;
  /** In bytes, of the files that are read. */
  unpacked: number;
  packed: number;
  /** In bytes, of the zips that are held in memory. */
  held: number;
}

/**
 * The files of a zip; of a zip in it (BKMVDATA.zip beside INI.TXT in one archive) also its files, one level deep. Where the
 * data stands beside its own archive, as section 2.1 wants it, it is listed once.
 *
 * @throws IshurError (`fix-config`) `uniform-file/bad-zip`, `uniform-file/too-many-entries`, `uniform-file/twice-in-zip` or
 * `uniform-file/zip-too-large`.
 */
export async function listZip({ path, name }: NamedFile): Promise<ZipEntry[]> {
  const sum: Sum = { entries: 0, unpacked: 0, packed: 0, held: 0 };
  const entries = await listEntries(name, () => openPromise(path, OPTIONS), sum, true);
  const own = new Set(entries.filter(({ isNested }) => !isNested).map(placeOf));
  const listed = entries.filter((entry) => !entry.isNested || !own.has(placeOf(entry)));
  const places = new Set<string>();
  for (const entry of listed) {
    if (places.has(placeOf(entry))) throw twiceInZip(name, entry.path);
    places.add(placeOf(entry));
  }
  return listed;
}

/** Where it would be unpacked to, on systems that do not tell capitals apart too. */
function placeOf({ path }: ZipEntry): string {
  return path.toLowerCase();
}

async function listEntries(name: string, open: OpenZip, sum: Sum, mayNest: boolean): Promise<ZipEntry[]> {
  return await withZip(name, open, async (zip) => {
    const entries: ZipEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      sum.entries += 1;
      if (sum.entries > MOST_ENTRIES) throw tooManyEntries(name, MOST_ENTRIES);
      const path = pathOf(entry);
      if (/(?:^|\/)bkmvdata[^/]*\.zip$/i.test(path) && mayNest) {
        const inner = await readInner(zip, entry, `${name}/${path}`, sum);
        const folder = path.slice(0, path.lastIndexOf('/') + 1);
        const nested = await listEntries(`${name}/${path}`, () => fromBufferPromise(inner, OPTIONS), sum, false);
        entries.push(...nested.map((file) => ({ ...file, path: folder + file.path })));
      } else if (READ.test(path)) {
        refuseBombOfMany(entry, name, sum);
        entries.push({ path, source: entrySource(`${name}/${path}`, open, entry), isNested: !mayNest });
      }
    }
    return entries;
  });
}

/** Thousands of files that are each small enough take as long as one that is too large. */
function refuseBombOfMany({ uncompressedSize, compressedSize }: Entry, name: string, sum: Sum): void {
  sum.unpacked += uncompressedSize;
  sum.packed += compressedSize;
  refuseBomb(sum.unpacked, sum.packed, name);
}

function entrySource(name: string, open: OpenZip, entry: Entry): ByteSource {
  return {
    name,
    async *read(signal) {
      const zip = await open().catch((cause: unknown) => {
        throw failureOf(name, cause);
      });
      try {
        if (!entry.canDecodeFileData()) throw zipNotSupported(name);
        refuseBomb(entry.uncompressedSize, entry.compressedSize, name);
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

function refuseBomb(unpacked: number, packed: number, name: string): void {
  if (unpacked > LARGEST_UNPACKED) throw zipTooLarge(name, '4 GB');
  if (unpacked > SMALL && unpacked > packed * MOST_TIMES_PACKED) throw zipTooLarge(name, `×${MOST_TIMES_PACKED}`);
}

async function readInner(zip: ZipFile, entry: Entry, name: string, sum: Sum): Promise<Buffer> {
  if (!entry.canDecodeFileData()) throw zipNotSupported(name);
  if (entry.uncompressedSize > LARGEST_INNER_ZIP) throw zipTooLarge(name, '32 MB');
  sum.held += entry.uncompressedSize;
  if (sum.held > LARGEST_INNER_ZIPS) throw zipTooLarge(name, '128 MB');
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

/** Archivers of today write names in UTF-8, whether they say so or not; those of DOS in a code page, of which only signs are shown. */
function pathOf({ fileNameRaw }: Entry): string {
  const path = fileNameRaw.toString(isUtf8(fileNameRaw) ? 'utf8' : 'latin1');
  return path.replaceAll('\\', '/').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
