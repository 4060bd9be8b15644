export { jsonAdapter } from './json-adapter.ts';
