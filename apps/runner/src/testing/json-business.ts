import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvoiceFields, RelatedDocument } from '@ishur/contract/v1';
import { startSimulator } from '@ishur/simulator';
import type { Scenario, Simulator } from '@ishur/simulator';
import { openBusinessFolder } from './business-folder.ts';
import type { BusinessFolder } from './business-folder.ts';

/** A business whose source is a JSON file that a test writes, with a simulator of its own. */
export interface JsonBusiness extends BusinessFolder {
  readonly simulator: Simulator;
  /** What the source holds from now on. */
  write(...documents: readonly JsonDocument[]): void;
  /** Where a document stands, as `ishur show --json` says. */
  show(document: string): Promise<ShownDocument>;
  /** Numbers that the simulator gave out, as it tells them. */
  issued(): Promise<readonly IssuedLine[]>;
}

export interface JsonDocument extends InvoiceFields {
  readonly standing?: 'final' | 'draft' | 'cancelled';
  readonly existingNumber?: string;
}

export interface ShownDocument {
  readonly id: string;
  readonly summary: { readonly standing: string; readonly number?: string; readonly action: number };
  readonly state: {
    readonly cause?: { readonly code: string; readonly message: { readonly he: string; readonly en: string } };
  };
}

export interface IssuedLine {
  readonly invoice_id: string;
  readonly invoice_reference_number: string;
  readonly action: number;
  readonly confirmation_number: string;
}

/** The day of these worlds. */
const TODAY: Date = new Date('2026-07-01T09:00:00+03:00');

export interface JsonBusinessOptions {
  readonly scenario?: Scenario;
  /** Lines of the configuration beside the business. */
  readonly more?: string;
  readonly ask?: string;
  /** The clock of the simulator. Default: {@link TODAY}. */
  readonly now?: () => Date;
}

export async function openJsonBusiness(options: JsonBusinessOptions = {}): Promise<JsonBusiness> {
  const simulator = await startSimulator({ now: options.now ?? (() => TODAY), ...options.scenario });
  const business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
  const { folder } = business;
  mkdirSync(join(folder, 'out'));
  writeFileSync(
    join(folder, 'ishur.config.yaml'),
    `authority: { tier: simulator, url: "${simulator.address}" }
${options.more ?? ''}
businesses:
  - id: acme
    vatNumber: "777777715"
    operator: { name: office }
    ask: ${options.ask ?? 'required'}
    sources:
      - { id: office, adapter: json, with: { path: ./out/invoices.ndjson } }
`,
  );
  const write = (...documents: readonly JsonDocument[]): void => {
    const lines = documents.map((document) => `${JSON.stringify(document)}\n`);
    writeFileSync(join(folder, 'out', 'invoices.ndjson'), lines.join(''));
  };
  write();
  return {
    ...business,
    simulator,
    write,
    async show(document) {
      const { out, err, code } = await business.ishur(['show', document, '--json']);
      if (code !== 0) throw new Error(err);
      return JSON.parse(out) as ShownDocument;
    },
    async issued() {
      const answer = await fetch(`${simulator.address}/__simulator/issued`);
      return ((await answer.json()) as { readonly issued: readonly IssuedLine[] }).issued;
    },
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

/** An invoice of so many shekels before VAT, to a dealer. */
export function invoiceOf(reference: string, net: number, changes: Partial<JsonDocument> = {}): JsonDocument {
  const text = (amount: number): string => amount.toFixed(2);
  return {
    documentType: 305,
    reference,
    documentDate: '2026-06-10',
    netAmount: text(net),
    vatAmount: text(net * 0.18),
    grossAmount: text(net * 1.18),
    customer: { name: 'כרמל שיווק בע"מ', vatNumber: '511111118' },
    ...changes,
  };
}

/** Pro-forma (332) 77 of so many shekels. */
export function proFormaOf(net: number, changes: Partial<JsonDocument> = {}): JsonDocument {
  return invoiceOf('77', net, { documentType: 332, ...changes });
}

/** What the source says of an invoice that rests on pro-forma 77. */
export const ON_77: RelatedDocument = { as: 'base', documentType: 332, reference: '77' };
