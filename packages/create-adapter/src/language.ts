/** What a person reads. */
export type Language = 'he' | 'en';

/** `--lang he` or `--lang en`, else the language of the environment (POSIX order: LC_ALL, LC_MESSAGES, LANG), else the system's. */
export function languageOf(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const index = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[index];
  const chosen = word === '--lang' ? argv[index + 1] : word?.slice('--lang='.length);
  if (chosen === 'he' || chosen === 'en') return chosen;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  return /^(?:he|iw)(?:\b|_)/i.test(locale ?? new Intl.DateTimeFormat().resolvedOptions().locale) ? 'he' : 'en';
}
