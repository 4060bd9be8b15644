import type { LocalizedMessage } from '@ishur/contract';
import { parse } from 'yaml';

/** What stands under `with`, as far as it was named on the command line. */
export type Settings = { [key: string]: unknown };

const KEY = /^(?!__proto__$)[\p{L}\p{N}_-]{1,60}$/u;

/**
 * Settings of an adapter out of `url=https://…`, `login.token.env=NAME`, `forms=[AINVOICES]`: a dot leads into a setting, and
 * what looks like a list, an object, a number or a text in quotes is read as the configuration would read it.
 *
 * @returns what is wrong with a flag that has no such form.
 */
export function settingsOfFlags(
  flags: readonly string[],
): { readonly settings: Settings } | { readonly complaint: LocalizedMessage } {
  const settings: Settings = {};
  for (const flag of flags) {
    const at = flag.indexOf('=');
    const keys = flag.slice(0, Math.max(at, 0)).split('.');
    if (at < 1 || !keys.every((key) => KEY.test(key)) || !put(settings, keys, flag.slice(at + 1))) {
      return { complaint: notASetting(flag.slice(0, Math.max(at, 0)) || flag) };
    }
  }
  return { settings };
}

function put(settings: Settings, keys: readonly string[], text: string): boolean {
  let inner = settings;
  for (const key of keys.slice(0, -1)) {
    const next = (inner[key] ??= {});
    if (!isSettings(next)) return false;
    inner = next;
  }
  const [last = ''] = keys.slice(-1);
  try {
    inner[last] = /^(?:[[{"']|-?\d{1,9}$|true$|false$)/.test(text) && !/^0\d/.test(text) ? parse(text) : text;
    return true;
  } catch {
    return false;
  }
}

export function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names the setting alone: its value may be what should not be shown. */
function notASetting(name: string): LocalizedMessage {
  const shown = name.slice(0, 60);
  return {
    he: `--with ${shown}: כתבו --with KEY=VALUE, למשל --with path=./invoices.csv או --with login.token.env=NAME.`,
    en: `--with ${shown}: write --with KEY=VALUE, such as --with path=./invoices.csv or --with login.token.env=NAME.`,
  };
}
