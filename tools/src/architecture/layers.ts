/** What the packages of one layer may lean on. `anything` is for the two layers at the top, which nobody imports. */
export interface LayerRule {
  readonly layers: readonly string[] | 'anything';
  readonly externals: readonly string[] | 'anything';
  /** No I/O, no clock and no chance of its own: the same input always gives the same output. */
  readonly pure?: true;
}

/**
 * Who may know whom. Tests and devDependencies are free of it; everything that is published is not.
 * A new outside package for a layer is added here, in sight of the reviewer.
 */
export const layerRules: Readonly<Record<string, LayerRule>> = {
  contract: { layers: [], externals: [], pure: true },
  core: { layers: ['contract'], externals: [], pure: true },
  'adapter-kit': { layers: ['contract'], externals: ['iconv-lite', 'tinyglobby'] },
  adapter: { layers: ['contract', 'adapter-kit'], externals: ['got', 'papaparse', 'yauzl', 'zod'] },
  transport: { layers: ['contract', 'core'], externals: ['got', 'zod'] },
  engine: { layers: ['contract', 'core'], externals: [] },
  ledger: { layers: ['contract', 'core', 'engine'], externals: [] },
  pcn874: { layers: ['contract', 'core'], externals: [], pure: true },
  // The typeface is read as a file, and HarfBuzz is WebAssembly: neither asks anything of the outside.
  printing: { layers: ['contract', 'core'], externals: ['@expo-google-fonts/rubik', 'bidi-js', 'harfbuzzjs'] },
  simulator: { layers: ['contract', 'core'], externals: ['yaml', 'zod'] },
  testkit: { layers: ['contract', 'core'], externals: ['vitest'] },
  create: { layers: ['contract'], externals: ['@clack/prompts'] },
  app: {
    layers: 'anything',
    externals: [
      '@clack/prompts',
      'bidi-js',
      'commander',
      'croner',
      'get-east-asian-width',
      'open',
      'pino',
      'reflect-metadata',
      'tsyringe',
      'yaml',
      'zod',
    ],
  },
  tools: { layers: 'anything', externals: 'anything' },
};

/** Node's own modules that a pure layer may use: they compute, they do not read or write. */
export const pureNodeModules: readonly string[] = ['node:crypto', 'node:util'];

/** The only folder that knows the container (docs/decisions, tsyringe confined). */
export const compositionFolder = 'apps/runner/src/composition/';
export const containerPackages: readonly string[] = ['tsyringe', 'reflect-metadata'];

/**
 * tsyringe keeps what these make at the root of the container, so the second business would get the credentials of
 * the first (measured with tsyringe 4.10.0). `instancePerContainerCachingFactory` is the one that does not.
 */
export const bannedContainerWords: readonly string[] = [
  'singleton',
  'Singleton',
  'registerSingleton',
  'instanceCachingFactory',
];
