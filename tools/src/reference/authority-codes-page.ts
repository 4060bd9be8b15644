import { AUTHORITY_CODES } from '@ishur/transport';
import type { AuthorityCode } from '@ishur/transport';
import { code, pageOf, table } from './markdown.ts';

const MEANINGS: Readonly<Record<AuthorityCode['meaning'], string>> = {
  data: 'Something that was sent is wrong. Mend it and ask again under the same id.',
  held: 'Refused in substance. A person chooses one of the four ways out.',
  decided: 'Refused in substance, and the authority already knows what was chosen.',
  'nothing-held': 'The decision service knows no held invoice of this id.',
  'cannot-retrieve': 'A look-up found nothing.',
};

export function authorityCodesPage(): string {
  const entries = Object.entries(AUTHORITY_CODES);
  return pageOf(
    'packages/transport',
    'Codes of the authority',
    'What the Tax Authority answers with, and what an operator reads. In faults a code stands as `authority/434`.',
    'The codes 442 to 445, 447 to 449, 451 to 459 and 464 to 471 are published nowhere. One of them is carried through as ' +
      'it came: its place in the answer says whether the invoice is held (`approval`) or its data is wrong (`request`).',
    ...Object.entries(MEANINGS).flatMap(([meaning, explanation]) => [
      `## ${meaning}`,
      explanation,
      table(
        ['code', 'source', 'Hebrew', 'English'],
        entries
          .filter(([, entry]) => entry.meaning === meaning)
          .map(([number, { source, message }]) => [code(number), source, message.he, message.en]),
      ),
    ]),
  );
}
