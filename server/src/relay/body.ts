import type { IncomingMessage } from 'node:http';
import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';

/** From here on a body counts for the room that large ones share. */
const largeBytes = 1024 * 1024;
/**
 * Bytes of large bodies that are in memory together. Whoever comes then waits with his upload, which costs nothing but the
 * time: his connection is not read from. One body alone may be larger.
 */
const roomBytes = 64 * 1024 * 1024;

/**
 * Gives the memory of a large body back at once, instead of when the collector comes by: ten uploads a second would fill
 * hundreds of megabytes until then. Nobody may read it any more.
 */
export function forget({ buffer, byteOffset, byteLength }: Buffer): void {
  if (
    byteLength > largeBytes &&
    byteOffset === 0 &&
    buffer instanceof ArrayBuffer &&
    buffer.byteLength === byteLength
  )
    buffer.transfer(0);
}

/** Shares out the room. */
class Room {
  #taken = 0;
  readonly #waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  async take(bytes: number): Promise<() => void> {
    if (this.#waiting.length > 0 || !this.#fits(bytes))
      await new Promise<void>((enter) => this.#waiting.push({ bytes, enter }));
    else this.#taken += bytes;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#taken -= bytes;
      this.#admit();
    };
  }

  #fits(bytes: number): boolean {
    return this.#taken === 0 || this.#taken + bytes <= roomBytes;
  }

  /** In order of arrival, so that a large one is not passed by for ever. */
  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#taken += next.bytes;
      this.#waiting.shift();
      next.enter();
    }
  }
}

/** Reads request bodies, and gives up on those that fall silent. */
export class BodyReader {
  readonly #limit: number;
  readonly #quietMs: number;
  readonly #clock: Clock;
  readonly #room = new Room();
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

  /**
   * The whole body, as `read` gives it; a large one waits for its room. `release` is called when nobody needs the body any
   * more. Rejects as `read` does.
   */
  async readLarge(
    request: IncomingMessage,
  ): Promise<{ readonly body: Buffer; readonly release: () => void }> {
    const length = Number(request.headers['content-length'] ?? 0);
    if (!(length > largeBytes) || length > this.#limit)
      return { body: await this.read(request), release() {} };
    const release = await this.#room.take(length);
    try {
      if (request.destroyed)
        throw new GatewayError('client_gone', 'the client left before its request was read');
      return { body: await this.read(request), release };
    } catch (error) {
      release();
      throw error;
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
      // Its own memory, of the length that was announced: nothing is put together afterwards, and it can change threads.
      const announced = Number(request.headers['content-length'] ?? 0);
      const whole = announced > largeBytes ? Buffer.allocUnsafeSlow(announced) : undefined;
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
        else if (whole) chunk.copy(whole, size - chunk.length);
        else chunks.push(chunk);
      });
      request.once('end', () => {
        this.#open.delete(state);
        resolve(whole ?? (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)));
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
