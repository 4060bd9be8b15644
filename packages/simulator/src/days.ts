const JERUSALEM = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Jerusalem',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** The day in Israel, `YYYY-MM-DD`. */
export function dayInIsrael(instant: Date): string {
  const { year, month, day } = parts(instant);
  return `${year}-${month}-${day}`;
}

/** The time in Israel as seventeen digits, `yyyyMMddHHmmssSSS`. */
export function timestampInIsrael(instant: Date): string {
  const { year, month, day, hour, minute, second, fractionalSecond } = parts(instant);
  return `${year}${month}${day}${hour}${minute}${second}${fractionalSecond}`;
}

/** Whether the calendar has this `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * The same day of the month some months later (or earlier, if negative); the month's last day where it has no such day.
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

function parts(instant: Date): Partial<Record<Intl.DateTimeFormatPartTypes | 'fractionalSecond', string>> {
  return Object.fromEntries(JERUSALEM.formatToParts(instant).map(({ type, value }) => [type, value]));
}
