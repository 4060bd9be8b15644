import { IshurError } from '@ishur/contract';
import { DEFAULT_ADDRESSES } from './settings.ts';
import type { Addresses, AuthorityOptions, Tier } from './settings.ts';

/**
 * The tier's word in a path. The simulator answers under the sandbox's. Source: API description 2.0 / 7.2024, section
 * 2.3.
 */
const TIER_WORDS: Readonly<Record<Tier, string>> = {
  simulator: 'tsandbox',
  sandbox: 'tsandbox',
  production: 'production',
};

/** The domain of the authority's servers, which a simulator never has. */
const AUTHORITY_DOMAIN = 'taxes.gov.il';

/** The server of one kind of services, as the settings and then the defaults have it. */
export function addressOf(
  kind: keyof Addresses,
  { tier, address, addresses }: Pick<AuthorityOptions, 'tier' | 'address' | 'addresses'>,
): string | undefined {
  return addresses?.[kind] ?? address ?? (tier === 'simulator' ? undefined : DEFAULT_ADDRESSES[tier][kind]);
}

/**
 * The URL of one service, proven to belong to the tier.
 *
 * @throws IshurError `transport/invalid-address` (no URL, not https outside loopback, credentials or a query in it),
 * `transport/other-tier` (it names another tier, or is the authority's own at tier `simulator`).
 */
export function serviceUrl(tier: Tier, address: string | undefined, path: string): URL {
  if (address === undefined) {
    throw invalidAddress(
      'לא נאמר באיזו כתובת הסימולטור מאזין. הוסיפו להגדרות את הכתובת שהסימולטור הדפיס כשעלה.',
      'No address of the simulator is given. Add the address that the simulator printed when it started.',
    );
  }
  const text = address.replace(/\/+$/, '') + path.replaceAll('{tier}', TIER_WORDS[tier]);
  const url = URL.parse(text);
  // The text itself is shown only below, once it is known to hold no password.
  if (url === null) {
    throw invalidAddress(
      'הכתובת של רשות המסים בהגדרות אינה כתובת אינטרנט תקינה. בדקו את address ואת paths.',
      'The address of the authority in the settings is not a URL. Check address and paths.',
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalidAddress(
      `בכתובת ${url.origin}${url.pathname} יש שם משתמש, סיסמה, שאילתה או עוגן. השאירו רק שרת ונתיב.`,
      `The address ${url.origin}${url.pathname} carries a user, a password, a query or a fragment. Leave only ` +
        'server and path.',
    );
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw invalidAddress(
      `הכתובת ${url.href} אינה מוצפנת. השתמשו ב־https; בלי הצפנה מותר לפנות רק למחשב הזה עצמו.`,
      `The address ${url.href} is not encrypted. Use https; plain http is for this machine itself only.`,
    );
  }
  refuseOtherTier(tier, url);
  return url;
}

function refuseOtherTier(tier: Tier, url: URL): void {
  const own = TIER_WORDS[tier];
  const words = decoded(url.pathname).toLowerCase().split('/');
  const other = Object.values(TIER_WORDS).find((word) => word !== own && words.includes(word));
  if (other !== undefined) {
    throw otherTier(
      `הסביבה שהוגדרה היא ${tier}, אבל הכתובת ${url.href} שייכת לסביבה ${other}. תקנו את tier או את הכתובת.`,
      `The tier is ${tier}, but the address ${url.href} belongs to ${other}. Correct the tier or the address.`,
    );
  }
  if (tier === 'simulator' && `.${url.hostname.replace(/\.$/, '')}`.endsWith(`.${AUTHORITY_DOMAIN}`)) {
    throw otherTier(
      `הסביבה שהוגדרה היא simulator, אבל ${url.host} הוא שרת של רשות המסים. תקנו את tier או את הכתובת.`,
      `The tier is simulator, but ${url.host} is a server of the Tax Authority. Correct the tier or the address.`,
    );
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** `%70roduction` names a tier too. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function invalidAddress(he: string, en: string): IshurError {
  return new IshurError({ code: 'transport/invalid-address', remedy: 'fix-config', message: { he, en } });
}

function otherTier(he: string, en: string): IshurError {
  return new IshurError({ code: 'transport/other-tier', remedy: 'fix-config', message: { he, en } });
}
