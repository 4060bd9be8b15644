import { createHash } from 'node:crypto';
import type { AskedEntry } from '../book.ts';
import { hasValidCheckDigit } from '../check-digit.ts';
import { isDay } from '../days.ts';
import { admit } from '../gateway/admit.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Reason } from '../log/log-entry.ts';
import { lackOfPermission } from '../oauth/caller.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { approved, invalidValue, notAcceptable, notApproved } from './approval-answers.ts';
import { APPROVAL_SCHEMA } from './approval-schema.ts';
import type { ApprovalBody } from './approval-schema.ts';
import { identityOf, judge } from './judge.ts';
import type { Verdict } from './judge.ts';

/** POST Approval: one invoice in, a number or the reason why not out. */
export function approve(request: SimulatedRequest, tier: Tier, simulation: Simulation): SimulatedAnswer {
  const admitted = admit(request, tier, APPROVAL_SCHEMA, simulation);
  if ('refusal' in admitted) return admitted.refusal;
  const body = admitted.body as ApprovalBody;
  const ask = identityOf(body, tier);
  const body_sha256 = createHash('sha256').update(request.body).digest('hex');
  const record = (outcome: AskedEntry['outcome']): void =>
    simulation.book.recordAsked({ ...ask, body_sha256, outcome });

  const why = hasValidCheckDigit(body.vat_number)
    ? lackOfPermission(admitted.caller, body.vat_number, 'request', simulation)
    : undefined;
  if (why !== undefined) {
    record('no-permission');
    return { ...notAcceptable(simulation.nextErrorId()), reasons: [reasonOf(body, 'refused', why)] };
  }
  const wrongDay = impossibleDay(body);
  if (wrongDay !== undefined) {
    record('rejected');
    return {
      ...invalidValue(wrongDay, body[wrongDay], simulation.nextErrorId()),
      reasons: [reasonOf(body, 'rejected', noSuchDay(wrongDay))],
    };
  }
  const verdict = judge(body, ask, simulation);
  record(verdict.outcome);
  return { ...answerOf(verdict), reasons: [reasonOf(body, verdict.outcome, verdict.why)] };
}

function answerOf(verdict: Verdict): SimulatedAnswer {
  if (verdict.outcome === 'allocated') return approved(verdict.number);
  return notApproved(verdict.outcome === 'held' ? 200 : 400, verdict.errors);
}

/** The first field with a day that the calendar does not have. */
export function impossibleDay(body: ApprovalBody): 'invoice_date' | 'invoice_issuance_date' | undefined {
  return (['invoice_date', 'invoice_issuance_date'] as const).find((field) => !isDay(body[field]));
}

export function noSuchDay(field: string): Reason['why'] {
  return { he: `אין תאריך כזה בלוח השנה: ${field}`, en: `the calendar has no such day: ${field}` };
}

export function reasonOf(body: ApprovalBody, decided: string, why: Reason['why']): Reason {
  return { dealer: String(body.vat_number).padStart(9, '0'), invoice_id: body.invoice_id, decided, why };
}
