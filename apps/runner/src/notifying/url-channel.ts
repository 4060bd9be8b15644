import { IshurError } from '@ishur/contract';
import { DEFAULT_TIMEOUT } from './notification.ts';
import type { Channel } from './notification.ts';
import { sign } from './sign.ts';

export interface UrlChannelOptions {
  readonly url: string;
  readonly secret: string;
  /** Seconds. Default 10. */
  readonly timeout?: number | undefined;
  readonly clock: { now(): Date };
}

/**
 * Calls an address: a signed POST. Any 2xx is an answer. A redirect is not followed, because it leads where nobody meant the
 * call to go; and what the answer holds is not read.
 */
export function urlChannel({ url, secret, timeout = DEFAULT_TIMEOUT, clock }: UrlChannelOptions): Channel {
  const where = new URL(url).origin;
  return {
    async call(message, signal) {
      const body = JSON.stringify(message);
      const ends = AbortSignal.any([signal, AbortSignal.timeout(timeout * 1000)]);
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: ends,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'ishur',
          'ishur-id': message.id,
          ...sign(body, secret, clock.now()),
        },
      }).catch((cause: unknown) => {
        throw noAnswer(where, ends, cause);
      });
      await response.body?.cancel().catch(() => undefined);
      if (!response.ok) throw refused(where, response);
    },
  };
}

function noAnswer(where: string, signal: AbortSignal, cause: unknown): IshurError {
  const isLate = signal.aborted;
  return new IshurError({
    code: 'notify/no-answer',
    remedy: 'retry',
    message: {
      he: `notify: ${isLate ? 'לא התקבלה תשובה בזמן' : 'אין חיבור'} אל ${where}. ההודעה תישלח שוב.`,
      en: `notify: ${isLate ? 'no answer came in time' : 'no connection'} from ${where}. It is sent again.`,
    },
    cause,
  });
}

/** 408, 429 and 5xx pass; a redirect and all other refusals are for whoever configured it. */
function refused(where: string, { status, headers }: Response): IshurError {
  const passes = status === 408 || status === 429 || status >= 500;
  const seconds = Number(headers.get('retry-after') ?? '');
  const isRedirect = status >= 300 && status < 400;
  return new IshurError({
    code: isRedirect ? 'notify/redirected' : 'notify/refused',
    remedy: passes ? 'retry' : 'fix-config',
    message: {
      he: `notify: ${where} ענה ${status}${isRedirect ? ', והפניה לכתובת אחרת אינה נענית. כתבו את הכתובת הסופית' : passes ? '. ההודעה תישלח שוב' : '. בדקו את הכתובת ואת secret; ההודעה תישלח שוב'}.`,
      en: `notify: ${where} answered ${status}${isRedirect ? ', and a redirect is not followed. Write the address where it ends' : passes ? '. It is sent again' : '. Check the address and the secret; it is sent again'}.`,
    },
    ...(passes && Number.isFinite(seconds) && seconds > 0 && { retryAfterMs: Math.min(seconds, 3_600) * 1000 }),
  });
}
