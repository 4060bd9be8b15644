import { timestampInIsrael } from '../days.ts';
import type { LogEntry } from './log-entry.ts';

/**
 * One line for the exchange, with the time in Israel, and one for each decision, without a line end.
 *
 * Whatever came from outside is shown without control characters, which could move the cursor of a terminal.
 */
export function formatLogEntry(entry: LogEntry, language: 'he' | 'en'): string {
  const time = timestampInIsrael(new Date(entry.at)).replace(/^.{8}(..)(..)(..).*$/, '$1:$2:$3');
  const status = entry.status === undefined ? { he: 'החיבור נותק', en: 'reset' }[language] : String(entry.status);
  const lines = [`${time} ${entry.method} ${entry.path} ${status}`];
  for (const { dealer, invoice_id: id, decided, why } of entry.reasons) {
    const whom = [dealer, id].filter((part) => part !== undefined).join(' ');
    lines.push(`  ${whom === '' ? '' : `${whom} `}${decided}: ${why[language]}`);
  }
  if (entry.fault !== undefined) {
    const { kind, processed } = entry.fault;
    lines.push(
      processed
        ? `  ${{ he: `תקלה מוזמנת (${kind}); הבקשה עצמה טופלה`, en: `fault ${kind}; the request was processed` }[language]}`
        : `  ${{ he: `תקלה מוזמנת (${kind}); הבקשה לא טופלה`, en: `fault ${kind}; the request was not processed` }[language]}`,
    );
  }
  return lines.map((line) => line.replaceAll(/\p{Cc}/gu, '·')).join('\n');
}
