const OPTIONS: readonly (readonly [option: string, he: string, en: string])[] = [
  ['--port <port>', 'הפורט להאזנה; 0 לכל פורט פנוי (8747)', 'port to listen on; 0 for any free one (8747)'],
  [
    '--host <address>',
    'הכתובת להאזנה (127.0.0.1: רק המחשב הזה)',
    'address to listen on (127.0.0.1: this machine only)',
  ],
  [
    '--scenario <file>',
    'קובץ תרחיש, YAML או JSON: עוסקים, תקלות, טוקנים',
    'scenario, YAML or JSON: dealers, faults, tokens',
  ],
  [
    '--personality <name>',
    'חשבונית מאושרת שנשאלת שוב: same-number, error, new-number',
    'an approved invoice asked again: same-number, error, new-number',
  ],
  ['--tokens <which>', 'אילו טוקנים מתקבלים: any, issued', 'which tokens are accepted: any, issued'],
  ['--seed <number>', 'אותו מספר נותן אותן תשובות', 'the same number gives the same answers'],
  [
    '--now <instant>',
    'המועד שבו השעון מתחיל, למשל 2026-06-30T09:00:00Z',
    'where the clock begins, such as 2026-06-30T09:00:00Z',
  ],
  ['--json', 'יומן לתוכנות: אובייקט JSON בכל שורה', 'log for machines: one JSON object a line'],
  ['--lang <he|en>', 'שפת הפלט', 'language of the output'],
  ['--help', 'הצגת עזרה', 'this help'],
];

export function helpText(language: 'he' | 'en'): string {
  const words = {
    he: {
      usage: 'שימוש: ishur-simulator [אפשרויות]',
      about: 'סימולטור של שירותי מספרי ההקצאה של רשות המסים, לבדיקות.',
    },
    en: {
      usage: 'Usage: ishur-simulator [options]',
      about: "A double of the Tax Authority's allocation number services, for tests.",
    },
  }[language];
  const lines = OPTIONS.map(([option, he, en]) => `  ${option.padEnd(22)}${language === 'he' ? he : en}`);
  const codes = {
    he: 'קודי יציאה: 0 נעצר, 64 שימוש שגוי, 70 תקלה פנימית, 78 תרחיש או פורט שגויים',
    en: 'Exit codes: 0 stopped, 64 wrong usage, 70 a fault of ours, 78 wrong scenario or port',
  }[language];
  return `${words.usage}\n\n${words.about}\n\n${lines.join('\n')}\n\n${codes}\n`;
}
