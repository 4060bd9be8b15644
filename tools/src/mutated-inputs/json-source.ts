import { encode, BYTE_ORDER_MARK } from './hebrew-bytes.ts';
import { day as calendarDay, meansDealer } from './plain-values.ts';
import type { Random } from './random.ts';
import type { Files, GeneratedSource } from './source.ts';
import { makeTruths, shekels } from './truth.ts';
import type { Material, Truth } from './truth.ts';

const SKILL_TYPES: Readonly<Record<number, string>> = { 305: 'hashbonit_mas', 320: 'hashbonit_mas_kabala' };

/** JSON and NDJSON, in our own shape and in that of seed 002. */
export function generateJson(random: Random): GeneratedSource {
  const form = random.pick(['array', 'pretty', 'lines', 'one line', 'list'] as const);
  const isSkill = random.chance(0.25);
  const hasFigures = random.chance(0.5);
  const truths = makeTruths(random, {
    types: isSkill ? [305, 320] : [300, 305, 305, 320, 330],
    reference: (chance, index) => chance.pick(['', '0', 'A-']) + String(1001 + index * 7),
    maySayNegative: !isSkill,
    hasNumbers: !isSkill,
  });
  const amount = (agorot: number): string | number => (hasFigures ? Number(shekels(agorot)) : shekels(agorot));
  const objects = truths.map((truth) => (isSkill ? skillOf(truth, amount) : ownOf(truth, amount)));
  const documents = objects.map((object) => JSON.stringify(object, undefined, form === 'pretty' ? 2 : undefined));
  const file = form === 'lines' ? 'a.ndjson' : 'a.json';
  const lineEnd = random.pick(['\n', '\r\n']);
  const text = {
    array: `[\n${documents.join(',\n')}\n]\n`,
    pretty: `[\n${documents.join(',\n')}\n]\n`,
    lines: documents.map((document) => `${document}\n`).join(''),
    'one line': `[${documents.join(',')}]`,
    list: `{"invoices":[${documents.join(',')}]}`,
  }[form].replaceAll('\n', lineEnd);
  const bytes = encode((random.chance(0.2) ? BYTE_ORDER_MARK : '') + text, 'utf-8');
  const textOf = (files: Files): string => Buffer.from(files.get(file) ?? []).toString('utf8');
  return {
    variant: 'json',
    files: new Map([[file, bytes]]),
    config: { path: file },
    truths,
    records: documents.map((document) => document.split('\n')),
    marks: '"{}[],:',
    linesOf: (files) => textOf(files).split('\n'),
    saidBy: (files) => objectsIn(textOf(files)).flatMap((object) => saidByObject(object)),
  };
}

type Amount = (agorot: number) => string | number;

function ownOf(truth: Truth, amount: Amount): object {
  return {
    documentType: truth.type,
    reference: truth.reference,
    documentDate: truth.day,
    netAmount: amount(truth.net),
    vatAmount: amount(truth.vat),
    grossAmount: amount(truth.gross),
    customer: { name: truth.name, ...(truth.dealer === '' ? {} : { vatNumber: truth.dealer }) },
    ...(truth.note === '' ? {} : { note: truth.note }),
    ...(truth.number === '' ? {} : { existingNumber: truth.number }),
    ...(truth.net > 0 ? { items: [{ index: 1, description: truth.name, netAmount: amount(truth.net) }] } : {}),
    extra: { color: 'כחול' },
  };
}

function skillOf(truth: Truth, amount: Amount): object {
  const [net, vat, gross] = [amount(truth.net), amount(truth.vat), amount(truth.gross)];
  return {
    invoice_type: SKILL_TYPES[truth.type],
    invoice_number: truth.reference,
    invoice_date: truth.day,
    buyer: { name: truth.name, ...(truth.dealer === '' ? {} : { tax_id: truth.dealer }) },
    line_items: [
      { description: truth.name, quantity: 1, total_before_vat: net, vat_amount: vat, total_with_vat: gross },
    ],
    totals: { total_before_vat: net, total_vat: vat, total_with_vat: gross },
  };
}

/** Every stretch of the text that is a JSON object for `JSON.parse` and stands in no other. */
function objectsIn(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const end = closeOf(text, at);
    const value = end === undefined ? undefined : parsed(text.slice(at, end));
    const list = value?.['invoices'];
    // A wrapper is passed through: what it holds is found by itself.
    if (value === undefined || end === undefined || Array.isArray(list)) {
      at += 1;
      continue;
    }
    found.push(value);
    at = end;
  }
  return found;
}

function closeOf(text: string, start: number): number | undefined {
  const token = /"(?:[^"\\]|\\[^])*"|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function saidByObject(object: Record<string, unknown>): Material[] {
  const isSkill = 'invoice_type' in object;
  const part = (name: string): Record<string, unknown> => (object[name] ?? {}) as Record<string, unknown>;
  const amounts = isSkill ? part('totals') : object;
  const customer = isSkill ? part('buyer') : part('customer');
  const names = isSkill
    ? ['total_before_vat', 'total_vat', 'total_with_vat']
    : ['netAmount', 'vatAmount', 'grossAmount'];
  const [net, vat, gross] = names.map((name) => agorotIn(amounts[name]));
  const written = object[isSkill ? 'invoice_type' : 'documentType'];
  const type = isSkill
    ? Number(Object.entries(SKILL_TYPES).find(([, word]) => word === written)?.[0] ?? Number.NaN)
    : Number(written);
  const reference = stringIn(object[isSkill ? 'invoice_number' : 'reference']).trim();
  const text = stringIn(object[isSkill ? 'invoice_date' : 'documentDate']);
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const day = calendarDay(year, month, date);
  const dealer = meansDealer(stringIn(customer[isSkill ? 'tax_id' : 'vatNumber']));
  const number = stringIn(object['existingNumber']).replace(/^0+$/, '');
  if (net === undefined || vat === undefined || gross === undefined) return [];
  if (Number.isNaN(type) || reference === '' || day === undefined || dealer === undefined) return [];
  return [{ type, reference, day, net, vat, gross, dealer, number }];
}

function stringIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function agorotIn(value: unknown): number | undefined {
  const text = stringIn(value).trim();
  return /^-?\d{1,13}(?:\.\d{1,2}0*)?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
}
