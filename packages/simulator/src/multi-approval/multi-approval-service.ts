import { createHash } from 'node:crypto';
import { invalidValue, notAcceptable } from '../approval/approval-answers.ts';
import type { ApprovalError } from '../approval/approval-answers.ts';
import type { ApprovalBody } from '../approval/approval-schema.ts';
import { impossibleDay, noSuchDay, reasonOf } from '../approval/approval-service.ts';
import { requestError } from '../approval/error-codes.ts';
import { identityOf, judge } from '../approval/judge.ts';
import type { Verdict } from '../approval/judge.ts';
import { hasValidCheckDigit } from '../check-digit.ts';
import { admit } from '../gateway/admit.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Reason } from '../log/log-entry.ts';
import { lackOfPermission } from '../oauth/caller.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { listElements } from './list-elements.ts';
import { MULTI_APPROVAL_SCHEMA } from './multi-approval-schema.ts';
import type { MultiApprovalBody } from './multi-approval-schema.ts';

type Judged = readonly [invoice: ApprovalBody, verdict: Verdict];

/** POST MultiApproval: each invoice is judged as Approval would, once the header is right. Sections 2.5 and 2.6. */
export function approveMany(request: SimulatedRequest, tier: Tier, simulation: Simulation): SimulatedAnswer {
  const admitted = admit(request, tier, MULTI_APPROVAL_SCHEMA, simulation);
  if ('refusal' in admitted) return admitted.refusal;
  const body = admitted.body as MultiApprovalBody;
  const transaction_id = simulation.nextTransactionId();
  const dealer = String(body.vat_number).padStart(9, '0');

  const headerErrors = errorsOfHeader(body);
  if (headerErrors.length > 0) {
    const list = headerErrors.map(({ code, param, message }) => `${code} ${param} (${message})`).join(', ');
    const why = {
      he: `הכותרת שגויה ושום חשבונית לא טופלה: ${list}`,
      en: `the header is wrong, and no invoice was processed: ${list}`,
    };
    return {
      ...answer(400, body, transaction_id, true, { errors: [failure('0', headerErrors)] }),
      reasons: [{ dealer, decided: 'rejected', why }],
    };
  }
  const lack = lackOfPermission(admitted.caller, body.vat_number, 'request', simulation);
  if (lack !== undefined) {
    return { ...notAcceptable(simulation.nextErrorId()), reasons: [{ dealer, decided: 'refused', why: lack }] };
  }
  const invalid = invalidDay(body, simulation);
  if (invalid !== undefined) return invalid;

  const judged = judgeAll(request, body, tier, transaction_id, simulation);
  return {
    ...answerFor(judged, body, transaction_id),
    reasons: judged.map(([invoice, { outcome, why }]): Reason => reasonOf(invoice, outcome, why)),
  };
}

function judgeAll(
  request: SimulatedRequest,
  body: MultiApprovalBody,
  tier: Tier,
  transaction_id: string,
  simulation: Simulation,
): readonly Judged[] {
  const texts = listElements(Buffer.from(request.body).toString('utf8'), 'invoices_list');
  return body.invoices_list.map((invoice, index): Judged => {
    const ask = identityOf(invoice, tier);
    const verdict = judge(invoice, ask, simulation);
    const body_sha256 = createHash('sha256')
      .update(texts[index] ?? '')
      .digest('hex');
    simulation.book.recordAsked({ ...ask, body_sha256, outcome: verdict.outcome, transaction_id });
    return [invoice, verdict];
  });
}

/** What is wrong with table 2.6. A header without a user is ours: the document names no code for it. */
function errorsOfHeader(body: MultiApprovalBody): readonly ApprovalError[] {
  const list = body.invoices_list;
  const errors: ApprovalError[] = [];
  if (!hasValidCheckDigit(body.vat_number)) errors.push(requestError(431));
  if (body.invoices_amount === 0) errors.push(requestError(439));
  else if (body.invoices_amount !== list.length) errors.push(requestError(438));
  if (list.some((invoice) => invoice.vat_number !== body.vat_number)) errors.push(requestError(440));
  if (body.user_id === undefined && body.user_name === undefined) errors.push(requestError(446));
  return errors;
}

/** The validator looks at the whole body before anything is processed. */
function invalidDay(body: MultiApprovalBody, simulation: Simulation): SimulatedAnswer | undefined {
  for (const [index, invoice] of body.invoices_list.entries()) {
    const field = impossibleDay(invoice);
    if (field !== undefined) {
      const param = `invoices_list[${index}].${field}`;
      return {
        ...invalidValue(param, invoice[field], simulation.nextErrorId()),
        reasons: [reasonOf(invoice, 'rejected', noSuchDay(param))],
      };
    }
  }
  return undefined;
}

function answerFor(judged: readonly Judged[], body: MultiApprovalBody, transactionId: string): SimulatedAnswer {
  const success: unknown[] = [];
  const errors: unknown[] = [];
  for (const [{ invoice_id }, verdict] of judged) {
    if (verdict.outcome === 'allocated')
      success.push({ invoice_id, confirmation_number: verdict.number, approved: true });
    else errors.push(failure(invoice_id, verdict.errors));
  }
  // 400 only where every invoice failed on its data; a refusal in substance makes it 200.
  const status = judged.every(([, { outcome }]) => outcome === 'rejected') ? 400 : 200;
  return answer(status, body, transactionId, false, {
    ...(errors.length > 0 && { errors }),
    ...(success.length > 0 && { success }),
  });
}

function answer(
  status: 200 | 400,
  { vat_number, union_vat_number = 0 }: MultiApprovalBody,
  transaction_id: string,
  is_error_in_main: boolean,
  message: object,
): SimulatedAnswer {
  return { status, body: { status, transaction_id, is_error_in_main, vat_number, union_vat_number, message } };
}

function failure(invoice_id: string, errors: readonly ApprovalError[]): object {
  return { invoice_id, message: { errors: errors.map(inBatch) }, confirmation_number: '0', approved: false };
}

/** Section 2.6 spells 462 without its full stop and for another field than section 2.3. */
function inBatch(error: ApprovalError): ApprovalError {
  if (error.code !== 462) return error;
  return { ...error, message: 'The unapproved invoice exists and decision was sent', param: 'invoice_id' };
}
