import type { Remedy } from '@ishur/contract';

/**
 * Exit codes after sysexits.h: 64 wrong usage, 65 data, 70 a fault of ours, 75 try later, 78 configuration; and as shells have
 * it, 128 and the number of SIGINT where a person left with Ctrl+C.
 */
export const EXIT = {
  success: 0,
  usage: 64,
  data: 65,
  bug: 70,
  later: 75,
  configuration: 78,
  interrupted: 130,
} as const;

const BY_REMEDY: Readonly<Record<Remedy, number>> = {
  'report-bug': EXIT.bug,
  'fix-config': EXIT.configuration,
  retry: EXIT.later,
  'fix-document': EXIT.data,
};

/** Where several failures met: 70 before 78 before 75 before 65. */
export function exitCodeOf(remedies: Iterable<Remedy>): number {
  const found = new Set([...remedies].map((remedy) => BY_REMEDY[remedy]));
  return [EXIT.bug, EXIT.configuration, EXIT.later, EXIT.data].find((code) => found.has(code)) ?? EXIT.success;
}
