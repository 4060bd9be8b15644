/** A column as the metadata of its form has it. */
export interface Column {
  readonly name: string;
  /** `Edm.String`, `Edm.DateTimeOffset`, … */
  readonly type: string;
  /** As people see it in the form, in the language of the address. */
  readonly title: string | undefined;
  readonly maxLength: number | undefined;
  readonly isReadOnly: boolean;
}

export type Columns = ReadonlyMap<string, Column>;

const TAG = /<(\/?)(EntityType|Property|Annotation|EnumMember)\b((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>([^<]*)/g;
const ATTRIBUTE = /([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The columns of one form in the EDMX that GetMetadataFor answers, which holds its neighbours too. Titles are in annotations.
 *
 * @returns `undefined` where the form is not in it: a server answers with another form when this one was not read before.
 */
export function parseMetadata(xml: string, entity: string): Columns | undefined {
  const columns = new Map<string, Column>();
  let isFound = false;
  let isInside = false;
  let column: Column | undefined;
  for (const [, close, tag, attributes = '', text = ''] of xml.matchAll(TAG)) {
    const given = attributesOf(attributes);
    if (tag === 'EntityType') {
      isInside = close === '' && given.get('Name') === entity;
      isFound ||= isInside;
      column = undefined;
    } else if (!isInside) {
      continue;
    } else if (tag === 'Property') {
      column = close === '' ? columnOf(given) : undefined;
      if (column !== undefined) columns.set(column.name, column);
      // A property without annotations ends with itself: what follows is not about it.
      if (attributes.endsWith('/')) column = undefined;
    } else if (column !== undefined && close === '') {
      column = { ...column, ...annotated(tag ?? '', given, text) };
      columns.set(column.name, column);
    }
  }
  return isFound ? columns : undefined;
}

function columnOf(given: ReadonlyMap<string, string>): Column | undefined {
  const name = given.get('Name');
  if (name === undefined) return undefined;
  const maxLength = Number(given.get('MaxLength') ?? Number.NaN);
  return {
    name,
    type: given.get('Type') ?? 'Edm.String',
    title: undefined,
    maxLength: Number.isInteger(maxLength) ? maxLength : undefined,
    isReadOnly: false,
  };
}

/** Priority annotates what is read-only; under which name is not documented, so that OData's own are known too. */
function annotated(tag: string, given: ReadonlyMap<string, string>, text: string): Partial<Column> {
  const term = given.get('Term') ?? '';
  if (term.endsWith('.Description')) return { title: given.get('String') ?? '' };
  const isTrue = given.get('Bool') !== 'false';
  if (/\.(?:ReadOnly|Computed|Immutable)$/i.test(term) && isTrue) return { isReadOnly: true };
  const permission = tag === 'EnumMember' ? text : (given.get('EnumMember') ?? '');
  return /Permission\/Read$/.test(permission.trim()) ? { isReadOnly: true } : {};
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]),
  );
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** A live server writes Hebrew as numeric references. */
function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hexadecimal, decimal, name) => {
    if (typeof name === 'string') return NAMED[name] ?? whole;
    const code = typeof hexadecimal === 'string' ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
