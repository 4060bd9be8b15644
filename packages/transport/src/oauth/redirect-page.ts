/** The pages that a person sees in the browser after a log-in. They load nothing, and say nothing of the answer. */
export const PAGES: Readonly<Record<'done' | 'failed' | 'other', string>> = {
  done: page('ההתחברות התקבלה', 'אפשר לסגור את החלון ולחזור ל־Ishur.', 'Logged in. You may close this window.'),
  failed: page(
    'ההתחברות לא הושלמה',
    'אפשר לסגור את החלון. הסיבה כתובה במקום שבו הפעלתם את ההתחברות.',
    'The log-in was not completed. The reason is shown where you started it.',
  ),
  other: page(
    'הדף הזה אינו של ההתחברות הנוכחית',
    'חזרו לחלון שבו התחלתם את ההתחברות, או התחילו אותה מחדש.',
    'This page is not of the current log-in. Go back to it, or start again.',
  ),
};

function page(title: string, he: string, en: string): string {
  return (
    `<!doctype html><html lang="he" dir="rtl"><meta charset="utf-8"><title>${title}</title>` +
    '<style>body{font:18px sans-serif;max-width:32em;margin:4em auto;padding:0 1em}</style>' +
    `<h1>${title}</h1><p>${he}</p><p lang="en" dir="ltr">${en}</p></html>`
  );
}
