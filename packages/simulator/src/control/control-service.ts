import type { SimulatedAnswer, SimulatedRequest } from '../http/answer.ts';
import type { Simulation } from '../simulation.ts';

/**
 * What the authority does not have: a look into the double from outside, for tests in any language. `undefined`: no
 * such thing.
 */
export function control(request: SimulatedRequest, simulation: Simulation): SimulatedAnswer | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /__simulator/asked':
      return { status: 200, body: { asked: simulation.book.asked } };
    case 'GET /__simulator/issued':
      return { status: 200, body: { issued: simulation.book.issued } };
    case 'POST /__simulator/reset':
      simulation.reset();
      return { status: 200, body: { reset: true } };
    default:
      return undefined;
  }
}
