import type { Log } from '@ishur/contract/v1';
import { pino } from 'pino';
import { hideSecrets } from './configuration/secret.ts';

/** Fields that may hold a secret or a person's details, wherever a log line has them. */
const REDACTED = ['token', 'secret', 'password', 'authorization', 'user_id', 'customer_name', 'vatNumber', 'customer'];

/** The log: JSON lines, warnings and above unless `ISHUR_LOG` names another level. Results never go here. */
export function openLog(level: string | undefined, write: (line: string) => void): Log {
  const known = ['debug', 'info', 'warn', 'error', 'silent'];
  const log = pino(
    {
      level: level !== undefined && known.includes(level) ? level : 'warn',
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' },
    },
    // Whatever came through `env` or `file` is hidden by its value too, under whatever name it turns up.
    { write: (line) => write(hideSecrets(line)) },
  );
  return {
    debug: (message, details) => log.debug(details ?? {}, message),
    info: (message, details) => log.info(details ?? {}, message),
    warn: (message, details) => log.warn(details ?? {}, message),
  };
}
