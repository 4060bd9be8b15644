import { advance } from '@ishur/core';
import type { Advance, CaseState, Standing } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleEvents } from './sample-events.ts';
import type { Sample, SampleDocument } from './sample-events.ts';

/** What an event does to a case where it stands: the standings to which it leads, and `refused`. Several, where more decides. */
export type Leads = ReadonlySet<Standing | 'refused'>;

export interface Exploration {
  /** Every event as it is named, with its kind. */
  readonly events: readonly SampleName[];
  /** In the order in which they were reached. */
  readonly states: readonly CaseState[];
  /** Standing, or `''` for no case yet, to the name of an event to what it does. */
  readonly leads: ReadonlyMap<Standing | '', ReadonlyMap<string, Leads>>;
}

export interface SampleName {
  readonly kind: string;
  readonly name: string;
}

/** An event that happened to a state. */
interface Step {
  readonly state: CaseState | undefined;
  readonly name: string;
  readonly next: Advance;
  /** The state was not reached before. */
  readonly isNew: boolean;
}

/** A tax invoice and a pro-forma: what can become of them differs. */
const DOCUMENTS: readonly SampleDocument[] = [305, 332].map((documentType) => ({
  fields: fields(documentType, '6000.00', '1080.00', '7080.00'),
  edited: fields(documentType, '7000.00', '1260.00', '8260.00'),
}));

/** Lets every event happen to every sort of state that events can reach, and notes what it does. */
export function explore(): Exploration {
  const leads = new Map<Standing | '', Map<string, Set<Standing | 'refused'>>>();
  const states: CaseState[] = [];
  for (const document of DOCUMENTS) {
    for (const { state, name, next, isNew } of stepsFrom(document)) {
      const from = entry(leads, state?.standing ?? '', () => new Map<string, Set<Standing | 'refused'>>());
      entry(from, name, () => new Set<Standing | 'refused'>()).add(next.ok ? next.state.standing : 'refused');
      if (next.ok && isNew) states.push(next.state);
    }
  }
  const events = DOCUMENTS.slice(0, 1)
    .flatMap(namedSamples)
    .map(({ kind, name }) => ({ kind, name }));
  return { events, states, leads };
}

/**
 * States are of one sort when they remember the same and every event leads them to the same standing; only the first of a sort
 * is followed, which leaves some thousands. Those that are equal but for their words are not even looked at twice.
 */
function* stepsFrom(document: SampleDocument): Generator<Step> {
  const samples = namedSamples(document);
  const spell = speller();
  const reached = new Set<string>();
  const sorts = new Set<string>();
  const open: (CaseState | undefined)[] = [undefined];
  for (let at = 0; at < open.length; at += 1) {
    const state = open[at];
    const steps = samples.flatMap(({ name, sample }) => {
      const event = sample.event(state);
      return event === undefined ? [] : [{ name, next: advance(state, event) }];
    });
    const outcomes = steps.map(({ next }) => (next.ok ? next.state.standing : ''));
    const sort = [state?.standing, ...memoryOf(state), ...outcomes].join();
    if (sorts.has(sort)) continue;
    sorts.add(sort);
    for (const { name, next } of steps) {
      const spelled = next.ok ? spell(next.state) : '';
      const isNew = next.ok && !reached.has(spelled);
      if (isNew) {
        reached.add(spelled);
        open.push(next.state);
      }
      yield { state, name, next, isNew };
    }
  }
}

function namedSamples(document: SampleDocument): readonly (SampleName & { readonly sample: Sample })[] {
  return Object.entries(sampleEvents(document)).flatMap(([kind, variants]) =>
    variants.map((sample) => ({ kind, name: `\`${kind}\`${sample.how === '' ? '' : `: ${sample.how}`}`, sample })),
  );
}

/** Fields of a case that decide nothing: words for people, and when it is tried again. */
const WORDS: ReadonlySet<string> = new Set([
  'faults',
  'cause',
  'rules',
  'notBefore',
  'told',
] satisfies (keyof CaseState)[]);

/** What a case remembers for later: which choice, how a hearing ended, that a sending is unconfirmed, … */
function memoryOf(state: CaseState | undefined): readonly string[] {
  return Object.entries(state ?? {}).flatMap(([name, value]: [string, unknown]) => {
    if (WORDS.has(name) || SHOWN.has(name) || !value || (Array.isArray(value) && value.length === 0)) return [];
    return [name, ...(MEMORY.has(name) ? Object.values(value).filter(isWord) : [])];
  });
}

/** What a next event shows by where it leads, so that a case need not be followed for remembering it alone. */
const SHOWN: ReadonlySet<string> = new Set(['places', 'lostNumber'] satisfies (keyof CaseState)[]);

/** Of the places in which it is, what decides: what each source last said. Not how far a delivery has come. */
function placesOf(places: CaseState['places']): readonly string[] {
  return places.map(({ number, isGone }) => [number === undefined ? '' : 'numbered', isGone ? 'gone' : ''].join(' '));
}

const MEMORY: ReadonlySet<string> = new Set(['choice', 'hearing'] satisfies (keyof CaseState)[]);

/** A name of something: a day, a number or an id is not told apart from another. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && !/\d/.test(value);
}

/** Spells states so that equal ones are spelled alike. How often something happened counts as whether it did. */
function speller(): (state: CaseState) => string {
  // What the samples share, such as fields and decisions, is told apart by a number.
  const known = new Map<object, string>();
  const spell = (value: unknown, depth: number): string => {
    if (typeof value === 'number') return value > 0 ? '1' : '0';
    if (typeof value !== 'object' || value === null) return String(value);
    if (depth === 0) return entry(known, value, () => `#${String(known.size)}`);
    let spelled = '';
    for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
      if (WORDS.has(name) || name === 'sha256') continue;
      if (name === 'places' && Array.isArray(inner)) spelled += `,${placesOf(inner as CaseState['places']).join()}`;
      else spelled += `,${name === 'action' ? String(inner) : spell(inner, depth - 1)}`;
    }
    return spelled;
  };
  return (state) => spell(state, 2);
}

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
