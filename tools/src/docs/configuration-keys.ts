import ts from 'typescript';

/**
 * The keys of a zod schema, read from its source: `businesses[].sources[].id` for `strictObject`s within `array`s, whatever
 * name each has. Read and not run, so that the schema stays the runner's own.
 *
 * @param root the name of the schema of the whole file.
 */
export function keysOfSchema(source: string, root: string): readonly string[] {
  const file = ts.createSourceFile('schema.ts', source, ts.ScriptTarget.Latest, true);
  const named = new Map<string, ts.Expression>();
  for (const statement of file.statements.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined) named.set(name.getText(), initializer);
    }
  }
  const keys = new Set<string>();
  const descend = (node: ts.Node, path: string): void => {
    if (ts.isIdentifier(node)) {
      const meant = named.get(node.text);
      if (meant !== undefined) descend(meant, path);
    } else if (ts.isPropertyAccessExpression(node)) {
      // `schema.optional()`: what the method hangs on; its name is no schema.
      descend(node.expression, path);
    } else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      const key = path === '' ? node.name.getText() : `${path}.${node.name.getText()}`;
      keys.add(key);
      descend(ts.isPropertyAssignment(node) ? node.initializer : node.name, key);
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      descend(node.expression, path);
      // Of all methods only these hold schemas; the others hold limits, defaults and functions.
      const method = node.expression.name.text;
      const within = method === 'array' ? `${path}[]` : path;
      if (['strictObject', 'array', 'union'].includes(method)) node.arguments.forEach((each) => descend(each, within));
    } else if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) {
      node.forEachChild((each) => descend(each, path));
    }
  };
  descend(ts.factory.createIdentifier(root), '');
  return [...keys];
}

/** The keys that a document describes: all code in the first cell of each row of its tables. */
export function documentedKeys(markdown: string): readonly string[] {
  const cells = [...markdown.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key));
}
