import * as prompts from '@clack/prompts';
import type { LocalizedMessage } from '@ishur/contract';
import type { Adapter, AdapterContext } from '@ishur/contract/v1';
import type { CliContext } from '../cli-context.ts';
import { rememberSecretsWithin } from '../configuration/secrets-within.ts';
import type { Language } from '../language.ts';
import { missingSettings } from './missing-settings.ts';
import type { MissingSetting } from './missing-settings.ts';
import type { Settings } from './settings-of-flags.ts';
import { understandSource } from './understand-source.ts';
import type { Understood } from './understand-source.ts';

/** A source that was named, because it is no file in a folder: its server is asked what it is. */
export interface NamedSource {
  readonly adapter: Adapter;
  readonly settings: Settings;
  /** Whether there is a person to ask for what is missing. */
  readonly mayAsk: boolean;
  readonly language: Language;
}

/**
 * Opens it as a run would, and reads the beginning of it.
 *
 * @returns `missing` where settings are missing and nobody can be asked, `undefined` where a person left in the middle.
 * @throws whatever keeps the source from being read: a configuration that does not run is not written.
 */
export async function lookAtNamed(
  context: CliContext,
  named: NamedSource,
  world: AdapterContext,
): Promise<Understood | { readonly missing: readonly string[] } | undefined> {
  const { adapter, language } = named;
  let { settings } = named;
  for (const setting of await missingSettings(adapter, settings)) {
    if (context.terminal === undefined || !named.mayAsk) {
      const all = await missingSettings(adapter, settings);
      return { missing: all.map(flagOf) };
    }
    const answer = await ask(context.terminal, setting, language, context.signal);
    if (answer === undefined) return undefined;
    settings = withSetting(settings, setting.path, answer);
  }
  rememberSecretsWithin(settings, world.folder, context.environment);
  const source = { id: adapter.id, adapter, settings, plain: settings, files: [] };
  const looked = await understandSource(source, world, context.signal);
  if ('error' in looked) throw looked.error;
  return looked;
}

/** As it has to be written on the command line. */
function flagOf({ path, isSecret, example }: MissingSetting): string {
  return isSecret ? `--with ${path.join('.')}.env=NAME` : `--with ${path.join('.')}=${example ?? 'VALUE'}`;
}

async function ask(
  terminal: NonNullable<CliContext['terminal']>,
  { path, isSecret, example }: MissingSetting,
  language: Language,
  signal: AbortSignal,
): Promise<unknown> {
  const words = WORDS[isSecret ? 'secret' : example === undefined ? 'plain' : 'example'];
  const answer = await prompts.text({
    input: terminal.input,
    output: terminal.output,
    signal,
    message: terminal.present(words(path.join('.'), example ?? '')[language]),
    validate: (value) => (value === undefined || value.trim() === '' ? terminal.present(EMPTY[language]) : undefined),
  });
  if (typeof answer === 'symbol') return undefined;
  const text = answer.trim();
  if (!isSecret) return text;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? { env: text } : { file: text };
}

function withSetting(settings: Settings, [key = '', ...others]: readonly string[], value: unknown): Settings {
  const inner = settings[key];
  const nested = typeof inner === 'object' && inner !== null ? (inner as Settings) : {};
  return { ...settings, [key]: others.length === 0 ? value : withSetting(nested, others, value) };
}

const WORDS = {
  plain: (name: string): LocalizedMessage => ({ he: name, en: name }),
  example: (name: string, example: string): LocalizedMessage => ({
    he: `${name} (למשל ${example})`,
    en: `${name} (such as ${example})`,
  }),
  secret: (name: string): LocalizedMessage => ({
    he: `${name}: שם של משתנה סביבה, או נתיב לקובץ, שבו הסוד עצמו`,
    en: `${name}: name of the environment variable, or path of the file, that holds the secret itself`,
  }),
};

const EMPTY = { he: 'יש לכתוב משהו.', en: 'Something has to stand here.' };
