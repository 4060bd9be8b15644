import { setTimeout as delay } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { control } from './control/control-service.ts';
import { faultAnswer } from './faults/fault-answer.ts';
import type { FaultSubject } from './faults/fault-plan.ts';
import { isProcessed } from './faults/fault.ts';
import type { Fault } from './faults/fault.ts';
import { gatewayRefusal } from './gateway/gateway-answers.ts';
import type { SimulatedAnswer, SimulatedRequest } from './http/answer.ts';
import { written } from './http/answer.ts';
import { readBody } from './http/read-body.ts';
import { route } from './route.ts';
import type { Routed } from './route.ts';
import type { Simulation } from './simulation.ts';

/** One MiB. Ours: a full invoice of a hundred lines is below 32 KiB. */
const LARGEST_BODY = 1024 * 1024;

/** What an exchange leaves by. */
interface Line {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** Aborted when the client is gone, or the simulator closes. */
  readonly gone: AbortSignal;
}

/** Reads one request, lets the faults strike, and answers. */
export async function exchange(line: Line, simulation: Simulation): Promise<void> {
  const { incoming, response, gone } = line;
  const { path, query } = target(incoming.url ?? '');
  const body = await readBody(incoming, LARGEST_BODY);
  if (body === undefined) {
    response.setHeader('connection', 'close');
    const refusal = gatewayRefusal(413);
    record(incoming, path, refusal, undefined, simulation);
    return send(response, refusal, simulation, 0);
  }
  const { authorization, 'content-type': contentType } = incoming.headers;
  const request: SimulatedRequest = { method: incoming.method ?? '', path, query, authorization, contentType, body };
  if (path.startsWith('/__simulator/')) return send(response, await control(request, simulation, gone), simulation, 0);

  const routed = route(request, simulation);
  const subject = subjectOf(request, routed);
  const { fault, latencyMs, skewMs } = simulation.faults.strike(subject);
  if (latencyMs > 0) await delay(latencyMs, undefined, { signal: gone });
  if (fault === undefined) {
    const answer = ownAnswer(routed);
    record(incoming, path, answer, undefined, simulation);
    return send(response, answer, simulation, skewMs);
  }
  await strike(fault, request, routed, subject, line, simulation, skewMs);
}

/** Lets one fault decide what leaves, and makes sure that the request is processed or truly is not. */
async function strike(
  fault: Fault,
  request: SimulatedRequest,
  routed: Routed | undefined,
  subject: FaultSubject,
  { incoming, response, gone }: Line,
  simulation: Simulation,
  skewMs: number,
): Promise<void> {
  const processed = isProcessed(fault);
  let own = processed ? ownAnswer(routed) : undefined;
  if (fault.kind === 'hold') {
    const { method, path } = request;
    await simulation.waiting.enter({ method, path, invoice_ids: subject.invoices, processed }, gone);
    if (gone.aborted) return;
    own ??= ownAnswer(routed);
  }
  const answer = faultAnswer(fault, routed?.name, simulation) ?? own;
  const isReset = fault.kind === 'reset' || answer === undefined;
  const reasons = own?.reasons ?? [];
  const shown = isReset ? undefined : { ...answer, reasons };
  record(incoming, request.path, shown, { kind: fault.kind, processed }, simulation, reasons);
  if (isReset) return void incoming.socket.resetAndDestroy();
  if (fault.kind === 'cut') return cut(response, answer, fault.bytes, simulation, skewMs);
  if (fault.kind === 'slow') return slowly(response, answer, fault, gone, simulation, skewMs);
  send(response, answer, simulation, skewMs);
}

function ownAnswer(routed: Routed | undefined): SimulatedAnswer {
  return routed?.answer() ?? gatewayRefusal(404);
}

function send(response: ServerResponse, answer: SimulatedAnswer, simulation: Simulation, skewMs: number): void {
  response.end(begin(response, answer, simulation, skewMs));
}

/** Sets status and headers; the bytes are left to the caller. */
function begin(response: ServerResponse, answer: SimulatedAnswer, simulation: Simulation, skewMs: number): Buffer {
  const { headers, bytes } = written(answer);
  const skew = simulation.settings.dateSkewMs + skewMs;
  const date = new Date(simulation.clock.now().getTime() + skew).toUTCString();
  response.writeHead(answer.status, { date, 'content-length': String(bytes.length), ...headers });
  return bytes;
}

async function cut(
  response: ServerResponse,
  answer: SimulatedAnswer,
  bytes: number | undefined,
  simulation: Simulation,
  skewMs: number,
): Promise<void> {
  const whole = begin(response, answer, simulation, skewMs);
  const { promise, resolve } = Promise.withResolvers<void>();
  response.write(whole.subarray(0, Math.min(bytes ?? Math.floor(whole.length / 2), whole.length - 1)), () => resolve());
  response.once('close', () => resolve());
  await promise;
  response.destroy();
}

async function slowly(
  response: ServerResponse,
  answer: SimulatedAnswer,
  { bytes = 1, ms = 20 }: Fault,
  gone: AbortSignal,
  simulation: Simulation,
  skewMs: number,
): Promise<void> {
  const whole = begin(response, answer, simulation, skewMs);
  for (let at = 0; at < whole.length; at += bytes) {
    response.write(whole.subarray(at, at + bytes));
    await delay(ms, undefined, { signal: gone });
  }
  response.end();
}

function record(
  { method = '' }: IncomingMessage,
  path: string,
  answer: SimulatedAnswer | undefined,
  fault: { readonly kind: string; readonly processed: boolean } | undefined,
  simulation: Simulation,
  reasons: NonNullable<SimulatedAnswer['reasons']> = answer?.reasons ?? [],
): void {
  const entry = {
    at: simulation.clock.now().toISOString(),
    method,
    path,
    ...(answer !== undefined && { status: answer.status }),
    reasons,
    ...(fault !== undefined && { fault }),
  };
  simulation.logBook.add(entry);
  simulation.log?.(entry);
}

function target(url: string): { readonly path: string; readonly query: URLSearchParams } {
  const [path = '', ...query] = url.split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

/** What a fault can be aimed at, as far as the body can be read: faults strike broken requests too. */
function subjectOf({ body }: SimulatedRequest, routed: Routed | undefined): FaultSubject {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    value = undefined;
  }
  const fields = fieldsOf(value);
  const list: unknown = fields.get('invoices_list');
  const invoices = Array.isArray(list) ? list.map((invoice: unknown) => fieldsOf(invoice).get('invoice_id')) : [];
  const dealers = ['vat_number', 'Vat_Number', 'customer_vat_number', 'Customer_VAT_Number'].map((name) =>
    fields.get(name),
  );
  return {
    service: routed?.name,
    dealers: dealers.filter((dealer) => typeof dealer === 'number'),
    invoices: [fields.get('invoice_id'), ...invoices].filter((id) => typeof id === 'string'),
  };
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
}
