declare const businessDay: unique symbol;

/** A day in Israel, `YYYY-MM-DD`. Compared as a string; never turned into an instant. */
export type BusinessDay = string & { readonly [businessDay]: true };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; `undefined` where there is no such day. */
export function parseBusinessDay(text: string): BusinessDay | undefined {
  const match = DAY.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // Arithmetic on a calendar in UTC only: no zone is asked, so no day can slip.
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 ? (text as BusinessDay) : undefined;
}

// Made when it is first needed: loading a zone takes longer than all the rest of this package.
let jerusalem: Intl.DateTimeFormat | undefined;

/** The business day in Israel at an instant, whatever the machine's time zone. */
export function businessDayOf(instant: Date): BusinessDay {
  jerusalem ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Jerusalem',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return jerusalem.format(instant) as BusinessDay;
}
