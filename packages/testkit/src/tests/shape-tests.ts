import assert from 'node:assert/strict';
import type { AdapterTest } from '../adapter-test.ts';

/** What can be said of an adapter before it is opened, and of a session before it is used. */
export const SHAPE_TESTS: readonly AdapterTest[] = [
  {
    name: 'shape/is of contract v1 and has a lower-case id',
    needs: [],
    section: 'AdapterDefinition.id',
    says: 'the id is lower-case, as it stands in the configuration file.',
    advice: 'Make the adapter with defineAdapter, and name it with lower-case letters, digits and dashes.',
    async run({ adapter }) {
      assert.equal(adapter.contract, 'v1');
      assert.match(adapter.id, /^[a-z][a-z0-9-]*$/);
    },
  },
  {
    name: 'shape/declares every capability',
    needs: [],
    section: 'AdapterCapabilities',
    says: 'an adapter declares the most it can do.',
    advice: 'Give writeBack, incremental, reread and items a value each; nothing else is a capability.',
    async run({ adapter: { capabilities } }) {
      assert.ok(['none', 'field', 'file'].includes(capabilities.writeBack), `writeBack: ${capabilities.writeBack}`);
      assert.equal(typeof capabilities.incremental, 'boolean', 'incremental');
      assert.equal(typeof capabilities.reread, 'boolean', 'reread');
      assert.equal(typeof capabilities.items, 'boolean', 'items');
    },
  },
  {
    name: 'shape/its configuration is a Standard Schema',
    needs: [],
    section: 'ConfigSchema',
    says: 'the configuration is a schema of the Standard Schema, version 1.',
    advice:
      'Use a library that follows the standard, such as zod, or write `~standard` with version, vendor and validate.',
    async run({ adapter }) {
      const standard = adapter.config['~standard'];
      assert.equal(standard.version, 1);
      assert.ok(standard.vendor !== '', 'The vendor is empty.');
      assert.equal(typeof standard.validate, 'function');
    },
  },
  {
    name: 'shape/record is there exactly when something can be written back',
    needs: [],
    section: 'AdapterCapabilities.writeBack',
    says: '`none` exactly when there is no `record`.',
    advice: 'Write `record`, or declare writeBack: none.',
    async run({ adapter, open }) {
      const session = await open();
      assert.equal(session.record !== undefined, adapter.capabilities.writeBack !== 'none');
    },
  },
  {
    name: 'shape/reread is there exactly when it is declared',
    needs: [],
    section: 'AdapterCapabilities.reread',
    says: 'true when the source can be asked for one document.',
    advice: 'Write `reread`, or declare reread: false.',
    async run({ adapter, open }) {
      const session = await open();
      assert.equal(session.reread !== undefined, adapter.capabilities.reread);
    },
  },
];
