export { uniformFileAdapter } from './uniform-file-adapter.ts';
