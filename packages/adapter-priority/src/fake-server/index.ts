export { startFakePriority } from './start-fake-priority.ts';
export type { FakePriority, FakePriorityOptions, FakeRequest } from './start-fake-priority.ts';
export { ALLOCATION_COLUMN, VAT_NUMBER_COLUMN } from './columns.ts';
export type { FakeForm } from './columns.ts';
export { AWKWARD, PLAIN } from './quirks.ts';
export type { FakeQuirks } from './quirks.ts';
export type { FakeAttachment, FakeInvoice, FakeInvoiceRow, FakeLine, Store } from './store.ts';
export type { FakeRow } from './parse-filter.ts';
export type { Written } from './answer-write.ts';
