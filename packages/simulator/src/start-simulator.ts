import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { IshurError } from '@ishur/contract';
import { gatewayRefusal } from './gateway/gateway-answers.ts';
import type { SimulatedAnswer } from './http/answer.ts';
import { readBody } from './http/read-body.ts';
import { route } from './route.ts';
import type { SimulatorOptions } from './settings.ts';
import { createSimulation } from './simulation.ts';
import type { Simulation } from './simulation.ts';

/** A double of the authority that is listening. */
export interface Simulator extends AsyncDisposable {
  /** `http://127.0.0.1:41234`: what stands in front of `/shaam/…`, instead of the authority's server. */
  readonly address: string;
  /** Stops listening and drops every connection. Any number of times. */
  close(): Promise<void>;
}

/** One MiB. Ours: a full invoice of a hundred lines is below 32 KiB. */
const LARGEST_BODY = 1024 * 1024;

/** Milliseconds for a whole request to arrive. */
const SLOWEST_REQUEST = 30_000;

/**
 * Starts the authority's double.
 *
 * @throws IshurError `simulator/cannot-listen` where the port is taken or forbidden.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulation = createSimulation(options);
  const server = createServer({ requestTimeout: SLOWEST_REQUEST }, (request, response) => {
    respond(request, response, simulation).catch(() => response.destroy());
  });
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, host, options.port ?? 0);

  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    server.closeAllConnections();
    await promise;
  };
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  try {
    await promise;
  } catch (cause) {
    throw new IshurError({
      code: 'simulator/cannot-listen',
      remedy: 'fix-config',
      message: {
        he:
          `הסימולטור אינו יכול להאזין ב־${host}:${port}. אולי תוכנה אחרת משתמשת בו: בחרו מספר אחר, או 0 לכל מספר ` +
          'פנוי.',
        en:
          `The simulator cannot listen on ${host}:${port}. Something else may be using it: choose another port, or ` +
          '0 for any free one.',
      },
      cause,
    });
  }
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

async function respond(request: IncomingMessage, response: ServerResponse, simulation: Simulation): Promise<void> {
  const body = await readBody(request, LARGEST_BODY);
  if (body === undefined) {
    response.setHeader('connection', 'close');
    return send(response, gatewayRefusal(413));
  }
  const [path = ''] = (request.url ?? '').split('?');
  const { authorization } = request.headers;
  send(response, route({ method: request.method ?? '', path, authorization, body }, simulation));
}

function send(response: ServerResponse, answer: SimulatedAnswer): void {
  response.statusCode = answer.status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(answer.body));
}
