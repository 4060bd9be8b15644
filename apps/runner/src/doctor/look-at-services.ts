import type { LocalizedMessage } from '@ishur/contract';
import { probe, serviceAddress } from '@ishur/transport';
import type { ServerOptions, Probe, ServicePaths } from '@ishur/transport';
import { fine, trouble } from './finding.ts';
import type { Finding } from './finding.ts';
import { whyUnreachable } from './why-unreachable.ts';

type Service = keyof ServicePaths;

/** Every service that this version calls. What is experimental is left out: nothing rests on it. */
const SERVICES: readonly Service[] = [
  'health',
  'approval',
  'multiApproval',
  'choice',
  'details',
  'confirmationNumber',
  'authorize',
  'token',
];

/** What the services said, and what their answers tell about our clock. */
export interface ServicesSeen {
  readonly findings: readonly Finding[];
  readonly clocks: readonly { readonly server: Date; readonly own: Date }[];
}

/** Knocks at every host and path of the tier, without a token: DNS, way out, TLS, proxy and path in one go. */
export async function lookAtServices(options: ServerOptions, signal: AbortSignal): Promise<ServicesSeen> {
  const findings: Finding[] = [];
  const clocks: ServicesSeen['clocks'][number][] = [];
  const unreachable = new Set<string>();
  for (const service of SERVICES) {
    const { origin } = serviceAddress(service, options);
    // One line for a host that is not there, and not one for each of its paths.
    if (unreachable.has(origin)) continue;
    const seen = await probe(service, options, signal);
    if (seen.kind === 'failed') {
      unreachable.add(origin);
      findings.push(trouble(seen.error.code, origin, whyUnreachable(seen.error), seen.error.remedy));
      continue;
    }
    if (seen.serverTime !== undefined) clocks.push({ server: seen.serverTime, own: seen.ownTime });
    findings.push(await judge(service, seen, options, signal));
  }
  return { findings, clocks };
}

async function judge(
  service: Service,
  seen: Extract<Probe, { kind: 'answer' }>,
  options: ServerOptions,
  signal: AbortSignal,
): Promise<Finding> {
  const { status, url } = seen;
  if (seen.isHtml && service !== 'authorize')
    return trouble('doctor/not-the-authority', url.href, notTheAuthority(seen));
  if (status === 404) {
    const older =
      service === 'choice' && options.paths?.olderChoice !== ''
        ? await probe('olderChoice', options, signal)
        : undefined;
    if (older?.kind === 'answer' && older.status !== 404) return fine('doctor/older-path', older.url.href, OLDER_PATH);
    return trouble('doctor/wrong-path', url.href, wrongPath(service));
  }
  if (status === 403) return trouble('doctor/refused-here', url.href, REFUSED_HERE);
  if (status === 503 || status === 500 || status === 502 || status === 504) {
    return trouble('doctor/unhealthy', url.href, unhealthy(status), 'retry');
  }
  if (status === 407) return trouble('doctor/proxy-login', url.href, PROXY_LOGIN);
  return fine('doctor/answers', url.href, answers(status));
}

/** A knock carries no log-in and no content, so most services refuse it: that is how a right one answers. */
function answers(status: number): LocalizedMessage {
  if (status === 401) {
    return {
      he: 'עונה (401: דורש התחברות, כצפוי; הבדיקה נשלחה בלעדיה)',
      en: 'answers (401: wants a log-in, as expected; the knock carries none)',
    };
  }
  if (status === 400 || status === 422) {
    return {
      he: `עונה (${status}: דוחה פנייה בלי תוכן, כצפוי)`,
      en: `answers (${status}: refuses a call without content, as expected)`,
    };
  }
  return { he: `עונה (${status})`, en: `answers (${status})` };
}

function wrongPath(service: Service): LocalizedMessage {
  return {
    he: `אין שירות בנתיב הזה (404). תקנו את authority.paths.${service} בקובץ ההגדרות, או מחקו אותו כדי לחזור לברירת המחדל.`,
    en: `There is no service at this path (404). Correct authority.paths.${service} in the configuration, or take it out to have the default.`,
  };
}

function unhealthy(status: number): LocalizedMessage {
  return {
    he: `השירות אומר שהוא אינו תקין כרגע (${status}). אין מה לתקן כאן: בקשות יחכו ויישלחו שוב מעצמן.`,
    en: `The service says that it is not well (${status}). There is nothing to mend here: asks wait, and are sent again by themselves.`,
  };
}

function notTheAuthority({ status }: { readonly status: number }): LocalizedMessage {
  return {
    he: `התשובה (${status}) היא דף אינטרנט ולא תשובה של רשות המסים: פרוקסי, חומת אש או חסימה לפי מדינה. הקריאות חייבות לצאת מישראל; בדקו את authority.proxy ואת הרשת.`,
    en: `The answer (${status}) is a web page and none of the authority's: a proxy, a firewall or a refusal by country. Calls have to come from Israel; check authority.proxy and the network.`,
  };
}

const OLDER_PATH: LocalizedMessage = {
  he: 'עונה בנתיב הישן (authority.paths.olderChoice), שבו משתמשים מעצמנו',
  en: 'answers at the older path (authority.paths.olderChoice), which is used by itself',
};

/** Source: integrators' reports; the authority answers scripts from abroad with 403. */
const REFUSED_HERE: LocalizedMessage = {
  he: 'הגישה נדחתה עוד לפני הזדהות (403): כתובת האינטרנט שלכם אינה מורשית. הקריאות חייבות לצאת מישראל; השתמשו ב־authority.proxy או פנו לספק התקשורת.',
  en: 'Refused before any log-in (403): your internet address is not let in. Calls have to come from Israel; use authority.proxy, or ask your provider.',
};

const PROXY_LOGIN: LocalizedMessage = {
  he: 'הפרוקסי דורש הזדהות (407). הוסיפו שם משתמש וסיסמה לכתובת שבמקור הסודי של authority.proxy.',
  en: 'The proxy wants a log-in (407). Add user and password to the address in the secret of authority.proxy.',
};
