/**
 * Reads HTTP/1.1 answers from a raw socket, only what the load generator needs: the status, the bytes of the
 * body without their framing, and where an answer really ends, so that a cut one is never taken for a whole one.
 */
export type ResponseEvents = {
  body(slice: Buffer): void;
  /** The answer is whole. `reusable`: the connection may carry another call. */
  end(status: number, reusable: boolean): void;
};

type State = 'head' | 'length' | 'size' | 'chunk' | 'chunkEnd' | 'trailer' | 'untilClose';

const none = Buffer.alloc(0);

export class ResponseReader {
  readonly #on: ResponseEvents;
  #state: State = 'head';
  #left = 0;
  #rest: Buffer = none; // the start of a head or of a chunk's size line
  #status = 0;
  #reusable = true;

  constructor(on: ResponseEvents) {
    this.#on = on;
  }

  /** The slices given to `body` are only valid during the call: the caller may read into the same memory again. */
  feed(data: Buffer): void {
    let bytes = data;
    if (this.#rest.length > 0) {
      bytes = Buffer.concat([this.#rest, data]);
      this.#rest = none;
    }
    let at = 0;
    while (at < bytes.length) {
      const next = this.#step(bytes, at);
      if (next < 0) {
        this.#rest = Buffer.from(bytes.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** The other side closed. True when that is how this answer ends. */
  close(): boolean {
    if (this.#state !== 'untilClose') return false;
    this.#finish(false);
    return true;
  }

  /** Index behind what was read, or -1 when more bytes are needed. */
  #step(bytes: Buffer, at: number): number {
    switch (this.#state) {
      case 'head': {
        const end = bytes.indexOf('\r\n\r\n', at);
        if (end < 0) return -1;
        this.#readHead(bytes.toString('latin1', at, end + 2));
        return end + 4;
      }
      case 'length':
      case 'chunk': {
        const end = Math.min(bytes.length, at + this.#left);
        this.#on.body(bytes.subarray(at, end));
        this.#left -= end - at;
        if (this.#left > 0) return end;
        if (this.#state === 'length') this.#finish(this.#reusable);
        else this.#state = 'chunkEnd';
        return end;
      }
      case 'chunkEnd':
        if (bytes.length < at + 2) return -1;
        this.#state = 'size';
        return at + 2;
      case 'size': {
        const end = bytes.indexOf('\r\n', at);
        if (end < 0) return -1;
        this.#left = Number.parseInt(bytes.toString('latin1', at, end), 16);
        if (Number.isNaN(this.#left)) throw new Error('a chunk without a size');
        this.#state = this.#left === 0 ? 'trailer' : 'chunk';
        return end + 2;
      }
      case 'trailer': {
        const end = bytes.indexOf('\r\n', at);
        if (end < 0) return -1;
        if (end === at) this.#finish(this.#reusable);
        return end + 2;
      }
      case 'untilClose':
        this.#on.body(bytes.subarray(at));
        return bytes.length;
    }
  }

  #readHead(head: string): void {
    this.#status = Number(head.slice(9, 12));
    if (this.#status < 200) return;
    this.#reusable = !/\r\nconnection: ?close\r\n/i.test(head);
    const length = /\r\ncontent-length: ?(\d+)/i.exec(head);
    if (/\r\ntransfer-encoding: ?chunked/i.test(head)) this.#state = 'size';
    else if (!length) this.#state = 'untilClose';
    else if (length[1] === '0') this.#finish(this.#reusable);
    else {
      this.#left = Number(length[1]);
      this.#state = 'length';
    }
  }

  #finish(reusable: boolean): void {
    this.#state = 'head';
    this.#on.end(this.#status, reusable);
  }
}
