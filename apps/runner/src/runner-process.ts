import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Runner } from '@ishur/engine';

/**
 * This process, as the journal names it: `ishur run @host #pid nonce`. The nonce tells it from an earlier process of the same
 * number, as the first process of every container is. A process of another machine is taken to be alive: we cannot
 * know, and to ask a second time while it is at work would be worse than to wait.
 */
export function thisProcess(command: string): Runner {
  const host = hostname();
  const own = `${command} @${host} #${process.pid} ${randomBytes(4).toString('hex')}`;
  return {
    name: own,
    isAlive(name) {
      const match = /@(.+) #(\d+) [0-9a-f]+$/.exec(name);
      if (match === null || match[1] !== host) return true;
      const pid = Number(match[2]);
      return pid === process.pid ? name === own : isRunning(pid);
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only asks. EPERM: it runs, and belongs to somebody else.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
