import type { DatabaseSync } from 'node:sqlite';
import type { KeptLine } from './stray-lines.ts';

/** Lines by the key of their document, on disk where they are many. */
export interface LineStore extends Disposable {
  put(key: string, lines: readonly KeptLine[]): Promise<void>;
  /** Takes all lines of a key out, in the order of the file. */
  take(key: string): KeptLine[];
}

/** So many lines are held in memory; all of them go to disk when there are more. */
const MOST_IN_MEMORY = 10_000;

export function createLineStore(): LineStore {
  const memory = new Map<string, KeptLine[]>();
  let held = 0;
  let disk: DiskStore | undefined;
  return {
    async put(key, lines) {
      held += lines.length;
      if (disk === undefined && held > MOST_IN_MEMORY) {
        disk = await openDiskStore();
        for (const [each, kept] of memory) disk.put(each, kept);
        memory.clear();
      }
      if (disk !== undefined) disk.put(key, lines);
      else
        memory.set(
          key,
          [...(memory.get(key) ?? []), ...lines].toSorted((one, other) => one.line - other.line),
        );
    },
    take(key) {
      if (disk !== undefined) return disk.take(key);
      const kept = memory.get(key) ?? [];
      memory.delete(key);
      return kept;
    },
    [Symbol.dispose]() {
      disk?.close();
    },
  };
}

interface DiskStore {
  put(key: string, lines: readonly KeptLine[]): void;
  take(key: string): KeptLine[];
  close(): void;
}

/** A database without a name lies in a file of the system's own, which nobody else can open and which goes with it. */
async function openDiskStore(): Promise<DiskStore> {
  const { DatabaseSync: Database } = await import('node:sqlite');
  const database: DatabaseSync = new Database('');
  // It is thrown away when the file is read, so that nothing of it has to survive.
  database.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; ' +
      'CREATE TABLE kept (key TEXT, line INTEGER, text TEXT, PRIMARY KEY (key, line)) WITHOUT ROWID; BEGIN',
  );
  const insert = database.prepare('INSERT INTO kept (key, line, text) VALUES (?, ?, ?)');
  const select = database.prepare('SELECT line, text FROM kept WHERE key = ? ORDER BY line');
  const remove = database.prepare('DELETE FROM kept WHERE key = ?');
  return {
    put(key, lines) {
      for (const { line, text } of lines) insert.run(key, line, text);
    },
    take(key) {
      const kept = select.all(key).map(({ line, text }) => ({ line: Number(line), text: String(text) }));
      if (kept.length > 0) remove.run(key);
      return kept;
    },
    close() {
      database.close();
    },
  };
}
