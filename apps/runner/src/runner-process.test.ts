import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { thisProcess } from './runner-process.ts';

describe('a process, as the journal names it', () => {
  const own = thisProcess('ishur run');

  test('is alive while it runs', () => {
    expect(own.isAlive(own.name)).toBe(true);
    expect(own.isAlive(`ishur run @${hostname()} #${process.ppid} 00ff00ff`)).toBe(true);
  });

  test('is gone when its number is gone', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    expect(own.isAlive(`ishur run @${hostname()} #${pid} 00ff00ff`)).toBe(false);
  });

  test('is told from an earlier process of the same number, as in a container', () => {
    expect(own.isAlive(`ishur run @${hostname()} #${process.pid} 00ff00ff`)).toBe(false);
  });

  test('is taken to be alive where we cannot know: on another machine, or under a name that we did not give', () => {
    expect(own.isAlive('ishur run @elsewhere #1 00ff00ff')).toBe(true);
    expect(own.isAlive('somebody')).toBe(true);
  });
});
