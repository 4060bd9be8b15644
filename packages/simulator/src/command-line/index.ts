export { runSimulator } from './run-simulator.ts';
export type { SimulatorWorld } from './run-simulator.ts';
export type { SimulatorWords } from './simulator-words.ts';
