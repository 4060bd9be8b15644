import type { LocalizedMessage } from '@ishur/contract';
import type { Bucket, Standing } from '@ishur/core';
import { bucketOf } from '@ishur/core';
import type { Status } from '@ishur/engine';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import type { Language } from '../language.ts';
import { renderTable } from './table.ts';
import { NEXT_STEPS, STANDINGS } from './words.ts';

/** Where a business stands: what was read on one side, every bucket on the other, and what a person does next. */
export function renderStatus(
  business: BusinessConfiguration,
  status: Status,
  language: Language,
  width?: number,
): string {
  const shown = ROWS.filter(([key]) => status[key] > 0);
  const rows = shown.map(([key, name]) => [
    name[language],
    String(status[key]),
    nextStep(key, business)?.[language] ?? '',
  ]);
  const sum = ROWS.reduce((total, [key]) => total + status[key], 0);
  const words = {
    he: {
      documents: 'מסמכים',
      next: 'מה עכשיו',
      read: 'נקראו',
      sum: 'סך הכול',
      home: 'מתוכם נרשמו במקור או בקובץ תוצאה',
    },
    en: {
      documents: 'documents',
      next: 'what now',
      read: 'read',
      sum: 'in all',
      home: 'of which are back at the source, or in a result file',
    },
  }[language];
  const total = [[words.sum, String(sum), `${words.read}: ${status.read}`]];
  const home = status.allocated > 0 ? [[words.home, String(status.recorded), '']] : [];
  const head = [`${business.id} (${business.vatNumber})`, words.documents, words.next];
  return renderTable(head, [...rows, ...total, ...home], [1], width);
}

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
