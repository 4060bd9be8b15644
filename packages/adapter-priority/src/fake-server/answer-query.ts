import { refusal, json } from './answer.ts';
import type { Said } from './answer.ts';
import { ATTACHMENTS, LINE_COLUMNS, columnsOf, linesOf } from './columns.ts';
import type { Column, FakeForm } from './columns.ts';
import { BadFilter, MIDNIGHT, NotSupported, columnsIn, parseFilter } from './parse-filter.ts';
import type { FakeRow, Test } from './parse-filter.ts';
import type { FakeQuirks } from './quirks.ts';
import type { FakeInvoice } from './store.ts';

export interface Held {
  readonly row: FakeRow;
  readonly invoice?: FakeInvoice;
}

/** The rows of a form, by the subset of OData that Priority understands. */
export function answerQuery(form: FakeForm, held: readonly Held[], query: URLSearchParams, quirks: FakeQuirks): Said {
  const columns = columnsOf(form, quirks);
  const known = new Map(columns.map((column) => [column.name, column]));
  const [filter, order, expand] = ['$filter', '$orderby', '$expand'].map((name) => query.get(name) ?? '');
  let test: Test = () => true;
  try {
    if (filter) {
      // An unknown column in a filter is passed over in silence: 200, and every row.
      const isIgnored = columnsIn(filter).some((name) => !known.has(name) || quirks.ignoredFilters.includes(name));
      const parsed = parseFilter(filter, (name) => known.get(name)?.type);
      if (!isIgnored) test = parsed;
    }
  } catch (cause) {
    if (cause instanceof NotSupported) return refusal(501, 'Not implemented');
    if (cause instanceof BadFilter) return refusal(400, 'שגיאה בתנאי הסינון');
    throw cause;
  }
  const skip = Number(query.get('$skip') ?? 0);
  const top = Math.min(Number(query.get('$top') ?? quirks.rowCap), quirks.rowCap);
  const end = quirks.skipEndsAtCap ? Math.min(skip + top, quirks.rowCap) : skip + top;
  const found = inOrder(
    held.filter(({ row }) => test(row)),
    quirks.ignoredOrders.includes(order?.split(' ')[0] ?? '') ? '' : (order ?? ''),
    known,
  ).slice(skip, Math.max(skip, end));

  const select = query.get('$select')?.split(',');
  const value = found.map((each) => ({
    ...spelled(each.row, select === undefined ? columns : columns.filter(({ name }) => select.includes(name)), quirks),
    ...(expand?.startsWith(linesOf(form)) === true ? { [linesOf(form)]: linesSpelled(each.invoice, quirks) } : {}),
  }));
  const said = json({ '@odata.context': `$metadata#${form}`, value });
  const isCut = expand && (quirks.expandTruncates || (quirks.selectWithExpandTruncates && select !== undefined));
  return isCut ? { ...said, text: said.text.slice(0, said.text.length >> 1) } : said;
}

/** The rows of a sub-form of one invoice. */
export function answerSubForm(form: FakeForm, subForm: string, invoice: FakeInvoice, quirks: FakeQuirks): Said {
  if (subForm === linesOf(form)) return json({ value: linesSpelled(invoice, quirks) });
  if (subForm === ATTACHMENTS) {
    return json({ value: invoice.attachments.map((each, index) => ({ EXTFILENUM: index + 1, ...each })) });
  }
  return refusal(404, 'Not found');
}

/** One row as JSON has it. */
export function spelled(row: FakeRow, columns: readonly Column[], quirks: FakeQuirks): Record<string, unknown> {
  const shown = columns.filter(({ isHidden }) => isHidden !== true);
  return Object.fromEntries(shown.map(({ name, type }) => [name, valueOf(row[name] ?? null, type, quirks)]));
}

function valueOf(value: string | number | null, type: string, quirks: FakeQuirks): unknown {
  if (value === null) return null;
  if (type === 'Edm.Decimal')
    return quirks.decimalsAsText || Number.isNaN(Number(value)) ? String(value) : Number(value);
  if (type === 'Edm.DateTimeOffset') return `${value}${MIDNIGHT}`;
  return type === 'Edm.Int64' ? Number(value) : String(value);
}

function linesSpelled(invoice: FakeInvoice | undefined, quirks: FakeQuirks): unknown[] {
  return (invoice?.lines ?? []).map((line, index) => spelled({ KLINE: index + 1, ...line }, LINE_COLUMNS, quirks));
}

function inOrder(held: readonly Held[], order: string, known: ReadonlyMap<string, Column>): readonly Held[] {
  const [name = '', direction] = order.split(' ');
  if (!known.has(name)) return held;
  const isNumber = known.get(name)?.type !== 'Edm.String';
  const sign = direction === 'desc' ? -1 : 1;
  return held.toSorted(({ row: one }, { row: other }) => {
    const [a, b] = isNumber ? [Number(one[name]), Number(other[name])] : [String(one[name]), String(other[name])];
    return a < b ? -sign : a > b ? sign : 0;
  });
}
