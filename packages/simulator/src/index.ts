export { startSimulator } from './start-simulator.ts';
export type { Simulator } from './start-simulator.ts';
export { DEFAULT_WINDOW } from './settings.ts';
export type { DateWindow, Personality, SimulatorOptions } from './settings.ts';
