import { IshurError } from '@ishur/contract';
import { systemCodeOf } from './system-code.ts';

export function locked(name: string, cause: unknown): IshurError {
  return new IshurError({
    code: 'file/locked',
    remedy: 'retry',
    message: {
      he: `הקובץ ${name} פתוח בתוכנה אחרת (בדרך כלל Excel) ולכן לא ניתן לעדכן אותו. סגרו אותו; הכתיבה תנוסה שוב.`,
      en: `The file ${name} is open in another program (usually Excel) and cannot be replaced. Close it; writing is tried again.`,
    },
    cause,
  });
}

export function notWritable(name: string, cause: unknown): IshurError {
  return new IshurError({
    code: 'file/not-writable',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לכתוב את הקובץ ${name} (${systemCodeOf(cause)}). בדקו שיש הרשאת כתיבה לתיקייה ושיש מקום פנוי בדיסק.`,
      en: `The file ${name} cannot be written (${systemCodeOf(cause)}). Check that the folder may be written to and that the disk has room.`,
    },
    cause,
  });
}

/** Something that is no file stands in its place. */
export function notRegular(name: string): IshurError {
  return new IshurError({
    code: 'file/not-regular',
    remedy: 'fix-config',
    message: {
      he: `במקום של ${name} נמצאת תיקייה, התקן או צינור, ולא קובץ. בחרו שם אחר, או הסירו אותו.`,
      en: `Where ${name} is to be written stands a folder, a device or a pipe, and no file. Choose another name, or take it away.`,
    },
  });
}

/** `lock` is the name of the lock file. */
export function beingWritten(name: string, lock: string): IshurError {
  return new IshurError({
    code: 'file/being-written',
    remedy: 'retry',
    message: {
      he: `הקובץ ${name} נכתב כעת בהרצה אחרת של אישור. המתינו לסיומה; הכתיבה תנוסה שוב. אם אין הרצה אחרת, מחקו את הקובץ ${lock}.`,
      en: `Another run of Ishur is writing the file ${name}. Wait until it is done; writing is tried again. Where there is no other run, delete the file ${lock}.`,
    },
  });
}
