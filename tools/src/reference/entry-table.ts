import { code, table } from './markdown.ts';

/**
 * A table of the entries of one of core's tables, whatever their fields: texts, numbers and yes or no as they are, and a
 * message as a Hebrew and an English column.
 */
export function entryTable(entries: Readonly<Record<string, object>>): string {
  const rows = Object.entries(entries).map(([name, entry]) => new Map([['code', code(name)], ...cellsOf(entry)]));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return table(
    columns,
    rows.map((row) => columns.map((column) => row.get(column) ?? '')),
  );
}

function cellsOf(entry: object): readonly (readonly [string, string])[] {
  return Object.entries(entry)
    .filter(([name]) => name !== 'code')
    .flatMap(([name, value]: [string, unknown]): (readonly [string, string])[] => {
      if (isMessage(value)) {
        const prefix = name === 'message' ? '' : `${name}, `;
        return [
          [`${prefix}Hebrew`, value.he],
          [`${prefix}English`, value.en],
        ];
      }
      if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    });
}

function isMessage(value: unknown): value is { readonly he: string; readonly en: string } {
  return typeof value === 'object' && value !== null && 'he' in value && 'en' in value;
}
