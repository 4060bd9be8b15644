/** The other end of the transport benchmark, in a process of its own: answers every request alike, and does nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer =
  '{"status":200,"message":"Invoice approved","confirmation_number":"20260630120000000000000001","approved":true}';

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

// The benchmark is over.
process.on('disconnect', () => process.exit());
