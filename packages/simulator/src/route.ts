import { approve } from './approval/approval-service.ts';
import { decide } from './decision/decision-service.ts';
import type { Decision } from './decision/held-case.ts';
import type { ServiceName } from './faults/fault.ts';
import { health } from './health/health-service.ts';
import type { SimulatedAnswer, SimulatedRequest } from './http/answer.ts';
import { DETAILS, NUMBER, RECEIVED, lookUp } from './information/information-service.ts';
import { minimumAmount } from './minimum-amount/minimum-amount-service.ts';
import { approveMany } from './multi-approval/multi-approval-service.ts';
import { authorize } from './oauth/authorize-service.ts';
import { token } from './oauth/token-service.ts';
import type { DecisionSettings } from './settings.ts';
import type { Simulation } from './simulation.ts';
import type { Tier } from './tier.ts';

type Handler = (request: SimulatedRequest, tier: Tier, simulation: Simulation) => SimulatedAnswer;

/** One service that has been found for a request. */
export interface Routed {
  readonly name: ServiceName;
  answer(): SimulatedAnswer;
}

const SERVICE = /^\/shaam\/(tsandbox|production)\/(.+)$/;

/** Every service, by method and by what stands after the tier. */
const SERVICES: Readonly<Record<string, readonly [name: ServiceName, handler: Handler]>> = {
  'GET longtimetoken/oauth2/authorize': ['authorize', authorize],
  'POST longtimetoken/oauth2/authorize': ['authorize', authorize],
  'POST longtimetoken/oauth2/token': ['token', token],
  'POST Invoices/v2/Approval': ['approval', approve],
  'POST Multi-invoices/v2/MultiApproval': ['multi-approval', approveMany],
  ...decisionServices('InvoiceDecisionApi'),
  ...decisionServices('Invoice-decision'),
  'POST invoice-information/v1/details': [
    'details',
    (...call) => lookUp(DETAILS, call[2].settings.lookUps.v1, ...call),
  ],
  'POST invoice-information/v2/details': ['details', (...call) => lookUp(DETAILS, 'lower-case', ...call)],
  'POST invoice-information/v1/confirmationNumber': [
    'confirmation-number',
    (...call) => lookUp(NUMBER, call[2].settings.lookUps.v1, ...call),
  ],
  'POST invoice-information/v2/confirmationNumber': [
    'confirmation-number',
    (...call) => lookUp(NUMBER, 'lower-case', ...call),
  ],
  'POST MultiInvoiceInformationApi/v1/Details': ['received', (...call) => lookUp(RECEIVED, 'lower-case', ...call)],
  'GET general-information/v1/MinimumAmount': ['minimum-amount', (...call) => minimumAmount(1, ...call)],
  'GET general-information/v2/MinimumAmount': ['minimum-amount', (...call) => minimumAmount(2, ...call)],
  'POST general-information/v2/MinimumAmount': ['minimum-amount', (...call) => minimumAmount(2, ...call)],
  'GET Invoices/v2/health': ['health', health],
  'GET Invoices/v2/alive': ['health', health],
  'GET invoice-information/v1/Health': ['health', health],
  'GET general-information/v1/Health': ['health', health],
};

/** Finds who answers; `undefined` for what no service has, which is the gateway's 404. */
export function route(request: SimulatedRequest, simulation: Simulation): Routed | undefined {
  const [, tier, path = ''] = SERVICE.exec(request.path) ?? [];
  const key = `${request.method} ${path}`;
  const found = Object.hasOwn(SERVICES, key) ? SERVICES[key] : undefined;
  if (found === undefined || !hasPath(path, simulation.settings.decisions)) return undefined;
  const [name, handler] = found;
  return { name, answer: () => handler(request, tier as Tier, simulation) };
}

/** Of the two paths of the decision service there are those that the settings say. */
function hasPath(path: string, { path: chosen }: DecisionSettings): boolean {
  const [product = ''] = path.split('/');
  if (product !== 'InvoiceDecisionApi' && product !== 'Invoice-decision') return true;
  return chosen === 'both' || chosen === product;
}

function decisionServices(product: string): Record<string, readonly [name: ServiceName, handler: Handler]> {
  const decisions: readonly Decision[] = ['Cancel', 'Continue', 'FurtherObjection'];
  return Object.fromEntries(
    decisions.map((decision) => [
      `POST ${product}/v1/${decision}`,
      ['decision', (...call: Parameters<Handler>) => decide(decision, ...call)] as const,
    ]),
  );
}
