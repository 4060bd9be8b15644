import { bucketOf } from '@ishur/core';
import type { Exploration, Leads } from './explore.ts';
import type { Word } from './glossary.ts';
import { code, page, table } from './markdown.ts';

/** What leads where, as `advance` of core says itself. */
export function statesPage(exploration: Exploration, wordOf: (identifier: string) => Word): string {
  const { events, leads } = exploration;
  const standings = [...leads.keys()].filter((standing) => standing !== '');
  return page(
    'States of a case',
    'Where a case stands with the authority, and what each event does to it. Found out by letting every event happen to ' +
      'every sort of state that events can reach.',
    '## Standings',
    table(
      ['standing', 'Hebrew', 'bucket of `ishur status`', 'source', 'meaning'],
      standings.map((standing) => {
        const { he, en, source } = wordOf(standing);
        return [code(standing), he, code(bucketOf(standing)), source, en];
      }),
    ),
    '## Events',
    table(
      ['event', 'taken where the case is'],
      events.map(({ name }) => [name, takersText(leads, name)]),
    ),
    '## What leads where',
    'Where there are several standings, or one of them or a refusal, what the case remembers decides.',
    ...[...leads].flatMap(([standing, row]) => [
      `### ${standing === '' ? 'No case yet' : code(standing)}`,
      table(
        ['event', 'leads to'],
        events.filter(({ name }) => isTaken(row.get(name))).map(({ name }) => [name, leadText(row.get(name))]),
      ),
      refusedText(exploration, row),
    ]),
  );
}

function takersText(leads: Exploration['leads'], name: string): string {
  const takers = [...leads].filter(([, row]) => isTaken(row.get(name))).map(([standing]) => standing);
  if (takers.length === leads.size) return 'anywhere, also in no case yet';
  if (takers.length === leads.size - 1 && !takers.includes('')) return 'anywhere';
  return takers.length === 0 ? 'nowhere' : takers.map(code).join(', ');
}

function isTaken(to: Leads | undefined): boolean {
  return [...(to ?? [])].some((standing) => standing !== 'refused');
}

function leadText(to: Leads = new Set()): string {
  const standings = [...to].filter((standing) => standing !== 'refused').map(code);
  return [...standings, ...(to.has('refused') ? ['refused'] : [])].join(' or ');
}

/** Kinds of which every variant is refused stand for themselves. */
function refusedText({ events }: Exploration, row: ReadonlyMap<string, Leads>): string {
  const refused = events.filter(({ name }) => !isTaken(row.get(name)));
  const taken = new Set(events.filter(({ name }) => isTaken(row.get(name))).map(({ kind }) => kind));
  const names = new Set(refused.map(({ kind, name }) => (taken.has(kind) ? name : code(kind))));
  return names.size === 0 ? 'Nothing is refused.' : `Refused: ${[...names].join('; ')}.`;
}
