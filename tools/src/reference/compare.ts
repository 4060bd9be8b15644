/** Where a file differs from what it should hold; `undefined` where it does not. */
export function firstDifference(name: string, actual: string | undefined, expected: string): string | undefined {
  if (actual === undefined) return `${name} is missing.`;
  if (actual === expected) return undefined;
  const actualLines = actual.split('\n');
  const expectedLines = expected.split('\n');
  const index = expectedLines.findIndex((line, at) => line !== actualLines[at]);
  const at = index === -1 ? expectedLines.length : index;
  return `${name}: line ${String(at + 1)} differs.\n  found:    ${shown(actualLines[at])}\n  expected: ${shown(expectedLines[at])}`;
}

/** With a carriage return in sight. */
function shown(line: string | undefined): string {
  return line === undefined ? 'the end of the file' : JSON.stringify(line).replaceAll(String.raw`\"`, '"');
}
