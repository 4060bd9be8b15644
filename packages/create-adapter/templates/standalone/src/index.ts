/** Ishur finds an adapter as the default export of its module; a distribution of your own imports it by name. */
export { adapter as default, adapter } from './adapter.ts';
