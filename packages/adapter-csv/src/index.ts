export { csvAdapter } from './csv-adapter.ts';
