import { approve } from './approval/approval-service.ts';
import { control } from './control/control-service.ts';
import { gatewayRefusal } from './gateway/gateway-answers.ts';
import { health } from './health/health-service.ts';
import type { SimulatedAnswer, SimulatedRequest } from './http/answer.ts';
import type { Simulation } from './simulation.ts';
import type { Tier } from './tier.ts';

const SERVICE = /^\/shaam\/(tsandbox|production)\/(.+)$/;

/** Finds who answers. Unknown paths and methods are the gateway's 404. */
export function route(request: SimulatedRequest, simulation: Simulation): SimulatedAnswer {
  const [, tier, service] = SERVICE.exec(request.path) ?? [];
  switch (`${request.method} ${service ?? ''}`) {
    case 'POST Invoices/v2/Approval':
      return approve(request, tier as Tier, simulation);
    case 'GET Invoices/v2/health':
    case 'GET Invoices/v2/alive':
      return health();
    default:
      return control(request, simulation) ?? gatewayRefusal(404);
  }
}
