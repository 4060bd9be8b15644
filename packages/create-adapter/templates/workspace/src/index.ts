export { adapter as sampleBooksAdapter } from './adapter.ts';
