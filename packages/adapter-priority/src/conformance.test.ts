import { testAdapterV1 } from '@ishur/testkit';
import { AWKWARD } from './fake-server/index.ts';
import type { FakeQuirks } from './fake-server/index.ts';
import { priorityAdapter } from './index.ts';
import { LACKS, openWorld } from './fixtures/open-world.ts';

const NAMED = {
  columns: { allocationNumber: 'ROYY_ALLOCNUM', customerVatNumber: 'WTAXNUM', notices: { AINVOICES: 'BOOKNUM' } },
};

/** Every quirk that an adapter survives without a person: off, on, and as installations differ. */
const INSTALLATIONS: readonly (readonly [quirks: Partial<FakeQuirks>, settings: Readonly<Record<string, unknown>>])[] =
  [
    [{}, {}],
    [AWKWARD, {}],
    // In English, without the internal number, and the VAT number on the form itself.
    [{ exposesIv: false, vatNumberIn: 'form' }, { language: 3 }],
    // Before version 25: no metadata, so that columns are named.
    [{ ...AWKWARD, exposesIv: false, patch: 'answered-with-502', metadata: 'absent' }, NAMED],
  ];

for (const [quirks, settings] of INSTALLATIONS) {
  testAdapterV1({
    adapter: priorityAdapter,
    world: { lacks: LACKS, open: () => openWorld(quirks, settings) },
  });
}
