import { createHash } from 'node:crypto';
import type { LocalizedMessage } from '@ishur/contract';
import { notAcceptable } from '../approval/approval-answers.ts';
import { MEANINGFUL, text, whole } from '../approval/approval-schema.ts';
import { requestError } from '../approval/error-codes.ts';
import type { Book } from '../book.ts';
import { dealerOf } from '../dealers/behaviour-of.ts';
import { admit } from '../gateway/admit.ts';
import type { ObjectSchema } from '../gateway/json-schema.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import { lackOfPermission } from '../oauth/caller.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { mayDecide } from './held-case.ts';
import type { Decision, DecisionEntry, HeldCase } from './held-case.ts';

/** API description 2.0 / 7.2024, table 4.1. */
const DECISION_SCHEMA: ObjectSchema = {
  type: 'object',
  required: ['invoice_id', 'vat_number', 'accounting_software_number'],
  properties: {
    invoice_id: text(50, MEANINGFUL),
    vat_number: whole(10, 999_999_999),
    authorized_company: whole(0, 999_999_999),
    user_id: whole(10, 999_999_999),
    user_name: text(25, MEANINGFUL),
    accounting_software_number: whole(1, 999_999_999),
  },
};

interface DecisionBody {
  readonly invoice_id: string;
  readonly vat_number: number;
  readonly user_id?: number;
  readonly user_name?: string;
  readonly accounting_software_number: number;
}

/** POST Cancel, Continue or FurtherObjection: what becomes of a held invoice. Section 4.2. */
export function decide(
  decision: Decision,
  request: SimulatedRequest,
  tier: Tier,
  simulation: Simulation,
): SimulatedAnswer {
  const admitted = admit(request, tier, DECISION_SCHEMA, simulation);
  if ('refusal' in admitted) return admitted.refusal;
  const body = admitted.body as DecisionBody;
  const { invoice_id, vat_number, accounting_software_number } = body;
  const body_sha256 = createHash('sha256').update(request.body).digest('hex');

  const finish = (
    outcome: DecisionEntry['outcome'],
    answer: SimulatedAnswer,
    why: LocalizedMessage,
  ): SimulatedAnswer => {
    const entry = { tier, decision, invoice_id, vat_number, accounting_software_number, body_sha256, outcome };
    simulation.book.recordDecision(entry);
    const dealer = String(vat_number).padStart(9, '0');
    return { ...answer, reasons: [{ dealer, invoice_id, decided: outcome, why }] };
  };
  const refuse = (code: number, why: LocalizedMessage): SimulatedAnswer =>
    finish('refused', { status: 400, body: { status: 400, message: { errors: [requestError(code)] } } }, why);

  const lack = lackOfPermission(admitted.caller, vat_number, 'request', simulation);
  if (lack !== undefined) return finish('no-permission', notAcceptable(simulation.nextErrorId()), lack);
  if (body.user_id === undefined && body.user_name === undefined) {
    return refuse(446, { he: 'חסר user_id או user_name', en: 'user_id or user_name is missing' });
  }
  const found = heldCaseFor(body, tier, simulation);
  if ('missing' in found) return refuse(463, found.missing);
  if (!mayDecide(found.held, decision, simulation.settings.decisions.repeated)) {
    const before = found.held.hearing === 'won' ? 'FurtherObjection: won' : (found.held.decision ?? '');
    return refuse(463, { he: `אחרי ${before} אין להחליט ${decision}`, en: `after ${before} there is no ${decision}` });
  }
  simulation.book.hold({ ...found.held, decision });
  return finish(
    'accepted',
    { status: 200, body: { status: 200, message: 'Decision accepted' } },
    { he: `נרשמה החלטה ${decision}`, en: `${decision} is recorded` },
  );
}

function heldCaseFor(
  body: DecisionBody,
  tier: Tier,
  { book, settings }: Simulation,
): { readonly held: HeldCase } | { readonly missing: LocalizedMessage } {
  const identity = { tier, invoice_id: body.invoice_id, vat_number: body.vat_number };
  const held = book.heldCase(identity);
  if (held === undefined) {
    // The sandbox's dealer of 461 has a held invoice under every id.
    const behaviour = [dealerOf(settings, body.vat_number)?.behaviour].flat()[0];
    if (behaviour === 'hold-without-choice') return { held: identity };
    return { missing: { he: 'אין חשבונית מעוכבת כזאת', en: 'no such invoice is held' } };
  }
  const { accounting_software_number: asked = body.accounting_software_number } = held;
  if (asked !== body.accounting_software_number) {
    return {
      missing: {
        he: `accounting_software_number אינו זה שבבקשה המקורית (${asked})`,
        en: `accounting_software_number is not the one of the request that was held (${asked})`,
      },
    };
  }
  if (held.decision === undefined && hasNumber(book, held)) {
    return { missing: { he: 'החשבונית קיבלה מספר בינתיים', en: 'the invoice has a number by now' } };
  }
  return { held };
}

function hasNumber({ issued }: Book, { tier, vat_number, invoice_id }: HeldCase): boolean {
  return issued.some(
    (entry) => entry.tier === tier && entry.vat_number === vat_number && entry.invoice_id === invoice_id,
  );
}
