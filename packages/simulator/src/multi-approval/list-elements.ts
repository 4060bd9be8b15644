/**
 * The text of each element of a list at the top of a JSON object, byte for byte as it was sent: parsing and writing
 * again could change a number's spelling.
 *
 * @param json valid JSON, an object that has the list. Where a name stands twice the last one holds, as in JSON.parse.
 */
export function listElements(json: string, name: string): readonly string[] {
  let elements: string[] = [];
  let depth = 0;
  let isInList = false;
  let start = -1;
  let property = '';
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at] ?? '';
    if (character === '"') {
      const end = endOfString(json, at);
      if (depth === 1) property = readName(json.slice(at, end)) ?? property;
      if (isInList && depth === 2 && start < 0) start = at;
      at = end - 1;
    } else if (character === '{' || character === '[') {
      if (isInList && depth === 2 && start < 0) start = at;
      if (depth === 1 && character === '[' && property === name) {
        isInList = true;
        elements = [];
      }
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (isInList && depth === 1) {
        if (start >= 0) elements.push(json.slice(start, at).trimEnd());
        start = -1;
        isInList = false;
      }
    } else if (isInList && depth === 2 && character === ',') {
      elements.push(json.slice(start, at).trimEnd());
      start = -1;
    } else if (isInList && depth === 2 && start < 0 && /\S/.test(character)) {
      start = at;
    }
  }
  return elements;
}

/** Just behind the closing quotation mark. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === '\\') at += 1;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

function readName(literal: string): string | undefined {
  const value: unknown = JSON.parse(literal);
  return typeof value === 'string' ? value : undefined;
}
