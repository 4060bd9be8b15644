import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { IshurError } from '@ishur/contract';
import { exchange } from './exchange.ts';
import type { Fault } from './faults/fault.ts';
import type { SimulatorOptions } from './settings.ts';
import { createSimulation } from './simulation.ts';
import type { Simulation } from './simulation.ts';

/** A double of the authority that is listening. */
export interface Simulator extends AsyncDisposable {
  /** `http://127.0.0.1:41234`: what stands in front of `/shaam/…`, instead of the authority's server. */
  readonly address: string;
  /** Faults from now on, instead of those that are planned. The same as `POST /__simulator/faults`. */
  setFaults(faults: readonly Fault[]): void;
  /** Lets every answer go that is held back. How many it were. */
  release(): number;
  /** Stops listening and drops every connection. Any number of times. */
  close(): Promise<void>;
}

/** Milliseconds for a whole request to arrive. */
const SLOWEST_REQUEST = 30_000;

/**
 * Starts the authority's double.
 *
 * @throws IshurError `simulator/cannot-listen` where the port is taken or forbidden.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulation = createSimulation(options);
  const closing = new AbortController();
  const server = createServer({ requestTimeout: SLOWEST_REQUEST }, (request, response) => {
    exchange({ incoming: request, response, gone: goneSignal(response, closing.signal) }, simulation).catch(() =>
      response.destroy(),
    );
  });
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, host, options.port ?? 0);
  const door = openDoor(server, { host, port }, simulation, closing.signal);

  const close = async (): Promise<void> => {
    closing.abort();
    await door.shut();
  };
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    setFaults: (faults) => simulation.setFaults(faults),
    release: () => simulation.waiting.release(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Aborted when the client hangs up, or the simulator closes. */
function goneSignal(response: ServerResponse<IncomingMessage>, closing: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  closing.addEventListener('abort', abort, { once: true });
  response.once('close', () => {
    closing.removeEventListener('abort', abort);
    abort();
  });
  return controller.signal;
}

/** Carries out what happens before a request can be read: connections that are reset, and nobody listening. */
function openDoor(
  server: Server,
  place: { readonly host: string; readonly port: number },
  simulation: Simulation,
  closing: AbortSignal,
): { shut(): Promise<void> } {
  server.on('connection', (socket) => {
    if (simulation.faults.refusesConnection()) socket.resetAndDestroy();
  });
  // A port that somebody else took while nobody listened: the simulator stays silent, as it was told to.
  server.on('error', () => {});
  let timer: NodeJS.Timeout | undefined;
  const refuse = (faults: readonly Fault[]): void => {
    const refusals = faults.filter(({ kind }) => kind === 'refuse');
    if (refusals.length === 0) return;
    // What is open already would go round the refusal.
    server.closeIdleConnections();
    const ms = refusals.find((fault) => fault.ms !== undefined)?.ms;
    if (ms === undefined) return;
    clearTimeout(timer);
    server.close();
    timer = setTimeout(() => {
      if (!closing.aborted && !server.listening) server.listen(place);
    }, ms);
  };
  simulation.faultsChanged = refuse;
  refuse(simulation.settings.faults);
  return {
    async shut() {
      clearTimeout(timer);
      if (!server.listening) return server.closeAllConnections();
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
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
