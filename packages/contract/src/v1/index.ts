export { defineAdapter } from './adapter.ts';
export type { Adapter, AdapterContext, AdapterDefinition, FileSample, Log } from './adapter.ts';
export type { AdapterCapabilities } from './capabilities.ts';
export type { ConfigIssue, ConfigResult, ConfigSchema } from './config-schema.ts';
export type { Advisory, Cursor, DocumentRef, SourceDocument, UnreadableItem } from './document.ts';
export type { CustomerFields, CustomerKind, InvoiceFields, ItemFields, RelatedDocument } from './fields.ts';
export type { AdapterSession, Call, ReadRequest, SourceReport } from './session.ts';
export type { Notice, RecordReceipt, Settlement } from './settlement.ts';
