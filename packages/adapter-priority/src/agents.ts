import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import { resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { rootCertificates } from 'node:tls';
import type { Agents } from 'got';
import type { PriorityConfig } from './config.ts';
import { certificatesUnreadable, invalidProxy, proxyUnsupported } from './errors.ts';
import { readSecret } from './read-secret.ts';

/** Milliseconds. Short: a request on a connection that the server is just closing is lost. */
const KEEP_IDLE_MS = 2000;
/** Milliseconds for each of look-up, connection and handshake, and for a proxy to open the way. */
export const CONNECT_MS = 10_000;

export interface OpenAgents extends Disposable {
  readonly agents: Agents;
}

/** The connections of one session: kept alive, through the proxy and with the certificates that the settings name. */
export async function openAgents(config: PriorityConfig, folder: string): Promise<OpenAgents> {
  const ca = await readCertificates(config, folder);
  const proxy = await readProxy(config, folder);
  const http = new HttpAgent({ keepAlive: true, timeout: KEEP_IDLE_MS });
  const https = new TunnelAgent({
    keepAlive: true,
    timeout: proxy === undefined ? KEEP_IDLE_MS : CONNECT_MS,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
    ...(proxy === undefined ? {} : { proxyEnv: { HTTPS_PROXY: proxy } }),
  });
  return {
    agents: { http, https },
    [Symbol.dispose]() {
      http.destroy();
      https.destroy();
    },
  };
}

/** Node takes one `timeout` for opening the way through a proxy and for idle connections, which are kept for a shorter time. */
class TunnelAgent extends HttpsAgent {
  override keepSocketAlive(socket: Duplex): void {
    // Whether it is kept at all, which the types do not tell; the server may have asked for a shorter time still.
    const isKept = super.keepSocketAlive(socket);
    if (socket instanceof Socket) socket.setTimeout(Math.min(socket.timeout ?? KEEP_IDLE_MS, KEEP_IDLE_MS));
    return isKept;
  }
}

/** The company's own, beside those that Node trusts anyway: what is signed by the world stays trusted. */
async function readCertificates({ certificates }: PriorityConfig, folder: string): Promise<string[] | undefined> {
  if (certificates === undefined) return undefined;
  const place = resolve(folder, certificates);
  const text = await readFile(place, 'utf8').catch(() => '');
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw certificatesUnreadable(place);
  return [...rootCertificates, text];
}

async function readProxy({ proxy }: PriorityConfig, folder: string): Promise<string | undefined> {
  if (proxy === undefined) return undefined;
  if (!canUseProxies(process.versions.node)) throw proxyUnsupported(process.versions.node);
  const address = typeof proxy === 'string' ? proxy : await readSecret(proxy, folder);
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/') throw invalidProxy();
  return url.href;
}

/** Since which versions Node's agents take `proxyEnv`. */
function canUseProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}
