import { DOCUMENT_FAULTS, NOTICES, NUMBER_HEADING, REASONS } from '@ishur/core';
import { code, page, table } from './markdown.ts';
import { placeOfReason } from './reason-places.ts';
import type { ReasonPlace } from './reason-places.ts';
import { entryTable } from './entry-table.ts';

const SENTENCES = ['code', 'source', 'Hebrew', 'English'];

const REASON_PLACES: readonly { readonly place: ReasonPlace; readonly title: string; readonly meaning: string }[] = [
  {
    place: 'reason',
    title: 'Reasons',
    meaning:
      'Why a number is required: all conditions hold. Where one does not, only what fails is told. Where only one of the three amounts says so and the other two say the opposite by more than a shekel (net 4,000, VAT 1,800, together 11,800), or the VAT is that of an amount above the threshold, the document is invalid: it may be a large invoice that lost a digit.',
  },
  {
    place: 'voluntary',
    title: 'Asking voluntarily',
    meaning: 'Whether a number may be asked for although none is required.',
  },
  {
    place: 'advisory',
    title: 'Advisories',
    meaning: 'What a person may want to look at. It changes nothing.',
  },
];

export function decisionsPage(): string {
  const entries = Object.entries(REASONS).map(([name, entry]) => ({
    name,
    place: placeOfReason(name),
    source: entry.source,
    message: entry.message(placeholder),
  }));
  return page(
    'Decisions: reasons and advisories',
    'Codes are permanent. Details stand as ‹placeholders›.',
    ...REASON_PLACES.flatMap(({ place, title, meaning }) => [
      `## ${title}`,
      meaning,
      table(
        SENTENCES,
        entries
          .filter((entry) => entry.place === place)
          .map(({ name, source, message }) => [code(name), source, message.he, message.en]),
      ),
    ]),
  );
}

export function faultsPage(): string {
  const entries = Object.entries(DOCUMENT_FAULTS).map(([name, entry]) => ({
    name,
    area: name.slice(0, name.indexOf('/')),
    source: entry.source,
    message: entry.message(placeholder('found'), placeholder('expected')),
  }));
  return page(
    'Faults',
    'What must be mended before anything can be asked. Codes are permanent; the part before the stroke says where the ' +
      'fault lies. Details stand as ‹placeholders›.',
    ...[...new Set(entries.map(({ area }) => area))].flatMap((area) => [
      `## ${area}`,
      table(
        SENTENCES,
        entries
          .filter((entry) => entry.area === area)
          .map(({ name, source, message }) => [code(name), source, message.he, message.en]),
      ),
    ]),
  );
}

export function noticesPage(): string {
  return page(
    'Notices',
    'Sentences that must be printed, word for word.',
    `The number stands under the heading «${NUMBER_HEADING}», its last nine digits emphasised.`,
    entryTable(NOTICES),
  );
}

function placeholder(name: string): string {
  return `‹${name}›`;
}
