import type { Language } from '../language.ts';

/**
 * How a reader puts right-to-left text in order.
 *
 * `logical`: it knows the Unicode bidirectional algorithm, as editors, browsers and some terminals do, and only needs to be told
 * the direction. `visual`: it shows characters from left to right as they come, so they are put in the order of the eye.
 */
export type BidiMode = 'logical' | 'visual';

const RLM = '\u200f';
const LRM = '\u200e';
const HEBREW = /[\u0590-\u05ff]/;

/**
 * Makes text fit to be shown: what came from outside loses its control characters and its own direction marks, so that no
 * customer's name can move the cursor or turn a line around; Hebrew text gets the marks that make it read right.
 *
 * @param inVisualOrder puts a line in the order of the eye, where the reader does not do it.
 */
export function presentable(text: string, language: Language, inVisualOrder?: (line: string) => string): string {
  const harmless = withoutControls(text);
  const direct = language === 'he' ? directedLine : leftToRightLine;
  // Blanks at the end stay where lines are put in the order of the eye: they are what aligns a table.
  if (inVisualOrder !== undefined) return onEachLine(harmless, (line) => inVisualOrder(direct(line)));
  return onEachLine(harmless.replaceAll(/ +$/gm, ''), direct);
}

function onEachLine(text: string, change: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => change(line))
    .join('\n');
}

/** C0 and C1 controls but line ends and tabs; embeddings, overrides and isolates of direction. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

/**
 * One line of Hebrew text, with marks: the line runs from right to left, a word with Latin letters (a path, an id, a command)
 * keeps its punctuation, a minus stays before its number, and the columns of a table keep their order.
 */
function directedLine(line: string): string {
  if (!HEBREW.test(line) && !line.includes('│') && !line.includes('─')) return line;
  const marked = line
    .replace(/[^\s│]*[A-Za-z][^\s│]*/g, (word) => (HEBREW.test(word) ? word : `${LRM}${word}${LRM}`))
    .replace(/(^|[\s│(])-(?=\d)/g, `$1${LRM}-`)
    .replaceAll('│', `${RLM}│${RLM}`);
  return `${RLM}${marked}`;
}

/** One line of English text: a Hebrew name in a table must not take the columns after it to its side. */
function leftToRightLine(line: string): string {
  return HEBREW.test(line) ? line.replaceAll('│', `${LRM}│${LRM}`) : line;
}

/** The mode that suits the output: files and pipes are read by programs that know the algorithm, and few terminals do. */
export function bidiModeOf(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): BidiMode {
  const chosen = environment['ISHUR_BIDI'];
  if (chosen === 'logical' || chosen === 'visual') return chosen;
  if (!isTerminal) return 'logical';
  const program = environment['TERM_PROGRAM'] ?? '';
  const knowsBidi =
    Number(environment['VTE_VERSION'] ?? 0) >= 5800 ||
    environment['KONSOLE_VERSION'] !== undefined ||
    ['Apple_Terminal', 'mintty', 'WezTerm'].includes(program);
  return knowsBidi ? 'logical' : 'visual';
}
