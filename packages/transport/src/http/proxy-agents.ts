import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { IshurError } from '@ishur/contract';
import { DEFAULT_TIMEOUTS } from '../settings.ts';
import type { ServerOptions } from '../settings.ts';
import { KEEP_IDLE_MS } from './open-gateway.ts';

/**
 * Agents that reach the authority through an HTTP proxy (CONNECT): calls have to come from Israel.
 *
 * TLS is spoken with the authority itself, through the proxy. Plain http, which is for this machine itself only, goes
 * direct. Made with Node's own support for proxies, which is in Node 22.21, 24.5 and later.
 *
 * @param address `http://proxy.example:8080`, with user and password where it wants them. Held by the agent, and shown
 * nowhere.
 * @param connectMs milliseconds for the proxy to open the way.
 * @throws IshurError `transport/invalid-proxy`, `transport/proxy-unsupported` (`fix-config`).
 */
export function proxyAgents(
  address: string,
  connectMs: number = DEFAULT_TIMEOUTS.connectMs,
): NonNullable<ServerOptions['agent']> {
  if (!canUseProxies(process.versions.node)) {
    throw new IshurError({
      code: 'transport/proxy-unsupported',
      remedy: 'fix-config',
      message: {
        he: `Node ${process.versions.node} אינו יודע לפנות דרך פרוקסי. התקינו Node 22.21, ‏24.5 או חדש מהם.`,
        en: `Node ${process.versions.node} cannot call through a proxy. Install Node 22.21, 24.5 or a newer one.`,
      },
    });
  }
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new IshurError({
      code: 'transport/invalid-proxy',
      remedy: 'fix-config',
      message: {
        he: 'כתובת הפרוקסי בהגדרות אינה תקינה. כתבו אותה כך: http://proxy.example:8080.',
        en: "The proxy's address in the settings is not valid. Write it like this: http://proxy.example:8080.",
      },
    });
  }
  return { https: new TunnelAgent({ keepAlive: true, timeout: connectMs, proxyEnv: { HTTPS_PROXY: url.href } }) };
}

/** Since which versions Node's agents take `proxyEnv`. */
export function canUseProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** Node takes one `timeout` for opening the way and for idle connections, which are to be kept for a shorter time. */
class TunnelAgent extends HttpsAgent {
  override keepSocketAlive(socket: Duplex): void {
    // Whether it is kept at all, which the types do not tell; the server may have asked for a shorter time still.
    const isKept = super.keepSocketAlive(socket);
    if (socket instanceof Socket) socket.setTimeout(Math.min(socket.timeout ?? KEEP_IDLE_MS, KEEP_IDLE_MS));
    return isKept;
  }
}
