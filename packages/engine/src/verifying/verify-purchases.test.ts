import { IshurError } from '@ishur/contract';
import type { AllocationNumber, BusinessDay, InvoiceDetails, Purchase, VatNumber } from '@ishur/core';
import type { Agorot } from '@ishur/core';
import { describe, expect, it } from 'vitest';
import type { LookUps } from './look-up-purchase.ts';
import { rememberPurchases, verifyPurchases } from './verify-purchases.ts';
import type { PurchaseLine, SeenPurchases, VerifiedPurchase } from './verify-purchases.ts';

const BUYER = '777777715' as VatNumber;
const SUPPLIER = '513326439' as VatNumber;

function purchase(index: number, number: string | undefined): Purchase {
  return {
    documentType: 305,
    supplier: SUPPLIER,
    supplierName: undefined,
    reference: String(index),
    date: '2026-06-10' as BusinessDay,
    net: 1_000_000 as Agorot,
    vat: 180_000 as Agorot,
    gross: 1_180_000 as Agorot,
    number: number as AllocationNumber | undefined,
    precision: 'invoice',
  };
}

/** A number whose last nine digits begin with zeros. */
const wholeOf = (index: number): string => `20260610${String(index).padStart(18, '0')}`;

/** An authority that knows invoices 1 to 99; `failing` says what goes wrong with which look-up, counted from 1. */
function authority(failing: (call: number) => IshurError | undefined = () => undefined): LookUps & { calls: number } {
  const service = {
    calls: 0,
    async findDetails({ number }: { readonly number: string }) {
      service.calls += 1;
      await Promise.resolve();
      const failure = failing(service.calls);
      if (failure !== undefined) throw failure;
      const index = number.length < 9 ? Number.NaN : Number(number.slice(-9));
      if (!(index < 100)) return { kind: 'not-found' as const, faults: [] };
      const { net, vat, gross, date } = purchase(index, undefined);
      const details: InvoiceDetails = {
        documentType: 305,
        vatNumber: SUPPLIER,
        customerVatNumber: BUYER,
        reference: String(index),
        documentDate: date,
        net,
        vat,
        ...(gross === undefined ? {} : { gross }),
        items: [],
      };
      return { kind: 'found' as const, details };
    },
    async findNumber({ reference }: { readonly reference?: string | undefined }) {
      service.calls += 1;
      await Promise.resolve();
      return { kind: 'found' as const, number: wholeOf(Number(reference)) as AllocationNumber };
    },
  };
  return service;
}

async function* lines(...purchases: readonly Purchase[]): AsyncGenerator<PurchaseLine> {
  for (const [index, each] of purchases.entries()) {
    await Promise.resolve();
    yield { where: `list:${index + 1}`, purchase: each, needsNumber: true };
  }
}

async function verified(
  service: LookUps,
  list: AsyncIterable<PurchaseLine>,
  seen?: SeenPurchases,
): Promise<readonly VerifiedPurchase[]> {
  const found: VerifiedPurchase[] = [];
  const options = { signal: new AbortController().signal, atOnce: 1, ...(seen === undefined ? {} : { seen }) };
  for await (const each of verifyPurchases(service, BUYER, list, options)) found.push(each);
  return found;
}

const failed = (code: string): IshurError =>
  new IshurError({ code, remedy: 'retry', message: { he: 'לא עכשיו', en: 'not now' } });
const kinds = (found: readonly VerifiedPurchase[]): string[] => found.map(({ verdict }) => verdict.kind);

describe('a number from which a spreadsheet took the zeros', () => {
  it('is the same number, and is looked up with them', async () => {
    const service = authority();
    expect(kinds(await verified(service, lines(purchase(7, '7'), purchase(68, '000000068'))))).toEqual([
      'matches',
      'matches',
    ]);
    expect(service.calls).toBe(2);
  });

  it('is known for the one that stands elsewhere with its zeros', async () => {
    const [, second] = await verified(authority(), lines(purchase(7, '000000007'), purchase(8, '7')));
    expect(second).toMatchObject({ sameNumberAs: 'list:1', verdict: { kind: 'differs' } });
  });
});

it('numbers that a spreadsheet rounded are not one number', async () => {
  const rounded = '20260610000000000000000000';
  const found = await verified(authority(), lines(purchase(1, rounded), purchase(2, rounded)));
  expect(found.map(({ sameNumberAs }) => sameNumberAs)).toEqual([undefined, undefined]);
});

describe('a look-up that fails', () => {
  it('in passing, is tried again, and nobody is told', async () => {
    const service = authority((call) => (call === 2 || call === 3 ? failed('transport/too-many-requests') : undefined));
    const list = [1, 2, 3].map((index) => purchase(index, wholeOf(index)));
    expect(kinds(await verified(service, lines(...list)))).toEqual(['matches', 'matches', 'matches']);
    expect(service.calls).toBe(5);
  });

  it('three times, is told; the others are looked up', async () => {
    const service = authority((call) => (call >= 2 && call <= 4 ? failed('transport/reset') : undefined));
    const list = [1, 2, 3].map((index) => purchase(index, wholeOf(index)));
    expect(kinds(await verified(service, lines(...list)))).toEqual(['matches', 'not-looked-up', 'matches']);
  });

  it('always, is not asked for on and on', async () => {
    const service = authority(() => failed('transport/unreachable'));
    const list = Array.from({ length: 90 }, (_, index) => purchase(index + 1, wholeOf(index + 1)));
    expect(new Set(kinds(await verified(service, lines(...list))))).toEqual(new Set(['not-looked-up']));
    expect(service.calls).toBe(15);
  });
});

it('an invoice that stands in two lists is deducted twice', async () => {
  const seen = rememberPurchases();
  const service = authority();
  await verified(service, lines(purchase(1, wholeOf(1))), seen);
  const [again] = await verified(service, lines(purchase(1, wholeOf(1))), seen);
  expect(again?.repeats).toBe('list:1');
  const [fresh] = await verified(service, lines(purchase(1, wholeOf(1))));
  expect(fresh?.repeats).toBeUndefined();
});
