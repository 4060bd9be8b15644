/** One row of docs/sentences.md: a sentence of the authority, and what holds it. */
export interface SentenceRow {
  /** The heading above it. */
  readonly section: string;
  readonly sentence: string;
  readonly whatWeDo: string;
  readonly tests: readonly NamedTest[];
}

/** A test by its file, from the root of the repository, and its title as it stands there. */
export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** Reads the tables. A line that is neither a row nor text is an error: a row that is misspelled must not be lost. */
export function readSentences(markdown: string): readonly SentenceRow[] {
  const rows: SentenceRow[] = [];
  let section = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3).trim();
    if (!line.startsWith('|')) continue;
    const cells = line.split('|').slice(1, -1);
    const [sentence = '', whatWeDo = '', held = ''] = cells.map((cell) => cell.trim());
    if (cells.length !== 3) throw new Error(`A row of docs/sentences.md has ${String(cells.length)} cells: ${line}`);
    if (sentence === 'sentence' || /^-+$/.test(sentence)) continue;
    rows.push({ section, sentence, whatWeDo, tests: held === 'no test' ? [] : held.split('<br>').map(readTest) });
  }
  return rows;
}

function readTest(text: string): NamedTest {
  const [, file, title] = /^`([^`]+\.test\.ts)` › (.+)$/.exec(text.trim()) ?? [];
  if (file === undefined || title === undefined) throw new Error(`docs/sentences.md names no test here: ${text}`);
  return { file, title };
}

/** Whether a file of tests has a test, or a group of them, of this title. */
export function holdsTitle(source: string, title: string): boolean {
  // A quotation mark within a title of the same marks is escaped there.
  const plain = source.replaceAll(/\\(['"`])/g, '$1');
  return ["'", '"', '`'].some((mark) => plain.includes(`(${mark}${title}${mark},`) || followsBreak(plain, mark, title));
}

/** A formatter puts a long title on a line of its own. */
function followsBreak(source: string, mark: string, title: string): boolean {
  const at = source.indexOf(`${mark}${title}${mark},`);
  return at > 0 && /\(\s+$/.test(source.slice(0, at));
}
