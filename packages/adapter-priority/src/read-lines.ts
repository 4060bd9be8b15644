import { isIshurError } from '@ishur/contract';
import type { ItemFields } from '@ishur/contract/v1';
import type { FormPlan } from './form-plan.ts';
import { FORMS, refOf } from './forms.ts';
import type { RowName } from './forms.ts';
import { chainsOf, isSafeInPath, literal, pathOf, queryOf } from './odata.ts';
import { CHAIN_WITH_LINES } from './look-up.ts';
import { getRows, getWholeRows, isRow } from './service.ts';
import type { Row, Service } from './service.ts';
import { amountIn, decimalIn, textIn } from './values.ts';

const LINE_COLUMNS = [
  'KLINE',
  'PARTNAME',
  'PDES',
  'TQUANT',
  'QUANT',
  'TUNITNAME',
  'UNITNAME',
  'PRICE',
  'QPRICE',
  'TOTPRICE',
];

export interface Lines {
  /** Lines by ref, for many documents of one form: `$expand` where the server bears it, one call for each document where not. */
  of(
    names: readonly RowName[],
    plan: FormPlan,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ItemFields[]>>;
}

/** Expanded answers that were cut off one after another, until it is believed of all of them. */
const CUT_IN_A_ROW = 2;

export function openLines(service: Service): Lines {
  let cut = 0;

  /** Nothing where the answer was cut off. */
  async function expanded(
    filter: string,
    plan: FormPlan,
    signal: AbortSignal,
  ): Promise<Map<string, readonly ItemFields[]>> {
    const { form } = plan;
    const found = new Map<string, readonly ItemFields[]>();
    // No selection of the form's own columns: together with an expansion it cuts answers off.
    const path = `${form}?${queryOf({ filter, expand: `${FORMS[form].lines}${nested(plan)}` })}`;
    const rows = await getWholeRows(service, form, path, signal);
    cut = rows === undefined ? cut + 1 : 0;
    for (const row of rows ?? []) {
      const ref = refOf({ form, debit: textIn(row, 'DEBIT') ?? '', number: textIn(row, 'IVNUM') ?? '' });
      const lines = row[FORMS[form].lines];
      if (Array.isArray(lines)) found.set(ref, itemsOf(lines.filter(isRow)));
    }
    return found;
  }

  /** Nothing where the document is gone since its row was read: the others are there. */
  async function rowsOf(path: string, form: string, signal: AbortSignal): Promise<readonly Row[] | undefined> {
    try {
      return await getRows(service, form, path, signal);
    } catch (cause) {
      if (!isIshurError(cause) || cause.code !== 'priority/form-unknown') throw cause;
      service.log.debug('priority: the lines of a document are not there', { form });
      return undefined;
    }
  }

  return {
    async of(names, plan, signal) {
      const found = new Map<string, readonly ItemFields[]>();
      const numbers = names.map(({ number }) => literal(number));
      if (names.length > 1) {
        for (const { filter } of chainsOf('IVNUM', numbers, CHAIN_WITH_LINES)) {
          if (cut >= CUT_IN_A_ROW) break;
          for (const [ref, items] of await expanded(filter, plan, signal)) found.set(ref, items);
        }
      }
      for (const name of names) {
        const ref = refOf(name);
        if (found.has(ref) || !isSafeInPath(name.number)) continue;
        const path = `${pathOf(name)}/${FORMS[name.form].lines}`;
        const rows = await rowsOf(path, name.form, signal);
        if (rows !== undefined) found.set(ref, itemsOf(rows));
      }
      return found;
    },
  };
}

function nested({ lines }: FormPlan): string {
  const names = LINE_COLUMNS.filter((name) => lines?.has(name));
  return names.length === 0 ? '' : `($select=${names.join(',')})`;
}

function itemsOf(rows: readonly Row[]): readonly ItemFields[] {
  return rows.map((row, index) => {
    const line: Record<keyof Omit<ItemFields, 'index'>, string | undefined> = {
      catalogNumber: textIn(row, 'PARTNAME'),
      category: undefined,
      description: textIn(row, 'PDES'),
      unit: textIn(row, 'TUNITNAME') ?? textIn(row, 'UNITNAME'),
      quantity: decimalIn(row, 'TQUANT') ?? decimalIn(row, 'QUANT'),
      pricePerUnit: decimalIn(row, 'PRICE')?.replace('-', ''),
      discount: undefined,
      netAmount: amountIn(row, 'QPRICE') ?? amountIn(row, 'TOTPRICE'),
      vatRate: undefined,
      vatAmount: undefined,
    };
    return { index: index + 1, ...Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) };
  });
}
