import { createInterface } from 'node:readline/promises';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import { connectionReminder } from '@ishur/engine';
import type { Vault } from '@ishur/engine';
import { createAuthority, listenForRedirect, newState, readRedirect } from '@ishur/transport';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { authorityOptions } from '../connection/authority-options.ts';
import { keepBusinessConnected } from '../connection/keep-business-connected.ts';
import { lookAtPermission } from '../doctor/look-at-login.ts';
import { doubt } from '../doctor/finding.ts';
import type { Finding } from '../doctor/finding.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { connectionIdOf } from '../connection/connection-id.ts';
import { openLogin } from '../connection/open-login.ts';
import { makeVault } from '../connection/open-vault.ts';
import { EXIT } from '../exit-codes.ts';
import { businessesInScope } from '../scope.ts';

export interface ConnectOptions extends CommonOptions {
  /** The person pastes what the browser shows at the end, instead of being led back to this machine. */
  readonly paste?: boolean;
  /** `--no-browser`: the address is printed, and the person opens it. */
  readonly browser?: boolean;
}

/** `ishur connect`: a person of the business logs in at the authority, and the tokens go into the vault. */
export async function connect(context: CliContext, options: ConnectOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const business = theOne(businessesInScope(configuration, options));
  const login = openLogin(configuration, context);
  await using vault = await makeVault(configuration, context, 'ishur connect');
  const { redirect } = configuration.authority;
  const call = { signal: context.signal };

  const state = newState();
  const isHere = options.paste !== true && isLoopback(redirect);
  // Listening begins before the address is shown: a person may be quick. Where any free port was wanted, only it knows which.
  await using listener = isHere ? await listenForRedirect(redirect, state, call) : undefined;
  const redirectUri = listener?.redirectUri ?? redirect;
  const address = login.authorizeUrl({ redirectUri, state }).href;
  context.err(`${whatToDo(business, address, redirectUri, isHere)[options.lang]}\n`);
  if (options.browser !== false && isHere) await openBrowser(address, context);

  const code = listener === undefined ? readRedirect(codeOrAddress(await pasted(context)), state) : await listener.code;
  const { consentedAt, ...pair } = await login.exchangeCode(code, redirectUri, call);
  const id = connectionIdOf(configuration, business);
  await vault.store(id, pair, consentedAt ?? context.clock.now().toISOString());

  const kept = await vault.read(id);
  if (kept === undefined) throw new Error('The vault does not hold what it was given.');
  const reminder = connectionReminder(kept.status, context.clock.now());
  const permission = await mayAsk(configuration, context, business, vault);
  if (options.json === true) context.json({ business: business.id, ...kept.status, ...reminder, permission });
  else {
    context.out(`${connected(business, reminder.message)[options.lang]}\n`);
    context.out(`${permission.message[options.lang]}\n`);
  }
  return permission.level === 'trouble' ? EXIT.configuration : EXIT.success;
}

/**
 * Whether whoever logged in may ask for this dealer. The answer to a log-in names no dealer, so the question is put at once, as
 * `ishur doctor` puts it. Where no answer comes, the log-in stands all the same.
 */
async function mayAsk(
  configuration: LoadedConfiguration,
  context: CliContext,
  business: BusinessConfiguration,
  vault: Vault,
): Promise<Finding> {
  const authority = createAuthority({
    ...authorityOptions(configuration, context),
    accessToken: keepBusinessConnected(configuration, context, business, vault),
  });
  const finding = await lookAtPermission(business, authority, { signal: context.signal });
  if (finding.level !== 'trouble' || finding.remedy !== 'retry') return finding;
  return doubt('connection/dealer-not-checked', business.id, notChecked(business));
}

function notChecked({ id, vatNumber }: BusinessConfiguration): LocalizedMessage {
  return {
    he: `לא התברר אם למי שהתחבר יש הרשאה לעוסק ${vatNumber}. בדקו: ishur doctor --business ${id}`,
    en: `Whether whoever logged in may act for dealer ${vatNumber} could not be found out. Look: ishur doctor --business ${id}`,
  };
}

/** Characters of the shortest code. RFC 6749, section 10.10, wants 128 bits that cannot be guessed: 22 of base64. */
const SHORTEST_CODE = 16;

/** What was pasted, unless it can be seen to be neither an address nor a code: that would cost the person a whole log-in. */
function codeOrAddress(text: string): string {
  const isAddress = /^[\s"'<]*https?:\/\//i.test(text) || /(?:^|[?&])(?:code|error)=/.test(text);
  const word = text.replaceAll(/[\p{Cf}\p{Cc}"'<>]/gu, '').trim();
  if (isAddress || (/^[\x21-\x7e]+$/.test(word) && word.length >= SHORTEST_CODE)) return text;
  throw new IshurError({
    code: 'connection/no-code',
    remedy: 'fix-config',
    message: {
      he: 'מה שהודבק אינו כתובת ואינו קוד התחברות. הריצו שוב, התחברו בדפדפן והעתיקו משורת הכתובת את הכתובת כולה.',
      en: 'What was pasted is no address and no log-in code. Run this again, log in in the browser and copy the whole address from its address bar.',
    },
  });
}

function theOne(businesses: readonly BusinessConfiguration[]): BusinessConfiguration {
  const [business, ...others] = businesses;
  if (business !== undefined && others.length === 0) return business;
  const names = businesses.map(({ id }) => id).join(', ');
  throw new IshurError({
    code: 'cli/unknown-name',
    remedy: 'fix-config',
    message: {
      he: `כל עסק מתחבר בנפרד. ציינו איזה, עם --business. יש: ${names}.`,
      en: `Every business logs in by itself. Say which, with --business. There are: ${names}.`,
    },
  });
}

function isLoopback(redirect: string): boolean {
  const { protocol, hostname } = new URL(redirect);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Where there is a browser. Where there is none, or it does not start, the address stands on the screen anyway. */
async function openBrowser(address: string, context: CliContext): Promise<void> {
  const { environment } = context;
  const hasDesktop = process.platform !== 'linux' || Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
  if (!hasDesktop || context.columns === undefined) return;
  try {
    const { default: open } = await import('open');
    const child = await open(address);
    child.on('error', () => {});
  } catch {
    // The address was printed; nothing is lost.
  }
}

async function pasted(context: CliContext): Promise<string> {
  // Ctrl+C ends the waiting too.
  const lines = createInterface({ input: context.input, terminal: false, signal: context.signal });
  try {
    for await (const line of lines) {
      if (line.trim() !== '') return line.trim();
    }
  } finally {
    lines.close();
  }
  throw new IshurError({
    code: 'connection/nothing-pasted',
    remedy: 'fix-config',
    message: {
      he: 'לא הודבק דבר. הריצו שוב, התחברו בדפדפן והדביקו את הכתובת שהדפדפן הגיע אליה.',
      en: 'Nothing was pasted. Run this again, log in in the browser and paste the address at which it arrived.',
    },
  });
}

function whatToDo(
  business: BusinessConfiguration,
  address: string,
  redirect: string,
  isHere: boolean,
): LocalizedMessage {
  const he = `התחברות לרשות המסים עבור ${business.id} (${business.vatNumber}).\nפתחו בדפדפן את הכתובת, הזדהו ואשרו:\n${address}\n`;
  const en = `Logging in to the Tax Authority for ${business.id} (${business.vatNumber}).\nOpen this address in a browser, identify yourself and agree:\n${address}\n`;
  return isHere
    ? {
        he: `${he}ממתינים לחזרה אל ${redirect}. אם הדפדפן במחשב אחר, הפסיקו (Ctrl+C) והריצו שוב עם --paste.`,
        en: `${en}Waiting for it to come back to ${redirect}. If the browser is on another machine, stop this (Ctrl+C) and run it again with --paste.`,
      }
    : {
        he: `${he}בסוף הדפדפן יגיע לכתובת שמתחילה ב־${redirect}. הדביקו כאן את הכתובת כולה:`,
        en: `${en}In the end the browser arrives at an address that begins with ${redirect}. Paste the whole of it here:`,
      };
}

function connected(business: BusinessConfiguration, message: LocalizedMessage): LocalizedMessage {
  return {
    he: `${business.id} מחובר לרשות המסים. ${message.he}`,
    en: `${business.id} is connected to the Tax Authority. ${message.en}`,
  };
}
