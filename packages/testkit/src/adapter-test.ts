import type { Adapter } from '@ishur/contract/v1';
import type { Stage } from './stage.ts';
import type { Lack, WorldDefinition } from './world.ts';

/** What a test rests on: a declared capability of the adapter, or something that the source has. */
export type Need = 'incremental' | 'reread' | 'items' | 'record' | 'field' | 'file' | 'no-record' | 'recognise' | Lack;

/** One promise of the adapter contract, and how it is tried. */
export interface AdapterTest {
  /** Never changes once it is released: waivers and reports name it. */
  readonly name: string;
  readonly needs: readonly Need[];
  /** Where the contract says it: a type or method of `@ishur/contract/v1`. */
  readonly section: string;
  /** What it says. */
  readonly says: string;
  /** What an author does whose adapter fails here. */
  readonly advice: string;
  readonly run: (stage: Stage) => Promise<void>;
}

/** What this test needs and this adapter or source does not have; empty when it is to be run. */
export function missingNeeds(test: AdapterTest, adapter: Adapter, world: WorldDefinition): readonly Need[] {
  return test.needs.filter((need) => !isThere(need, adapter, world.lacks ?? []));
}

function isThere(need: Need, adapter: Adapter, lacks: readonly Lack[]): boolean {
  const { writeBack, incremental, reread, items } = adapter.capabilities;
  switch (need) {
    case 'incremental':
      return incremental;
    case 'reread':
      return reread;
    case 'items':
      return items;
    case 'record':
      return writeBack !== 'none';
    case 'no-record':
      return writeBack === 'none';
    case 'field':
      return writeBack === 'field';
    case 'file':
      return writeBack === 'file';
    case 'recognise':
      return adapter.recognise !== undefined;
    case 'drafts':
    case 'cancelled':
    case 'existing-numbers':
    case 'unreadable':
    case 'removal':
    case 'break-reading':
    case 'break-writing':
    case 'secrets':
    case 'one-file':
    case 'producedOn':
    case 'amountBeforeDiscount':
    case 'discount':
    case 'branch':
    case 'note':
    case 'issuerVatNumber':
    case 'softwareNumber':
    case 'currency':
    case 'related':
    case 'customer.country':
    case 'customer.account':
    case 'customer.kind':
      return !lacks.includes(need);
  }
}
