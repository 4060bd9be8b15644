/**
 * Text in lines of at most so many characters, broken between words; what is indented goes on as far from the edge. Before it is put in the order of the eye: afterwards the
 * end of a Hebrew sentence would stand above its beginning.
 */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(text: string, width: number): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const [first = '', ...words] = text.slice(indent.length).split(' ');
  const lines = [indent + first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(indent + word);
  }
  return lines.join('\n');
}

/** Lines for a person, in the width of the terminal where there is one. */
export function fitted(
  { columns = Infinity }: { readonly columns: number | undefined },
  lines: readonly string[],
): string {
  return `${wrap(lines.join('\n'), columns)}\n`;
}
