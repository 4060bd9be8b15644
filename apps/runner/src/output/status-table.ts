import type { LocalizedMessage } from '@ishur/contract';
import type { Bucket, Delivery, Standing } from '@ishur/core';
import { bucketOf } from '@ishur/core';
import type { LedgerCounts } from '@ishur/engine';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import type { Language } from '../language.ts';
import { renderTable } from './table.ts';
import { DELIVERIES, NEXT_STEPS, STANDINGS } from './words.ts';

/** Where a business stands: what was read on one side, every bucket on the other, and what a person does next. */
export function renderStatus(
  business: BusinessConfiguration,
  { status, standings, undelivered }: LedgerCounts,
  language: Language,
  width?: number,
): string {
  const rows = ROWS.flatMap(([key, name]) => {
    const parts = key === 'held' || key === 'closed' ? PARTS[key] : [];
    const rest = parts.reduce((left, standing) => left - (standings[standing] ?? 0), status[key]);
    const row = (what: LocalizedMessage, count: number, next: LocalizedMessage | undefined): string[][] =>
      count > 0 ? [[what[language], String(count), next?.[language] ?? '']] : [];
    return [
      ...row(name, rest, nextStep(key, business)),
      ...parts.flatMap((standing) => row(STANDINGS[standing], standings[standing] ?? 0, NEXT_OF_PARTS[standing])),
    ];
  });
  const sum = ROWS.reduce((total, [key]) => total + status[key], 0);
  const words = {
    he: {
      documents: 'מסמכים',
      next: 'מה עכשיו',
      read: 'נקראו',
      sum: 'סך הכול',
      home: 'מתוכם נרשמו במקור או בקובץ תוצאה',
      away: 'ולא נרשמו',
    },
    en: {
      documents: 'documents',
      next: 'what now',
      read: 'read',
      sum: 'in all',
      home: 'of which are back at the source, or in a result file',
      away: 'and are not back',
    },
  }[language];
  const total = [[words.sum, String(sum), `${words.read}: ${status.read}`]];
  const home = status.allocated > 0 ? [[words.home, String(status.recorded), '']] : [];
  const away = NOT_BACK.flatMap(([kind, next]) => {
    const count = undelivered[kind] ?? 0;
    return count === 0 ? [] : [[`${words.away}: ${DELIVERIES[kind][language]}`, String(count), next[language]]];
  });
  const head = [`${business.id} (${business.vatNumber})`, words.documents, words.next];
  return renderTable(head, [...rows, ...total, ...home, ...away], [1], width);
}

/** What is done about a number that is at no source. */
const NOT_BACK: readonly (readonly [Delivery['kind'], LocalizedMessage])[] = [
  ['pending', { he: 'הריצו שוב: ishur run', en: 'run again: ishur run' }],
  [
    'impossible',
    {
      he: 'למה: ishur doctor. אילו, להקלדה בתוכנה: ishur list --delivery impossible',
      en: 'why: ishur doctor. Which, to be typed in: ishur list --delivery impossible',
    },
  ],
  ['stale', { he: 'ishur inbox', en: 'ishur inbox' }],
  ['conflict', { he: 'ishur inbox', en: 'ishur inbox' }],
  ['parked', { he: 'ishur inbox', en: 'ishur inbox' }],
];

/** What stands in a line of its own: an accountant has another thing to do with each. */
const PARTS = {
  held: ['settled-elsewhere', 'choosing', 'hearing', 'hearing-won'],
  closed: ['continued', 'cancelled', 'reversed', 'joined'],
} as const satisfies Partial<Record<Bucket, readonly Standing[]>>;

/** What a person does about one of them. */
const NEXT_OF_PARTS: Readonly<Partial<Record<Standing, LocalizedMessage>>> = {
  'settled-elsewhere': {
    he: 'בדקו באזור האישי מה נבחר, ורשמו אותו: ishur choose … --settled',
    en: 'look in the personal area which way was taken, and say so: ishur choose … --settled',
  },
  choosing: { he: 'הריצו שוב: אותה בחירה בדיוק תישלח', en: 'run again: the very same choice is sent' },
  hearing: { he: 'ishur inbox מראה מה המועדים', en: 'ishur inbox shows its days' },
  'hearing-won': { he: 'המספר מתבקש שוב בכל הרצה', en: 'every run asks for the number again' },
};

/** With asking switched off, another run changes nothing. */
function nextStep(key: Bucket | 'unreadable', business: BusinessConfiguration): LocalizedMessage | undefined {
  return key === 'queued' && business.ask === 'nothing' ? NOT_ASKING : NEXT_STEPS[key];
}

const NOT_ASKING: LocalizedMessage = {
  he: 'הבקשות כבויות לעסק הזה (ask: nothing)',
  en: 'asking is switched off for this business (ask: nothing)',
};

const ROWS: readonly (readonly [Bucket | 'unreadable', { readonly he: string; readonly en: string }])[] = [
  ['allocated', STANDINGS.allocated],
  ['held', STANDINGS.held],
  ['notRequired', STANDINGS['not-required']],
  ['alreadyAllocated', STANDINGS['already-allocated']],
  ['waiting', { he: 'ממתין למשהו שקודם לו', en: 'waits for something to come first' }],
  ['queued', STANDINGS.queued],
  ['unconfirmed', STANDINGS.unconfirmed],
  ['parked', STANDINGS.parked],
  ['rejected', STANDINGS.rejected],
  ['invalid', STANDINGS.invalid],
  ['unreadable', { he: 'שורה שלא ניתן לקרוא', en: 'a row that cannot be read' }],
  ['diverged', STANDINGS.diverged],
  ['conflict', STANDINGS.conflict],
  ['closed', { he: 'סגור, בלי מספר משלו', en: 'closed, without a number of its own' }],
];

/** All standings that fall into a bucket, for filters that name either. */
export function standingsOf(name: string): readonly Standing[] {
  return (Object.keys(STANDINGS) as Standing[]).filter((standing) => standing === name || bucketOf(standing) === name);
}
