import type { LocalizedMessage } from '@ishur/contract';
import { ADAPTER_KINDS } from './adapter-plan.ts';
import type { AdapterKind } from './adapter-plan.ts';

/** An adapter of one of these ids takes the place of the one that comes with Ishur, which nobody means by accident. */
const BUILT_IN: ReadonlySet<string> = new Set(['csv', 'json', 'uniform-file', 'hashavshevet', 'priority']);

/** Windows keeps these names for devices: no folder can be called so. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What YAML takes for something else than a text: `adapter: true` in a configuration names no adapter. */
const YAML_WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** npm takes them for its own: validate-npm-package-name, "excluded names". */
const NPM_KEEPS: ReadonlySet<string> = new Set(['node_modules', 'favicon.ico']);

/** What is wrong with an adapter's id; undefined where nothing is. */
export function findIdProblem(id: string): LocalizedMessage | undefined {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 40) {
    return {
      he: `השם "${cut(id)}" אינו מתאים. כתבו אותיות לטיניות קטנות, ספרות ומקפים, עד 40 תווים, החל באות: my-books.`,
      en: `The name "${cut(id)}" will not do. Write lower-case Latin letters, digits and dashes, up to 40, beginning with a letter: my-books.`,
    };
  }
  if (BUILT_IN.has(id)) {
    return {
      he: `"${id}" הוא מתאם שכבר בא עם אישור. בחרו שם אחר, למשל my-${id}.`,
      en: `"${id}" is an adapter that comes with Ishur. Choose another name, such as my-${id}.`,
    };
  }
  if (YAML_WORDS.has(id)) {
    return {
      he: `"${id}" אינו שם בקובץ הגדרות: YAML קורא אותו כערך אחר. בחרו שם אחר, למשל ${id}-books.`,
      en: `"${id}" is no name in a configuration: YAML takes it for another value. Choose another, such as ${id}-books.`,
    };
  }
  if (!DEVICE.test(id)) return undefined;
  return {
    he: `"${id}" הוא שם שמור ב-Windows. בחרו שם אחר, למשל ${id}-books.`,
    en: `"${id}" is a name that Windows keeps for itself. Choose another, such as ${id}-books.`,
  };
}

/** What is wrong with the name of an npm package; undefined where nothing is. Source: npm's package.json, "name". */
export function findPackageNameProblem(name: string): LocalizedMessage | undefined {
  const isSpelled = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 214;
  // Each part is a folder in node_modules, on Windows too.
  const isFolder = name.split('/').every((part) => !DEVICE.test(part.replace('@', '')));
  if (isSpelled && isFolder && !NPM_KEEPS.has(name)) return undefined;
  return {
    he: `שם החבילה "${cut(name)}" אינו מתאים ל-npm. כתבו אותיות לטיניות קטנות, ספרות, מקפים ונקודות, כגון ishur-adapter-my-books או ‎@acme/my-books.`,
    en: `The package name "${cut(name)}" is none that npm takes. Write lower-case Latin letters, digits, dashes and dots, such as ishur-adapter-my-books or @acme/my-books.`,
  };
}

/** What is wrong with the folder of the new package; undefined where nothing is. Any name will do that Windows takes too. */
export function findFolderProblem(folder: string): LocalizedMessage | undefined {
  const parts = folder.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  const bad = parts.find((part) => DEVICE.test(part) || /\p{Cc}/u.test(part));
  if (bad === undefined) return undefined;
  return {
    he: `"${cut(bad)}" אינו שם של תיקייה: הוא שמור ב-Windows, או שיש בו תווי בקרה. בחרו תיקייה אחרת (--folder).`,
    en: `"${cut(bad)}" is no name of a folder: Windows keeps it for itself, or it holds control characters. Choose another folder (--folder).`,
  };
}

/** What is wrong with the name that messages show; undefined where nothing is. */
export function findHebrewNameProblem(name: string): LocalizedMessage | undefined {
  const isShown =
    name.trim() === name && name.length > 0 && name.length <= 40 && !/[\p{C}\p{Zl}\p{Zp}\\`<>]/u.test(name);
  if (isShown && /\p{Script=Hebrew}/u.test(name)) return undefined;
  return {
    he:
      `השם בעברית "${cut(name)}" אינו מתאים. כתבו את שם המערכת כפי שמכירים אותו, בעברית, עד 40 תווים, בלי ‎\\ ` +
      '` < >.',
    en:
      `The Hebrew name "${cut(name)}" will not do. Write the system's name as people know it, in Hebrew, up to 40 characters, without \\ ` +
      '` < >.',
  };
}

export function isAdapterKind(text: string): text is AdapterKind {
  return ADAPTER_KINDS.some((kind) => kind === text);
}

/** As a message quotes what somebody typed. */
function cut(text: string): string {
  const shown = text.replaceAll(/\p{C}/gu, ' ');
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
