import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, THEMES, makeMove } from '../fixtures/workflow-moves.ts';
import type { CaseName, Move } from '../fixtures/workflow-moves.ts';
import { follow } from '../fixtures/workflow-model-rules.ts';
import { standingOf, waysOf } from '../fixtures/workflow-model.ts';
import type { Facts } from '../fixtures/workflow-model.ts';
import { advance, foldCase } from './advance.ts';
import { bucketOf } from './buckets.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState, Standing } from './case-state.ts';
import { lawfulChoices } from './lawful-choices.ts';
import { settlementOf } from './settlement.ts';

const SEQUENCES = 10_000;
const AT_LEAST = 50;

/** The facts of every case, and what its sequence is about. */
interface Model {
  readonly facts: Map<CaseName, Facts>;
  readonly theme: readonly CaseName[];
}

interface Real {
  readonly states: Map<CaseName, CaseState>;
  readonly journals: Map<CaseName, CaseEvent[]>;
}

const reached = new Map<Standing, number>();
const happened = new Map<string, number>();
const refused = new Map<string, number>();

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** One move of the world: now and then one that the model refuses. */
class Step implements fc.Command<Model, Real> {
  readonly #which: number;
  #move: Move = [];

  constructor(which: number) {
    this.#which = which;
  }

  check(model: Model): boolean {
    this.#move = makeMove(this.#which, model.theme, model.facts) ?? [];
    return this.#move.length > 0;
  }

  run(model: Model, real: Real): void {
    const move = this.#move;
    const expected = followAll(model.facts, move);
    const actual = advanceAll(real, move);
    same(actual === undefined ? 'refused' : 'accepted', expected === undefined ? 'refused' : 'accepted');
    if (expected === undefined || actual === undefined) {
      for (const [, event] of move) count(refused, event.kind);
      return;
    }
    for (const [name, event] of move) {
      count(happened, event.kind);
      const before = real.states.get(name);
      const next = actual.get(name);
      const facts = expected.get(name);
      if (next === undefined || facts === undefined) throw new Error(`${name} is gone.`);
      count(reached, next.standing);
      same(observedIn(next), readOff(facts));
      expectToHold(before, event, next);
      real.states.set(name, next);
      model.facts.set(name, facts);
      const journal = real.journals.get(name);
      if (journal === undefined) real.journals.set(name, [event]);
      else journal.push(event);
    }
  }

  toString(): string {
    return this.#move.map(([name, event]) => `${name}: ${event.kind}`).join(' + ');
  }
}

/** All of a move, or nothing: its events are committed together. */
function followAll(facts: ReadonlyMap<CaseName, Facts>, move: Move): Map<CaseName, Facts> | undefined {
  const next = new Map(facts);
  for (const [name, event] of move) {
    const after = follow(next.get(name), event);
    if (after === undefined) return undefined;
    next.set(name, after);
  }
  return next;
}

function advanceAll({ states }: Real, move: Move): Map<CaseName, CaseState> | undefined {
  const next = new Map(states);
  for (const [name, event] of move) {
    const result = advance(next.get(name), event);
    if (!result.ok) {
      if (!result.refusal.endsWith('.')) expect.fail(`No sentence: ${result.refusal}`);
      return undefined;
    }
    next.set(name, result.state);
  }
  return next;
}

function observedIn(state: CaseState): readonly unknown[] {
  return [
    state.standing,
    state.number,
    state.invoiceId,
    state.unconfirmedSendings,
    state.ask?.number ?? 0,
    lawfulChoices(state).flatMap(({ choice, lawful }) => (lawful ? [choice] : [])),
    state.reservations.map((reservation) => `${reservation.for} ${reservation.net} ${reservation.vat}`).toSorted(),
    settlementOf(state)?.notices.some(({ code }) => code === 'no-deduction') === true,
  ];
}

function readOff(facts: Facts): readonly unknown[] {
  const standing = standingOf(facts);
  const isTakenBack = standing === 'closed' || standing === 'already-allocated' || standing === 'conflict';
  return [
    standing,
    facts.number,
    facts.id,
    facts.doubts,
    facts.asks,
    ['cancel', 'continue', 'reverse-charge', 'hearing'].filter((choice) =>
      waysOf(facts).some((open) => open === choice),
    ),
    Object.entries(facts.reserved)
      .map(([name, { net, vat }]) => `${name} ${net} ${vat}`)
      .toSorted(),
    facts.isOut && facts.number === undefined && !isTakenBack,
  ];
}

/** Cheap, because it is asked half a million times. */
function same(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

/** What must hold whatever the model says. */
function expectToHold(before: CaseState | undefined, event: CaseEvent, next: CaseState): void {
  const hold = (isHeld: boolean, what: string): void => {
    if (!isHeld) expect.fail(`${what}: ${before?.standing} → ${event.kind} → ${next.standing}`);
  };
  hold(typeof bucketOf(next.standing) === 'string', 'every standing is in a bucket');
  hold(next.number === undefined || next.standing !== 'asking', 'nothing with a number is asked for');
  for (const amount of ['net', 'vat'] as const) {
    const sum = next.reservations.reduce((total, reservation) => total + reservation[amount], 0);
    const approved = next.approvedElsewhere?.[amount] ?? Number(next.numberedFields?.[`${amount}Amount`] ?? '0') * 100;
    hold(sum <= Math.round(approved), 'what is set aside stays within what was approved');
  }
  if (before === undefined) return;
  hold(before.number === undefined || next.number === before.number, 'a number never changes or disappears');
  hold(before.ask === undefined || next.invoiceId === before.invoiceId, 'an id never changes once asked under');
  if (before.standing === 'unconfirmed') {
    const isEnded = next.number !== undefined || next.standing === 'already-allocated';
    const isPersons = event.kind === 'not-issued' || event.kind === 'entered';
    const isSticky = next.unconfirmedSendings > 0 && ['unconfirmed', 'asking', 'parked'].includes(next.standing);
    hold(
      isEnded || isPersons || event.kind === 'held' || isSticky,
      'unconfirmed is left by a number, a hold, a person',
    );
  }
  if (before.unconfirmedSendings > 0 && next.unconfirmedSendings > 0) {
    hold(next.ask?.sha256 === before.ask?.sha256, 'no edit replaces unconfirmed bytes');
  }
  if (before.choice?.isSettled === false) {
    const isAnswered = event.kind.startsWith('choice-') || event.kind === 'settled-as';
    const isOpen = next.choice?.isSettled === false && next.choice.choice === before.choice.choice;
    hold(isOpen || isAnswered, 'an open choice is left only by its answer or a person');
  }
}

describe('the workflow beside a model of it', () => {
  it(`does not differ in ${SEQUENCES} sequences, and keeps what must hold`, { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...THEMES),
        fc.commands([fc.nat(0x7fff_ffff).map((which) => new Step(which))], { maxCommands: 50, size: 'max' }),
        (theme, commands) => {
          const real: Real = { states: new Map(), journals: new Map() };
          fc.modelRun(() => ({ model: { facts: new Map(), theme }, real }), commands);
          for (const [name, journal] of real.journals) {
            const folded = foldCase(JSON.parse(JSON.stringify(journal)) as CaseEvent[]);
            const state = real.states.get(name);
            same(folded, state);
            same(JSON.parse(JSON.stringify(state)), state);
          }
        },
      ),
      { numRuns: SEQUENCES, seed: 20_260_601 },
    );
    // The sequences are worth something only where they go everywhere, and are refused there as well.
    expect(reached.size).toBe(24);
    for (const [what, times] of [...reached, ...happened]) {
      expect(times, what).toBeGreaterThanOrEqual(AT_LEAST);
    }
    expect(new Set(happened.keys())).toEqual(new Set(KINDS));
    // What can be refused at all was refused.
    expect(new Set([...refused.keys(), 'seen'])).toEqual(new Set(KINDS));
  });
});
