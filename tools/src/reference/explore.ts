import { advance } from '@ishur/core';
import type { CaseState, Standing } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleEvents } from './sample-events.ts';
import type { Sample, SampleDocument } from './sample-events.ts';

/** What an event does to a case where it stands: the standings to which it leads, and `refused`. Several, where more decides. */
export type Leads = ReadonlySet<Standing | 'refused'>;

export interface Exploration {
  /** In the order in which they were reached. */
  readonly states: readonly CaseState[];
  /** Standing, or `''` for no case yet, to the name of an event to what it does. */
  readonly leads: ReadonlyMap<Standing | '', ReadonlyMap<string, Leads>>;
}

/** A tax invoice and a pro-forma; what they are asked for differs. */
const DOCUMENTS: readonly SampleDocument[] = [305, 332].map((documentType) => ({
  fields: fields(documentType, '6000.00', '1080.00', '7080.00'),
  edited: fields(documentType, '7000.00', '1260.00', '8260.00'),
}));

/**
 * Lets every event happen to every state that events can reach, and notes what it does. States that remember something of the same kinds and of
 * which every event leads to the same standing count as one; without that there would be a hundred thousand.
 */
export function explore(): Exploration {
  const leads = new Map<Standing | '', Map<string, Set<Standing | 'refused'>>>();
  const states: CaseState[] = [];
  for (const document of DOCUMENTS) {
    const samples = Object.entries(sampleEvents(document)).flatMap(([kind, variants]) =>
      variants.map((sample) => ({ name: nameOf(kind, sample), sample })),
    );
    const known = new Set<string>();
    const open: (CaseState | undefined)[] = [undefined];
    while (open.length > 0) {
      const state = open.shift();
      const standing = state?.standing ?? '';
      const steps = samples.flatMap(({ name, sample }) => {
        const event = sample.event(state);
        return event === undefined ? [] : [{ name, next: advance(state, event) }];
      });
      const identity = JSON.stringify([standing, memoryOf(state), steps.map(({ next }) => (next.ok ? next.state.standing : ''))]);
      if (known.has(identity)) continue;
      known.add(identity);
      if (state !== undefined) states.push(state);
      const from = entry(leads, standing, () => new Map<string, Set<Standing | 'refused'>>());
      for (const { name, next } of steps) {
        entry(from, name, () => new Set<Standing | 'refused'>()).add(next.ok ? next.state.standing : 'refused');
        if (next.ok) open.push(next.state);
      }
    }
  }
  return { states, leads };
}

export function nameOf(kind: string, { how }: Sample): string {
  return how === '' ? `\`${kind}\`` : `\`${kind}\`: ${how}`;
}

/** What a case remembers for later: a choice, a hearing, an unconfirmed sending, … */
function memoryOf(state: CaseState | undefined): readonly string[] {
  return Object.entries(state ?? {})
    .filter(([name, value]: [string, unknown]) => !WORDS.has(name) && (Array.isArray(value) ? value.length > 0 : value))
    .map(([name]) => name);
}

/** Fields of a case that are only told to people. */
const WORDS: ReadonlySet<string> = new Set(['faults', 'cause', 'rules'] satisfies (keyof CaseState)[]);

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function fields(documentType: number, netAmount: string, vatAmount: string, grossAmount: string): InvoiceFields {
  return {
    documentType,
    reference: '1',
    documentDate: '2026-06-10',
    netAmount,
    vatAmount,
    grossAmount,
    customer: { vatNumber: '777777749' },
  };
}
