import { testAdapterV1 } from '@ishur/testkit';
import { uniformFileWorld } from './fixtures/conformance-world.ts';
import { uniformFileAdapter } from './index.ts';

// A program of today, one that writes all headers before all lines, an old one of DOS, and archives of each kind.
for (const program of [
  { files: 'folder', encoding: 'iso-8859-8' },
  { files: 'folder', encoding: 'iso-8859-8', order: 'grouped' },
  { files: 'zip', encoding: 'cp862', hebrew: 'visual' },
  { files: 'zip in a zip', encoding: 'cp862' },
] as const) {
  testAdapterV1({ adapter: uniformFileAdapter, world: uniformFileWorld(program) });
}
