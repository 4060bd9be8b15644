import type { AnswerPart } from '../proxy/parts.ts';
import type { SimulatorSettings } from '../runner/assistant-messages.ts';
import { seededDice } from '../seeded-dice.ts';
import type { Dice } from '../seeded-dice.ts';
import { documentOf } from '../world/documents.ts';
import type { LabDocument } from '../world/documents.ts';
import { DEALER } from '../world/open-world.ts';

/** Where a process is killed, in the order of its life. */
export const KILL_POINTS = [
  'before the intent',
  'before the first byte',
  'request received',
  'answer held',
  'head of the answer',
  'part of the body',
  'all but one byte',
  'whole answer',
  'outcome known',
  'delivering',
  'delivered',
] as const;

export type KillPoint = (typeof KILL_POINTS)[number];

/** What the authority, or the way to it, makes of the document that is hit. */
export const ANSWER_KINDS = ['allocated', 'held', 'rejected', '500', 'empty'] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** How much of the answer gets through before the kill. */
export const PARTS: Partial<Readonly<Record<KillPoint, AnswerPart>>> = {
  'answer held': 'nothing',
  'head of the answer': 'head',
  'part of the body': 'some of the body',
  'all but one byte': 'all but one byte',
  'whole answer': 'everything',
};

/** A ledger or a proxy that is broken on purpose: the lab has to find it. */
export type Twin = 'forgetful' | 'doubling';

export interface SweepCase {
  readonly point: KillPoint;
  readonly kind: AnswerKind;
  readonly seed: number;
  readonly twin?: Twin;
}

/** Everything that the seed chooses. */
export interface SweepPlan {
  readonly documents: readonly LabDocument[];
  /** Reference of the document that is hit. */
  readonly target: string;
  readonly simulator: SimulatorSettings;
  /** What tells the moment, where a point has several. */
  readonly signal: number;
  readonly delayMs: number;
  /** Whether the authority has done what it was asked before a 500 or an empty answer. */
  readonly isSeen: boolean;
  /** Whether exchanges that begin after the target's are held back. */
  readonly holdsLater: boolean;
  /** Whether an empty answer has a head. */
  readonly hasHead: boolean;
  readonly dice: Dice;
}

/** The part of the cases with so many documents that they go out together. */
const BATCHES = 0.3;
/** The simulator takes documents of the last month only. */
const TOO_OLD_DAYS = 70;

export function planCase({ point, kind, seed }: SweepCase): SweepPlan {
  const dice = seededDice(point, kind, seed);
  const isDelivery = point === 'delivering' || point === 'delivered';
  // What is held or refused is not delivered: then another document is.
  const few = isDelivery && kind !== 'allocated' ? 2 + dice.below(4) : 1 + dice.below(5);
  const count = dice.chance(BATCHES) ? 10 + dice.below(5) : few;
  const first = 1001 + dice.below(500);
  const references = dice.shuffle(Array.from({ length: count }, (_, index) => first + index));
  const hit = dice.pick(references);
  const documents = references.map((reference) =>
    documentOf(reference, kind === 'rejected' && reference === hit ? TOO_OLD_DAYS : dice.below(6)),
  );
  const target = String(hit);
  const held = { [DEALER]: { behaviour: 'allocate', invoices: [{ reference: target, behaviour: 'hold' }] } };
  return {
    documents,
    target,
    simulator: { seed, ...(kind === 'held' ? { dealers: held } : {}) },
    signal: dice.below(3),
    delayMs: dice.below(point === 'before the intent' ? 400 : 4),
    isSeen: dice.chance(0.5),
    holdsLater: dice.chance(0.5),
    hasHead: dice.chance(0.5),
    dice,
  };
}

/** Where the document that was hit may stand in the end. A refusal after a lost answer says nothing about the first ask. */
export const FINAL_STANDINGS: Readonly<Record<AnswerKind, readonly string[]>> = {
  allocated: ['allocated'],
  held: ['held'],
  rejected: ['rejected', 'unconfirmed', 'parked'],
  '500': ['allocated'],
  empty: ['allocated'],
};
