import type { BusinessDay } from '../business-day.ts';

/** A day of the Hebrew calendar. */
export interface HebrewDate {
  readonly year: number;
  /** As Intl names it in English: `Tishri`, `Nisan`, `Adar I`. */
  readonly month: string;
  readonly day: number;
}

// The day is a day and no instant: it is formatted in the zone in which it was made, so that nothing can slip.
// The formats are made when they are first needed, because loading a calendar takes long.
const PARTS: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' };
let english: Intl.DateTimeFormat | undefined;
let hebrew: Intl.DateTimeFormat | undefined;

/** The Hebrew date of a business day, as it is during daylight: the evening already belongs to the next. */
export function hebrewDateOf(day: BusinessDay): HebrewDate {
  english ??= new Intl.DateTimeFormat('en-u-ca-hebrew', PARTS);
  const parts = new Map(english.formatToParts(midnight(day)).map(({ type, value }) => [type, value]));
  return { year: Number(parts.get('year')), month: parts.get('month') ?? '', day: Number(parts.get('day')) };
}

/** The Hebrew date in Hebrew letters: «כ״ה בסיוון תשפ״ו». */
export function formatHebrewDate(day: BusinessDay): string {
  hebrew ??= new Intl.DateTimeFormat('he-u-ca-hebrew', { timeZone: 'UTC', dateStyle: 'long' });
  return hebrew.format(midnight(day));
}

function midnight(day: BusinessDay): Date {
  return new Date(`${day}T00:00:00Z`);
}
