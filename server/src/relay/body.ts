import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../spec/fault.ts';

const quietMs = 30_000;

/**
 * The whole body of a request, at most `limit` bytes. Throws body_too_large, body_timeout (nothing came for 30 s),
 * media_type_unsupported (compressed bodies), client_gone.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity')
      return reject(
        new GatewayError('media_type_unsupported', 'send the body uncompressed, without a content-encoding'),
      );
    const tooLarge = () =>
      new GatewayError(
        'body_too_large',
        `the body is larger than ${Math.floor(limit / 1024 / 1024)} MB; send media as URLs, or less at once`,
      );
    if (Number(request.headers['content-length'] ?? 0) > limit) return reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    request.socket.setTimeout(quietMs, () =>
      fail(new GatewayError('body_timeout', 'the body did not arrive: nothing was received for 30 s')),
    );
    const fail = (error: GatewayError) => {
      request.removeAllListeners('data');
      request.socket.setTimeout(0);
      request.resume(); // what still comes is thrown away until the connection is closed
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return fail(tooLarge());
      chunks.push(chunk);
    });
    request.once('end', () => {
      request.socket.setTimeout(0);
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
    });
    const gone = () => reject(new GatewayError('client_gone', 'the client left before its request was read'));
    request.once('error', gone);
    request.once('aborted', gone);
  });
}
