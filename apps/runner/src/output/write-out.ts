import { lstat, stat } from 'node:fs/promises';
import { replaceFile } from '@ishur/adapter-kit';
import { IshurError } from '@ishur/contract';

/**
 * Writes a file whole or not at all. What is there is not written over, least of all the file that was read, unless somebody
 * says so.
 *
 * @throws IshurError `cli/input-kept`, `cli/output-exists` (`fix-config`), `file/…`; whatever `pieces` throws.
 */
export async function writeOut(
  input: string,
  output: string,
  pieces: AsyncIterable<Uint8Array>,
  isForced: boolean,
): Promise<void> {
  if (!isForced) await refuseToOverwrite(input, output);
  await replaceFile(output, pieces, { mode: await modeOf(input) });
}

/** Permissions: whoever may read the input may read what is made of it, and nobody else; its owner may also write it. */
export async function modeOf(input: string): Promise<number> {
  const { mode } = await stat(input);
  return (mode & 0o777) | 0o600;
}

/** Called before anything is looked for too, so that nobody waits for a refusal. */
export async function refuseToOverwrite(input: string, output: string): Promise<void> {
  const there = await lstat(output).catch(() => undefined);
  if (there === undefined) return;
  const [one, other] = await Promise.all([stat(input), stat(output).catch(() => there)]);
  throw one.ino === other.ino && one.dev === other.dev ? inputKept(output) : outputExists(output);
}

function inputKept(file: string): IshurError {
  return new IshurError({
    code: 'cli/input-kept',
    remedy: 'fix-config',
    message: {
      he: `${file} הוא הקובץ שנקרא, והוא לא נכתב מחדש. בחרו שם אחר ב־--out, או הוסיפו --force.`,
      en: `${file} is the file that is read, and it is not written over. Choose another name with --out, or add --force.`,
    },
  });
}

function outputExists(file: string): IshurError {
  return new IshurError({
    code: 'cli/output-exists',
    remedy: 'fix-config',
    message: {
      he: `${file} כבר קיים ולא נכתב מחדש. בחרו שם אחר ב־--out, או הוסיפו --force.`,
      en: `${file} is there already and is not written over. Choose another name with --out, or add --force.`,
    },
  });
}
