import assert from 'node:assert/strict';
import type { AdapterTest } from '../adapter-test.ts';
import { assertFails } from './assertions.ts';

/** What holds of settings. */
export const CONFIG_TESTS: readonly AdapterTest[] = [
  {
    name: 'config/the right one is accepted',
    needs: [],
    section: 'AdapterDefinition.config',
    says: 'the schema describes what stands under `with` of a source.',
    advice: 'Let the schema accept the configuration of your world; the error names what it refuses.',
    async run({ adapter, world }) {
      const result = await adapter.config['~standard'].validate(world.config);
      assert.deepEqual(result.issues ?? [], []);
    },
  },
  {
    name: 'config/a wrong one is refused with fix-config',
    needs: [],
    section: 'Adapter.doOpen',
    says: 'a wrong configuration is refused with `adapter/invalid-config` (`fix-config`).',
    advice: 'Judge the configuration in the schema, not in `open`.',
    async run({ world, open }) {
      assert.ok(world.wrongConfigs.length > 0, 'The world has no wrongConfigs. Give at least one.');
      for (const { config } of world.wrongConfigs) {
        const error = await assertFails(() => open(world, config));
        assert.equal(error.code, 'adapter/invalid-config');
        assert.equal(error.remedy, 'fix-config');
      }
    },
  },
  {
    name: 'config/a refusal names the setting that is wrong',
    needs: [],
    section: 'Adapter.doOpen',
    says: 'the refusal names every wrong field.',
    advice: 'Give each issue of the schema its path.',
    async run({ adapter, world }) {
      for (const { config, names } of world.wrongConfigs) {
        const { issues = [] } = await adapter.config['~standard'].validate(config);
        const said = issues.map(({ path = [], message }) => {
          const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
          return `${keys.join('.')}: ${message}`;
        });
        assert.ok(
          issues.length === 0 || said.some((text) => text.includes(names)),
          `${names} is not in: ${said.join('; ')}`,
        );
      }
    },
  },
  {
    name: 'config/anything at all is answered and not thrown',
    needs: [],
    section: 'ConfigSchema',
    says: '`validate` answers with a value or with issues.',
    advice: 'Return issues for what is no configuration. A person may leave `with` empty or write a list.',
    async run({ adapter }) {
      for (const value of [undefined, null, [], 7, 'text', true, { ['__proto__']: {} }]) {
        const result = await adapter.config['~standard'].validate(value);
        assert.ok('value' in result || result.issues !== undefined, 'Neither a value nor issues.');
      }
    },
  },
  {
    name: 'config/is not changed by being read',
    needs: [],
    section: 'AdapterDefinition.open',
    says: 'the configuration is the runner’s: one object may open several sessions.',
    advice: 'Copy what you want to change.',
    async run({ world, open }) {
      const before = JSON.stringify(world.config);
      await open();
      await open();
      assert.equal(JSON.stringify(world.config), before);
    },
  },
];
