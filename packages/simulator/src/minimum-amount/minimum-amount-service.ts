import { dayInIsrael, isDay } from '../days.ts';
import { gatewayRefusal } from '../gateway/gateway-answers.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import { callerOf } from '../oauth/caller.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { minimumAmountOn } from './minimum-amounts.ts';

/**
 * GET MinimumAmount: that of today in version 1 (contract of version 1; the form of its answer is ours), that of an
 * invoice's date in version 2.
 *
 * Of version 2 the documents are not public: whether GET or POST, and how the date is called and written. So both are
 * answered, `date` or `invoice_date`, `YYYY-MM-DD` or `DD-MM-YYYY`, today without one. Experimental.
 */
export function minimumAmount(
  version: 1 | 2,
  request: SimulatedRequest,
  tier: Tier,
  simulation: Simulation,
): SimulatedAnswer {
  const known = callerOf(request, tier, simulation);
  if ('refusal' in known) return known.refusal;
  const today = dayInIsrael(simulation.clock.now());
  const given = version === 1 ? today : (dateIn(request) ?? today);
  const day = given.replace(/^(\d\d)-(\d\d)-(\d{4})$/, '$3-$2-$1');
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isDay(day)) {
    return gatewayRefusal(400, 'The date is not valid.', {
      he: `תאריך לא תקין: ${given.slice(0, 40)}`,
      en: `not a date: ${given.slice(0, 40)}`,
    });
  }
  const amount = minimumAmountOn(day);
  const why = { he: `הסכום שבתוקף ב־${day}`, en: `in force on ${day}` };
  return {
    status: 200,
    body: version === 1 ? { Status: 200, Minimum_Amount: amount } : { status: 200, minimum_amount: amount },
    reasons: [{ decided: String(amount), why }],
  };
}

function dateIn(request: SimulatedRequest): string | undefined {
  const asked = request.query.get('date') ?? request.query.get('invoice_date');
  if (asked !== null || request.body.length === 0) return asked ?? undefined;
  try {
    const body: unknown = JSON.parse(Buffer.from(request.body).toString('utf8'));
    const values = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}));
    const value: unknown = values.get('date') ?? values.get('invoice_date');
    return value === undefined || typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}
