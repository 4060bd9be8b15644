import { IshurError } from '@ishur/contract';

export function noFolder(folder: string): IshurError {
  return new IshurError({
    code: 'init/no-folder',
    remedy: 'fix-config',
    message: {
      he: `אין תיקייה ${folder}, או שאין הרשאה לקרוא אותה. בדקו את שמה ואת ההרשאות.`,
      en: `There is no folder ${folder}, or it may not be read. Check its name and permissions.`,
    },
  });
}

export function nothingFound(folder: string): IshurError {
  return new IshurError({
    code: 'init/nothing-found',
    remedy: 'fix-document',
    message: {
      he: `לא נמצאו בתיקייה ${folder} מסמכים שאפשר לקרוא, ודבר לא נכתב. ייצאו אליה מסמכים (CSV, מבנה אחיד או JSON), או ציינו תיקייה אחרת: ishur init FOLDER. למערכת בשרת: ishur init --adapter priority. מה לא תקין בקובץ מסוים, אומרת הפקודה ishur check FILE.`,
      en: `There are no documents in ${folder} that can be read, and nothing was written. Export some into it (CSV, the uniform file or JSON), or name another folder: ishur init FOLDER. For a system on a server: ishur init --adapter priority. What is wrong with a file, \`ishur check FILE\` says.`,
    },
  });
}
