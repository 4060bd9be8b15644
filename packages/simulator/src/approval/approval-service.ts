import { createHash } from 'node:crypto';
import type { AskIdentity, AskedEntry } from '../book.ts';
import { hasValidCheckDigit } from '../check-digit.ts';
import { dayInIsrael, isDay } from '../days.ts';
import { admit } from '../gateway/admit.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { approved, held, invalidValue, notAcceptable, rejected } from './approval-answers.ts';
import { APPROVAL_SCHEMA } from './approval-schema.ts';
import type { ApprovalBody } from './approval-schema.ts';
import { dataErrors } from './data-errors.ts';

/** The dealers of the authority's own sandbox, and what they are for. Source: its OpenAPI contract, `vat_number`. */
const DEALERS: ReadonlyMap<number, 'allocates' | 460 | 461 | 462> = new Map<number, 'allocates' | 460 | 461 | 462>([
  [777_777_715, 'allocates'],
  [777_777_723, 460],
  [777_777_731, 461],
  [777_777_749, 462],
]);

type Verdict = Pick<AskedEntry, 'outcome'> & { readonly answer: SimulatedAnswer };

/** POST Approval: one invoice in, a number or the reason why not out. */
export function approve(request: SimulatedRequest, tier: Tier, simulation: Simulation): SimulatedAnswer {
  const admitted = admit(request, APPROVAL_SCHEMA);
  if ('refusal' in admitted) return admitted.refusal;
  const body = admitted.body as ApprovalBody;
  const ask: AskIdentity = {
    tier,
    invoice_id: body.invoice_id,
    vat_number: body.vat_number,
    invoice_reference_number: body.invoice_reference_number,
    action: body.action ?? 0,
  };
  const { answer, outcome } = judge(body, ask, simulation);
  const body_sha256 = createHash('sha256').update(request.body).digest('hex');
  simulation.book.recordAsked({ ...ask, body_sha256, outcome });
  return answer;
}

function judge(body: ApprovalBody, ask: AskIdentity, simulation: Simulation): Verdict {
  const { book } = simulation;
  const dealer = DEALERS.get(body.vat_number);
  // When 431 comes and when 406 is documented nowhere: here, 431 is for a number that no dealer can have.
  if (!hasValidCheckDigit(body.vat_number)) {
    const error = { code: 431, message: 'VAT Number is incorrect', param: 'vat_number', location: 'request' } as const;
    return { outcome: 'rejected', answer: rejected([error]) };
  }
  if (dealer === undefined) return { outcome: 'no-permission', answer: notAcceptable(simulation.nextErrorId()) };

  for (const field of ['invoice_date', 'invoice_issuance_date'] as const) {
    if (!isDay(body[field])) {
      return { outcome: 'rejected', answer: invalidValue(field, body[field], simulation.nextErrorId()) };
    }
  }
  const errors = dataErrors(body, dayInIsrael(simulation.now()), simulation.window);
  if (errors.length > 0) return { outcome: 'rejected', answer: rejected(errors) };

  if (dealer !== 'allocates') {
    // "461: the unapproved invoice exists": a second request for what 460 has held. API description, section 2.3.
    const code = dealer === 460 && book.isHeld(ask) ? 461 : dealer;
    book.hold(ask);
    return { outcome: 'held', answer: held(code) };
  }
  return allocate(ask, simulation);
}

function allocate(ask: AskIdentity, { book, personality, nextNumber }: Simulation): Verdict {
  const known = book.numberOf(ask);
  if (known !== undefined && personality === 'same-number') return { outcome: 'allocated', answer: approved(known) };
  if (known !== undefined && personality === 'error') {
    // The code is ours: the authority has published none for this.
    const answer = rejected([
      { code: 499, message: 'The invoice has a confirmation number already', param: 'invoice_id', location: 'request' },
    ]);
    return { outcome: 'rejected', answer };
  }
  const confirmation_number = nextNumber();
  book.recordIssued({ ...ask, confirmation_number });
  return { outcome: 'allocated', answer: approved(confirmation_number) };
}
