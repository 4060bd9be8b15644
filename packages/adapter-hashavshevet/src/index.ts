export { hashavshevetAdapter } from './hashavshevet-adapter.ts';
