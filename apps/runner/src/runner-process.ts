import { hostname } from 'node:os';
import type { Runner } from '@ishur/engine';

/**
 * This process, as the journal names it: `ishur run @host #pid`. A process of another machine is taken to be alive: we cannot
 * know, and to ask a second time while it is at work would be worse than to wait.
 */
export function thisProcess(command: string): Runner {
  const host = hostname();
  return {
    name: `${command} @${host} #${process.pid}`,
    isAlive(name) {
      const match = /@(.+) #(\d+)$/.exec(name);
      if (match === null || match[1] !== host) return true;
      return isRunning(Number(match[2]));
    },
  };
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    // Signal 0 only asks. EPERM: it runs, and belongs to somebody else.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
