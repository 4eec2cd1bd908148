import type { IncomingMessage } from 'node:http';
import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';

/** Reads request bodies, and gives up on those that fall silent. */
export class BodyReader {
  readonly #limit: number;
  readonly #quietMs: number;
  readonly #clock: Clock;
  readonly #open = new Set<{ at: number; fail: (error: GatewayError) => void }>();

  /** `limit` in bytes; `quietMs`: the longest silence inside a body. */
  constructor(limit: number, quietMs: number, clock: Clock) {
    this.#limit = limit;
    this.#quietMs = quietMs;
    this.#clock = clock;
  }

  /** Called once a second: a timer for each request would cost more than the reading. */
  tick(now: number): void {
    for (const one of this.#open)
      if (now - one.at > this.#quietMs)
        one.fail(
          new GatewayError(
            'body_timeout',
            `the body did not arrive: nothing was received for ${Math.round(this.#quietMs / 1000)} s`,
          ),
        );
  }

  /**
   * The body as it comes, up to `most` bytes. Throws what `read` rejects with. What is not taken is thrown away until the
   * connection is closed.
   */
  async *pieces(request: IncomingMessage, most: number): AsyncGenerator<Buffer> {
    checkPlain(request);
    const tooLarge = () =>
      new GatewayError('body_too_large', `the upload is larger than ${Math.floor(most / 1024 / 1024)} MB`);
    if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
    let fail = (_error: GatewayError): void => {};
    const failed = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    failed.catch(() => {}); // told by whoever waits then
    const state = { at: this.#clock.now(), fail };
    this.#open.add(state);
    const chunks = request.iterator({ destroyOnReturn: false });
    let size = 0;
    try {
      for (;;) {
        state.at = this.#clock.now(); // what is slow here is not the client
        const { done, value } = await Promise.race([chunks.next(), failed]);
        if (done) return;
        const chunk = value as Buffer;
        size += chunk.length;
        if (size > most) throw tooLarge();
        yield chunk;
      }
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      throw new GatewayError('client_gone', 'the client left before its request was read', { cause: error });
    } finally {
      this.#open.delete(state);
      request.resume();
    }
  }

  /** The whole body. Rejects with body_too_large, body_timeout, media_type_unsupported (compressed bodies), client_gone. */
  read(request: IncomingMessage): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      checkPlain(request);
      const tooLarge = () =>
        new GatewayError(
          'body_too_large',
          `the body is larger than ${Math.floor(this.#limit / 1024 / 1024)} MB; send media as URLs, or less at once`,
        );
      if (Number(request.headers['content-length'] ?? 0) > this.#limit) {
        reject(tooLarge());
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      const fail = (error: GatewayError) => {
        this.#open.delete(state);
        request.removeAllListeners('data');
        request.resume(); // what still comes is thrown away until the connection is closed
        reject(error);
      };
      const state = { at: this.#clock.now(), fail };
      this.#open.add(state);
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        state.at = this.#clock.now();
        if (size > this.#limit) fail(tooLarge());
        else chunks.push(chunk);
      });
      request.once('end', () => {
        this.#open.delete(state);
        resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
      });
      request.once('error', () =>
        fail(new GatewayError('client_gone', 'the client left before its request was read')),
      );
    });
  }
}

function checkPlain({ headers }: IncomingMessage): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new GatewayError(
      'media_type_unsupported',
      'send the body uncompressed, without a content-encoding',
    );
}
