import { basename } from 'node:path';
import { findFiles, findResultWriteBack } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { defineAdapter } from '@ishur/contract/v1';
import type { Adapter, AdapterSession, FileSample } from '@ishur/contract/v1';
import { jsonConfigSchema } from './config.ts';
import type { JsonConfig } from './config.ts';
import { parseJson } from './parse-json.ts';
import type { JsonValue } from './parse-json.ts';
import { readDocuments } from './read-document.ts';
import { readRecords } from './read-file.ts';
import { fileErrors, results } from './source-files.ts';
import { createValueSplitter, formOf } from './split-values.ts';

/** Reads documents out of JSON and NDJSON files, and writes numbers into result files beside them. */
export const jsonAdapter: Adapter = defineAdapter<JsonConfig>({
  id: 'json',
  capabilities: { writeBack: 'file', incremental: false, reread: false, items: true },
  config: jsonConfigSchema,
  open: async (config, { folder }) => openSession(config, folder),
  recognise,
});

function openSession(config: JsonConfig, folder: string): AdapterSession {
  return {
    async check({ signal }) {
      const files = await sourcesOf(config, folder, signal);
      for (const file of files) await readFirst(file, signal);
      const [first = '', ...others] = files.map(({ name }) => name);
      const notes = [
        {
          he:
            others.length === 0 ? `${first}: מסמכים ב-JSON.` : `${first} (ועוד ${others.length} קבצים): מסמכים ב-JSON.`,
          en:
            others.length === 0
              ? `${first}: documents in JSON.`
              : `${first} (and ${others.length} more): documents in JSON.`,
        },
      ];
      return {
        writeBack: await findResultWriteBack(
          files.map((file) => results.resultFileOf(file)),
          folder,
          fileErrors,
        ),
        notes,
      };
    },
    async *read({ signal, from }) {
      for (const file of await sourcesOf(config, folder, signal)) {
        for await (const record of readRecords(file, signal)) {
          for (const read of readDocuments(record, file.name)) {
            signal.throwIfAborted();
            const where = `${file.name}:${read.line}`;
            if (read.kind === 'unreadable') {
              yield { kind: 'unreadable', cursor: where, where, faults: read.faults };
            } else if (from === undefined || read.fields.documentDate >= from) {
              const { ref, standing, fields, existingNumber } = read;
              const number = existingNumber === undefined ? {} : { existingNumber };
              yield { kind: 'document', ref, cursor: where, standing, fields, ...number };
            }
          }
        }
      }
    },
    async *record(settlements, { signal }) {
      if (settlements.length === 0) return;
      const files = await sourcesOf(config, folder, signal);
      // The writing half is loaded when something is to be written.
      const { recordSettlements } = await import('./record-settlements.ts');
      yield* recordSettlements(settlements, files, signal);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function sourcesOf({ path }: JsonConfig, folder: string, signal: AbortSignal): Promise<NamedFile[]> {
  return findFiles(path, { folder, errors: fileErrors, results, signal });
}

/** Proves that a file can be read and is of a form that we know. */
async function readFirst(file: NamedFile, signal: AbortSignal): Promise<void> {
  for await (const _record of readRecords(file, signal)) return;
}

/** A configuration for a file whose first document has fields of ours, or of a shape that we know. */
function recognise({ path, head }: FileSample): JsonConfig | undefined {
  if (!/\.(?:json|ndjson|jsonl)$/i.test(path) || results.isResultFile(path)) return undefined;
  const text = new TextDecoder().decode(head);
  const form = formOf(text, path);
  if (form === undefined) return undefined;
  const splitter = createValueSplitter(form);
  let [first] = firstOf(() => splitter.push(text));
  first ??= firstOf(() => splitter.end())[0];
  if (first === undefined || first.isTooLong) return undefined;
  const line = first.line;
  const parsed = parseJson(first.text, line);
  if (parsed.kind === 'problem') return undefined;
  const known = readDocuments({ line, parsed }, basename(path)).some((read) => read.kind === 'document');
  return known || hasOurNames(parsed.value) ? { path } : undefined;
}

function hasOurNames(value: JsonValue): boolean {
  return (
    value.kind === 'object' && ['documentType', 'reference', 'documentDate'].every((name) => value.members.has(name))
  );
}

function firstOf<Value>(step: () => readonly Value[]): readonly Value[] {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof RangeError) return [];
    throw cause;
  }
}
