import { authorityCodesPage } from './authority-codes-page.ts';
import { calendarPage } from './calendar-page.ts';
import { choicesPage } from './choices-page.ts';
import { explore } from './explore.ts';
import { readGlossary } from './glossary.ts';
import { documentTypesPage, itemCategoriesPage, thresholdsPage, vatRatesPage } from './law-pages.ts';
import { page, table } from './markdown.ts';
import { pcn874Page } from './pcn874-page.ts';
import { decisionsPage, faultsPage, noticesPage } from './sentence-pages.ts';
import { statesPage } from './states-page.ts';

/** All pages of docs/reference by their file names. The same workspace always gives the same bytes. */
export function referencePages(root: string): ReadonlyMap<string, string> {
  const exploration = explore();
  const pages = new Map([
    ['document-types.md', documentTypesPage()],
    ['thresholds.md', thresholdsPage()],
    ['vat-rates.md', vatRatesPage()],
    ['item-categories.md', itemCategoriesPage()],
    ['decisions.md', decisionsPage()],
    ['faults.md', faultsPage()],
    ['states.md', statesPage(exploration, readGlossary(root))],
    ['choices-and-deadlines.md', choicesPage(exploration)],
    ['notices.md', noticesPage()],
    ['holidays-and-calendar.md', calendarPage()],
    ['authority-codes.md', authorityCodesPage()],
    ['pcn874.md', pcn874Page()],
  ]);
  return new Map([['README.md', indexPage(pages)], ...pages]);
}

function indexPage(pages: ReadonlyMap<string, string>): string {
  return page(
    'Reference',
    'What the law and the authority say, as the tables of core and transport have it. The sources are named on every page.',
    table(
      ['page', ''],
      [...pages].map(([name, text]) => [`[${name}](${name})`, /^# (.+)$/m.exec(text)?.[1] ?? '']),
    ),
  );
}
