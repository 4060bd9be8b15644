import { IshurError } from '@ishur/contract';
import type { RecordLine } from '../format/record-lines.ts';

/** The file is no report that could be written back. */
export function notAReport(line: RecordLine | undefined): IshurError {
  const where = line?.number ?? 1;
  return new IshurError({
    code: 'pcn874/not-a-report',
    remedy: 'fix-document',
    message: {
      he: `שורה ${where}: הקובץ אינו דוח PCN874 שניתן למלא. בדקו אותו עם ishur pcn874 check.`,
      en: `Line ${where}: the file is no PCN874 report that can be filled. Check it with \`ishur pcn874 check\`.`,
    },
  });
}

/** More records than are held in memory. */
export function tooManyRecords(most: number): IshurError {
  return new IshurError({
    code: 'pcn874/too-many-records',
    remedy: 'fix-document',
    message: {
      he: `יש בקובץ יותר מ־${most} רשומות. פצלו אותו, או הגדילו את mostRecords.`,
      en: `The file has more than ${most} records. Split it, or raise mostRecords.`,
    },
  });
}

/** Somebody wrote the file between the plan and its carrying out. */
export function reportChanged(): IshurError {
  return new IshurError({
    code: 'pcn874/changed-meanwhile',
    remedy: 'fix-document',
    message: {
      he: 'הקובץ השתנה בזמן המילוי, ודבר לא נכתב. הריצו שוב.',
      en: 'The file changed while it was being filled, and nothing was written. Run again.',
    },
  });
}

/** What the records add up to has more digits than the header. */
export function totalTooLarge(cause: unknown): IshurError {
  return new IshurError({
    code: 'pcn874/total-too-large',
    remedy: 'fix-document',
    message: {
      he: 'סכום הרשומות גדול ממה שרשומת הפתיחה יכולה להכיל. בדקו את הסכומים עם ishur pcn874 check.',
      en: 'The records add up to more than the header can hold. Check the amounts with `ishur pcn874 check`.',
    },
    cause,
  });
}
