import { expect, test, vi } from 'vitest';
import { refuseOldNode } from './refuse-old-node.ts';

test('an old Node.js is refused in words, before anything is tried', () => {
  using written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(() => refuseOldNode('20.19.4')).toThrow('needs Node.js 22 or later, and this is 20.19.4');
  expect(written).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('this is 20.19.4'));
  refuseOldNode('22.0.0');
  refuseOldNode(process.versions.node);
});
