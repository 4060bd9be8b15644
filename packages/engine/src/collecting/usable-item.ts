import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { shapeFaults } from './item-shape.ts';
import { toldItem } from './told-item.ts';

/**
 * What an adapter told, as a reading of the engine would take it: a document that keeps the contract, or a row that cannot be
 * read, with what is wrong with it. For whoever reads a source without an engine.
 *
 * @param position which one it was in this reading, from 1.
 */
export function usableItem(item: unknown, position: number): SourceDocument | UnreadableItem {
  const told = toldItem(item, position);
  if (told.kind === 'unreadable') return told;
  const faults = shapeFaults(told);
  return faults.length === 0 ? told : { kind: 'unreadable', cursor: '', where: told.ref, faults };
}
