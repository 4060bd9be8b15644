import { createHash } from 'node:crypto';
import type { AdapterContext, AdapterSession, ItemFields, SourceDocument } from '@ishur/contract/v1';
import { openAgents } from './agents.ts';
import { reportOn } from './check-source.ts';
import type { PriorityConfig } from './config.ts';
import { numberUnseen } from './errors.ts';
import { paceOf } from './fair-use.ts';
import type { FormPlan } from './form-plan.ts';
import { nameOf, refOf } from './forms.ts';
import { lookAtForms } from './look-at-forms.ts';
import type { Plan } from './look-at-forms.ts';
import { openCustomers } from './read-customers.ts';
import { readInvoice, secondOfItsName } from './read-invoice.ts';
import { openLines } from './read-lines.ts';
import { readPages, rowsBy } from './read-pages.ts';
import { readLogin, secretsIn } from './read-secret.ts';
import type { Row, Service } from './service.ts';
import { dayIn, textIn } from './values.ts';

const DEFAULTS = {
  callsPerMinute: 100,
  atOnce: 10,
  pauseSeconds: 15,
  patienceSeconds: 60,
  pageRows: 2000,
  /** Priority itself ends a call after three minutes. */
  timeoutSeconds: 180,
} as const;

/** Reads the log-in and opens connections; asks nothing yet. */
export async function openSession(config: PriorityConfig, { folder, log }: AdapterContext): Promise<AdapterSession> {
  const headers = await readLogin(config, folder);
  const connections = await openAgents(config, folder);
  const { host } = new URL(config.url);
  const language = config.language === undefined ? '' : `,${config.language}`;
  const service: Service = {
    root: `${config.url.replace(/\/+$/, '')}/${config.environment}${language}/${encodeURIComponent(config.company)}`,
    host,
    headers,
    secrets: secretsIn(headers),
    agents: connections.agents,
    pace: paceOf(userOf(host, headers)),
    limits: {
      callsPerMinute: config.fairUse?.callsPerMinute ?? DEFAULTS.callsPerMinute,
      atOnce: config.fairUse?.atOnce ?? DEFAULTS.atOnce,
    },
    timeoutMs: (config.timeoutSeconds ?? DEFAULTS.timeoutSeconds) * 1000,
    pauseMs: (config.fairUse?.pauseSeconds ?? DEFAULTS.pauseSeconds) * 1000,
    patienceMs: (config.fairUse?.patienceSeconds ?? DEFAULTS.patienceSeconds) * 1000,
    log,
    spent: { calls: 0, repeated: 0, billedWrites: 0 },
  };
  const lines = openLines(service);
  let known: Plan | undefined;
  const planned = async (signal: AbortSignal): Promise<Plan> => {
    if (known === undefined || known.isPartial) known = await lookAtForms(service, config, signal);
    return known;
  };

  return {
    async check({ signal }) {
      const before = { ...service.spent };
      known = await lookAtForms(service, config, signal);
      return await reportOn(service, known, config, before, signal);
    },

    async *read({ signal, from }) {
      signal.throwIfAborted();
      const plan = await planned(signal);
      refuseUnseen(plan);
      const customers = openCustomers(service, plan.customerColumn);
      for (const form of plan.forms) {
        const named = new Set<string>();
        const pages = readPages(service, form, { pageRows: config.pageRows ?? DEFAULTS.pageRows, from, signal });
        for await (const rows of pages) {
          // The filter is looked at again: a server that does not understand it answers with everything.
          const wanted = rows.filter((row) => from === undefined || (dayIn(row, 'IVDATE') ?? from) >= from);
          if (form.vatNumber === undefined) await customers.look(namesIn(wanted), signal);
          const items = await itemsOf(form, wanted, signal);
          for (const row of wanted) {
            signal.throwIfAborted();
            const ref = refIn(form, row);
            if (textIn(row, 'IVNUM') !== undefined && named.has(ref)) {
              yield secondOfItsName(row, form);
              continue;
            }
            named.add(ref);
            const vatNumber = customers.vatNumberOf(textIn(row, 'CUSTNAME'));
            yield readInvoice(row, { plan: form, config, vatNumber, items: items.get(ref) });
          }
        }
      }

      async function itemsOf(
        form: FormPlan,
        rows: readonly Row[],
        ofSignal: AbortSignal,
      ): Promise<ReadonlyMap<string, readonly ItemFields[]>> {
        if (config.lines !== 'needed') return new Map();
        const names = rows.flatMap((row) => {
          const vatNumber = customers.vatNumberOf(textIn(row, 'CUSTNAME'));
          const document = readInvoice(row, { plan: form, config, vatNumber });
          return mayNeedNumber(document) ? [nameOf(document.ref)] : [];
        });
        return await lines.of(
          names.flatMap((name) => name ?? []),
          form,
          ofSignal,
        );
      }
    },

    async reread(ref, { signal }) {
      const name = nameOf(ref);
      const plan = name === undefined ? undefined : await planned(signal);
      const form = plan?.forms.find((each) => each.form === name?.form);
      if (name === undefined || plan === undefined || form === undefined) return undefined;
      let row: Row | undefined;
      for await (const rows of rowsBy(service, form, 'IVNUM', [name.number], signal)) {
        row ??= rows.find((each) => refIn(form, each) === ref && textIn(each, 'FINAL') === 'Y');
      }
      if (row === undefined) return undefined;
      const customers = openCustomers(service, plan.customerColumn);
      if (form.vatNumber === undefined) await customers.look(namesIn([row]), signal);
      const items = await lines.of([name], form, signal);
      const vatNumber = customers.vatNumberOf(textIn(row, 'CUSTNAME'));
      const document = readInvoice(row, { plan: form, config, vatNumber, items: items.get(ref) });
      return document.kind === 'document' ? document : undefined;
    },

    async *record(settlements, { signal }) {
      signal.throwIfAborted();
      if (settlements.length === 0) return;
      // The writing half is loaded when something is to be written.
      const { recordSettlements } = await import('./record-settlements.ts');
      yield* recordSettlements({ service, plan: await planned(signal), config }, settlements, signal);
    },

    [Symbol.asyncDispose]: async () => connections[Symbol.dispose](),
  };
}

/**
 * Documents whose number may stand where nobody looks would be asked for a second time.
 *
 * @throws IshurError `priority/number-unseen` (`fix-config`).
 */
function refuseUnseen({ forms }: Plan): void {
  for (const { place } of forms) if (place.kind === 'none' && place.mayHold) throw numberUnseen(place.reason);
}

/** Whose fair use it is. The log-in itself is kept nowhere. */
function userOf(host: string, { authorization = '' }: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(`${host}\n${authorization}`).digest('hex');
}

function namesIn(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => textIn(row, 'CUSTNAME') ?? []);
}

function refIn({ form }: FormPlan, row: Row): string {
  return refOf({ form, debit: textIn(row, 'DEBIT') ?? '', number: textIn(row, 'IVNUM') ?? '' });
}

/** Without the law: a dealer's final document that holds no number yet. */
function mayNeedNumber(document: ReturnType<typeof readInvoice>): document is SourceDocument {
  if (document.kind !== 'document' || document.standing !== 'final') return false;
  return document.existingNumber === undefined && document.fields.customer.vatNumber !== undefined;
}
