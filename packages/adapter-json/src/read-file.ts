import { openFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { notJson, notUtf8 } from './errors.ts';
import { parseJson } from './parse-json.ts';
import type { ParsedJson } from './parse-json.ts';
import { fileErrors } from './source-files.ts';
import { createValueSplitter, formOf } from './split-values.ts';
import type { FileForm, RawValue } from './split-values.ts';

/** One document of a file, parsed or not parseable. */
export interface FileRecord {
  readonly line: number;
  readonly parsed: ParsedJson | { readonly kind: 'too-long' };
}

const CHUNK_BYTES = 262_144;

/**
 * Reads a file, document by document. Memory does not grow with the file.
 *
 * @throws IshurError (`fix-config`) where the file cannot be read, is not UTF-8, or is no JSON of documents as a whole.
 */
export async function* readRecords(file: NamedFile, signal: AbortSignal): AsyncGenerator<FileRecord, void> {
  let form: FileForm | undefined;
  let splitter: ReturnType<typeof createValueSplitter> | undefined;
  let head = '';
  for await (const text of readText(file, signal)) {
    let rest = text;
    if (splitter === undefined) {
      head += text;
      if (head.trim() === '') {
        if (head.length > CHUNK_BYTES) throw notJson(file.name, 1);
        continue;
      }
      form = formOf(head, file.name);
      if (form === undefined) throw notJson(file.name, 1);
      splitter = createValueSplitter(form);
      rest = head;
    }
    yield* records(file, form, () => splitter?.push(rest) ?? []);
  }
  if (splitter !== undefined) yield* records(file, form, () => splitter?.end() ?? []);
}

function* records(file: NamedFile, form: FileForm | undefined, step: () => RawValue[]): Generator<FileRecord, void> {
  let found: RawValue[];
  try {
    found = step();
  } catch (cause) {
    if (cause instanceof RangeError) throw notJson(file.name, Number(cause.message));
    throw cause;
  }
  for (const raw of found) {
    const parsed = raw.isTooLong ? ({ kind: 'too-long' } as const) : parseJson(raw.text, raw.line);
    if (form === 'single' && parsed.kind === 'problem') throw notJson(file.name, parsed.line);
    yield { line: raw.line, parsed };
  }
}

async function* readText(file: NamedFile, signal: AbortSignal): AsyncGenerator<string, void> {
  const handle = await openFile(file, fileErrors);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, null).catch((cause: unknown) => {
        throw fileErrors.fileNotReadable(file.name, cause);
      });
      const text = decode(decoder, chunk.subarray(0, bytesRead), bytesRead > 0, file.name);
      if (text !== '') yield text;
      if (bytesRead === 0) return;
    }
  } finally {
    await handle.close();
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, stream: boolean, name: string): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw notUtf8(name);
  }
}
