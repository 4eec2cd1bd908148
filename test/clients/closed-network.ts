import { createServer } from 'node:http';

export type ClosedNetwork = {
  readonly url: string;
  readonly asked: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

/**
 * A proxy that lets nothing through and says who asked for what: tools are told to use it for everything but loopback.
 * `asked` holds hosts, each once.
 */
export async function startClosedNetwork(): Promise<ClosedNetwork> {
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    asked.add(new URL(request.url ?? '/', 'http://unknown').host);
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    asked.add(String(request.url));
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
