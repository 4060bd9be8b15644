export { priorityAdapter } from './priority-adapter.ts';
