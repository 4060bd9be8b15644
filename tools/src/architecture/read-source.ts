import ts from 'typescript';

/** Something found in a source file, with its line counted from 1. */
export interface Sighting {
  readonly what: string;
  readonly line: number;
}

export interface SourceFacts {
  /** Specifiers of import, export … from, import(), import type and require. */
  readonly imports: readonly Sighting[];
  /** Uses of the clock, of chance or of the process. */
  readonly impurities: readonly Sighting[];
  readonly identifiers: readonly Sighting[];
  /** Comments that switch a lint rule off. */
  readonly lintSwitches: readonly Sighting[];
}

const impureGlobals = new Set([
  'process',
  'globalThis',
  'fetch',
  'console',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
]);

/** Reads one file with the compiler's own parser, so that strings and comments are never taken for imports. */
export function readSource(fileName: string, text: string): SourceFacts {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const imports: Sighting[] = [];
  const impurities: Sighting[] = [];
  const identifiers: Sighting[] = [];
  const declared = new Set<string>();
  const sighting = (what: string, node: ts.Node): Sighting => ({
    what,
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
  });

  const visit = (node: ts.Node): void => {
    const specifier = importedSpecifier(node);
    if (specifier !== undefined) imports.push(sighting(specifier, node));
    const impurity = impureExpression(node);
    if (impurity !== undefined) impurities.push(sighting(impurity, node));
    if (ts.isIdentifier(node)) {
      identifiers.push(sighting(node.text, node));
      if (declaresName(node)) declared.add(node.text);
      else if (impureGlobals.has(node.text) && isReference(node)) impurities.push(sighting(node.text, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  return {
    imports,
    impurities: impurities.filter(({ what }) => !declared.has(what)),
    identifiers,
    lintSwitches: lintSwitches(text),
  };
}

function importedSpecifier(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isImport || isRequire ? literal(node.arguments[0]) : undefined;
}

function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function impureExpression(node: ts.Node): string | undefined {
  const isDate = (expression: ts.Node): boolean => ts.isIdentifier(expression) && expression.text === 'Date';
  if (ts.isNewExpression(node) && isDate(node.expression) && (node.arguments ?? []).length === 0) return 'new Date()';
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()';
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const access = `${node.expression.text}.${node.name.text}`;
  return access === 'Date.now' || access === 'Math.random' ? access : undefined;
}

function declaresName(node: ts.Identifier): boolean {
  const { parent } = node;
  const isDeclaration =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isImportSpecifier(parent);
  return isDeclaration && parent.name === node;
}

/** False where the identifier is only the name of a property or member, as in `row.process` or `{ process: 1 }`. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return !('name' in parent && parent.name === node);
}

function lintSwitches(text: string): readonly Sighting[] {
  return text.split('\n').flatMap((line, index) => {
    const match = /\/[/*]\s*((?:oxlint|eslint)-disable[\w-]*)/.exec(line);
    return match?.[1] === undefined ? [] : [{ what: match[1], line: index + 1 }];
  });
}
