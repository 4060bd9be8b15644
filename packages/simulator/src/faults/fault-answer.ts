import { STATUS_CODES } from 'node:http';
import { internalError, notAcceptable } from '../approval/approval-answers.ts';
import { gatewayRefusal, isRefusal } from '../gateway/gateway-answers.ts';
import { unhealthy } from '../health/health-service.ts';
import type { SimulatedAnswer } from '../http/answer.ts';
import type { Simulation } from '../simulation.ts';
import type { Fault, ServiceName } from './fault.ts';

const PAGE =
  '<!doctype html><html><head><title>Service</title></head><body><h1>Please try again later</h1></body></html>';

/** The answer that a fault gives instead of the service's own; `undefined` where it keeps the service's own. */
export function faultAnswer(
  fault: Fault,
  service: ServiceName | undefined,
  simulation: Simulation,
): SimulatedAnswer | undefined {
  switch (fault.kind) {
    case 'status':
      return withRetryAfter(statusAnswer(fault.status ?? 500, service, simulation), fault, simulation);
    case 'html':
      return { status: 200, text: PAGE, headers: { 'content-type': 'text/html; charset=utf-8' } };
    case 'empty':
      return { status: 200, text: '' };
    case 'garbage':
      return { status: 200, text: '{"status":200,"message":"Invoice appr' };
    case 'latency':
    case 'refuse':
    case 'reset':
    case 'hold':
    case 'cut':
    case 'slow':
    case 'skew':
      return undefined;
  }
}

/** In the form that the authority uses for this status; a status that it never uses is in the gateway's. */
function statusAnswer(status: number, service: ServiceName | undefined, simulation: Simulation): SimulatedAnswer {
  if (status === 406) return notAcceptable(simulation.nextErrorId());
  if (status === 500) return internalError(simulation.nextErrorId());
  if (status === 503 && service === 'health') return unhealthy();
  if (isRefusal(status)) return gatewayRefusal(status, status === 422 ? 'Validate: (a fault of the test)' : undefined);
  const httpMessage = STATUS_CODES[status] ?? 'Error';
  return { status, body: { httpCode: String(status), httpMessage, moreInformation: httpMessage } };
}

function withRetryAfter(answer: SimulatedAnswer, fault: Fault, { clock }: Simulation): SimulatedAnswer {
  if (fault.retryAfter === undefined) return answer;
  const date = new Date(clock.now().getTime() + fault.retryAfter * 1000);
  const value = fault.retryAfterForm === 'date' ? date.toUTCString() : String(fault.retryAfter);
  return { ...answer, headers: { ...answer.headers, 'retry-after': value } };
}
