export { createAdapter } from './create-adapter.ts';
export type { Terminal } from './create-adapter.ts';
export type { Answers } from './answers.ts';
export type { AdapterKind, AdapterPlan } from './adapter-plan.ts';
export { renderAdapter } from './render-adapter.ts';
export type { Home, RenderedFile } from './render-adapter.ts';
