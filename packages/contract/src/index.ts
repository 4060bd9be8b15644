export type { Fault, LocalizedMessage } from './faults.ts';
export { IshurError, isIshurError } from './errors.ts';
export type { IshurErrorDetails, Remedy } from './errors.ts';
