/** What people read: Hebrew for operators in Israel, English for everyone else. */
export type Language = 'he' | 'en';

/**
 * The language of the output: `--lang`, else the locale of the environment, else that of the system.
 *
 * @param environment the variables of the process; POSIX order: LC_ALL, LC_MESSAGES, LANG.
 */
export function languageOf(
  chosen: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (chosen === 'he' || chosen === 'en') return chosen;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  const name = locale ?? new Intl.DateTimeFormat().resolvedOptions().locale;
  return /^(he|iw)\b|^(he|iw)_/i.test(name) ? 'he' : 'en';
}
