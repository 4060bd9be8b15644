import { isIshurError } from '@ishur/contract';
import { vatColumnMissing } from './errors.ts';
import { VAT_NUMBER_TITLE, chosenOr, of, planForm } from './form-plan.ts';
import type { FormPlan } from './form-plan.ts';
import type { PriorityConfig } from './config.ts';
import { DEFAULT_FORMS, FORMS } from './forms.ts';
import { queryOf } from './odata.ts';
import { parseMetadata } from './parse-metadata.ts';
import type { Columns } from './parse-metadata.ts';
import { METADATA, getRows, getText } from './service.ts';
import type { Row, Service } from './service.ts';

/** What a session knows of its installation. */
export interface Plan {
  readonly forms: readonly FormPlan[];
  /** The VAT number's column in CUSTOMERS, where a form does not show it itself. */
  readonly customerColumn: string | undefined;
  /** Metadata was not served, so that neither titles nor what is read-only are known. */
  readonly isBlind: boolean;
  /** A form could not be looked at, because it is empty. It is looked at again the next time. */
  readonly isPartial: boolean;
}

const CUSTOMERS = 'CUSTOMERS';

/**
 * Reads the metadata of every form. The form itself is read first: a server answers with another form's metadata where it
 * was not, and a row shows which columns this user really sees.
 */
export async function lookAtForms(service: Service, config: PriorityConfig, signal: AbortSignal): Promise<Plan> {
  let isBlind = false;
  let isPartial = false;
  const forms: FormPlan[] = [];
  for (const form of config.forms ?? DEFAULT_FORMS) {
    const sight = await lookAt(service, form, FORMS[form].lines.replace('_SUBFORM', ''), signal);
    isBlind ||= sight.isBlind;
    const { columns, lines, seen } = sight;
    // Neither metadata nor a row: there is nothing to read yet, and nothing to learn.
    if (columns === undefined) isPartial = true;
    else forms.push(planForm({ form, columns, lines, seen, isBlind: sight.isBlind }, config));
  }
  if (forms.every(({ vatNumber }) => vatNumber !== undefined))
    return { forms, customerColumn: undefined, isBlind, isPartial };
  const { columns, seen } = await lookAt(service, CUSTOMERS, undefined, signal);
  const found = forms.flatMap(({ form, vatNumber }) => {
    if (vatNumber !== undefined) return [];
    const choice = of(config.columns?.customerVatNumber, form);
    if (columns === undefined) return typeof choice === 'string' ? [[choice]] : [];
    const names = chosenOr(columns, choice, VAT_NUMBER_TITLE).map(({ name }) => name);
    return [names.filter((name) => seen?.has(name) !== false)];
  });
  const names = new Set(found.map((each) => (each.length === 1 ? each[0] : undefined)));
  const [customerColumn] = names;
  if (customerColumn === undefined || names.size > 1) {
    throw vatColumnMissing(
      found.flat().map((name) => `${CUSTOMERS}.${name}`),
      isBlind && found.flat().length === 0,
    );
  }
  return { forms, customerColumn, isBlind, isPartial };
}

/** The first reading of a form has been answered with 404 where the second was not. */
async function firstRow(service: Service, form: string, signal: AbortSignal): Promise<Row | undefined> {
  const path = `${form}?${queryOf({ top: 1 })}`;
  try {
    return (await getRows(service, form, path, signal))[0];
  } catch (cause) {
    if (!isIshurError(cause) || cause.code !== 'priority/form-unknown') throw cause;
    service.spent.repeated += 1;
    return (await getRows(service, form, path, signal))[0];
  }
}

interface Sight {
  readonly columns: Columns | undefined;
  readonly lines: Columns | undefined;
  readonly seen: ReadonlySet<string> | undefined;
  readonly isBlind: boolean;
}

async function lookAt(service: Service, form: string, lines: string | undefined, signal: AbortSignal): Promise<Sight> {
  const row = await firstRow(service, form, signal);
  const seen = row === undefined ? undefined : new Set(Object.keys(row));
  const xml = await getText(service, METADATA, `GetMetadataFor(entity='${form}')`, signal);
  const columns = xml === undefined ? undefined : parseMetadata(xml, form);
  if (xml !== undefined && columns !== undefined) {
    return { columns, lines: lines === undefined ? undefined : parseMetadata(xml, lines), seen, isBlind: false };
  }
  if (row === undefined) return { columns: undefined, lines: undefined, seen, isBlind: true };
  const fromRow = [...(seen ?? [])].map((name) => ({
    name,
    type: typeof row[name] === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(String(row[name])) ? 'Edm.Date' : typeOf(name),
    title: undefined,
    maxLength: undefined,
    isReadOnly: false,
  }));
  return { columns: new Map(fromRow.map((column) => [column.name, column])), lines: undefined, seen, isBlind: true };
}

function typeOf(name: string): string {
  return name === 'IVDATE' ? 'Edm.DateTimeOffset' : 'Edm.String';
}
