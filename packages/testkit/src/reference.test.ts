import { testAdapterV1 } from './index.ts';
import { memoryAdapter } from './fixtures/memory-adapter.ts';
import { MEMORY_WORLD } from './fixtures/memory-source.ts';

testAdapterV1({ adapter: memoryAdapter(), world: MEMORY_WORLD });
testAdapterV1({ adapter: memoryAdapter({ capabilities: { writeBack: 'file' } }), world: MEMORY_WORLD });
testAdapterV1({
  adapter: memoryAdapter({ capabilities: { writeBack: 'none', incremental: false, reread: false } }),
  world: MEMORY_WORLD,
});
